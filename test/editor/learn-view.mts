/**
 * Uses the course as a person does, in a real editor: reads and answers by keyboard, reloads the window, looks at every screen
 * with axe in four themes, at 200 % and in a narrow panel, and learns without a folder, without trust and without the server.
 * --shots=FOLDER keeps a picture of each screen.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame, Page } from 'playwright-core';
import { command, courseView, openEditor, openFile, outOfReach, pictureView, untilUp } from './editor-page.ts';
import { hasStored } from './editor-storage.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { withoutFolder, withoutServer, withoutTrust } from './learn-places.ts';
import { PLAY_SCREENS, playsByKeyboard } from './learn-plays.ts';
import { looksInEveryTheme, setTheme } from './themes.ts';

/** First paint of the page, from the moment its document begins. Generous: this is a test, the bench measures. */
const FIRST_PAINT_MS = 1500;
/** Windows without a side bar: one of 1280 × 1024 at 200 %, and one that leaves the panel 310 px. */
const SIZES = [
  { name: 'zoomed', width: 640, height: 512 },
  { name: 'narrow', width: 368, height: 700 },
] as const;

/** A task definition with a health check of its own. */
const CHECKED = JSON.stringify({
  family: 'checked',
  containerDefinitions: [
    { name: 'web', image: 'nginx:1.27', healthCheck: { command: ['CMD', '/check'], interval: 15, retries: 2 } },
  ],
});

const { values } = parseArgs({ options: { shots: { type: 'string' } } });
const workspace = mkdtempSync(join(tmpdir(), 'taskdef-learn-'));
cpSync(join(ROOT, 'test/editor/workspace'), workspace, { recursive: true });
setTheme(workspace);
if (values.shots) mkdirSync(values.shots, { recursive: true });

const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
  // Without the panel there is nothing to look at.
  await step('the panel opens, and paints at once', () => opens(page), 1);
  if (process.exitCode) throw new Error('The course did not open.');
  await step('a section is read and a question answered by keyboard', () => readsAndAnswers(page), 1);
  await step('everything is back after a reload', () => survivesReload(page), 1);
  if (process.exitCode) throw new Error('The course did not come back.');
  for (const { name, open } of SCREENS()) {
    await step(`no violations: ${name}`, async () => {
      const view = await courseView(page);
      await open(view, page);
      await looks(page, view, name);
    });
  }
  await command(page, 'View: Toggle Primary Side Bar Visibility');
  for (const size of SIZES) await step(`everything is readable and in reach: ${size.name}`, () => fits(page, size));
  await step('a picture is played by keyboard, and takes its values from the file', async () => {
    await page.setViewportSize({ width: 1100, height: 900 });
    writeFileSync(join(workspace, 'checked.json'), CHECKED);
    await openFile(page, 'checked.json');
    await command(page, 'Taskdef: Learn Amazon ECS');
    await playsByKeyboard(page, await courseView(page));
  });
  await step('nothing moves where the user wants it still', () => standsStill(page));
  await step('no violations: picture', async () => looks(page, await opensPicture(page), 'picture'));
  await step('the picture is exported by keyboard, and stands by itself', () => exportsPicture(page));
  await step('no violations: exercise-begun', async () => looks(page, await beginsExercise(page), 'exercise-begun'));
  await page.context().close();
  await step('it works with no folder open', () => withoutFolder(browser, server));
  await step('it works in a folder that is not trusted', () => withoutTrust(browser, server, workspace));
  await step('it works without the language server', () => withoutServer(browser, server, workspace));
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

/**
 * A part of the test, whose failure does not keep the others from running. A busy machine may stall the editor for longer than
 * a test waits: what begins afresh has one more try, and says so.
 */
async function step(name: string, run: () => Promise<void>, tries = 2): Promise<void> {
  const begin = Date.now();
  for (let left = tries - 1; ; left--) {
    try {
      await run();
      console.log(`  ✔ ${name} (${Date.now() - begin} ms)`);
      return;
    } catch (error) {
      console.log(`  ${left > 0 ? '↻' : '✖'} ${name}\n${error instanceof Error ? error.message : String(error)}`);
      if (left > 0) continue;
      process.exitCode = 1;
      return;
    }
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
  await untilUp(page);
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
        assert.equal(await view.evaluate(() => document.activeElement?.id), 'card-title', 'it is read from its title');
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
        await view.click('#quiz-check');
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
        await view.click('#nav-exercises');
        await view.click('#exercise-slow-start');
        if (await view.locator('#hint').count()) await view.click('#hint');
        await view.waitForSelector('.hints li');
      },
    },
    { name: 'concepts', open: nav('words') },
    ...PLAY_SCREENS,
  ];
}

function looks(page: Page, view: Frame, name: string): Promise<void> {
  return looksInEveryTheme(workspace, view, (theme) => shot(page, `${name}-${theme}`));
}

/** Looks at every screen at a size of the window: nothing is cut off, and the keyboard leads to everything. */
async function fits(page: Page, { name: size, ...window }: (typeof SIZES)[number]): Promise<void> {
  await page.setViewportSize(window);
  const view = await courseView(page);
  const problems: string[] = [];
  for (const { name, open } of SCREENS()) {
    await open(view, page);
    await shot(page, `${size}-${name}`);
    problems.push(...(await outOfReach(view)).map((problem) => `    ${name}: ${problem}`));
  }
  await view.click('#nav-contents');
  for (const id of await view.locator('.rows a').evaluateAll((links) => links.map((link) => link.id))) {
    await view.click(`#${id}`);
    problems.push(...(await outOfReach(view)).map((problem) => `    ${id}: ${problem}`));
    await view.click('#nav-contents');
  }
  assert.deepEqual(problems, [], problems.join('\n'));
}

/** The wish comes from the system, or from a setting of the editor. */
async function standsStill(page: Page): Promise<void> {
  const view = await courseView(page);
  const moving = () =>
    view.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
          return /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
        }).length,
    );
  assert.ok((await moving()) > 0, 'there is something to stand still');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await view.waitForSelector('body.vscode-reduce-motion');
  assert.equal(await moving(), 0, 'by the wish of the system');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await view.waitForSelector('body:not(.vscode-reduce-motion)');
  setTheme(workspace, undefined, { 'workbench.reduceMotion': 'on' });
  await view.waitForSelector('body.vscode-reduce-motion');
  assert.equal(await moving(), 0, 'by the setting of the editor');
}

async function opensPicture(page: Page): Promise<Frame> {
  await page.setViewportSize({ width: 1100, height: 900 });
  // Wide enough that it does not fit into a narrow panel.
  const task = JSON.parse(readFileSync(join(workspace, 'task-definition.json'), 'utf8')) as Record<string, object[]>;
  task.containerDefinitions!.push({
    name: 'proxy',
    image: 'envoy:1.31',
    portMappings: [{ containerPort: 8080 }],
    dependsOn: [{ containerName: 'web', condition: 'START' }],
  });
  writeFileSync(join(workspace, 'two-containers.json'), JSON.stringify(task, null, 2));
  await openFile(page, 'two-containers.json');
  await command(page, 'Taskdef: Show This Task as a Picture');
  const view = await pictureView(page);
  await view.waitForSelector('.task-picture svg');
  return view;
}

async function exportsPicture(page: Page): Promise<void> {
  const view = await pictureView(page);
  for (const { name, ...window } of SIZES) {
    await page.setViewportSize(window);
    await shot(page, `${name}-picture`);
    assert.deepEqual(await outOfReach(view), [], name);
  }
  await view.focus('.task-picture');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await view.evaluate(() => document.activeElement?.id), 'export');
  await page.keyboard.press('Enter');
  const file = join(workspace, 'orders.svg');
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLInputElement>('.quick-input-widget input')?.value === wanted,
    file,
  );
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await until('the picture is written', () => existsSync(file) && readFileSync(file, 'utf8').endsWith('</svg>'));

  const svg = readFileSync(file, 'utf8');
  assert.doesNotMatch(
    svg,
    /var\(|url\(|@import|href|<script|<!ENTITY|&(?!amp;|lt;|gt;|quot;)/,
    'nothing from elsewhere',
  );
  const alone = await browser.newPage();
  // A browser shows a picture only where its XML is well-formed.
  await alone.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
  const drawn = await alone.evaluate(() => ({
    root: document.documentElement.namespaceURI,
    errors: document.querySelectorAll('parsererror').length,
    name: document.querySelector('title')?.textContent,
    texts: [...document.querySelectorAll('text')].map(({ textContent }) => textContent),
    container: getComputedStyle(document.querySelector('.pic-alert')!).fill,
  }));
  if (values.shots) await alone.screenshot({ path: join(values.shots, 'exported.png') });
  await alone.close();
  const { texts, ...rest } = drawn;
  assert.deepEqual(rest, {
    root: 'http://www.w3.org/2000/svg',
    errors: 0,
    name: 'orders',
    container: 'rgb(255, 248, 197)',
  });
  assert.ok(texts.includes('proxy') && texts.includes('nginx:1.27'), texts.join(', '));
}

/** Opens the broken file of an exercise beside the course. */
async function beginsExercise(page: Page): Promise<Frame> {
  await page.setViewportSize({ width: 1100, height: 900 });
  await command(page, 'View: Close All Editors');
  await command(page, 'Taskdef: Learn Amazon ECS');
  const view = await courseView(page);
  await view.click('#nav-exercises');
  await view.click('#exercise-slow-start');
  await view.click('#open');
  await view.click('#deploy');
  await view.waitForSelector('.status.is-failed');
  await view.waitForSelector('.time-line li');
  return view;
}

async function shot(page: Page, name: string): Promise<void> {
  if (values.shots) await page.screenshot({ path: join(values.shots, `${name}.png`) });
}

/** Waits for what happens outside of the page. */
async function until(what: string, happened: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!happened()) {
    if (Date.now() > deadline) throw new Error(`It does not come to be that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
