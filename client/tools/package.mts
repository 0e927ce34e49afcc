/**
 * `npm run package`: builds for production and makes taskdef.vsix, the file that is installed or published.
 * Fails where it is too large or holds what it must not hold.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';
import { recompress } from './recompress.ts';

/** A package that is downloaded with every update stays small. */
const MOST_BYTES = 900 * 1024;

const ROOT = join(import.meta.dirname, '../..');
const packagePath = join(ROOT, 'taskdef.vsix');

execFileSync(process.execPath, [join(ROOT, 'esbuild.mjs'), '--production'], { cwd: ROOT, stdio: 'inherit' });
await createVSIX({ cwd: ROOT, packagePath, dependencies: false });
writeFileSync(packagePath, await recompress(readFileSync(packagePath)));

const files = await listFiles({ cwd: ROOT });
const strangers = files.filter((file) => /node_modules|\.map$|\.ts$|^test|\.env/.test(file));
if (strangers.length > 0) throw new Error(`These must not be in the package: ${strangers.join(', ')}`);
const { size } = statSync(packagePath);
console.log(`taskdef.vsix: ${(size / 1024).toFixed(0)} KB, ${files.length} files`);
if (size > MOST_BYTES) throw new Error(`The package has ${size} bytes; the most is ${MOST_BYTES}.`);
