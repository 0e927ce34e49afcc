/**
 * The command line over many files, beside reading and JSON.parse of the same files, on one processor and on two; over
 * one, beside nothing at all; and over twice as many, beside half of them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentOf } from './documents.ts';
import { type Figures, median } from './figures.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

/** How often twice the files may take as long. */
const MOST_TIMES = 2.2;

/** How to run a program on the first processors alone; undefined where there is no way, or where there are not so many. */
function onProcessors(count: number): readonly string[] | undefined {
  if (count > availableParallelism()) return undefined;
  const only = ['taskset', '-c', count === 1 ? '0' : `0-${count - 1}`];
  return spawnSync(only[0]!, [...only.slice(1), 'true']).status === 0 ? only : undefined;
}

/** Runs a program to its end, and returns the milliseconds that it took. */
function run(program: readonly string[]): number {
  const start = performance.now();
  try {
    execFileSync(program[0]!, program.slice(1), { stdio: 'ignore' });
  } catch (error) {
    if ((error as { status?: number }).status !== 1) throw error;
  }
  return performance.now() - start;
}

/** Writes files of 1.5 KB with a few faults each into a hundred folders. */
function writeFiles(folder: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const inner = join(folder, String(i % 100));
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `task-definition-${i}.json`), documentOf(1_500).replace('"shop"', `"shop-${i}"`));
  }
}

/** Measures what two programs take in turn. The first round counts for neither. */
function compare(rounds: number, ours: readonly string[], theirs: readonly string[]) {
  const taken: [number[], number[]] = [[], []];
  for (let i = -1; i < rounds; i++) {
    const [our, their] = [run(ours), run(theirs)];
    if (i < 0) continue;
    taken[0].push(our);
    taken[1].push(their);
  }
  const { middle, spread } = median(taken[0]);
  return { ours: middle, spread, theirs: median(taken[1]).middle };
}

/** Measures `check` of one file and of many. */
export function measureCommandLine(node: string, files: number, rounds: number, figures: Figures): void {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-bench-'));
  try {
    writeFiles(folder, files);
    const check = [node, CLI, 'check', '--format', 'json'];
    const one = join(folder, '0', 'task-definition-0.json');
    figures.add({
      what: 'check of a file, beside node -e 0',
      ...compare(rounds * 2, [...check, one], [node, '-e', '0']),
      goal: 1.6,
    });
    const reader = `const { readdirSync, readFileSync } = require('node:fs');
      for (const folder of readdirSync(${JSON.stringify(folder)}))
        for (const file of readdirSync(${JSON.stringify(folder)} + '/' + folder))
          JSON.parse(readFileSync(${JSON.stringify(folder)} + '/' + folder + '/' + file, 'utf8'));`;
    for (const [processors, goal] of [
      [1, 8],
      [2, 5],
    ] as const) {
      const only = onProcessors(processors);
      if (!only) continue;
      const what = `check of ${files} files on ${processors === 1 ? 'one core' : 'two'}`;
      figures.add({ what, ...compare(rounds, [...only, ...check, folder], [...only, node, '-e', reader]), goal });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Measures how the time of `check` grows with the number of files, on one processor if that can be had. */
export function measureGrowthOfFiles(node: string, most: number, figures: Figures): void {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-bench-'));
  const only = onProcessors(1) ?? [];
  const parts: string[] = [];
  let before = 0;
  try {
    for (let count = 100; count <= most; count *= 2) {
      // Another folder with as many as there are: together twice as many.
      const part = join(folder, String(count));
      writeFiles(part, count === 100 ? 100 : count / 2);
      parts.push(part);
      const ours = Math.min(...[0, 1, 2].map(() => run([...only, node, CLI, 'check', ...parts])));
      if (before > 0) figures.add({ what: `files: ${count}, beside half`, ours, theirs: before, goal: MOST_TIMES });
      before = ours;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
