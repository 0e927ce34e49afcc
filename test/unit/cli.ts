/** The command line as a program of its own, built from the sources as they are. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import esbuild from 'esbuild';
import type { Outcome } from '../../server/src/cli/formats/format.ts';

const ROOT = join(import.meta.dirname, '../..');

let built: string | undefined;

/** The path of the program, with the server beside it as in dist/. Built once for each test file. */
export function cli(): string {
  if (built) return built;
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-cli-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  esbuild.buildSync({
    absWorkingDir: ROOT,
    entryPoints: { cli: 'server/src/cli/entry.ts', 'server/node': 'server/src/main.ts' },
    outdir: join(folder, 'dist'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    conditions: ['browser'],
    logLevel: 'error',
  });
  cpSync(join(ROOT, 'schemas'), join(folder, 'schemas'), { recursive: true });
  built = join(folder, 'dist', 'cli.js');
  return built;
}

/** What came out of a run. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run starts with besides its arguments. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  /** Arguments of Node itself. */
  readonly node?: readonly string[];
}

/** Runs `taskdef …` to its end. */
export function taskdef(args: readonly string[], { cwd, input = '', env = {}, node = [] }: RunOptions = {}): Ran {
  const { status, stdout, stderr, error }: SpawnSyncReturns<string> = spawnSync(
    process.execPath,
    [...node, cli(), ...args],
    {
      cwd,
      input,
      // What a build server sets around the tests must not change what they see.
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      timeout: 60_000,
    },
  );
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The same as a user who may not do everything: permissions say nothing to root. */
export function taskdefAsNobody(context: TestContext, args: readonly string[], cwd: string): Ran {
  const home = folder(context);
  copyFileSync(cli(), join(home, 'cli.js'));
  chmodSync(home, 0o755);
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const ran = spawnSync(process.execPath, [join(home, 'cli.js'), ...args], { cwd, encoding: 'utf8', ...user });
  if (ran.error) throw ran.error;
  return ran;
}

/** A folder with files, gone when the test is over. */
export function folder(context: TestContext, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'taskdef-test-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const CONTAINER = {
  name: 'web',
  image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3',
  essential: true,
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'web' },
  },
};
const TASK = {
  family: 'web',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
  taskRoleArn: 'arn:aws:iam::111122223333:role/web',
  containerDefinitions: [CONTAINER],
};

/** A task definition with nothing wrong, changed by what is given; its container changed by `container`. */
export function task(changes: object = {}, container: object = {}): string {
  const containerDefinitions = [{ ...CONTAINER, ...container }];
  return `${JSON.stringify({ ...TASK, containerDefinitions, ...changes }, null, 2)}\n`;
}

/** One error (`fargate-network-mode`). */
export const WITH_ERROR = task({ networkMode: 'bridge' });
/** One warning without an error (`image-latest-tag`). */
export const WITH_WARNING = task({}, { image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:latest' });

/** The end of a run over one file in which nothing was found. */
export const OUTCOME: Outcome = {
  files: 1,
  kinds: new Map([['task definition', 1]]),
  error: 0,
  warning: 0,
  info: 0,
  hint: 0,
  fixable: 0,
  fixed: 0,
  known: 0,
  tooMany: undefined,
  status: 0,
};
