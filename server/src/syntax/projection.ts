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
import { Ask, isStructure, type Json } from './value.ts';

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
  entry?(item: Json): NamedValue;
  /** The members that a member of this object is written as, if those are several beside each other. */
  parts?(name: string, value: Json): readonly NamedValue[] | undefined;
  /** Where a new member of this object goes, if its members are in several places. */
  placeFor?(name: string, value: Json): MemberAt;
  /** The members that this one consists of in the text, if those are several. */
  readonly pieces?: readonly PropertyNode[];
}

/** A member to be written. */
export interface NamedValue {
  readonly key: string;
  readonly value: Json;
}

/** A member to be written, and the object in the text that it belongs to. */
export interface MemberAt extends NamedValue {
  readonly object: ObjectNode;
}

interface Origin {
  readonly node: SyntaxNode;
  readonly spelling: Spelling;
}

/** Where a node keeps its origin: a map beside the nodes takes several times as long, as each analysis makes them anew. */
const ORIGIN = Symbol('origin');

function recorded(node: SyntaxNode): Origin | undefined {
  return (node as { [ORIGIN]?: Origin })[ORIGIN];
}

/** Records what a node of a projected tree was made from. */
export function derive<N extends SyntaxNode>(projected: N, node: SyntaxNode, spelling: Spelling): N {
  (projected as { [ORIGIN]?: Origin })[ORIGIN] = { node, spelling };
  return projected;
}

/** How the text around a node is spelt; undefined if it uses the API's names. */
export function spellingOf(node: SyntaxNode): Spelling | undefined {
  return recorded(node)?.spelling;
}

/** The node in the text that a node stands for: itself, unless it belongs to a projected tree. */
export function originOf(node: SyntaxNode): SyntaxNode {
  return recorded(node)?.node ?? node;
}

/** A member's name as it is in the text. */
export function writtenKey(property: PropertyNode): string {
  return (originOf(property) as PropertyNode).key.value;
}

/** Converts an edit of a projected tree to those of the tree that was read; any other edit is returned unchanged. */
export function asWritten(edit: NodeEdit): NodeEdit[] {
  if (edit.kind === 'set') return setAsWritten(edit);
  const pieces = edit.kind === 'remove' && recorded(edit.node)?.spelling.pieces;
  return pieces && edit.node.kind === 'property'
    ? pieces.map((node) => ({ kind: 'remove', node }))
    : [oneAsWritten(edit)];
}

function setAsWritten(edit: SetEdit): NodeEdit[] {
  const origin = recorded(edit.object);
  if (!origin) return [edit];
  const { spelling } = origin;
  if (origin.node.kind === 'property') return [setInEntry(edit, origin.node)];
  const there = propertyOf(edit.object, edit.key);
  const object = origin.node as ObjectNode;
  const parts = spelling.parts?.(edit.key, edit.value);
  if (parts) {
    const old = (there && recorded(there)?.spelling.pieces) ?? [];
    const gone = old.filter((piece) => parts.every(({ key }) => key !== piece.key.value));
    return [
      ...gone.map((node): NodeEdit => ({ kind: 'remove', node })),
      ...parts.map((part): NodeEdit => ({ kind: 'set', object, after: undefined, ...part })),
    ];
  }
  const after = edit.after && keyAfter(edit.object, edit.after, spelling);
  if (there) {
    const { parent, key } = originOf(there) as PropertyNode;
    const old = there.value && recorded(there.value)?.spelling;
    const value = isStructure(edit.value) || !old ? spelling.member(edit.key, edit.value) : old.value(edit.value);
    return [{ kind: 'set', object: parent, key: key.value, value, after }];
  }
  const place = spelling.placeFor?.(edit.key, edit.value);
  if (place) return [{ kind: 'set', after: undefined, ...place }];
  const key = spelling.key(edit.key);
  return [{ kind: 'set', object, key, value: spelling.member(edit.key, edit.value), after }];
}

type SetEdit = Extract<NodeEdit, { kind: 'set' }>;

function oneAsWritten(edit: Exclude<NodeEdit, SetEdit>): NodeEdit {
  switch (edit.kind) {
    case 'insert': {
      const origin = recorded(edit.array);
      const entry = origin?.spelling.entry?.(edit.value);
      if (origin && entry) return { kind: 'set', object: origin.node as ObjectNode, after: undefined, ...entry };
      return origin
        ? { kind: 'insert', array: origin.node as ArrayNode, value: origin.spelling.item(edit.value) }
        : edit;
    }
    case 'remove':
      return { kind: 'remove', node: originOf(edit.node) as PropertyNode | ValueNode };
    case 'rename': {
      const origin = recorded(edit.property);
      const owner = recorded(edit.property.parent);
      if (!origin || !owner) return edit;
      return { kind: 'rename', property: origin.node as PropertyNode, key: owner.spelling.key(edit.key) };
    }
    case 'replace': {
      const origin = recorded(edit.node);
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
function setInEntry(edit: SetEdit, entry: PropertyNode): NodeEdit {
  const there = propertyOf(edit.object, edit.key)?.value;
  if (there) return oneAsWritten({ kind: 'replace', node: there, value: edit.value });
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
