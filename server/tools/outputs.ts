import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A generated file. */
export interface Output {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
}

const root = join(import.meta.dirname, '../..');

/**
 * Writes generated files. With `--check` on the command line, writes nothing but names the stale files and sets exit
 * status 1.
 */
export function writeOutputs(outputs: readonly Output[]): void {
  for (const { path, text } of outputs) {
    const file = join(root, path);
    let current: string | undefined;
    try {
      current = readFileSync(file, 'utf8');
    } catch {}
    if (current === text) continue;
    if (process.argv.includes('--check')) {
      console.error(`${path} is stale: run "npm run generate".`);
      process.exitCode = 1;
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(`wrote ${path}`);
    }
  }
}

/**
 * Writes all files of a folder that holds nothing else, as {@link writeOutputs} does, and removes any other files in
 * it.
 * @param folder relative to the project's root
 */
export function writeFolder(folder: string, outputs: readonly Output[]): void {
  writeOutputs(outputs);
  const wanted = new Set(outputs.map(({ path }) => path));
  for (const name of readdirSync(join(root, folder))) {
    const path = `${folder}/${name}`;
    if (wanted.has(path)) continue;
    if (process.argv.includes('--check')) {
      console.error(`${path} belongs to nothing: run "npm run generate".`);
      process.exitCode = 1;
    } else {
      rmSync(join(root, path));
      console.log(`removed ${path}`);
    }
  }
}
