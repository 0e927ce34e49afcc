/** The course where little is there: no folder, no trust, no language server. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { command, courseView, openEditor, pictureView, tabTo } from './editor-page.ts';
import { ROOT } from './host/paths.ts';
import type { ServerHost } from './host/server-host.ts';

interface Course {
  readonly exercises: readonly unknown[];
  readonly questions: readonly {
    readonly html: string;
    readonly options: readonly { readonly html: string; readonly right: boolean }[];
  }[];
}

/** No folder is open. */
export async function withoutFolder(browser: Browser, server: ServerHost): Promise<void> {
  const address = new URL(server.address({ workspace: '/', extension: ROOT }));
  address.searchParams.delete('folder');
  // Without it the editor would open the folder of the last time.
  address.searchParams.set('ew', 'true');
  await inWindow(await openEditor(browser, address.href), async (page) => {
    await page.keyboard.press('Control+Shift+E');
    await page.locator('.explorer-viewlet', { hasText: 'You have not yet opened a folder' }).waitFor();
    // No task definition is open either, so the language server is not started; the exercise starts it.
    await learns(page);
    await exerciseIs(page, 'failed');
  });
}

/** The folder is not trusted: restricted mode. */
export async function withoutTrust(browser: Browser, server: ServerHost, workspace: string): Promise<void> {
  const address = server.address({ workspace, extension: ROOT });
  await inWindow(await openEditor(browser, address, asksForTrust), async (page) => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await page.locator('.part.banner', { hasText: 'Restricted Mode is intended for safe code browsing' }).waitFor();
    await learns(page);
    await exerciseIs(page, 'failed');
    // Nothing of this has asked for trust, and nobody has given it.
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  });
}

/** The language server is missing from the extension. */
export async function withoutServer(browser: Browser, server: ServerHost, workspace: string): Promise<void> {
  const extension = mkdtempSync(join(tmpdir(), 'taskdef-no-server-'));
  try {
    for (const part of ['package.json', 'package.nls.json', 'client/media', 'client/l10n', 'snippets', 'schemas'])
      cpSync(join(ROOT, part), join(extension, part), { recursive: true });
    const wanted = (path: string) => !path.startsWith(join(ROOT, 'dist/server')) && !path.endsWith('.map');
    cpSync(join(ROOT, 'dist'), join(extension, 'dist'), { recursive: true, filter: wanted });
    await inWindow(await openEditor(browser, server.address({ workspace, extension })), async (page) => {
      await learns(page);
      await exerciseIs(page, 'unavailable');
      const view = await courseView(page);
      assert.match((await view.textContent('#findings'))!, /needs the language server, which does not respond/);
      assert.ok(await view.isVisible('#restart'), 'it can be started again from here');
      // The exercise is a task definition: its picture is asked for, and the panel says why there is none.
      await command(page, 'Taskdef: Show This Task as a Picture');
      const picture = await pictureView(page);
      await picture.waitForSelector('.task-picture .note');
      assert.match((await picture.textContent('.task-picture'))!, /language server, which does not respond/);
      assert.ok(await picture.isDisabled('#export'), 'there is nothing to export');
    });
  } finally {
    rmSync(extension, { recursive: true, force: true });
  }
}

/**
 * Has the editor ask for trust in folders, as it does by itself on a desktop. The server host turns that off, and says so in
 * this element, which the editor reads when it comes up.
 */
async function asksForTrust(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const configuration = document.getElementById('vscode-workbench-web-configuration');
      if (!configuration) return;
      observer.disconnect();
      const settings = JSON.parse(configuration.dataset.settings!) as Record<string, unknown>;
      configuration.dataset.settings = JSON.stringify({ ...settings, enableWorkspaceTrust: true });
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Closes a window's own browser storage with it, so that the next one begins with nothing. */
async function inWindow(page: Page, run: (page: Page) => Promise<void>): Promise<void> {
  try {
    await run(page);
  } finally {
    await page.context().close();
  }
}

/** Reads a section and answers a question, by keyboard alone, and sees both in the progress. */
async function learns(page: Page): Promise<void> {
  await command(page, 'Taskdef: Learn Amazon ECS');
  const view = await courseView(page);
  const { exercises, questions } = courseFile();
  await hasProgress(view, ['0 of 15', `0 of ${questions.length}`, `0 of ${exercises.length}`]);
  await view.focus('h1');
  await tabTo(page, view, 'to-what-is-ecs');
  await page.keyboard.press('Enter');
  await view.waitForSelector('#done');
  await tabTo(page, view, 'done');
  await page.keyboard.press('Enter');
  await view.waitForFunction(() => document.querySelector('h1')?.textContent === 'The five building blocks');

  await view.focus('#nav-contents');
  await tabTo(page, view, 'nav-quiz');
  await page.keyboard.press('Enter');
  await tabTo(page, view, 'quiz-check');
  await page.keyboard.press('Enter');
  await view.waitForSelector('legend');
  await page.keyboard.press(String((await rightOption(view)) + 1));
  await page.keyboard.press('Enter');
  await view.waitForSelector('#result.is-right');
  await tabTo(page, view, 'leave');
  await page.keyboard.press('Enter');
  await view.waitForFunction(() => document.querySelector('h1')?.textContent === 'You got 1 of 1 correct');
  await tabTo(page, view, 'contents');
  await page.keyboard.press('Enter');
  await hasProgress(view, ['1 of 15', `1 of ${questions.length}`, `0 of ${exercises.length}`]);
}

/** The course as the extension holds it. */
function courseFile(): Course {
  return JSON.parse(readFileSync(join(ROOT, 'dist/learn/course.json'), 'utf8')) as Course;
}

/** Waits until the tiles say so: an answer is saved by the extension, and the page hears of it when it is. */
async function hasProgress(view: Frame, expected: readonly string[]): Promise<void> {
  await view.waitForFunction(
    (wanted) => [...document.querySelectorAll('.tile-number')].map((tile) => tile.textContent).join() === wanted,
    expected.join(),
  );
}

/** The place of the right answer to the question that is shown, from the course itself. */
async function rightOption(view: Frame): Promise<number> {
  const legend = await view.innerHTML('legend');
  const question = courseFile().questions.find(({ html }) => html.includes(legend))!;
  const right = question.options.find((option) => option.right)!;
  return (await view.locator('.option-text').evaluateAll((all) => all.map(({ innerHTML }) => innerHTML))).indexOf(
    right.html,
  );
}

/** Opens and deploys an exercise by keyboard, and sees what the panel says of it. */
async function exerciseIs(page: Page, state: 'failed' | 'unavailable'): Promise<void> {
  const view = await courseView(page);
  await view.focus('#nav-exercises');
  await page.keyboard.press('Enter');
  await tabTo(page, view, 'exercise-slow-start');
  await page.keyboard.press('Enter');
  await tabTo(page, view, 'open');
  await page.keyboard.press('Enter');
  await view.waitForSelector('.status.is-open');
  await view.focus('#open');
  await tabTo(page, view, 'deploy');
  await page.keyboard.press('Enter');
  await view.waitForSelector(`.status.is-${state}`, { timeout: 30_000 });
}
