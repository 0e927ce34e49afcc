/**
 * `npm run bench`: our language server beside VS Code's JSON server with our schema, and beside a server that does nothing;
 * the command line beside reading and JSON.parse; and how both grow. Figures of one run drift with the machine, so compare
 * ratios of one run. Each run adds a line to history.jsonl, with the machine's kind.
 *
 * --node=PATH or TASKDEF_BENCH_NODE: measures on that Node as well, as VS Code's own (24).
 * --yaml-server=PATH or TASKDEF_BENCH_YAML: where yaml-language-server is; it is no package of this project.
 * --only=servers,files,growth  --formats=JSON,YAML,HCL  --sizes=small,64 KB,1 MB  --rounds=N  --edits=N  --files=N
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCommandLine, measureGrowthOfFiles } from './command-line.ts';
import { contendersFor } from './contenders.ts';
import { FORMATS } from './edits.ts';
import { Figures, machine } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { measureServers } from './servers.ts';

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: process.env.TASKDEF_BENCH_NODE ?? '' },
    'yaml-server': { type: 'string', default: process.env.TASKDEF_BENCH_YAML ?? '' },
    only: { type: 'string', default: 'servers,files,growth' },
    formats: { type: 'string', default: 'JSON,YAML,HCL' },
    sizes: { type: 'string', default: 'small,64 KB,1 MB' },
    rounds: { type: 'string', default: '7' },
    // The most edits of a kind.
    edits: { type: 'string', default: '60' },
    files: { type: 'string', default: '10000' },
  },
});

const SIZES = [
  { name: 'small', bytes: 1_500, edits: 60 },
  { name: '64 KB', bytes: 64 * 1024, edits: 30 },
  { name: '1 MB', bytes: 1024 * 1024, edits: 8 },
];

const wanted = (list: string | undefined, name: string) => list!.split(',').includes(name);
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'taskdef-bench-'));
try {
  for (const node of [process.execPath, values.node].filter((path) => path !== '')) {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    const figures = new Figures();
    figures.head(`Node ${version}, ${machine()}. Milliseconds; ratio = ours / theirs.`);
    if (wanted(values.only, 'servers')) {
      for (const format of FORMATS.filter(({ name }) => wanted(values.formats, name))) {
        const contenders = contendersFor(format, node, folder, values['yaml-server'] || undefined);
        // One that tells diagnostics when it likes waits a fifth of a second after each edit.
        const most = contenders.theirs?.pushes ? Math.min(10, Number(values.edits)) : Number(values.edits);
        for (const size of SIZES.filter(({ name }) => wanted(values.sizes, name))) {
          const effort = { starts: rounds, edits: Math.min(size.edits, most), asks: 40 };
          await measureServers(contenders, format, size, effort, figures);
        }
      }
    }
    if (wanted(values.only, 'files')) measureCommandLine(node, Number(values.files), rounds, figures);
    if (wanted(values.only, 'growth')) measureGrowthOfFiles(node, Number(values.files), figures);
    // In this process, so on this Node.
    if (wanted(values.only, 'growth') && node === process.execPath) measureGrowth(figures);
    figures.keep(version);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
