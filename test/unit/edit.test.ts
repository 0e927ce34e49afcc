/** Changes to the tree as changes to the text: comments, order, indentation and line ends stay as they were. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { SourceDocument } from '../../server/src/syntax/document.ts';
import {
  applyEdits,
  insert,
  type NodeEdit,
  remove,
  rename,
  replace,
  set,
  toTextEdits,
} from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import {
  type ArrayNode,
  endOf,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type Span,
  type ValueNode,
} from '../../server/src/syntax/node.ts';
import { Ask, type Json } from '../../server/src/syntax/value.ts';
import { type JsonObject, type JsonValue, jsonValue, layout, write } from './arbitraries.ts';
import { commentsOf, nodesOf, plainValue } from './tree.ts';

/** The node at a path of member names and indices. */
function at(document: SourceDocument, ...path: (string | number)[]): ValueNode {
  let node = document.root;
  for (const step of path) {
    if (node?.kind === 'object') node = propertyOf(node, String(step))?.value;
    else if (node?.kind === 'array') node = node.items[Number(step)];
  }
  assert.ok(node, `nothing at ${path.join('/')}`);
  return node;
}

function object(document: SourceDocument, ...path: (string | number)[]): ObjectNode {
  const node = at(document, ...path);
  assert.ok(node.kind === 'object');
  return node;
}

function array(document: SourceDocument, ...path: (string | number)[]): ArrayNode {
  const node = at(document, ...path);
  assert.ok(node.kind === 'array');
  return node;
}

function member(document: SourceDocument, ...path: (string | number)[]): PropertyNode {
  const property = propertyOf(object(document, ...path.slice(0, -1)), String(path.at(-1)));
  assert.ok(property);
  return property;
}

/** What an edit takes away; comments in there go with it. */
function taken(e: NodeEdit): Span[] {
  switch (e.kind) {
    case 'set': {
      const property = propertyOf(e.object, e.key);
      return property ? [property.value ?? property] : [];
    }
    case 'remove':
      return [e.node.parent?.kind === 'property' ? e.node.parent : e.node];
    case 'replace':
      return [e.node];
    default:
      return [];
  }
}

/** The text after some edits; fails where edits overlap or a comment is lost that stands outside of what goes. */
function edit(text: string, edits: (document: SourceDocument) => NodeEdit[]): string {
  const document = parseJson(text);
  const made = edits(document);
  const textEdits = toTextEdits(document, made);
  textEdits.reduce((end, { offset, length }) => {
    assert.ok(offset >= end && length >= 0 && offset + length <= text.length, 'edits are sorted and do not overlap');
    return offset + length;
  }, 0);
  const result = applyEdits(text, textEdits);
  const gone = made.flatMap(taken);
  const kept = document.comments.filter((c) => !gone.some((g) => g.offset <= c.offset && endOf(c) <= endOf(g)));
  assert.deepEqual(
    commentsOf(parseJson(result)),
    kept.map((c) => text.slice(c.offset, endOf(c))),
    `a comment is lost in\n${result}`,
  );
  return result;
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

describe('any edits on any document', () => {
  /** A random change: which node, and what to do with it. */
  const step = fc.record({
    which: fc.nat(1000),
    what: fc.constantFrom('set', 'add', 'insert', 'remove', 'rename', 'replace'),
    value: jsonValue,
    after: fc.nat(10),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  const json = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

  /**
   * Plans a change and makes the same change to a plain value, where that is certain:
   * at most one change touches a node, and none is inside of another's.
   */
  function plan(
    { which, what, value, after }: Step,
    document: SourceDocument,
    touched: Set<unknown>,
  ): NodeEdit | undefined {
    const nodes = [...nodesOf(document.root)];
    const node = nodes[which % nodes.length]!;
    const free = (target: PropertyNode | ValueNode | undefined): boolean => {
      for (let up: PropertyNode | ValueNode | undefined = target; up; up = up.parent) if (touched.has(up)) return false;
      return target !== undefined && ![...nodesIn(target)].some((inner) => touched.has(inner));
    };
    const take = (target: PropertyNode | ValueNode, made: NodeEdit): NodeEdit => {
      touched.add(target);
      return made;
    };
    switch (what) {
      case 'add': {
        if (node.kind !== 'object' || isInside(node, touched)) return undefined;
        const key = `new ${which}`;
        return set(node, key, value, node.properties[after % (node.properties.length || 1)]?.key.value);
      }
      case 'insert':
        return node.kind === 'array' && !isInside(node, touched) ? insert(node, value) : undefined;
      case 'set':
        if (node.kind !== 'property' || !free(node)) return undefined;
        return take(node, set(node.parent, node.key.value, value));
      case 'remove': {
        const target = node.kind === 'property' || node.parent?.kind === 'array' ? node : undefined;
        return target && free(target) ? take(target, remove(target)) : undefined;
      }
      case 'rename':
        return node.kind === 'property' && free(node) ? take(node, rename(node, `renamed ${which}`)) : undefined;
      case 'replace':
        if (node.kind === 'property' || node.parent === undefined || isKey(node) || !free(node)) return undefined;
        return take(node, replace(node, value));
      default:
        return undefined;
    }
  }

  function isKey(node: ValueNode): boolean {
    return node.parent?.kind === 'property' && node.parent.key === node;
  }
  function* nodesIn(node: PropertyNode | ValueNode) {
    if (node.kind !== 'property') yield* nodesOf(node);
    else {
      yield node;
      if (node.value) yield* nodesOf(node.value);
    }
  }
  function isInside(node: PropertyNode | ValueNode, touched: ReadonlySet<unknown>): boolean {
    for (let up: PropertyNode | ValueNode | undefined = node; up; up = up.parent) if (touched.has(up)) return true;
    return false;
  }

  /** What the document's value is after the edits, worked out on the tree and not on the text. */
  function expected(root: ValueNode, edits: readonly NodeEdit[]): JsonValue {
    const of = (node: ValueNode): JsonValue => {
      const replaced = edits.find((e) => e.kind === 'replace' && e.node === node);
      if (replaced?.kind === 'replace') return json(replaced.value);
      if (node.kind === 'array') {
        const kept = node.items.filter((item) => !edits.some((e) => e.kind === 'remove' && e.node === item));
        return [
          ...kept.map(of),
          ...edits.flatMap((e) => (e.kind === 'insert' && e.array === node ? [json(e.value)] : [])),
        ];
      }
      if (node.kind !== 'object') return json(plainValue(node));
      const result: JsonObject = Object.create(null) as JsonObject;
      for (const property of node.properties) {
        if (edits.some((e) => e.kind === 'remove' && e.node === property)) continue;
        const renamed = edits.find((e) => e.kind === 'rename' && e.property === property);
        const key = renamed?.kind === 'rename' ? renamed.key : property.key.value;
        const put = edits.find((e) => e.kind === 'set' && e.object === node && e.key === property.key.value);
        result[key] = put?.kind === 'set' ? json(put.value) : of(property.value!);
      }
      for (const e of edits) {
        if (e.kind !== 'set' || e.object !== node || node.properties.some((p) => p.key.value === e.key)) continue;
        result[e.key] ??= json(e.value);
      }
      return result;
    };
    return of(root);
  }

  test('give JSON with the expected value, and keep every comment', () => {
    let changed = 0;
    fc.assert(
      fc.property(jsonValue, layout, fc.array(step, { minLength: 1, maxLength: 8 }), (start, how, steps) => {
        const text = write(start, how);
        let wanted: JsonValue = null;
        const result = edit(text, (document) => {
          const touched = new Set<unknown>();
          const edits = steps.flatMap((one) => plan(one, document, touched) ?? []);
          wanted = json(expected(document.root!, edits));
          return edits;
        });
        const after = parseJson(result);
        assert.deepEqual(
          after.problems.filter(({ code }) => code === 'syntax'),
          [],
          result,
        );
        assert.deepEqual(plainValue(after.root), wanted, result);
        if (!how.trailingCommas) {
          assert.ok(!after.problems.some(({ code }) => code === 'trailing-comma'), `a trailing comma in ${result}`);
        }
        if (how.eol === '\r\n') assert.ok(!/(?<!\r)\n/.test(result), 'line ends stay CRLF');
        if (result !== text) changed++;
      }),
      { numRuns: 1500 },
    );
    assert.ok(changed > 500, `only ${changed} documents were changed`);
  });

  test('no edits change nothing', () => {
    fc.assert(
      fc.property(jsonValue, layout, (start, how) => {
        const text = write(start, how);
        assert.deepEqual(toTextEdits(parseJson(text), []), []);
        assert.equal(applyEdits(text, []), text);
      }),
      { numRuns: 50 },
    );
  });

  test('setting a value again to what it is changes nothing else', () => {
    fc.assert(
      fc.property(jsonValue, layout, fc.nat(1000), (start, how, which) => {
        const text = write(start, how);
        const document = parseJson(text);
        const scalars = [...nodesOf(document.root)].filter((n) => n.kind === 'string' && !isKey(n));
        const node = scalars[which % scalars.length];
        if (node?.kind !== 'string') return;
        const written = text.slice(node.offset, endOf(node));
        assert.equal(applyEdits(text, toTextEdits(document, [replace(node, JSON.parse(written) as string)])), text);
      }),
    );
  });
});
