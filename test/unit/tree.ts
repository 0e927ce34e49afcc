/** What tests ask of a syntax tree. */
import assert from 'node:assert/strict';
import type { SourceDocument } from '../../server/src/syntax/document.ts';
import { endOf, type Span, type SyntaxNode, type ValueNode } from '../../server/src/syntax/node.ts';

/** What `plainValue` says for a placeholder, which no JSON value equals. */
export const TEMPLATE = Symbol('template');
/** The same for text that is no value. */
export const INVALID = Symbol('invalid');
/** The same for a value that is not written yet. */
export const MISSING = Symbol('missing');

/** The value of a node. Of two members of one name the last counts, as in JSON. */
export function plainValue(node: ValueNode | undefined): unknown {
  if (!node) return MISSING;
  switch (node.kind) {
    case 'object':
      // Not by assignment, so that a member named `__proto__` is one.
      return Object.fromEntries(node.properties.map((property) => [property.key.value, plainValue(property.value)]));
    case 'array':
      return node.items.map(plainValue);
    case 'null':
      return null;
    case 'template':
      return TEMPLATE;
    case 'invalid':
      return INVALID;
    default:
      return node.value;
  }
}

/** Every node of a tree, properties and keys included. */
export function* nodesOf(root: ValueNode | undefined): Generator<SyntaxNode> {
  const waiting: SyntaxNode[] = root ? [root] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if (node.kind === 'object') waiting.push(...node.properties);
    else if (node.kind === 'array') waiting.push(...node.items);
    else if (node.kind === 'property') waiting.push(node.key, ...(node.value ? [node.value] : []));
  }
}

/** Fails unless every node lies inside of the text and of its parent, and every span of the document inside of the text. */
export function assertSound(document: SourceDocument): void {
  const { text, root, problems, templates, comments } = document;
  for (const span of [...problems, ...templates, ...comments]) assertInside(span, { offset: 0, length: text.length });
  for (const node of nodesOf(root)) {
    assertInside(node, node.parent ?? { offset: 0, length: text.length });
    if (node.kind === 'property') assert.equal(node.key.parent, node);
    const children: readonly SyntaxNode[] =
      node.kind === 'object' ? node.properties : node.kind === 'array' ? node.items : [];
    children.forEach((child, i) => {
      assert.equal(child.parent, node, 'a child knows its parent');
      const before = children[i - 1];
      if (before) assert.ok(endOf(before) <= child.offset, `${describe(before)} overlaps ${describe(child)}`);
    });
  }
}

function assertInside(inner: Span, outer: Span): void {
  assert.ok(
    inner.length >= 0 && inner.offset >= outer.offset && endOf(inner) <= endOf(outer),
    `${describe(inner)} is not inside of ${describe(outer)}`,
  );
}

function describe(span: Span & { kind?: string }): string {
  return `${span.kind ?? 'span'} ${span.offset}-${endOf(span)}`;
}

/** The texts of a document's comments. */
export function commentsOf({ text, comments }: SourceDocument): string[] {
  return comments.map(({ offset, length }) => text.slice(offset, offset + length));
}
