/**
 * How soon the course paints: the page as the panel gets it, in a Chromium, from the start of the document to the first
 * contentful paint; and how big its script is. What the editor itself needs to open a panel is not in it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
    exercises: course.exercises.map(({ start, solution, ...shown }) => shown),
  },
  progress: { version: 1, resetAt: 0, sections: {}, answers: {}, solved: {}, hints: {} },
  readOnly: false,
  file: null,
  attempts: {},
  at: Date.now(),
  words: {},
};
const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Learn</title><style>${read('style.css')}</style></head>
<body class="vscode-dark"><div id="app"></div>
<script type="application/json" id="data">${JSON.stringify(boot).replaceAll('<', '\\u003c')}</script>
<script>performance.mark('begin'); globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} })</script>
<script>${script}</script><script>performance.mark('end')</script></body></html>`;

const folder = mkdtempSync(join(tmpdir(), 'taskdef-bench-'));
writeFileSync(join(folder, 'page.html'), html);
const browser = await launchChromium();
try {
  const times: number[] = [];
  const own: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const page = await browser.newPage();
    await page.goto(`file://${join(folder, 'page.html')}`);
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => {
              const paint = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
              if (paint) resolve(paint.startTime);
            }).observe({ type: 'paint', buffered: true });
          }),
      ),
    );
    own.push(await page.evaluate(() => performance.measure('own', 'begin', 'end').duration));
    await page.close();
  }
  for (const list of [times, own]) list.sort((a, b) => a - b);
  console.log(`Course: first contentful paint ${Math.round(times[ROUNDS >> 1]!)} ms (median of ${ROUNDS}; goal 100)`);
  console.log(`Course: script runs ${Math.round(own[ROUNDS >> 1]!)} ms (median)`);
  console.log(`Course: script ${(gzipSync(script, { level: 9 }).length / 1024).toFixed(1)} KB gzipped (goal 60)`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
