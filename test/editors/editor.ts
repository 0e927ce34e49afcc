/** What the tests of other editors share: the configuration from docs/editors.md, a file to work on, and `taskdef` on the path. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cli } from '../unit/cli.ts';

const PAGE = join(import.meta.dirname, '../../docs/editors.md');

/** A task definition with a safe fix, a name to rename and something to hover over. */
export const TEXT = `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3",
      "portMappings": [{ "containerPort": "8080" }],
      "dependsOn": [{ "containerName": "migrate", "condition": "SUCCESS" }]
    },
    {
      "name": "migrate",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/migrate:1.2.3",
      "essential": false
    }
  ]
}
`;
/** The same after the fix of the port and the renaming of `migrate` to `prepare`. */
export const REPAIRED = TEXT.replace('"8080"', '8080').replaceAll('"migrate"', '"prepare"');

/** What an editor tells of its session. */
export interface Session {
  readonly diagnostics: readonly string[];
  readonly hover: string;
  readonly text: string;
  readonly left: readonly string[];
}

/** The code block of the page in a language; there is one. */
export function configuration(language: string): string {
  const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.filter(([, name]) => name === language);
  if (found.length !== 1) throw new Error(`docs/editors.md has ${found.length} blocks of ${language}`);
  return found[0]![2]!;
}

/** Whether a program is there and starts. */
export function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Says loudly that something is not tested here. Where the editors are required, as in .ci/run, that is a failure. */
export function missing(program: string, what: string): string {
  const message = `${what} IS NOT TESTED HERE: there is no ${program} (Debian: neovim, emacs-nox, elpa-eglot)`;
  console.error(`\n*** ${message} ***\n`);
  if (process.env.TASKDEF_REQUIRE_EDITORS) throw new Error(message);
  return message;
}

/** Environment in which `taskdef` is on the path and nobody's own settings are read. */
export function environment(home: string): NodeJS.ProcessEnv {
  const bin = join(home, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'taskdef'), `#!/bin/sh\nexec '${process.execPath}' '${cli()}' "$@"\n`);
  chmodSync(join(bin, 'taskdef'), 0o755);
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    LANG: 'C.UTF-8',
    TERM: 'dumb',
  };
}
