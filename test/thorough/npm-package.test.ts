/** The npm package, packed and used in an empty folder without a network. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { SCHEMAS } from '../../server/src/cli/schema.ts';
import { task, WITH_ERROR } from '../unit/cli.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the packed npm package', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'taskdef-packed-'));
  process.once('exit', () => rmSync(cwd, { recursive: true, force: true }));
  let tarball: string;

  function run(command: string, ...args: readonly string[]): SpawnSyncReturns<string> {
    // An empty cache and no network: all that is needed has to be in the tarball.
    const env = {
      ...process.env,
      npm_config_cache: join(cwd, '.cache'),
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
    };
    return spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  }

  before(() => {
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', cwd], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    assert.equal(packed.status, 0, packed.stderr);
    tarball = join(cwd, readdirSync(cwd).find((name) => name.endsWith('.tgz'))!);
    writeFileSync(join(cwd, 'good.json'), task());
    writeFileSync(join(cwd, 'bad.json'), WITH_ERROR);
  });

  test('runs by npx, without being installed', () => {
    const good = run('npx', '--yes', '--package', tarball, 'taskdef', 'check', 'good.json');
    assert.equal(good.status, 0, good.stdout + good.stderr);
    const bad = run('npx', '--yes', '--package', tarball, 'taskdef', 'check', 'bad.json');
    assert.equal(bad.status, 1, bad.stdout + bad.stderr);
    assert.match(bad.stdout, /bad\.json/);
  });

  test('installs without any other package, and has all commands', () => {
    const installed = run('npm', 'install', '--no-audit', '--no-fund', '--no-save', tarball);
    assert.equal(installed.status, 0, installed.stderr);
    assert.deepEqual(
      readdirSync(join(cwd, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['taskdef'],
    );
    const taskdef = join(cwd, 'node_modules/.bin/taskdef');
    assert.match(run(taskdef, '--version').stdout, /^\d+\.\d+\.\d+\n$/);
    for (const schema of SCHEMAS) assert.ok(JSON.parse(run(taskdef, 'schema', schema).stdout));
    const initialize = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { capabilities: {}, processId: null, rootUri: null },
    };
    const body = JSON.stringify(initialize);
    const served = spawnSync(taskdef, ['server', '--stdio'], {
      cwd,
      input: `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.match(served.stdout, /"codeActionProvider"/, served.stderr);
  });
});
