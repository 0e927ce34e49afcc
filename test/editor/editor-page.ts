/** What the tests that use an editor in a browser share: its windows, the frames of our panels, and what axe says of them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';

/** An element of the course once it has drawn, of the picture of a task, and of a deployment that was played. */
const COURSE = '#app main:not([aria-busy]) h1';
const PICTURE = '#app .task-picture';
const DEPLOYMENT = '#app .time-line';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Opens an editor at an address, in a browser that has never seen one.
 * @param prepare what is done to the page before the editor is in it
 */
export async function openEditor(
  browser: Browser,
  address: string,
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await context.newPage();
  await page.exposeFunction('codeAutomationLog', () => {});
  await page.exposeFunction('codeAutomationExit', () => {});
  await prepare?.(page);
  await page.goto(address);
  await untilUp(page);
  return page;
}

/** Waits for the editor's window to be there. */
export async function untilUp(page: Page): Promise<void> {
  await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
}

/** The frame of the course, once it has drawn. */
export function courseView(page: Page): Promise<Frame> {
  return viewWith(page, COURSE, 'The course');
}

/** The frame of the picture of a task. */
export function pictureView(page: Page): Promise<Frame> {
  return viewWith(page, PICTURE, 'The picture');
}

/** The frame of a deployment, once it was played. */
export function deploymentView(page: Page): Promise<Frame> {
  return viewWith(page, DEPLOYMENT, 'The deployment');
}

async function viewWith(page: Page, selector: string, name: string): Promise<Frame> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    for (const frame of page.frames()) {
      const drawn = await frame
        .evaluate((wanted) => document.querySelector(wanted) !== null, selector)
        .catch(() => false);
      if (drawn) return frame;
    }
    if (Date.now() > deadline) throw new Error(`${name} did not show.`);
    await page.waitForTimeout(100);
  }
}

/** Runs a command of the palette, as soon as the editor knows it. */
export async function command(page: Page, name: string): Promise<void> {
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

/** What axe finds wrong in a frame, in words. */
export async function violations(view: Frame): Promise<string[]> {
  await view.evaluate(axe);
  const { violations } = await view.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(
        ({ html, failureSummary }) =>
          `${id}\n      ${html.slice(0, 160)}\n      ${failureSummary?.replaceAll('\n', ' ')}`,
      ),
  );
}

/** Opens a file of the folder by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  // A key is lost while the focus is on its way out of a webview.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('Control+P');
    try {
      await page.waitForSelector('.quick-input-widget input', { timeout: 3000 });
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
  await page.keyboard.type(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  await page.waitForSelector('.monaco-editor .view-line');
}

/** Goes to an element with the Tab key alone, as one does who has no mouse. */
export async function tabTo(page: Page, view: Frame, id: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if ((await view.evaluate(() => document.activeElement?.id)) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to #${id}.`);
}

/** What cannot be read or reached at the size that a frame has now, in words. */
export function outOfReach(view: Frame): Promise<string[]> {
  return view.evaluate(() => {
    const problems: [what: string, element: Element][] = [];
    const top = document.querySelector('dialog[open]') ?? document.body;
    if (document.documentElement.scrollWidth > innerWidth)
      problems.push(['is wider than the panel', document.documentElement]);

    for (const element of top.querySelectorAll('#app *, .card-content *')) {
      const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
      if (!hasText || element.closest('.sr, svg title, svg desc')) continue;
      const around: Element[] = [];
      for (let each: Element | null = element; each && each !== document.body; each = each.parentElement)
        around.push(each);
      // What does not fit has to stand in a box that the keyboard can scroll.
      const scrolls = around.some(
        (each) => /auto|scroll/.test(getComputedStyle(each).overflowX) && (each as HTMLElement).tabIndex === 0,
      );
      if (scrolls) continue;
      const { left, right } = element.getBoundingClientRect();
      if (right > innerWidth + 1 || left < -1) problems.push(['leads out of the panel', element]);
      if (
        around.some((each) => getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1)
      )
        problems.push(['is cut off', element]);
    }

    for (const text of top.querySelectorAll<SVGTextElement>('svg text'))
      if (Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM()!.a < 9)
        problems.push(['is too small to read', text]);

    const stops = [
      ...top.querySelectorAll<HTMLElement>('a[href], button:not([tabindex="-1"]), input, select, [tabindex="0"]'),
    ];
    // Forth and back: upwards, the bar at the top is in the way.
    for (const element of [...stops, ...stops.toReversed()]) {
      // A slider beside its number is for the mouse; what is folded away is reached once it is unfolded.
      if (
        element.matches('[disabled], [aria-hidden=true], details:not([open]) > :not(summary) *') ||
        element.getClientRects().length === 0
      )
        continue;
      element.focus();
      if (document.activeElement !== element) problems.push(['does not take the focus', element]);
      const { left, top: y, width, height } = element.getClientRects()[0]!;
      // Of what is longer than the panel, the beginning or the end.
      const inSight = [4, height / 2, height - 4].some((down) => {
        const hit = document.elementFromPoint(left + Math.min(width, innerWidth) / 2, y + down);
        return hit !== null && (element.contains(hit) || hit.closest('label')?.contains(element));
      });
      if (!inSight) problems.push(['is not in sight when it has the focus', element]);
    }
    return problems.slice(0, 5).map(([what, element]) => `${element.outerHTML.slice(0, 120)} ${what}`);
  });
}
