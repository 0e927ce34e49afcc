/**
 * `npm run bench`: our language server beside VS Code's JSON server with our schema, in one run on one machine, as ratios;
 * and the command line over 10,000 files beside reading and JSON.parse of the same files.
 * Figures of one run drift with the machine, so compare the ratios. --rounds=N sets how often each cold start is taken.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { documentOf } from './documents.ts';
import { type Contender, LanguageServer } from './language-server.ts';

const ROOT = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, files: { type: 'string', default: '10000' } },
});

const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/task-definition.schema.json'), 'utf8')) as object;
const OURS: Contender = { name: 'taskdef', command: [join(ROOT, 'dist/server/node.js'), '--stdio'] };
const THEIRS: Contender = {
  name: 'vscode-json',
  command: [join(ROOT, 'node_modules/vscode-langservers-extracted/bin/vscode-json-language-server'), '--stdio'],
  initializationOptions: { provideFormatter: false },
  settings: {
    json: { validate: { enable: true }, schemas: [{ fileMatch: ['*.json'], url: 'taskdef://schema', schema }] },
  },
};

interface Figures {
  coldStart: number;
  editP50: number;
  editP95: number;
  hoverP95: number;
  completionP95: number;
  memory: number;
}

const sizes: readonly [name: string, bytes: number, edits: number][] = [
  ['small', 1_500, 200],
  ['64 KB', 64 * 1024, 100],
  ['1 MB', 1024 * 1024, 20],
];

console.log(`Node ${process.version}, ${process.platform}. Milliseconds and MB; ratio = ours / theirs.\n`);
console.log(
  `${'document'.padEnd(9)}${'figure'.padEnd(24)}${'taskdef'.padStart(10)}${'vscode-json'.padStart(13)}${'ratio'.padStart(8)}`,
);
for (const [name, bytes, edits] of sizes) {
  const text = documentOf(bytes);
  const ours = await measure(OURS, text, edits);
  const theirs = await measure(THEIRS, text, edits);
  const row = (figure: string, key: keyof Figures) =>
    console.log(
      `${name.padEnd(9)}${figure.padEnd(24)}${ours[key].toFixed(1).padStart(10)}${theirs[key].toFixed(1).padStart(13)}${(ours[key] / theirs[key]).toFixed(2).padStart(8)}`,
    );
  row('cold start', 'coldStart');
  row('edit p50', 'editP50');
  row('edit p95', 'editP95');
  row('hover p95', 'hoverP95');
  row('completion p95', 'completionP95');
  row('peak memory', 'memory');
}
measureCommandLine(Number(values.files));

async function measure(contender: Contender, text: string, edits: number): Promise<Figures> {
  const starts: number[] = [];
  for (let i = 0; i < Number(values.rounds); i++) {
    const start = performance.now();
    const server = await LanguageServer.start(contender);
    await server.open(text);
    starts.push(performance.now() - start);
    await server.stop();
  }
  const server = await LanguageServer.start(contender);
  await server.open(text);
  const lines = text.split('\n');
  const value = place(lines, '"value number 3', 10);
  const key = place(lines, '"memory": 256', 3);
  const inside = place(lines, '"networkMode"', 0);
  const times: number[] = [];
  // The first edits warm the server up, as the first seconds in an editor do.
  for (let i = 0; i < 10; i++) await server.edit(value, 'x');
  for (let i = 0; i < edits; i++) times.push(await server.edit(value, 'x'));
  const hovers: number[] = [];
  const completions: number[] = [];
  for (let i = 0; i < 100; i++) {
    hovers.push(await server.ask('textDocument/hover', key));
    completions.push(await server.ask('textDocument/completion', inside));
  }
  const memory = server.peakMemory() ?? Number.NaN;
  await server.stop();
  return {
    coldStart: percentile(starts, 0.5),
    editP50: percentile(times, 0.5),
    editP95: percentile(times, 0.95),
    hoverP95: percentile(hovers, 0.95),
    completionP95: percentile(completions, 0.95),
    memory,
  };
}

function place(lines: readonly string[], text: string, into: number): { line: number; character: number } {
  const line = lines.findIndex((candidate) => candidate.includes(text));
  return { line, character: lines[line]!.indexOf(text) + into };
}

function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
}

function measureCommandLine(files: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-bench-'));
  try {
    for (let i = 0; i < files; i++) {
      const inner = join(folder, String(i % 100));
      mkdirSync(inner, { recursive: true });
      writeFileSync(join(inner, `task-definition-${i}.json`), documentOf(1_500).replace('"shop"', `"shop-${i}"`));
    }
    const time = (args: string[]) => {
      const start = performance.now();
      try {
        execFileSync(process.execPath, args, { stdio: 'ignore', maxBuffer: 1 << 30 });
      } catch (error) {
        if ((error as { status?: number }).status !== 1) throw error;
      }
      return performance.now() - start;
    };
    const reader = `const { readdirSync, readFileSync } = require('node:fs');
      for (const folder of readdirSync(${JSON.stringify(folder)}))
        for (const file of readdirSync(${JSON.stringify(folder)} + '/' + folder))
          JSON.parse(readFileSync(${JSON.stringify(folder)} + '/' + folder + '/' + file, 'utf8'));`;
    time(['-e', reader]);
    const ours = time([join(ROOT, 'dist/cli.js'), 'check', '--format', 'json', folder]);
    const floor = time(['-e', reader]);
    console.log(
      `\n${files} files: taskdef check ${ours.toFixed(0)} ms, reading and JSON.parse ${floor.toFixed(0)} ms, ratio ${(ours / floor).toFixed(2)}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
