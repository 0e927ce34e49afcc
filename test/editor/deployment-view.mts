/**
 * Deploys a task definition (the simulation) as a person does, in a real editor: steps through it by keyboard, changes an assumption, edits the file, and
 * looks at it with axe in four themes and in narrow windows. --shots=FOLDER keeps a picture of each.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame, Page } from 'playwright-core';
import { command, deploymentView, openEditor, openFile, outOfReach } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { looksInEveryTheme, setTheme } from './themes.ts';

const TASK = {
  family: 'shop',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  containerDefinitions: [
    { name: 'migrate', image: 'example.com/migrate:7', essential: false },
    {
      name: 'web',
      image: 'nginx:1.27',
      healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'] },
      dependsOn: [{ containerName: 'migrate', condition: 'SUCCESS' }],
    },
  ],
};

/** Windows without a side bar: one of 1280 × 1024 at 200 %, and one that leaves the panel 310 px. */
const SIZES = [
  [640, 512],
  [368, 700],
] as const;

const { values } = parseArgs({ options: { shots: { type: 'string' } } });
if (values.shots) mkdirSync(values.shots, { recursive: true });
const workspace = mkdtempSync(join(tmpdir(), 'taskdef-deployment-'));
writeFileSync(join(workspace, 'task-definition.json'), JSON.stringify(TASK, null, 2));
setTheme(workspace);

const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
  await openFile(page, 'task-definition.json');
  await command(page, 'Taskdef: Deploy This Task (Simulation)');
  const view = await deploymentView(page);
  await step('it is stepped through by keyboard', () => isSteppedThrough(page, view));
  await step('the timeline is walked with the arrow keys', () => isWalked(page, view));
  await step('it plays by itself to the end, and can be paused', () => plays(page, view));
  await step('another assumption leads to another outcome', () => followsAssumptions(view));
  await step('it follows the file', () => followsTheFile(page, view));
  await step('no violations', () => looksInEveryTheme(workspace, view, (theme) => shot(page, theme)));
  await step('everything is in reach in a narrow window', () => fits(page));
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

async function step(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    console.log(`  ✔ ${name}`);
  } catch (error) {
    console.log(`  ✖ ${name}\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function said(view: Frame): Promise<string | null> {
  return view.textContent('#announcements');
}

function shown(view: Frame): Promise<string | null> {
  return view.textContent('.now-text');
}

async function isSteppedThrough(page: Page, view: Frame): Promise<void> {
  assert.equal(await view.textContent('h1'), 'Deployment of shop');
  assert.equal(await view.textContent('#outcome'), 'The task runs, and is healthy.');
  await view.focus('#next-step');
  await page.keyboard.press('Enter');
  assert.match((await shown(view))!, /ECS registers the task definition/);
  assert.equal(await said(view), 'ECS registers the task definition as the next revision of "shop".');
  await view.focus('#back');
  await page.keyboard.press('Enter');
  assert.match((await shown(view))!, /The file can be read/);
  await page.keyboard.press('Enter');
  assert.match((await shown(view))!, /The file can be read/, 'there is nothing before the first step');
  assert.equal(await view.evaluate(() => document.activeElement?.id), 'back', 'the focus stays');
  await view.focus('#slider');
  await page.keyboard.press('End');
  assert.match((await view.getAttribute('#slider', 'aria-valuetext'))!, /^\d+:\d\d /);
  assert.match((await view.textContent('.state'))!, /The task is RUNNING\..*web.*RUNNING.*HEALTHY/);
  assert.match((await view.textContent('.service'))!, /2 tasks wanted.*New revision: 2 healthy/);
  assert.equal(await view.textContent('#service-outcome'), 'The deployment is complete.');
  await page.keyboard.press('Home');
  assert.match((await view.textContent('.state'))!, /There is no task/);
}

async function isWalked(page: Page, view: Frame): Promise<void> {
  await view.focus('.time-line button[aria-current]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await view.evaluate(() => document.activeElement?.closest('li')?.dataset.place), '2');
  assert.equal(await view.inputValue('#slider'), '2');
  assert.equal(await view.locator('.time-line button[tabindex="0"]').count(), 1, 'one stop for the Tab key');
  await page.keyboard.press('End');
  assert.equal(await view.getAttribute('#next-step', 'aria-disabled'), 'true');
}

async function plays(page: Page, view: Frame): Promise<void> {
  await view.focus('#slider');
  await page.keyboard.press('Home');
  await view.click('#play');
  assert.equal(await view.textContent('#play'), 'Pause');
  await view.waitForFunction(() => (document.querySelector('#slider') as HTMLInputElement).valueAsNumber >= 2);
  await view.click('#play');
  assert.equal(await view.textContent('#play'), 'Play');
  await view.evaluate(() => {
    const slider = document.querySelector('#slider') as HTMLInputElement;
    slider.value = String(Number(slider.max) - 1);
    slider.dispatchEvent(new Event('input'));
  });
  await view.click('#play');
  await view.waitForFunction(() => document.querySelector('#play')?.textContent === 'Play');
  assert.equal(await view.inputValue('#slider'), await view.getAttribute('#slider', 'max'));
}

async function followsAssumptions(view: Frame): Promise<void> {
  const health = view.getByLabel('Its health check', { exact: false });
  await health.focus();
  await health.selectOption('never');
  await view.waitForFunction(() => document.querySelector('#outcome')?.textContent?.includes('unhealthy'));
  assert.match((await view.textContent('.outcome'))!, /stoppedReason\s*Task failed container health checks/);
  assert.equal(await said(view), await view.textContent('#outcome'));
  assert.equal(await view.evaluate(() => document.activeElement?.tagName), 'SELECT', 'the focus stays at the control');
  assert.match((await shown(view))!, /health check of "web" fails \(1 of 3\)/, 'one stands where it begins to differ');
  await view.click('#reset');
  await view.waitForFunction(() => document.querySelector('#outcome')?.textContent?.includes('is healthy'));
  assert.equal(await health.inputValue(), 'passes');
}

async function followsTheFile(page: Page, view: Frame): Promise<void> {
  const text = JSON.stringify({ ...TASK, cpu: '300' }, null, 2);
  writeFileSync(join(workspace, 'task-definition.json'), text);
  await view.waitForFunction(() => document.querySelector('#outcome')?.textContent?.startsWith('ECS refuses'));
  writeFileSync(join(workspace, 'task-definition.json'), JSON.stringify(TASK, null, 2));
  await view.waitForFunction(() => document.querySelector('#outcome')?.textContent?.includes('is healthy'));
  await shot(page, 'deployment');
}

async function fits(page: Page): Promise<void> {
  await command(page, 'View: Toggle Primary Side Bar Visibility');
  // The whole window is its own: else half of it is less than anybody reads in.
  await command(page, 'View: Move Editor into Previous Group');
  const view = await deploymentView(page);
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    assert.deepEqual(await outOfReach(view), [], `${width} × ${height}`);
    await shot(page, `width-${width}`);
  }
}

async function shot(page: Page, name: string): Promise<void> {
  if (values.shots) await page.screenshot({ path: join(values.shots, `${name}.png`) });
}
