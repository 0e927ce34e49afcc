/** The command line where nobody reads what it prints, as behind `| head -1`. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { cli, folder, WITH_ERROR, WITH_WARNING } from './cli.ts';

/** Runs a check whose output is closed before it says anything. */
async function unread(args: readonly string[], cwd: string): Promise<{ status: number; errors: string }> {
  const child = spawn(process.execPath, [cli(), 'check', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, errors };
}

function manyFiles(t: TestContext, text: string): string {
  const root = folder(t);
  for (let number = 0; number < 300; number++) writeFileSync(join(root, `${number}-taskdef.json`), text);
  return root;
}

test('the status is the one without a pipe', async (t) => {
  assert.deepEqual(await unread(['.'], manyFiles(t, WITH_ERROR)), { status: 1, errors: '' });
  assert.deepEqual(await unread(['.'], manyFiles(t, WITH_WARNING)), { status: 0, errors: '' });
});
