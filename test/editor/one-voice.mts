/** What only the window shows: the breadcrumbs on each line, where F8 stops, and the list of rules. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { command, openEditor } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';

const SHOP = `{
  "family": "shop",
  "networkMode": "awsvpc",
  "taskRoleArn": "arn:aws:iam::222233334444:role/TASK_ROLE",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "222233334444.dkr.ecr.eu-west-1.amazonaws.com/shop:TAG",
      "memory": 512,
      "essential": true,
      "portMappings": [{ "containerPort": 8080 }]
    }
  ]
}
`;
/** What the breadcrumbs say on a line, behind the file's name. */
const CRUMBS: readonly (readonly [line: number, crumbs: string])[] = [
  [2, 'ECS › shop'],
  [4, 'ECS › shop'],
  [7, 'ECS › shop › web'],
  [10, 'ECS › shop › web'],
  [11, 'ECS › shop › web › portMappings'],
];

const workspace = mkdtempSync(join(tmpdir(), 'taskdef-voice-'));
for (const name of ['shop.json', 'other.json']) writeFileSync(join(workspace, name), SHOP);
const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
  for (const name of ['shop.json', 'other.json']) {
    await open(page, name);
    for (const [line, crumbs] of CRUMBS) {
      await goTo(page, line);
      await crumbsAre(page, [name, ...crumbs.split(' › ')]);
    }
  }
  await goTo(page, 10);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('"cpu": 10,');
  await crumbsAre(page, ['other.json', 'ECS', 'shop', 'web']);
  await goTo(page, 4);
  await crumbsAre(page, ['other.json', 'ECS', 'shop']);
  console.log('✔ the breadcrumbs go by name on every line, after opening and after typing');

  await goTo(page, 1);
  const stops = new Set<number>();
  for (let i = 0; i < 8; i++) {
    const before = await placeOf(page);
    await page.keyboard.press('F8');
    await page
      .locator('.statusbar-item', { hasText: /^Ln \d/ })
      .filter({ hasNotText: before })
      .waitFor();
    stops.add(Number(/Ln (\d+)/.exec(await placeOf(page))![1]));
  }
  await page.keyboard.press('Escape');
  assert.ok(stops.has(4) && stops.has(8), `F8 stops at lines ${[...stops].join(', ')}`);
  console.log('✔ F8 stops at what is to be filled in');

  await command(page, 'Taskdef: Choose Rules');
  await page.locator('.quick-input-titlebar', { hasText: 'Rules of This Workspace' }).waitFor();
  await page.keyboard.type('td-tags-missing');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'td-tags-missing' }).first().click();
  await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
  const settings = join(workspace, '.vscode/settings.json');
  assert.deepEqual(await contentOf(page, settings), { 'taskdef.rules': { 'td-tags-missing': 'off' } });
  console.log('✔ a rule without its tick is off');
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

async function open(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await page.waitForSelector('.quick-input-widget input');
  await page.keyboard.type(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.statusbar-item', { hasText: 'ECS:' }).waitFor();
}

async function goTo(page: Page, line: number): Promise<void> {
  await page.keyboard.press('Control+G');
  await page.waitForSelector('.quick-input-widget input');
  await page.keyboard.type(`${line}:20`);
  await page.keyboard.press('Enter');
  await page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
}

/** Line and column of the cursor, as the status bar has them. */
async function placeOf(page: Page): Promise<string> {
  return (await page.locator('.statusbar-item', { hasText: /^Ln \d/ }).textContent()) ?? '';
}

/** Waits until the breadcrumbs say that, and fails with what they say. */
async function crumbsAre(page: Page, wanted: readonly string[]): Promise<void> {
  let now: string[] = [];
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    now = (await page.locator('.breadcrumbs-control .monaco-breadcrumb-item').allInnerTexts()).map((text) =>
      text.trim(),
    );
    if (now.slice(0, wanted.length).join('›') === wanted.join('›')) return;
    await page.waitForTimeout(100);
  }
  assert.deepEqual(now, wanted);
}

/** What a file says once it says something. */
async function contentOf(page: Page, file: string): Promise<unknown> {
  for (const end = Date.now() + 20_000; ; ) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text.includes('"') || Date.now() > end) return JSON.parse(text);
    await page.waitForTimeout(100);
  }
}
