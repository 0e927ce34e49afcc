/**
 * Answers one question of each kind as a person does, in a real editor: by keyboard alone, right and wrong, and looks at it
 * asked and answered with axe in four themes, at 200 % and in a narrow panel. --shots=FOLDER keeps a picture of each.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame, Page } from 'playwright-core';
import type { Course, Question } from '../../server/src/course/course.ts';
import { formOf } from '../../server/src/course/form.ts';
import { command, courseView, openEditor, outOfReach, tabTo } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { looksInEveryTheme, setTheme } from './themes.ts';

/** A section whose quiz has the kind. */
const KINDS = [
  { kind: 'time', section: 'health-checks' },
  { kind: 'line', section: 'storage' },
  { kind: 'order', section: 'reading-a-rejection' },
  { kind: 'value', section: 'logs' },
  { kind: 'all', section: 'networking' },
  { kind: 'one', section: 'what-is-ecs' },
] as const;

/** Windows without a side bar: one of 1280 × 1024 at 200 %, and one that leaves the panel 310 px. */
const SIZES = [
  { name: 'zoomed', width: 640, height: 512 },
  { name: 'narrow', width: 368, height: 700 },
] as const;

const { values } = parseArgs({ options: { shots: { type: 'string' }, only: { type: 'string' } } });
const course = JSON.parse(readFileSync(join(ROOT, 'dist/learn/course.json'), 'utf8')) as Course;
const workspace = mkdtempSync(join(tmpdir(), 'taskdef-questions-'));
cpSync(join(ROOT, 'test/editor/workspace'), workspace, { recursive: true });
setTheme(workspace);
if (values.shots) mkdirSync(values.shots, { recursive: true });

const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
  await command(page, 'Taskdef: Learn Amazon ECS');
  await command(page, 'View: Toggle Primary Side Bar Visibility');
  for (const { kind, section } of KINDS.filter((each) => !values.only || each.kind === values.only)) {
    for (const right of [true, false]) {
      await page.setViewportSize({ width: 1000, height: 900 });
      const view = await courseView(page);
      const form = await reach(page, view, kind, section);
      if (!right) await looksEverywhere(page, view, `${kind}-asked`);
      await answer(page, view, form, right);
      assert.equal(await view.evaluate(() => document.activeElement?.id), 'next', 'Enter goes on from here');
      assert.equal(
        await view.locator(right ? '#result.is-right' : '#result.is-wrong').count(),
        1,
        `${form.id}: ${right}`,
      );
      const said = await view.textContent('#announcements');
      assert.match(said!, right ? /^Right\./ : /^Wrong\./, 'a screen reader hears it');
      if (!right) await looksEverywhere(page, view, `${kind}-answered`);
      console.log(`  ✔ ${kind}, ${right ? 'right' : 'wrong'}: ${form.id}`);
    }
  }
  await opensMissed(page, await courseView(page));
  console.log('  ✔ a missed question opens to its right answer on the score page');
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

/** Goes through the quiz of a section until it asks a question of the kind. */
async function reach(page: Page, view: Frame, kind: Question['kind'], section: string): Promise<Question> {
  await view.click('#nav-quiz');
  await view.waitForSelector('h1');
  if (await view.locator('#leave').count()) await view.click('#leave');
  if (await view.locator('#other').count()) await view.click('#other');
  await view.click(`#quiz-${section}`);
  for (let i = 0; i < 20; i++) {
    await view.waitForSelector('form.question');
    const form = await shown(view);
    if (form.kind === kind) return form;
    await answer(page, view, form, false);
    await page.keyboard.press('Enter');
  }
  throw new Error(`No question of the kind "${kind}" in ${section}.`);
}

/** Leaves the quiz after a wrong answer to a question with one right option, and opens that question by keyboard. */
async function opensMissed(page: Page, view: Frame): Promise<void> {
  await view.click('#leave');
  await view.waitForSelector('#all-answers');
  const missed = view.locator('details[id^=missed-]').last();
  const right = missed.locator('.answer.is-right');
  assert.equal(await right.isVisible(), false, 'it is folded up');
  await missed.locator('summary').focus();
  await page.keyboard.press('Enter');
  await right.waitFor();
  const id = (await missed.getAttribute('id'))!.replace('missed-', '');
  const question = course.questions.find((each) => each.id === id)!;
  const said = (await right.textContent())!.replaceAll(/\s+/g, ' ');
  const options: string[] = [];
  for (let time = 0; time < 40; time++) {
    const form = formOf(question, course.pools, time);
    if (form.kind !== 'one') continue;
    const { html } = form.options.find((option) => option.right)!;
    options.push(await view.evaluate((h) => new DOMParser().parseFromString(h, 'text/html').body.textContent!, html));
  }
  assert.ok(
    options.some((option) => said.includes(option.replaceAll(/\s+/g, ' ').trim())),
    `${said}\n${options.join('\n')}`,
  );
  assert.match(said, /Correct answer/);
  assert.ok(await missed.locator('.answer.is-chosen .tag', { hasText: 'Your answer' }).isVisible());
  assert.ok(await right.locator('.why').isVisible(), 'it says why');
}

/** The form that is asked. */
async function shown(view: Frame): Promise<Question> {
  const id = await view.getAttribute('form.question', 'data-question');
  const question = course.questions.find((each) => each.id === id)!;
  for (let time = 0; time < 40; time++) {
    const form = formOf(question, course.pools, time);
    if (await isForm(view, form)) return form;
  }
  throw new Error(`${id} is in no form that we know.`);
}

/** Whether the code, the options and the items of a form are those on the page. */
async function isForm(view: Frame, form: Question): Promise<boolean> {
  const text = (await view.textContent('form.question'))!.replaceAll(/\s+/g, '');
  const plain = (html: string) =>
    view.evaluate((h) => new DOMParser().parseFromString(h, 'text/html').body.textContent, html);
  const first = /<p>([\s\S]*?)<\/p>/.exec(form.html)![1]!;
  const parts = 'options' in form ? form.options.map(({ html }) => html) : form.kind === 'order' ? form.items : [];
  for (const part of [first, ...parts]) if (!text.includes((await plain(part))!.replaceAll(/\s+/g, ''))) return false;
  const code = /<pre[^>]*><code>([\s\S]*?)<\/code><\/pre>/.exec(form.html)?.[1];
  for (const line of code?.split('\n') ?? [])
    if (!text.includes((await plain(line))!.replaceAll(/\s+/g, ''))) return false;
  return true;
}

/** Answers by keyboard alone. */
async function answer(page: Page, view: Frame, form: Question, right: boolean): Promise<void> {
  switch (form.kind) {
    case 'one': {
      const options = await view
        .locator('input[name=option]')
        .evaluateAll((all) => all.map((each) => Number((each as HTMLInputElement).value)));
      const place = options.findIndex((option) => form.options[option]!.right === right);
      await page.keyboard.press(String(place + 1));
      break;
    }
    case 'all': {
      const options = await view
        .locator('input[name=option]')
        .evaluateAll((all) => all.map((each) => Number((each as HTMLInputElement).value)));
      for (const [place, option] of options.entries())
        if (form.options[option]!.right === right) await page.keyboard.press(String(place + 1));
      break;
    }
    case 'value':
      await tabTo(page, view, 'value');
      await page.keyboard.type(right ? form.accepts[0]! : (form.near[0]?.answer ?? 'nonsense'));
      break;
    case 'line': {
      await tabTo(page, view, 'line-1');
      await page.keyboard.press('Space');
      const line = right ? form.lines[0]! : Number(form.near[0]?.answer ?? (form.lines.includes(2) ? 3 : 2));
      for (let i = 1; i < line; i++) await page.keyboard.press('ArrowDown');
      break;
    }
    case 'order': {
      const places = () =>
        view.locator('.order-list .option-text').evaluateAll((all) => all.map(({ innerHTML }) => innerHTML));
      // Wrong is the right order with the last two changed.
      const items = form.items.map((html) => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"'));
      const wanted = right ? items : [...items.slice(0, -2), items.at(-1)!, items.at(-2)!];
      for (const [to, item] of wanted.entries()) {
        for (let from = (await places()).indexOf(item); from > to; from--) {
          const button = await view.locator('.order-list li').nth(from).locator('.move').first().getAttribute('id');
          await tabTo(page, view, button!);
          await page.keyboard.press('ArrowUp');
        }
      }
      // Something has to be moved before there is an answer.
      if ((await view.getAttribute('#check', 'aria-disabled')) === 'true') {
        await tabTo(page, view, (await view.locator('.move').first().getAttribute('id'))!);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowUp');
      }
      await tabTo(page, view, 'check');
      break;
    }
    case 'time':
      await tabTo(page, view, 'moment');
      for (let at = 0; at < Number(form.at) - (right ? 0 : Number(form.step)); at += Number(form.step))
        await page.keyboard.press('ArrowRight');
      break;
  }
  await page.keyboard.press('Enter');
  await view.waitForSelector('#result');
}

async function looksEverywhere(page: Page, view: Frame, name: string): Promise<void> {
  await looksInEveryTheme(workspace, view, (theme) => shot(page, `${name}-${theme}`));
  for (const { name: size, ...window } of SIZES) {
    await page.setViewportSize(window);
    await shot(page, `${name}-${size}`);
    assert.deepEqual(await outOfReach(view), [], `${name}, ${size}`);
  }
  await page.setViewportSize({ width: 1000, height: 900 });
}

async function shot(page: Page, name: string): Promise<void> {
  if (values.shots) await page.screenshot({ path: join(values.shots, `${name}.png`) });
}
