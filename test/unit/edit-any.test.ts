/** Any edits on any document: the text stays valid, comments stay, and only what was asked for changes. */
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
import { endOf, type PropertyNode, type ValueNode } from '../../server/src/syntax/node.ts';
import { type JsonObject, type JsonValue, jsonValue, layout, write } from './arbitraries.ts';
import { edit } from './editing.ts';
import { nodesOf, plainValue } from './tree.ts';

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
