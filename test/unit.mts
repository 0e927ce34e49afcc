/**
 * `npm run test:unit`: the quick tests, in two processes of many files each. Most of their time would go into starting a process
 * for each file. Names or parts of names as arguments limit the run.
 */
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = import.meta.dirname;
const words = process.argv.slice(2);
const files = ['', 'unit']
  .flatMap((folder) => readdirSync(join(FOLDER, folder)).map((name) => join(FOLDER, folder, name)))
  .filter((file) => file.endsWith('.test.ts') && (words.length === 0 || words.some((word) => file.includes(word))));
// Large files take long, so that both processes get as many of them.
files.sort((a, b) => statSync(b).size - statSync(a).size);
const halves = [0, 1].map((half) => files.filter((_, i) => i % 2 === half)).filter((half) => half.length > 0);

const statuses = await Promise.all(
  halves.map(
    (half) =>
      new Promise<number>((done) => {
        const program = half.map((file) => `import ${JSON.stringify(file)};`).join('\n');
        const args = ['--import', 'tsx', '--test-reporter=dot', '--input-type=module', '--eval', program];
        spawn(process.execPath, args, { stdio: 'inherit', cwd: join(FOLDER, '..') }).on('exit', (code) =>
          done(code ?? 1),
        );
      }),
  ),
);
process.exitCode = Math.max(...statuses, 0);
