/** Edits of the tree, applied to a text. */
import assert from 'node:assert/strict';
import type { SourceDocument } from '../../server/src/syntax/document.ts';
import { applyEdits, type NodeEdit, toTextEdits } from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import {
  endOf,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type Span,
  type ValueNode,
} from '../../server/src/syntax/node.ts';
import { commentsOf } from './tree.ts';

/** The node at a path of member names and indices. */
export function at(document: SourceDocument, ...path: (string | number)[]): ValueNode {
  let node = document.root;
  for (const step of path) {
    if (node?.kind === 'object') node = propertyOf(node, String(step))?.value;
    else if (node?.kind === 'array') node = node.items[Number(step)];
  }
  assert.ok(node, `nothing at ${path.join('/')}`);
  return node;
}

export function object(document: SourceDocument, ...path: (string | number)[]): ObjectNode {
  const node = at(document, ...path);
  assert.ok(node.kind === 'object');
  return node;
}

export function member(document: SourceDocument, ...path: (string | number)[]): PropertyNode {
  const property = propertyOf(object(document, ...path.slice(0, -1)), String(path.at(-1)));
  assert.ok(property);
  return property;
}

/** What an edit takes away; comments in there go with it. */
export function taken(e: NodeEdit): Span[] {
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
export function edit(text: string, edits: (document: SourceDocument) => NodeEdit[]): string {
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
