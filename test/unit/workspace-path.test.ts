/** Which files of a workspace a path may mean: whatever is written, none outside. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Address, isInside, isReallyInside, normalized, placesIn } from '../../client/src/workspace-path.ts';
import './arbitraries.ts';

const folder = (path: string): Address => ({ scheme: 'file', authority: '', path });
const WORKSPACE = [folder('/home/me/shop'), folder('/home/me/other')];

function paths(file: string, folders = WORKSPACE): string[] {
  return placesIn(folders, file).map(({ path }) => path);
}

describe('a path means', () => {
  const cases: readonly [file: string, meant: readonly string[]][] = [
    ['taskdef.json', ['/home/me/shop/taskdef.json', '/home/me/other/taskdef.json']],
    ['./a/../taskdef.json', ['/home/me/shop/taskdef.json', '/home/me/other/taskdef.json']],
    ['a//b.json', ['/home/me/shop/a/b.json', '/home/me/other/a/b.json']],
    ['a\\b.json', ['/home/me/shop/a/b.json', '/home/me/other/a/b.json']],
    ['/home/me/shop/a.json', ['/home/me/shop/a.json']],
    ['/home/me/x/../shop/a.json', ['/home/me/shop/a.json']],
    // From one folder of the workspace into the other.
    ['../other/a.json', ['/home/me/other/a.json']],
    ['..a.json', ['/home/me/shop/..a.json', '/home/me/other/..a.json']],
    ['%2e%2e/a.json', ['/home/me/shop/%2e%2e/a.json', '/home/me/other/%2e%2e/a.json']],
  ];
  for (const [file, meant] of cases) test(file, () => assert.deepEqual(paths(file), meant));

  for (const file of [
    '../secret.json',
    'a/../../secret.json',
    '/home/me/shop/../secret.json',
    '/home/me/shop/x/../../secret.json',
    '/home/me/shopping/a.json',
    '/home/me/shop',
    '/home/me/shop/',
    '.',
    'a/..',
    '/etc/passwd',
    '//etc/passwd',
    '\\etc\\passwd',
    '..\\secret.json',
    'C:\\Windows\\win.ini',
    'c:/home/me/shop/a.json',
    `${'../'.repeat(40)}home/me/secret.json`,
    '../shop/../secret.json',
    'a\0.json',
    '/home/me/shop/a.json\0',
  ])
    test(`nothing: ${JSON.stringify(file)}`, () => assert.deepEqual(paths(file), []));

  test('drives of Windows in either case', () => {
    const shop = [folder('/c:/shop')];
    assert.deepEqual(paths('C:\\shop\\a.json', shop), ['/C:/shop/a.json']);
    assert.deepEqual(paths('c:/shop/a/../b.json', shop), ['/c:/shop/b.json']);
    assert.deepEqual(paths('C:\\shop\\..\\secret.json', shop), []);
    assert.deepEqual(paths('D:\\shop\\a.json', shop), []);
  });

  test('a root that ends with a slash', () => {
    assert.deepEqual(paths('a.json', [folder('/')]), ['/a.json']);
    assert.deepEqual(paths('../a.json', [folder('/shop/')]), []);
  });

  test('nothing outside, whatever is put together', () => {
    const step = fc.constantFrom('..', '.', '', 'a', 'home', 'me', 'shop', 'other', 'secret.json', '...', '\\', 'C:');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, absolute) => {
        for (const path of paths(`${absolute ? '/' : ''}${steps.join('/')}`)) {
          assert.equal(normalized(path), path);
          assert.ok(WORKSPACE.some((each) => isInside(each.path, path)));
          assert.equal(new URL(`file://${path}`).pathname, encodeURI(path), 'and no other reader finds a way out');
        }
      }),
    );
  });
});

test('links that lead outside are refused, those inside are followed', async (t) => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'taskdef-links-')));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const at = (path: string) => join(root, path);
  for (const path of ['shop/sub', 'other', 'outside/deep']) mkdirSync(at(path), { recursive: true });
  for (const path of [
    'shop/a.json',
    'shop/sub/b.json',
    'other/c.json',
    'outside/secret.json',
    'outside/deep/secret.json',
  ])
    writeFileSync(at(path), '{}');
  symlinkSync(at('outside/secret.json'), at('shop/link.json'));
  symlinkSync('../outside/secret.json', at('shop/relative.json'));
  symlinkSync('link.json', at('shop/twice.json'));
  symlinkSync(at('outside'), at('shop/folder'));
  symlinkSync('sub/b.json', at('shop/inside.json'));
  symlinkSync('../other/c.json', at('shop/neighbour.json'));
  symlinkSync('loop.json', at('shop/loop.json'));
  symlinkSync('nowhere.json', at('shop/dangling.json'));
  symlinkSync(at('shop'), at('work'));
  const inside = (path: string, folders = ['shop', 'other']) => isReallyInside(at(path), folders.map(at), realpath);
  for (const path of ['shop/a.json', 'shop/sub/b.json', 'shop/inside.json', 'shop/neighbour.json'])
    assert.equal(await inside(path), true, path);
  for (const path of [
    'shop/link.json',
    'shop/relative.json',
    'shop/twice.json',
    'shop/folder/secret.json',
    'shop/folder/deep/secret.json',
    'shop/loop.json',
    'shop/dangling.json',
    'shop/none.json',
    'outside/secret.json',
    'shop',
  ])
    assert.equal(await inside(path), false, path);
  assert.equal(await inside('shop/neighbour.json', ['shop']), false, 'the other folder is not open');
  assert.equal(await inside('work/a.json', ['work']), true, 'the folder itself may be a link');
  assert.equal(await inside('work/link.json', ['work']), false);
  assert.equal(await inside('shop/a.json', ['gone']), false);
});
