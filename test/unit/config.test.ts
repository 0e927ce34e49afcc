/** `.taskdef.json`: what cannot be understood is named, and silences nothing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { applyConfig, parseConfig } from '../../server/src/config/config.ts';
import { folder, task, taskdef } from './cli.ts';

const OFF = { 'wrong-type': 'off' };

/** How many findings of `wrong-type` are left under a settings file, and what is said of it. */
function judge(settings: string): { left: number; problems: readonly string[] } {
  const { findings } = analyse(task({ cpu: 256 }), 'web/taskdef.json', 'asked');
  const config = parseConfig(settings);
  const left = applyConfig(config, 'web/taskdef.json', findings).filter(({ rule }) => rule === 'wrong-type').length;
  return { left, problems: config.problems };
}

describe('an override that is not what it is meant to be is ignored, and is named', () => {
  const wrong: readonly [override: unknown, message: RegExp][] = [
    [{ files: 'legacy/**', rules: OFF }, /"files" has to be a list of globs/],
    [{ files: null, rules: OFF }, /"files" has to be a list of globs/],
    [{ files: {}, rules: OFF }, /"files" has to be a list of globs/],
    [{ files: true, rules: OFF }, /"files" has to be a list of globs/],
    [{ files: [null], rules: OFF }, /"files" has to be a list of globs/],
    [{ files: ['**', 5], rules: OFF }, /"files" has to be a list of globs/],
    [{ file: ['legacy/**'], rules: OFF }, /there is no "file" in an override/],
    [{ Files: ['legacy/**'], rules: OFF }, /there is no "Files" in an override/],
    [{ files: ['**'], path: '/cpu', rules: OFF }, /there is no "path" in an override/],
    [{ constructor: 1, rules: OFF }, /there is no "constructor" in an override/],
    [{ files: ['*'], at: 5, rules: OFF }, /"at" has to be a JSON pointer/],
    [{ files: ['*'], at: null, rules: OFF }, /"at" has to be a JSON pointer/],
    [{ files: ['*'], at: ['/cpu'], rules: OFF }, /"at" has to be a JSON pointer/],
    [{ files: ['*'], at: 'cpu', rules: OFF }, /"at" has to be a JSON pointer/],
    [{ files: ['**'], rules: ['wrong-type'] }, /"rules" has to be an object/],
    [{ files: ['**'], rules: null }, /"rules" has to be an object/],
    [{ files: ['**'] }, /"rules" is missing/],
    [null, /it has to be an object/],
    [5, /it has to be an object/],
    ['wrong-type', /it has to be an object/],
    [[OFF], /it has to be an object/],
  ];
  for (const [override, message] of wrong) {
    test(JSON.stringify(override), () => {
      const { left, problems } = judge(JSON.stringify({ overrides: [{ files: ['**'], rules: {} }, override] }));
      assert.equal(left, 1);
      assert.match(problems.join('\n'), message);
      assert.match(problems.join('\n'), /^Override 2 is ignored: /);
    });
  }

  for (const override of [
    { rules: OFF },
    { files: ['**'], rules: OFF },
    { files: ['web/*'], at: '/cpu', rules: OFF },
    { at: '', rules: OFF },
  ]) {
    test(`${JSON.stringify(override)} holds, and nothing is said`, () => {
      assert.deepEqual(judge(JSON.stringify({ overrides: [override] })), { left: 0, problems: [] });
    });
  }

  test('the others hold', () => {
    const { left, problems } = judge(JSON.stringify({ overrides: [null, { rules: OFF }] }));
    assert.equal(left, 0);
    assert.equal(problems.length, 1);
  });
});

describe('a settings file that is broken', () => {
  for (const text of [
    '{"rules": {"wrong-type": "off"}}{"rules": {"image-latest-tag": "off"}}',
    '{"rules": {"wrong-type": "off"}',
    '{"rules": {"wrong-type": "off"}, "overrides": [}',
    '<<<<<<< HEAD\n{"rules": {"wrong-type": "off"}}\n=======\n',
    '{"rules": {"wrong-type": "off", wrong}}',
    '{"rules": {"wrong-type": off}}',
    '[{"rules": {"wrong-type": "off"}}]',
    '"wrong-type"',
    '',
    'null',
  ]) {
    test(`silences nothing: ${JSON.stringify(text)}`, () => {
      const { left, problems } = judge(text);
      assert.equal(left, 1);
      assert.equal(problems.length, 1);
    });
  }

  test('may have comments and trailing commas', () => {
    const text = '{\n  // why\n  "rules": { "wrong-type": "off", }, /* x */\n}\n';
    assert.deepEqual(judge(text), { left: 0, problems: [] });
  });

  for (const text of ['{"rules": null}', '{"rules": ["wrong-type"]}', '{"rules": {"wrong-type": null}}']) {
    test(`or has the wrong type: ${text}`, () => {
      const { left, problems } = judge(text);
      assert.equal(left, 1);
      assert.equal(problems.length, 1);
    });
  }
});

test('the command line says so', (t) => {
  const cwd = folder(t, {
    'taskdef.json': task({ cpu: 256 }),
    '.taskdef.json': '{"overrides":[{"files":"legacy/**","rules":{"wrong-type":"off"}}]}',
  });
  const { status, stderr } = taskdef(['check', '.'], { cwd });
  assert.equal(status, 1);
  assert.match(stderr, /\.taskdef\.json: Override 1 is ignored: "files" has to be a list of globs\./);
});
