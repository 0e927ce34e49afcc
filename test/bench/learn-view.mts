/**
 * How soon the course paints: the page as the panel gets it, in a Chromium, from the start of the document to the first
 * contentful paint; and how big its script is. What the editor itself needs to open a panel is not in it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { courseShell, pageText } from '../../client/src/learn/page-text.ts';
import type { Course } from '../../server/src/course/course.ts';
import { launchChromium } from '../editor/host/chromium.ts';
import { ROOT } from '../editor/host/paths.ts';

const ROUNDS = 11;
const read = (name: string) => readFileSync(join(ROOT, 'dist/learn', name), 'utf8');
const course = JSON.parse(read('course.json')) as Course;
const script = read('view.js');
const boot = {
  // As viewCourse() leaves it: without the texts that only open in an editor.
  course: {
    ...course,
    sections: course.sections.map((section) => ({
      ...section,
      examples: section.examples.map(({ text, ...shown }) => shown),
    })),
    exercises: course.exercises.map((exercise) => ({ ...exercise, files: exercise.files.map(({ name }) => name) })),
  },
  progress: { version: 1, resetAt: 0, sections: {}, answers: {}, solved: {}, hints: {} },
  readOnly: false,
  file: null,
  attempts: {},
  kept: undefined,
  first: undefined,
  words: {},
};
// The extension's part: it sends the course when the page asks for it.
const extension = `globalThis.acquireVsCodeApi = () => ({ getState() {}, setState() {}, postMessage({ type }) {
  if (type === 'ready') fetchCourse().then((boot) => { performance.mark('begin'); window.postMessage({ type: 'boot', boot }); setTimeout(() => performance.mark('end')); });
} });`;
const html = pageText({
  language: 'en',
  title: 'Learn',
  style: read('style.css'),
  script: `${extension}${script}`,
  body: courseShell((text) => text),
  data: null,
  nonce: 'bench',
});

const folder = mkdtempSync(join(tmpdir(), 'taskdef-bench-'));
writeFileSync(join(folder, 'page.html'), html);
writeFileSync(join(folder, 'bare.html'), '<!DOCTYPE html><title>Bare</title><h1>Hello</h1>');
const browser = await launchChromium();
try {
  const times: number[] = [];
  const own: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const page = await browser.newPage();
    await page.exposeFunction('fetchCourse', () => boot);
    await page.goto(`file://${join(folder, 'page.html')}`);
    times.push(await firstPaint(page));
    await page.waitForSelector('#continue');
    own.push(await page.evaluate(() => performance.measure('own', 'begin', 'end').duration));
    await page.goto(`file://${join(folder, 'bare.html')}`);
    bare.push(await firstPaint(page));
    await page.close();
  }
  for (const list of [times, own, bare]) list.sort((a, b) => a - b);
  console.log(
    `Course: first contentful paint ${Math.round(times[ROUNDS >> 1]!)} ms (median of ${ROUNDS}; goal 100; a page with one word ${Math.round(bare[ROUNDS >> 1]!)} ms)`,
  );
  console.log(
    `Course: from the message with the course to drawn contents ${Math.round(own[ROUNDS >> 1]!)} ms (median)`,
  );
  console.log(`Course: script ${(gzipSync(script, { level: 9 }).length / 1024).toFixed(1)} KB gzipped (goal 60)`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds from the start of the document to the first contentful paint. */
function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const paint = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
}
