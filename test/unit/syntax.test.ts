/** The JSON reader: every text becomes a tree, and what is wrong with it is said once. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../server/src/analysis.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { locate } from '../../server/src/syntax/locate.ts';
import { endOf, type PropertyNode, propertyOf, type SyntaxNode } from '../../server/src/syntax/node.ts';
import { pathOf, pointerOf } from '../../server/src/syntax/pointer.ts';
import { jsonValue, layout, write } from './arbitraries.ts';
import { codes, value } from './json-texts.ts';
import { assertSound, commentsOf, INVALID, MISSING, nodesOf, plainValue } from './tree.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

function underlined(text: string): string[] {
  return parseJson(text).problems.map(({ offset, length }) => text.slice(offset, offset + length));
}

describe('any JSON value', () => {
  test('is read as JSON.parse reads it, without a problem', () => {
    fc.assert(
      fc.property(jsonValue, fc.constantFrom(undefined, 1, 2, 4, '\t'), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        const document = parseJson(text);
        assert.deepEqual(document.problems, []);
        assert.deepEqual(document.templates, []);
        assert.deepEqual(plainValue(document.root), JSON.parse(text));
        assertSound(document);
      }),
      { numRuns: 500 },
    );
  });

  test('is read with comments and trailing commas, each of them found', () => {
    fc.assert(
      fc.property(jsonValue, layout, (json, how) => {
        const text = write(json, how);
        const document = parseJson(text);
        assert.deepEqual(plainValue(document.root), JSON.parse(JSON.stringify(json)));
        assert.equal(commentsOf(document).length, (text.match(/#\d+, \{/g) ?? []).length);
        assert.deepEqual(
          document.problems.filter(({ code }) => code !== 'comment' && code !== 'trailing-comma'),
          [],
        );
        assertSound(document);
      }),
      { numRuns: 300 },
    );
  });

  test('gives a tree in which every value is found at its own place', () => {
    fc.assert(
      fc.property(jsonValue, layout, (json, how) => {
        const { text, root } = parseJson(write(json, how));
        for (const node of nodesOf(root)) {
          if (node.kind !== 'string' && node.kind !== 'number') continue;
          assert.deepEqual(JSON.parse(text.slice(node.offset, endOf(node))), node.value);
          const isKey = node.parent?.kind === 'property' && node.parent.key === node;
          const found = locate(root, node.offset + (node.length >> 1))!;
          assert.equal(found.onKey, isKey);
          assert.equal(found.node, isKey ? node.parent : node);
          assert.deepEqual(pathOf(found.node), pathOf(node));
        }
      }),
    );
  });
});

describe('every prefix and every text with a hole', () => {
  const files = readdirSync(EXAMPLES).filter((name) => /json/.test(name));
  assert.ok(files.length > 1);
  for (const name of files) {
    test(`of examples/${name}`, () => {
      const text = readFileSync(join(EXAMPLES, name), 'utf8');
      for (let end = 0; end <= text.length; end++) assertSound(parseJson(text.slice(0, end)));
      for (let at = 0; at < text.length; at += 7) assertSound(parseJson(text.slice(0, at) + text.slice(at + 3)));
    });
  }

  test('of generated documents', () => {
    fc.assert(
      fc.property(jsonValue, layout, (json, how) => {
        const text = write(json, how);
        for (let end = 0; end <= text.length; end++) assertSound(parseJson(text.slice(0, end)));
      }),
      { numRuns: 50 },
    );
  });

  test('of a template', () => {
    const text = '{{ head }}{ %{ if a } "a": ${b}, %{ endif } "c": [ {{ x }}, <Y>, "${a != "" ? a : b}" ], $d }';
    for (let end = 0; end <= text.length; end++) assertSound(parseJson(text.slice(0, end)));
  });

  test('of signs in any order', () => {
    const signs = '{}[]:,"\\/*\n ${%<>_@#`\'0-1.etruefalsenull\uFEFF\uFFFDé'.split('');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 60 }), (text) => {
        assertSound(parseJson(text.join('')));
      }),
      { numRuns: 3000 },
    );
  });

  test('is analysed without a throw', () => {
    const text = readFileSync(join(EXAMPLES, 'task-definition.json'), 'utf8');
    for (let end = 0; end <= text.length; end += 5) {
      for (const { offset, length } of analyse(text.slice(0, end), 'task-definition.json').findings) {
        assert.ok(offset >= 0 && length >= 0 && offset + length <= end);
      }
    }
  });
});

describe('comments and commas', () => {
  test('a comment is a problem of its own kind, at its place', () => {
    const text = '{ // one\n "a": 1 /* two */ }';
    assert.deepEqual(codes(text), ['comment', 'comment']);
    assert.deepEqual(underlined(text), ['// one', '/* two */']);
    assert.deepEqual(value(text), { a: 1 });
  });
  test('what looks like a comment in a text is none', () => {
    assert.deepEqual(parseJson('{"a": "http://x /* y */"}').comments, []);
  });
  test('a comment that is never closed', () => {
    assert.deepEqual(codes('{"a": 1} /* '), ['syntax']);
  });
  test('a trailing comma is a problem of its own kind', () => {
    for (const text of ['{"a": [1, 2,]}', '{"a": 1,}', '[{},\n\n]', '[1, // x\n]']) {
      const found = parseJson(text).problems.filter(({ code }) => code !== 'comment');
      assert.deepEqual(
        found.map(({ code, offset }) => [code, text[offset]]),
        [['trailing-comma', ',']],
        text,
      );
    }
  });
  test('a comma too many is broken JSON', () => {
    assert.deepEqual(codes('{"a": 1,, "b": 2}'), ['syntax']);
    assert.deepEqual(value('{"a": 1,, "b": 2}'), { a: 1, b: 2 });
    assert.deepEqual(codes('[,]'), ['syntax']);
  });
  test('a missing comma is reported where it is missing, and what follows is read', () => {
    const text = '{\n  "a": 1\n  "b": [1 2, "x" "y"]\n}';
    assert.deepEqual(codes(text), ['syntax', 'syntax', 'syntax']);
    assert.deepEqual(underlined(text), ['1', '1', '"']);
    assert.deepEqual(value(text), { a: 1, b: [1, 2, 'x', 'y'] });
  });
});

describe('half-typed text', () => {
  const cases: readonly [text: string, read: unknown, problems: number][] = [
    ['{"a"}', { a: MISSING }, 1],
    ['{"a":}', { a: MISSING }, 1],
    ['{"a": , "b": 1}', { a: MISSING, b: 1 }, 1],
    ['{"a": "x\n}', { a: INVALID }, 1],
    ['{"a": 1', { a: 1 }, 1],
    ['{"a": [1, {"b": 2', { a: [1, { b: 2 }] }, 1],
    ['{"a": {"b": [1, 2}}', { a: { b: [1, 2] } }, 1],
    ['{"a" 1}', { a: 1 }, 1],
    ["{'a': 1}", {}, 1],
    ['{"a": TRUE}', { a: INVALID }, 1],
    ['{"a": "\\q"}', { a: '' }, 1],
    ['{"a": 1} x', { a: 1 }, 1],
    ['$ aws ecs register-task-definition\n{"a": 1}', { a: 1 }, 0],
    ['', MISSING, 1],
    ['  \n ', MISSING, 1],
  ];
  for (const [text, read, problems] of cases) {
    test(JSON.stringify(text), () => {
      const document = parseJson(text);
      assert.deepEqual(plainValue(document.root), read);
      if (problems > 0) assert.ok(document.problems.length >= problems, 'something is wrong with it');
      for (const { code } of document.problems) assert.equal(code, 'syntax');
      assertSound(document);
    });
  }

  // Each of these is one mistake, and one message.
  for (const text of ['{"a": "x\n}', '{"a": 1', '{"a": TRUE}', '{"a"}', '{"a" 1}', '{"a": , "b": 1}', '']) {
    test(`${JSON.stringify(text)} is one problem`, () => assert.equal(parseJson(text).problems.length, 1));
  }

  test('a tab or another control character in a text', () => {
    assert.deepEqual(codes('{"a": "x\ty"}'), ['syntax']);
    assert.deepEqual(value('{"a": "x\ty"}'), { a: 'x\ty' });
  });

  test('numbers that JSON does not have', () => {
    for (const text of ['[1.]', '[1e]', '[01]', '[.5]', '[+1]', '[NaN]', '[0x10]', '[1_000]', '[-]']) {
      assert.ok(codes(text).includes('syntax'), `${text} is refused`);
      assert.throws(() => JSON.parse(text));
    }
  });
});

test('duplicate keys: all are in the tree, the last one counts', () => {
  const { root, problems } = parseJson('{"cpu": "256", "cpu": "512"}');
  assert.ok(root?.kind === 'object');
  assert.equal(root.properties.length, 2);
  assert.deepEqual(plainValue(propertyOf(root, 'cpu')?.value), '512');
  assert.deepEqual(problems, []);
});

test('members with the names of built-in properties are members', () => {
  const { root } = parseJson('{"__proto__": 1, "constructor": 2}');
  assert.ok(root?.kind === 'object');
  assert.equal(plainValue(propertyOf(root, '__proto__')?.value), 1);
  assert.equal(propertyOf(root, 'toString'), undefined);
});

test('JSON pointers', () => {
  const { root } = parseJson('{"a/b": [{"c~d": 1}], "": {"é": 2}}');
  const pointers = [...nodesOf(root)].filter((node) => node.kind === 'number').map(pointerOf);
  assert.deepEqual(pointers.sort(), ['//é', '/a~1b/0/c~0d']);
  const property = [...nodesOf(root)].find((node): node is PropertyNode => node.kind === 'property')!;
  assert.equal(pointerOf(property.key), pointerOf(property));
  assert.equal(pointerOf(root as SyntaxNode), '');
});

test('the end of a value still belongs to it, and the space behind it to what is around', () => {
  const { root } = parseJson('{"a": [12, 34 ], "b": 5}');
  assert.equal(locate(root, 9)?.node.kind, 'number');
  assert.equal(locate(root, 13)?.node.kind, 'number');
  assert.equal(locate(root, 14)?.node.kind, 'array');
  assert.equal(locate(root, 16)?.node.kind, 'object');
  assert.equal(locate(root, 99), undefined);
});
