/** The moments of a run at which somebody else may touch a file that is being written. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The n-th call of a function of the file system, counted from when the new file is opened. */
export interface Moment {
  readonly call: string;
  readonly nth: number;
  /** Whether the file has its new content by then. */
  readonly isAfterwards?: true;
}

/** Every call that writing a file makes from when it opens the new one, in their order. A test holds this list against a run. */
export const MOMENTS: readonly Moment[] = [
  { call: 'openSync', nth: 1 },
  { call: 'writeFileSync', nth: 1 },
  { call: 'fchmodSync', nth: 1 },
  { call: 'fsyncSync', nth: 1 },
  { call: 'closeSync', nth: 1 },
  { call: 'lstatSync', nth: 1 },
  { call: 'readFileSync', nth: 1 },
  { call: 'renameSync', nth: 1 },
  { call: 'rmSync', nth: 1, isAfterwards: true },
];

/**
 * Writes a module for `node --require` that does something in the program right before it makes a call.
 * @param action statements, with the untouched functions in `fs`
 * @returns its path
 */
export function between(folder: string, { call, nth }: Moment, action: string): string {
  const path = join(folder, 'between.cjs');
  writeFileSync(
    path,
    `const live = require('node:fs');
const fs = { ...live };
let writing = false;
let count = 0;
for (const name of ${JSON.stringify([...new Set(MOMENTS.map((moment) => moment.call))])}) {
  live[name] = (...args) => {
    if (name === 'openSync' && args[1] === 'wx') writing = true;
    if (writing && name === '${call}' && ++count === ${nth}) { ${action} }
    return fs[name](...args);
  };
}
`,
  );
  return path;
}
