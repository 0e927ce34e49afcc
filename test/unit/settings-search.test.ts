/** The editor and the command line find the same settings for a file. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ConfigFinder } from '../../server/src/cli/config.ts';
import { Configs } from '../../server/src/config/configs.ts';

const HOST = {
  readText: (uri: string) => readFile(fileURLToPath(uri), 'utf8').catch(() => undefined),
  exists: async (uri: string) => existsSync(fileURLToPath(uri)),
};

/** What both find for each file of a tree, seen from the tree; the editor has the folder `repo/app` open. */
async function found(files: readonly string[], of: readonly string[]): Promise<(string | undefined)[][]> {
  const tree = realpathSync(mkdtempSync(join(tmpdir(), 'taskdef-search-')));
  try {
    for (const file of files) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), '{}');
    }
    const finder = new ConfigFinder(join(tree, 'repo/app'));
    const configs = new Configs(HOST, [pathToFileURL(join(tree, 'repo/app')).href]);
    const results: (string | undefined)[][] = [];
    for (const file of of) {
      const uri = pathToFileURL(join(tree, file)).href;
      await configs.load(uri);
      const [inEditor, onCommandLine] = [configs.find(uri), finder.find(join(tree, file), () => {})];
      assert.equal(inEditor?.path, onCommandLine?.path);
      const shown = (path: string | undefined) => path && relative(tree, path).replaceAll('\\', '/');
      results.push([shown(inEditor && fileURLToPath(inEditor.uri)), shown(onCommandLine?.file)]);
    }
    return results;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const both = (file: string | undefined) => [file, file];

test('at the root of the repository, above the folder that is open', async () => {
  const files = ['.taskdef.json', 'repo/.git/HEAD', 'repo/.taskdef.json', 'repo/app/deploy/taskdef.json'];
  assert.deepEqual(await found(files, ['repo/app/deploy/taskdef.json']), [both('repo/.taskdef.json')]);
});

test('the nearest of several, and none of beyond the repository', async () => {
  const files = ['.taskdef.json', 'repo/.git/HEAD', 'repo/app/.taskdef.json', 'repo/app/a/b.json', 'repo/other/c.json'];
  assert.deepEqual(await found(files, ['repo/app/a/b.json', 'repo/other/c.json']), [
    both('repo/app/.taskdef.json'),
    both(undefined),
  ]);
});

test('a repository that is made or removed later, after the settings are forgotten', async (t) => {
  const tree = realpathSync(mkdtempSync(join(tmpdir(), 'taskdef-search-')));
  t.after(() => rmSync(tree, { recursive: true, force: true }));
  mkdirSync(join(tree, 'app'));
  writeFileSync(join(tree, '.taskdef.json'), '{}');
  const uri = pathToFileURL(join(tree, 'app/taskdef.json')).href;
  const configs = new Configs(HOST, []);
  const isFound = async () => {
    configs.clear();
    await configs.load(uri);
    return configs.find(uri) !== undefined;
  };
  assert.equal(await isFound(), false);
  writeFileSync(join(tree, '.git'), '');
  assert.equal(await isFound(), true);
  rmSync(join(tree, '.git'));
  assert.equal(await isFound(), false);
});

test('in a worktree, whose mark is a file', async () => {
  const files = ['.taskdef.json', 'repo/.git', 'repo/.taskdef.json', 'repo/app/taskdef.json'];
  assert.deepEqual(await found(files, ['repo/app/taskdef.json']), [both('repo/.taskdef.json')]);
});

test('in no repository, up to the folder that is being worked in', async () => {
  const files = ['.taskdef.json', 'repo/.taskdef.json', 'repo/app/.taskdef.json', 'repo/app/deploy/a/taskdef.json'];
  assert.deepEqual(await found(files, ['repo/app/deploy/a/taskdef.json']), [both('repo/app/.taskdef.json')]);
});

test('outside of that folder, only what stands beside the file', async () => {
  const files = ['.taskdef.json', 'other/.taskdef.json', 'other/a.json', 'other/deep/b.json'];
  assert.deepEqual(await found(files, ['other/a.json', 'other/deep/b.json']), [
    both('other/.taskdef.json'),
    both(undefined),
  ]);
});
