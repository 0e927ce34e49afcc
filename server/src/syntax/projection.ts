/**
 * A projected tree expresses a document in the API's names and types, while keeping the places in the text. Its nodes
 * are separate from those of the tree that was read. This file records which node each was made from, so that edits of
 * the projected tree can be turned into edits of the tree that was read.
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
import { Ask, type Json } from './value.ts';

/** How a place in the text writes what the API calls by its own names. */
export interface Spelling {
  /** The name of a member of this object. */
  key(name: string): string;
  /** A value for a member of this object. */
  member(name: string, value: Json): Json;
  /** A value for an item of this list. */
  item(value: Json): Json;
  /** A value to replace this one. */
  value(value: Json): Json;
  /** An item of this list as a member, if the text has a map instead of a list. */
  entry?(item: Json): { readonly key: string; readonly value: Json };
}

interface Origin {
  readonly node: SyntaxNode;
  readonly spelling: Spelling;
}

const ORIGINS = new WeakMap<SyntaxNode, Origin>();

/** Records what a node of a projected tree was made from. */
export function derive<N extends SyntaxNode>(projected: N, node: SyntaxNode, spelling: Spelling): N {
  ORIGINS.set(projected, { node, spelling });
  return projected;
}

/** How the text around a node is spelt; undefined if it uses the API's names. */
export function spellingOf(node: SyntaxNode): Spelling | undefined {
  return ORIGINS.get(node)?.spelling;
}

/** The node in the text that a node stands for: itself, unless it belongs to a projected tree. */
export function originOf(node: SyntaxNode): SyntaxNode {
  return ORIGINS.get(node)?.node ?? node;
}

/** A member's name as it is in the text. */
export function writtenKey(property: PropertyNode): string {
  return (originOf(property) as PropertyNode).key.value;
}

/** Converts an edit of a projected tree to one of the tree that was read; any other edit is returned unchanged. */
export function asWritten(edit: NodeEdit): NodeEdit {
  switch (edit.kind) {
    case 'set': {
      const origin = ORIGINS.get(edit.object);
      if (!origin) return edit;
      const { spelling } = origin;
      if (origin.node.kind === 'property') return setInEntry(edit, origin.node);
      const value = spelling.member(edit.key, edit.value);
      const there = propertyOf(edit.object, edit.key);
      const object = origin.node as ObjectNode;
      const key = there ? writtenKey(there) : spelling.key(edit.key);
      return { kind: 'set', object, key, value, after: edit.after && keyAfter(edit.object, edit.after, spelling) };
    }
    case 'insert': {
      const origin = ORIGINS.get(edit.array);
      const entry = origin?.spelling.entry?.(edit.value);
      if (origin && entry) return { kind: 'set', object: origin.node as ObjectNode, after: undefined, ...entry };
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
      const parent = origin?.node.parent;
      if (parent?.kind === 'property' && parent.key === origin?.node && isKey(edit.value))
        return { kind: 'rename', property: parent, key: keyText(edit.value) };
      return origin
        ? { kind: 'replace', node: origin.node as ValueNode, value: origin.spelling.value(edit.value) }
        : edit;
    }
    case 'wrap':
      return { ...edit, node: originOf(edit.node) as ValueNode };
    case 'lift':
      return edit.over
        ? { ...edit, item: originOf(edit.item) as ValueNode, over: originOf(edit.over) as ValueNode }
        : { ...edit, item: originOf(edit.item) as ValueNode };
    default:
      return edit;
  }
}

/** Sets the name or value of an item that is a member of a map in the text. */
function setInEntry(edit: Extract<NodeEdit, { kind: 'set' }>, entry: PropertyNode): NodeEdit {
  const there = propertyOf(edit.object, edit.key)?.value;
  if (there) return asWritten({ kind: 'replace', node: there, value: edit.value });
  return { kind: 'set', object: entry.parent, key: entry.key.value, value: edit.value, after: undefined };
}

function isKey(value: Json): value is string | Ask {
  return typeof value === 'string' || value instanceof Ask;
}

function keyText(key: string | Ask): string {
  return key instanceof Ask ? key.text : key;
}

function keyAfter(object: ObjectNode, name: string, spelling: Spelling): string {
  const property = propertyOf(object, name);
  return property ? writtenKey(property) : spelling.key(name);
}
