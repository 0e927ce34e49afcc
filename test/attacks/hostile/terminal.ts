/** Texts that a terminal or a build server obeys, and what of them is left in what was printed. */
import assert from 'node:assert/strict';
import type { Ran } from '../../unit/cli.ts';

/** The formats of the command line. */
export const FORMATS = ['pretty', 'line', 'json', 'agent', 'github', 'gitlab', 'sarif', 'junit'];

/** Each is a command or an escape sequence to somebody. */
export const ATTACKS = [
  '\n::stop-commands::x',
  '\r::error file=x.js::pwned',
  '\u2028::error::pwned',
  '\u0085::error::pwned',
  '::error::pwned',
  ' \u200B::error::pwned',
  '##[error]pwned',
  'x ##[add-mask]error',
  '#\u200D#[error]pwned',
  '##vso[task.setvariable variable=x]y',
  "##teamcity[buildStatus text='x']",
  '\u001B]0;title\u0007',
  '\u001B[31m',
  '\u009B31m',
  '\u202Etxet',
  '\u2067x\u2069',
  'a\u200Eb\u200Fc\u061Cd',
];

/** The lines that .NET would read, with what GitHub's runner and Azure's agent take for commands. */
export function commandsIn(text: string): string[] {
  return text.split(/\r\n|[\r\n]/).filter((line) => {
    const compared = line.replaceAll(/\p{DI}/gu, '');
    return /^\s*::/.test(compared) || /##\w*\[/.test(compared);
  });
}

/** What a text would do to somebody who reads it in a terminal. */
export function activeIn(text: string): string[] {
  return text.match(/[^\n\P{Cc}]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu) ?? [];
}

/** Throws where a run printed what a terminal or a build server obeys. */
export function assertHarmless({ stdout, stderr }: Ran, format = 'pretty'): void {
  for (const [name, text] of Object.entries({ stdout, stderr })) {
    assert.deepEqual(activeIn(text), [], name);
    // Our own annotations are commands, one a line.
    const wanted = (line: string) =>
      format === 'github' && name === 'stdout' && /^::(?:error|warning|notice) /.test(line);
    assert.deepEqual(
      commandsIn(text).filter((line) => !wanted(line)),
      [],
      name,
    );
  }
}
