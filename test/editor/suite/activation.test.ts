import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { closeWithoutSaving, findingsWith, IN_NODE, open, openText } from './editor.ts';

/** The most that the extension may add to opening a JSON file. */
const MOST_MS = 30;

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('taskdef.taskdef');
  assert.ok(found, 'the extension is installed');
  return found!;
}

/** Our language servers under this extension host. */
function servers(): string[] {
  try {
    const found = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'dist/server/node.js'], { encoding: 'utf8' });
    return found.trim().split('\n');
  } catch {
    return [];
  }
}

// These come first: once a JSON file was open, the extension is awake.
describe('starting', () => {
  after(closeWithoutSaving);

  it('leaves the editor alone while there is no JSON file', async () => {
    assert.equal(extension().isActive, false);
    await openText('family: web', 'plaintext');
    assert.equal(extension().isActive, false);
  });

  it('is quick', async () => {
    const before = performance.now();
    await extension().activate();
    const took = performance.now() - before;
    console.log(`    activation: ${took.toFixed(1)} ms`);
    // In the web host the script comes over the network first.
    if (IN_NODE) assert.ok(took < MOST_MS, `activation took ${took.toFixed(1)} ms; the most is ${MOST_MS}`);
  });

  (IN_NODE ? it : it.skip)(
    'starts no server for JSON that is no task definition, and one for a task definition',
    async () => {
      await openText('{ "name": "x", "version": "1.0.0" }');
      assert.deepEqual(servers(), []);
      const { document } = await open('task-definition.json');
      await findingsWith(document.uri, 'fargate-cpu-memory-combination');
      assert.equal(servers().length, 1);
    },
  );
});
