import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseConfig } from '../../server/src/config/config.ts';
import { Glob } from '../../server/src/config/glob.ts';

describe('globs match', () => {
  const cases: readonly [glob: string, path: string, matches: boolean][] = [
    ['*.json', 'a.json', true],
    ['*.json', 'x/y/a.json', true],
    ['*.json', 'a.jsonc', false],
    ['a.json', 'aXjson', false],
    ['./*.json', 'a.json', true],
    ['/*.json', 'a.json', true],
    ['/*.json', 'x/a.json', false],
    ['legacy/**', 'legacy/a/b.json', true],
    ['legacy/**', 'legacy', false],
    ['legacy/*', 'legacy/a/b.json', false],
    ['**/a.json', 'a.json', true],
    ['**/a.json', 'x/y/a.json', true],
    ['**/a.json', 'x/ya.json', false],
    ['x/**/a.json', 'x/a.json', true],
    ['x/**/a.json', 'x/1/2/a.json', true],
    ['x**a', 'x/1/2/a', true],
    ['a?c', 'abc', true],
    ['x/a?c', 'x/a/c', false],
    ['{a,b}.json', 'b.json', true],
    ['{a,b}.json', 'c.json', false],
    ['{a,}.json', '.json', true],
    ['{prod,stage}-{eu,us}/*.json', 'stage-us/web.json', true],
    ['{*.json,**/*.yaml}', 'a.json', true],
    ['x/{*.json,**/*.yaml}', 'x/1/a.yaml', true],
    ['x/{*.json,**/*.yaml}', 'x/1/a.json', false],
    ['{a,b{c,d}}.json', 'bd.json', true],
    ['{a,b{c,d}}.json', 'b.json', false],
    ['{a.json', '{a.json', true],
    ['a}.json', 'a}.json', true],
    ['{}.json', '{}.json', true],
    ['a+(b).json', 'a+(b).json', true],
    ['[a].json', '[a].json', true],
    ['', '', true],
    ['*', 'é-\u{1F433}.json', true],
  ];
  for (const [glob, path, matches] of cases) {
    test(`${glob} ${matches ? 'takes' : 'does not take'} ${path}`, () => {
      assert.equal(new Glob(glob).matches(path), matches);
    });
  }
});

describe('globs that have many ways to match', () => {
  const hostile: readonly [glob: string, path: string][] = [
    [`${'*a'.repeat(199)}*b`, 'a'.repeat(4000)],
    ['*a*a*a*a*a*b', `${'a'.repeat(200)}-taskdef.json`],
    [`${'**/'.repeat(130)}x`, 'a/'.repeat(2000)],
    [`${'{a,aa}'.repeat(60)}z`, 'a'.repeat(4000)],
    [`${'{*,**}'.repeat(60)}z`, 'a/'.repeat(2000)],
    [`${'{a,{a,{a,{a,'.repeat(10)}a${'}'.repeat(40)}z`, 'a'.repeat(4000)],
    [`${'**'.repeat(190)}z`, 'a/'.repeat(2000)],
    ['{'.repeat(400), '{'.repeat(4000)],
    ['?*'.repeat(199), 'a/'.repeat(2000)],
  ];
  for (const [glob, path] of hostile) {
    test(glob.slice(0, 40), () => {
      const begin = process.cpuUsage().user;
      assert.equal(new Glob(glob).matches(path), false);
      // The length of one times that of the other: tenths of a second at worst.
      assert.ok(process.cpuUsage().user - begin < 5_000_000);
    });
  }
});

describe('settings that would take long', () => {
  const complaints = (config: object) => parseConfig(JSON.stringify(config)).problems;

  test('a glob that is too long matches nothing, and is told of', () => {
    const config = parseConfig(JSON.stringify({ overrides: [{ files: ['*'.repeat(401)], rules: {} }] }));
    assert.deepEqual(config.overrides[0]!.files, []);
    assert.match(config.problems[0]!, /The glob "\*{79}…" is longer than 400 characters and is ignored\.$/);
  });
  test('too many globs are told of', () => {
    assert.match(
      complaints({ overrides: [{ files: Array(101).fill('*'), rules: {} }] })[0]!,
      /can have up to 100 globs/,
    );
  });
  test('too many overrides are told of', () => {
    assert.match(complaints({ overrides: Array(101).fill({ rules: {} }) })[0]!, /can have up to 100 items/);
  });
  test('a name is cut', () => {
    assert.ok(complaints({ ['x'.repeat(100_000)]: 1 })[0]!.length < 200);
  });
});
