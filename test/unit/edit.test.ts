/** What each edit of the tree makes of a JSON text. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SourceDocument } from '../../server/src/syntax/document.ts';
import { applyEdits, insert, remove, rename, replace, set, toTextEdits } from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import type { ArrayNode } from '../../server/src/syntax/node.ts';
import { Ask, type Json } from '../../server/src/syntax/value.ts';
import { at, edit, member, object } from './editing.ts';
import { plainValue } from './tree.ts';

function array(document: SourceDocument, ...path: (string | number)[]): ArrayNode {
  const node = at(document, ...path);
  assert.ok(node.kind === 'array');
  return node;
}

const LINES = `{
  "family": "web", // the name
  /* before */ "cpu": "256" /* behind */,
  "list": [
    1,
    // two
    2
  ],
  // last
  "last": { "a": 1, "b": [] }
}
`;

describe('set', () => {
  test('replaces a value and nothing else', () => {
    assert.equal(
      edit(LINES, (d) => [set(object(d), 'cpu', '512')]),
      LINES.replace('"256"', '"512"'),
    );
  });
  test('of a key that is there twice replaces the one that counts', () => {
    assert.equal(
      edit('{"a": 1, "a": 2}', (d) => [set(object(d), 'a', 3)]),
      '{"a": 1, "a": 3}',
    );
  });
  test('completes a half-typed member', () => {
    const text = '{\n  "a": 1,\n  "b"\n}';
    assert.equal(
      edit(text, (d) => [set(object(d), 'b', true)]),
      '{\n  "a": 1,\n  "b": true\n}',
    );
  });
  test('adds a member at the end, on a line of its own', () => {
    assert.equal(
      edit(LINES, (d) => [set(object(d), 'new', { a: [1, 2] })]),
      LINES.replace('"b": [] }\n', '"b": [] },\n  "new": {\n    "a": [1, 2]\n  }\n'),
    );
  });
  test('adds a member behind another, and leaves the comment of that line on it', () => {
    assert.equal(
      edit(LINES, (d) => [set(object(d), 'new', 1, 'family')]),
      LINES.replace('// the name\n', '// the name\n  "new": 1,\n'),
    );
    assert.equal(
      edit(LINES, (d) => [set(object(d), 'new', 1, 'cpu')]),
      LINES.replace('/* behind */,\n', '/* behind */,\n  "new": 1,\n'),
    );
  });
  test('adds a member at the end where the one to follow is not there', () => {
    assert.equal(
      edit('{"a": 1}', (d) => [set(object(d), 'b', 2, 'zzz')]),
      '{"a": 1, "b": 2}',
    );
  });
  test('adds a member on the same line', () => {
    assert.equal(
      edit(LINES, (d) => [set(object(d, 'last'), 'c', { d: 1 })]),
      LINES.replace('"b": [] }', '"b": [], "c": { "d": 1 } }'),
    );
    assert.equal(
      edit(LINES, (d) => [set(object(d, 'last'), 'c', 1, 'a')]),
      LINES.replace('"a": 1,', '"a": 1, "c": 1,'),
    );
  });
  test('fills an empty object', () => {
    const make = (d: SourceDocument) => [set(object(d, 'o'), 'a', 1), set(object(d, 'o'), 'b', [])];
    assert.equal(edit('{"o": {}}', make), '{"o": { "a": 1, "b": [] }}');
    assert.equal(edit('{\n  "o": {}\n}', make), '{\n  "o": {\n    "a": 1,\n    "b": []\n  }\n}');
    assert.equal(edit('{\n  "o": {\n  }\n}', make), '{\n  "o": {\n    "a": 1,\n    "b": []\n  }\n}');
    assert.equal(
      edit('{}', (d) => [set(object(d), 'a', 1)]),
      '{ "a": 1 }',
    );
  });
  test('fills an object with only a comment in it', () => {
    for (const text of ['{ // why\n}', '{\n  // why\n}', '{ /* why */ }', '{\r\n\t/* why */\r\n}']) {
      const result = edit(text, (d) => [set(object(d), 'a', 1), set(object(d), 'b', 2)]);
      assert.deepEqual(plainValue(parseJson(result).root), { a: 1, b: 2 }, result);
    }
  });
  test('takes the first of two values for one new member', () => {
    assert.equal(
      edit('{"a": 1}', (d) => [set(object(d), 'b', 1), set(object(d), 'b', 2)]),
      '{"a": 1, "b": 1}',
    );
  });
  test('keeps a trailing comma a trailing comma', () => {
    assert.equal(
      edit('{\n  "a": 1,\n}', (d) => [set(object(d), 'b', 2)]),
      '{\n  "a": 1,\n  "b": 2,\n}',
    );
    assert.equal(
      edit('{"a": 1, }', (d) => [set(object(d), 'b', 2)]),
      '{"a": 1, "b": 2, }',
    );
  });
});

describe('insert', () => {
  test('adds an item in the style of the list', () => {
    assert.equal(
      edit(LINES, (d) => [insert(array(d, 'list'), 3)]),
      LINES.replace('    2\n', '    2,\n    3\n'),
    );
    assert.equal(
      edit('[1, 2]', (d) => [insert(array(d), 3)]),
      '[1, 2, 3]',
    );
  });
  test('adds several items in their order', () => {
    assert.equal(
      edit('[1]', (d) => [insert(array(d), 2), insert(array(d), 3)]),
      '[1, 2, 3]',
    );
  });
  test('fills an empty list', () => {
    assert.equal(
      edit(LINES, (d) => [insert(array(d, 'last', 'b'), 'x')]),
      LINES.replace('[] }', '["x"] }'),
    );
    assert.equal(
      edit('{\n  "a": []\n}', (d) => [insert(array(d, 'a'), { b: 1 })]),
      '{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}',
    );
  });
  test('fills a list with only a comment in it', () => {
    for (const text of ['[ // why\n]', '[\n  // why\n]', '[ /* why */ ]', '{ "a": [ // why\n ]}']) {
      const result = edit(text, (d) => [insert(text.startsWith('{') ? array(d, 'a') : array(d), 1)]);
      const read = plainValue(parseJson(result).root);
      assert.deepEqual(text.startsWith('{') ? read : { a: read }, { a: [1] }, result);
    }
  });
});

describe('remove', () => {
  test('the first, a middle and the last member, with their lines', () => {
    const text = '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}';
    assert.equal(
      edit(text, (d) => [remove(member(d, 'a'))]),
      '{\n  "b": 2,\n  "c": 3\n}',
    );
    assert.equal(
      edit(text, (d) => [remove(member(d, 'b'))]),
      '{\n  "a": 1,\n  "c": 3\n}',
    );
    assert.equal(
      edit(text, (d) => [remove(member(d, 'c'))]),
      '{\n  "a": 1,\n  "b": 2\n}',
    );
  });
  test('on one line', () => {
    const text = '{ "a": 1, "b": 2, "c": [1, 2, 3] }';
    assert.equal(
      edit(text, (d) => [remove(member(d, 'a'))]),
      '{ "b": 2, "c": [1, 2, 3] }',
    );
    assert.equal(
      edit(text, (d) => [remove(member(d, 'b'))]),
      '{ "a": 1, "c": [1, 2, 3] }',
    );
    assert.equal(
      edit(text, (d) => [remove(member(d, 'c'))]),
      '{ "a": 1, "b": 2 }',
    );
    assert.equal(
      edit(text, (d) => [remove(at(d, 'c', 0))]),
      text.replace('1, 2, 3]', '2, 3]'),
    );
    assert.equal(
      edit(text, (d) => [remove(at(d, 'c', 2))]),
      text.replace(', 3]', ']'),
    );
  });
  test('a member by its value', () => {
    assert.equal(
      edit('{"a": 1, "b": 2}', (d) => [remove(at(d, 'b'))]),
      '{"a": 1}',
    );
  });
  test('several at once, and all', () => {
    const text = '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}';
    assert.equal(
      edit(text, (d) => [remove(member(d, 'b')), remove(member(d, 'c'))]),
      '{\n  "a": 1\n}',
    );
    assert.equal(
      edit(text, (d) => [remove(member(d, 'c')), remove(member(d, 'a'))]),
      '{\n  "b": 2\n}',
    );
    const none = edit(text, (d) => ['a', 'b', 'c'].map((key) => remove(member(d, key))));
    assert.deepEqual(plainValue(parseJson(none).root), {});
    const noItems = edit('[ 1, 2 ]', (d) => [remove(at(d, 0)), remove(at(d, 1))]);
    assert.deepEqual(plainValue(parseJson(noItems).root), []);
  });
  test('keeps every comment around it', () => {
    const result = edit(LINES, (d) =>
      ['family', 'cpu', 'list', 'last'].map((key) => remove(member(d, key))).slice(0, 3),
    );
    assert.deepEqual(plainValue(parseJson(result).root), { last: { a: 1, b: [] } });
  });
  test('makes room for a new member', () => {
    for (const text of ['{ "a": 1, "b": 2 }', '{\n  "a": 1,\n  "b": 2\n}', '{ "a": 1, "b": 2, }', '{ "b": 2 }']) {
      const result = edit(text, (d) => [remove(member(d, 'b')), set(object(d), 'c', 3)]);
      const expected = text.includes('"a"') ? { a: 1, c: 3 } : { c: 3 };
      assert.deepEqual(plainValue(parseJson(result).root), expected, result);
      assert.ok(!parseJson(result).problems.some(({ code }) => code === 'syntax'), result);
    }
  });
});

test('a new member in the middle and a removed last one leave no comma behind', () => {
  assert.equal(
    edit('{ "a": 1, "b": 2, "c": 3 }', (d) => [set(object(d), 'n', 0, 'a'), remove(member(d, 'c'))]),
    '{ "a": 1, "n": 0, "b": 2 }',
  );
});

describe('rename, replace, unwrap and cut', () => {
  test('rename changes the key alone', () => {
    assert.equal(
      edit(LINES, (d) => [rename(member(d, 'cpu'), 'a"b')]),
      LINES.replace('"cpu"', '"a\\"b"'),
    );
  });
  test('replace writes in the style of the document', () => {
    assert.equal(
      edit('{\n\t"a": 1\n}', (d) => [replace(at(d, 'a'), { b: [1], c: [{ d: 2 }], e: {}, f: [] })]),
      '{\n\t"a": {\n\t\t"b": [1],\n\t\t"c": [\n\t\t\t{\n\t\t\t\t"d": 2\n\t\t\t}\n\t\t],\n\t\t"e": {},\n\t\t"f": []\n\t}\n}',
    );
    assert.equal(
      edit('{"a": 1}', (d) => [replace(at(d, 'a'), { b: [1] })]),
      '{"a": { "b": [1] }}',
    );
  });
  test('repair does what the problem says', () => {
    const document = parseJson('[1,]');
    const [problem] = document.problems;
    assert.equal(applyEdits('[1,]', toTextEdits(document, [{ kind: 'repair', problem: problem! }])), '[1]');
  });
  test('lift puts an item in the place of its list', () => {
    assert.equal(
      edit('{"a": [ {"b": 1} ]}', (d) => [{ kind: 'lift', item: at(d, 'a', 0) }]),
      '{"a": {"b": 1}}',
    );
  });
  test('a change inside of something that is removed is dropped', () => {
    const inside = (d: SourceDocument) => [
      set(object(d, 'a'), 'b', 2),
      remove(member(d, 'a')),
      set(object(d, 'a'), 'c', 3),
    ];
    assert.deepEqual(plainValue(parseJson(edit('{"a": {"b": 1}, "d": 4}', inside)).root), { d: 4 });
    assert.deepEqual(plainValue(parseJson(edit('{\n  "a": {\n    "b": 1\n  },\n  "d": 4\n}', inside)).root), { d: 4 });
    assert.equal(
      edit('[{}]', (d) => [set(object(d, 0), 'a', 1), remove(at(d, 0))]),
      '[]',
    );
  });
});

describe('line ends and indentation', () => {
  for (const [name, eol, tab] of [
    ['CRLF', '\r\n', '  '],
    ['tabs', '\n', '\t'],
    ['four spaces and CRLF', '\r\n', '    '],
  ] as const) {
    test(name, () => {
      const styled = (text: string) => text.replaceAll('  ', tab).replaceAll('\n', eol);
      const text = styled('{\n  "a": {\n    "b": 1 // x\n  },\n  "c": []\n}\n');
      const result = edit(text, (d) => [
        set(object(d, 'a'), 'n', { m: [{ o: 1 }] }),
        insert(array(d, 'c'), {}),
        set(object(d), 'z', 1),
      ]);
      assert.equal(
        result,
        styled(
          '{\n  "a": {\n    "b": 1, // x\n    "n": {\n      "m": [\n        {\n          "o": 1\n        }\n      ]\n    }\n  },\n' +
            '  "c": [\n    {}\n  ],\n  "z": 1\n}\n',
        ),
      );
    });
  }
});

describe('snippets', () => {
  function snippet(text: string, value: Json): string {
    const document = parseJson(text);
    return applyEdits(text, toTextEdits(document, [set(object(document), 'a', value)], 'snippet'));
  }
  test('words to fill in become stops, in their order', () => {
    assert.equal(
      snippet('{}', { x: new Ask('one'), y: [new Ask('two')] }),
      '{ "a": { "x": "${1:one}", "y": ["${2:two}"] } }',
    );
  });
  test('signs that a snippet reads are escaped', () => {
    assert.equal(snippet('{}', 'cost $1 \\ {x}'), '{ "a": "cost \\$1 \\\\\\\\ {x}" }');
    assert.equal(snippet('{}', new Ask('$a}\\')), '{ "a": "${1:\\$a\\}\\\\\\\\}" }');
  });
  test('plain text has the words as they are', () => {
    assert.equal(
      edit('{}', (d) => [set(object(d), 'a', new Ask('one'))]),
      '{ "a": "one" }',
    );
  });
});
