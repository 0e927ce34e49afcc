/** The command line over many files, beside reading and JSON.parse of the same files; and over one, beside nothing at all. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentOf } from './documents.ts';
import { type Figures, median } from './figures.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

/** Measures `check` of one file and of many. */
export function measureCommandLine(node: string, files: number, rounds: number, figures: Figures): void {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-bench-'));
  const run = (...args: string[]) => {
    const start = performance.now();
    try {
      execFileSync(node, args, { stdio: 'ignore', maxBuffer: 1 << 30 });
    } catch (error) {
      if ((error as { status?: number }).status !== 1) throw error;
    }
    return performance.now() - start;
  };
  try {
    for (let i = 0; i < files; i++) {
      const inner = join(folder, String(i % 100));
      mkdirSync(inner, { recursive: true });
      writeFileSync(join(inner, `task-definition-${i}.json`), documentOf(1_500).replace('"shop"', `"shop-${i}"`));
    }
    const one = join(folder, '0', 'task-definition-0.json');
    const ones: number[] = [];
    const nothings: number[] = [];
    for (let i = -1; i < rounds * 2; i++) {
      const [checked, nothing] = [run(CLI, 'check', '--format', 'json', one), run('-e', '0')];
      if (i < 0) continue;
      ones.push(checked);
      nothings.push(nothing);
    }
    figures.add({
      what: 'check of a file, beside node -e 0',
      ours: median(ones).middle,
      spread: median(ones).spread,
      theirs: median(nothings).middle,
      goal: 1.6,
    });
    const reader = `const { readdirSync, readFileSync } = require('node:fs');
      for (const folder of readdirSync(${JSON.stringify(folder)}))
        for (const file of readdirSync(${JSON.stringify(folder)} + '/' + folder))
          JSON.parse(readFileSync(${JSON.stringify(folder)} + '/' + folder + '/' + file, 'utf8'));`;
    run('-e', reader);
    const checks: number[] = [];
    const reads: number[] = [];
    for (let i = 0; i < rounds; i++) {
      checks.push(run(CLI, 'check', '--format', 'json', folder));
      reads.push(run('-e', reader));
    }
    figures.add({
      what: `check of ${files} files`,
      ours: median(checks).middle,
      spread: median(checks).spread,
      theirs: median(reads).middle,
      goal: availableParallelism() > 1 ? 5 : 8,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
