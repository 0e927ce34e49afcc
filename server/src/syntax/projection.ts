/**
 * A projected tree says what a document means by the names and types of the API, with the places of the text. Its nodes are
 * other nodes than those that were read; here stands which one each of them was made of, so that edits of the projected tree
 * become edits of the tree that was read.
 */

import type { NodeEdit } from './edit.ts';
import {
  type ArrayNode,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type SyntaxNode,
  type ValueNode,
} from './node.ts';
import type { Json } from './value.ts';

/** How a place of the text writes what the API calls by its own names. */
export interface Spelling {
  /** The name of a member of this object. */
  key(name: string): string;
  /** A value for a member of this object. */
  member(name: string, value: Json): Json;
  /** A value as an item of this list. */
  item(value: Json): Json;
  /** A value in the place of this one. */
  value(value: Json): Json;
}

interface Origin {
  readonly node: SyntaxNode;
  readonly spelling: Spelling;
}

const ORIGINS = new WeakMap<SyntaxNode, Origin>();

/** Notes what a node of a projected tree was made of. */
export function derive<N extends SyntaxNode>(projected: N, node: SyntaxNode, spelling: Spelling): N {
  ORIGINS.set(projected, { node, spelling });
  return projected;
}

/** How the place of a node is written, where that is not by the names of the API. */
export function spellingOf(node: SyntaxNode): Spelling | undefined {
  return ORIGINS.get(node)?.spelling;
}

/** The node of the text that a node stands for: itself, unless it is of a projected tree. */
export function originOf(node: SyntaxNode): SyntaxNode {
  return ORIGINS.get(node)?.node ?? node;
}

/** The name of a member as the text has it. */
export function writtenKey(property: PropertyNode): string {
  return (originOf(property) as PropertyNode).key.value;
}

/** The edit of the tree that was read for an edit of a projected one; any other edit as it is. */
export function asWritten(edit: NodeEdit): NodeEdit {
  switch (edit.kind) {
    case 'set': {
      const origin = ORIGINS.get(edit.object);
      if (!origin) return edit;
      const { spelling } = origin;
      const value = spelling.member(edit.key, edit.value);
      const there = propertyOf(edit.object, edit.key);
      const object = origin.node as ObjectNode;
      const key = there ? writtenKey(there) : spelling.key(edit.key);
      return { kind: 'set', object, key, value, after: edit.after && keyAfter(edit.object, edit.after, spelling) };
    }
    case 'insert': {
      const origin = ORIGINS.get(edit.array);
      return origin
        ? { kind: 'insert', array: origin.node as ArrayNode, value: origin.spelling.item(edit.value) }
        : edit;
    }
    case 'remove':
      return { kind: 'remove', node: originOf(edit.node) as PropertyNode | ValueNode };
    case 'rename': {
      const origin = ORIGINS.get(edit.property);
      const owner = ORIGINS.get(edit.property.parent);
      if (!origin || !owner) return edit;
      return { kind: 'rename', property: origin.node as PropertyNode, key: owner.spelling.key(edit.key) };
    }
    case 'replace': {
      const origin = ORIGINS.get(edit.node);
      return origin
        ? { kind: 'replace', node: origin.node as ValueNode, value: origin.spelling.value(edit.value) }
        : edit;
    }
    default:
      return edit;
  }
}

function keyAfter(object: ObjectNode, name: string, spelling: Spelling): string {
  const property = propertyOf(object, name);
  return property ? writtenKey(property) : spelling.key(name);
}
