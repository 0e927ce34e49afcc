/**
 * Uses the course as a person does, in a real editor: reads and answers by keyboard, reloads the window, and looks at every
 * screen with axe in four themes. --shots=FOLDER keeps a picture of each.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';

/** Themes, with the name by which a page knows their kind. */
const THEMES = [
  ['Default Dark Modern', 'vscode-dark'],
  ['Default Light Modern', 'vscode-light'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const;
/** First paint of the page, from the moment its document begins. Generous: this is a test, the bench measures. */
const FIRST_PAINT_MS = 1500;

const { values } = parseArgs({ options: { shots: { type: 'string' } } });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const workspace = mkdtempSync(join(tmpdir(), 'taskdef-learn-'));
cpSync(join(ROOT, 'test/editor/workspace'), workspace, { recursive: true });
mkdirSync(join(workspace, '.vscode'));
setTheme(THEMES[0][0]);
if (values.shots) mkdirSync(values.shots, { recursive: true });

const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  await page.exposeFunction('codeAutomationLog', () => {});
  await page.exposeFunction('codeAutomationExit', () => {});
  await page.goto(server.address({ workspace, extension: ROOT }));
  await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
  // Without the panel there is nothing to look at.
  await step('the panel opens, and paints at once', () => opens(page));
  if (process.exitCode) throw new Error('The course did not open.');
  await step('a section is read and a question answered by keyboard', () => readsAndAnswers(page));
  await step('everything is back after a reload', () => survivesReload(page));
  if (process.exitCode) throw new Error('The course did not come back.');
  for (const screen of SCREENS()) await step(`no violations: ${screen.name}`, () => looks(page, screen));
  await step('it works in a narrow panel', () => narrow(page));
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

async function step(name: string, run: () => Promise<void>): Promise<void> {
  const begin = Date.now();
  try {
    await run();
    console.log(`  ✔ ${name} (${Date.now() - begin} ms)`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`  ✖ ${name}\n${error instanceof Error ? error.message : String(error)}`);
  }
}

async function opens(page: Page): Promise<void> {
  await command(page, 'Taskdef: Learn Amazon ECS');
  const view = await courseView(page);
  await view.waitForSelector('h1');
  const paint = await view.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  console.log(`    first contentful paint after ${Math.round(paint)} ms`);
  assert.ok(paint < FIRST_PAINT_MS, `first paint after ${paint} ms`);
  const inline = await view.evaluate(() => document.querySelectorAll('body [style], body style').length);
  assert.equal(inline, 0, 'no inline style');
}

async function readsAndAnswers(page: Page): Promise<void> {
  const view = await courseView(page);
  await view.focus('#to-what-is-ecs');
  await page.keyboard.press('Enter');
  await view.waitForSelector('#done');
  assert.equal(await view.evaluate(() => document.activeElement?.tagName), 'H1', 'the focus is on the heading');
  await view.focus('#done');
  await page.keyboard.press('Enter');
  await view.waitForFunction(() => document.querySelector('h1')?.textContent === 'The five building blocks');
  await view.focus('#nav-quiz');
  await page.keyboard.press('Enter');
  await view.focus('#quiz-check');
  await page.keyboard.press('Enter');
  await view.waitForSelector('input[type=radio]');
  await page.keyboard.press('3');
  assert.equal(await view.evaluate(() => document.activeElement?.id), 'option-3');
  await page.keyboard.press('ArrowUp');
  assert.ok(await view.isChecked('#option-2'), 'arrows move the choice');
  await page.keyboard.press('Enter');
  await view.waitForSelector('#result');
  assert.equal(await view.locator('.answer .why').count(), 4, 'each option is explained');
  assert.equal(await view.evaluate(() => document.activeElement?.id), 'next', 'Enter goes on from here');
  await page.keyboard.press('Enter');
  await view.waitForFunction(() => document.querySelector('h1')?.textContent === 'Question 2 of 4');
  await page.keyboard.press('1');
}

async function survivesReload(page: Page): Promise<void> {
  const before = await courseView(page);
  const question = await before.textContent('legend');
  const options = await before.locator('.option-text').allTextContents();
  await hasStored(page, 'memento/workbench.parts.editor', /taskdef\.learn/);
  // The second question, with a choice.
  await hasStored(page, 'taskdef.taskdef', /at\W+1\W+answers.*chosen\W+\d/);
  await page.reload();
  await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
  const view = await courseView(page);
  await view.waitForSelector('legend');
  assert.equal(await view.textContent('legend'), question, 'the same question');
  assert.deepEqual(await view.locator('.option-text').allTextContents(), options, 'in the same order');
  assert.ok(await view.isChecked('#option-1'), 'with the same choice');
  for (let i = 2; i <= 4; i++) {
    await view.focus('#option-1');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await view.waitForSelector('#next');
    await page.keyboard.press('Enter');
    await view.waitForSelector(i < 4 ? 'legend' : '#all-answers');
  }
  assert.match((await view.textContent('h1'))!, /^You got \d of 4 correct$/);
  await view.click('#nav-contents');
  assert.match((await view.textContent('.row'))!, /Read/);
}

interface Screen {
  readonly name: string;
  readonly open: (view: Frame, page: Page) => Promise<void>;
}

function SCREENS(): Screen[] {
  const nav = (id: string) => (view: Frame) => view.click(`#nav-${id}`);
  return [
    { name: 'contents', open: nav('contents') },
    {
      name: 'section',
      open: async (view) => {
        await view.click('#nav-contents');
        await view.click('#to-building-blocks');
      },
    },
    {
      name: 'section-with-table',
      open: async (view) => {
        await view.click('#nav-contents');
        await view.click('#to-task-size');
      },
    },
    {
      name: 'concept',
      open: async (view) => {
        await view.click('#nav-contents');
        await view.click('#to-building-blocks');
        await view.click('article a[data-go=concept]');
        await view.waitForSelector('dialog[open]');
      },
    },
    {
      name: 'quiz-start',
      open: async (view, page) => {
        await page.keyboard.press('Escape');
        await view.click('#nav-quiz');
        if (await view.locator('#other').count()) await view.click('#other');
      },
    },
    {
      name: 'question',
      open: async (view, page) => {
        await view.click('#quiz-health-checks');
        await page.keyboard.press('2');
      },
    },
    {
      name: 'answered',
      open: async (view) => {
        await view.click('#check');
        await view.waitForSelector('#result');
      },
    },
    { name: 'score', open: (view) => view.click('#leave') },
    { name: 'exercises', open: nav('exercises') },
    {
      name: 'exercise',
      open: async (view) => {
        await view.click('#exercise-circle-of-waiting');
        await view.click('#hint');
        await view.waitForSelector('.hints li');
        await view.click('#open');
        await view.waitForSelector('.status.is-left');
      },
    },
    { name: 'concepts', open: nav('words') },
  ];
}

async function looks(page: Page, { name, open }: Screen): Promise<void> {
  const view = await courseView(page);
  await open(view, page);
  const problems: string[] = [];
  for (const [theme, kind] of THEMES) {
    setTheme(theme);
    await view.waitForFunction((wanted) => document.body.dataset.vscodeThemeKind === wanted, kind);
    await page.waitForTimeout(250);
    if (values.shots) await page.screenshot({ path: join(values.shots, `${name}-${theme.replaceAll(' ', '-')}.png`) });
    await view.evaluate(axe);
    const { violations } = await view.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    for (const { id, nodes } of violations)
      for (const { html, failureSummary } of nodes.slice(0, 3))
        problems.push(
          `    ${theme}: ${id}\n      ${html.slice(0, 160)}\n      ${failureSummary?.replaceAll('\n', ' ')}`,
        );
  }
  assert.deepEqual(problems, [], problems.join('\n'));
}

async function narrow(page: Page): Promise<void> {
  const view = await courseView(page);
  await page.setViewportSize({ width: 620, height: 800 });
  for (const id of ['contents', 'quiz', 'exercises', 'words']) {
    await view.click(`#nav-${id}`);
    const [inner, outer] = await view.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(inner! <= outer!, `${id} is ${inner} px wide in ${outer} px`);
  }
}

/** The frame of the course, once it has drawn. */
async function courseView(page: Page): Promise<Frame> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    for (const frame of page.frames()) {
      const drawn = await frame
        .evaluate(() => document.querySelector('#app main:not([aria-busy]) h1') !== null)
        .catch(() => false);
      if (drawn) return frame;
    }
    if (Date.now() > deadline) throw new Error('The course did not show.');
    await page.waitForTimeout(100);
  }
}

/**
 * Waits until what the editor has stored under a key matches. In a browser VS Code writes every five seconds, and what it had
 * not written when its page goes is lost (seen with 1.139, 2026-11-24).
 */
async function hasStored(page: Page, key: string, pattern: RegExp): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await stored(page, key)).some((value) => pattern.test(value))) {
    if (Date.now() > deadline) throw new Error(`The editor has not stored ${key}.`);
    await page.waitForTimeout(200);
  }
}

/** What the editor has stored under a key, as text. */
function stored(page: Page, key: string): Promise<string[]> {
  return page.evaluate(async (key) => {
    const values: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      if ([...database.objectStoreNames].includes('ItemTable')) {
        const reading = database.transaction('ItemTable').objectStore('ItemTable').get(key);
        await new Promise((resolve) => reading.addEventListener('success', resolve));
        values.push(String(reading.result));
      }
      database.close();
    }
    return values;
  }, key);
}

/** Runs a command of the palette, as soon as the editor knows it. */
async function command(page: Page, name: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    await page.waitForSelector('.quick-input-widget input');
    await page.keyboard.type(name, { delay: 5 });
    try {
      return await row.click({ timeout: 4000 });
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

function setTheme(theme: string): void {
  const settings = { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false };
  writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
}
