import type { SourceDocument, SyntaxProblem } from './document.ts';
import type { ArrayNode, ObjectNode, PropertyNode, Span, ValueNode } from './node.ts';
import { asWritten } from './projection.ts';
import type { Json } from './value.ts';

/**
 * A change to the tree. Fixes consist of these, so that only one place has to preserve comments, order and indentation.
 */
export type NodeEdit =
  | {
      readonly kind: 'set';
      readonly object: ObjectNode;
      readonly key: string;
      readonly value: Json;
      readonly after?: string | undefined;
    }
  | { readonly kind: 'insert'; readonly array: ArrayNode; readonly value: Json }
  | { readonly kind: 'remove'; readonly node: PropertyNode | ValueNode }
  | { readonly kind: 'rename'; readonly property: PropertyNode; readonly key: string }
  | { readonly kind: 'replace'; readonly node: ValueNode; readonly value: Json }
  /** Replaces a member with the members of the object that is its value. */
  | { readonly kind: 'unwrap'; readonly property: PropertyNode }
  /** Replaces the list that contains a value, or another value around it, with the value itself. */
  | { readonly kind: 'lift'; readonly item: ValueNode; readonly over?: ValueNode }
  /** Writes text before and after a value, which itself stays as it is. */
  | { readonly kind: 'wrap'; readonly node: ValueNode; readonly before: string; readonly behind: string }
  /** Applies the fix that belongs to a problem of the text. */
  | { readonly kind: 'repair'; readonly problem: SyntaxProblem };

/** Sets a member: replaces its value if the member exists, otherwise adds it after the member `after` or at the end. */
export function set(object: ObjectNode, key: string, value: Json, after?: string): NodeEdit {
  return { kind: 'set', object, key, value, after };
}

/** Adds an item at the end of a list. */
export function insert(array: ArrayNode, value: Json): NodeEdit {
  return { kind: 'insert', array, value };
}

/** Removes a member or item together with its comma. Comments around it stay. */
export function remove(node: PropertyNode | ValueNode): NodeEdit {
  return { kind: 'remove', node };
}

/** Renames a member. */
export function rename(property: PropertyNode, key: string): NodeEdit {
  return { kind: 'rename', property, key };
}

/** Replaces a value. */
export function replace(node: ValueNode, value: Json): NodeEdit {
  return { kind: 'replace', node, value };
}

/**
 * Replaces a member with the members of the object that is its value: `{ "a": { "b": 1 }, "c": 2 }` becomes `{ "b": 1,
 * "c": 2 }`.
 */
export function unwrap(property: PropertyNode): NodeEdit {
  return { kind: 'unwrap', property };
}

/** Replaces a value with another that is inside it; everything around the inner value is removed. */
export function lift(item: ValueNode, over: ValueNode): NodeEdit {
  return { kind: 'lift', item, over };
}

/** Writes text before and after a value, such as a function call or the brackets of a list. */
export function wrap(node: ValueNode, before: string, behind: string): NodeEdit {
  return { kind: 'wrap', node, before, behind };
}

/**
 * A change to the text: replaces a span with `newText`, which contains snippet placeholders if it was written in mode
 * `snippet`.
 */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** A change as an editor reports it: a span of the text and its replacement. */
export interface TextChange extends Span {
  readonly text: string;
}

/** How to write: as `plain` text, or as a `snippet` with `${1:…}` wherever the user has to fill something in. */
export type WriteMode = 'plain' | 'snippet';

/**
 * Converts changes of one document's tree to text edits: sorted, not overlapping, to be applied together.
 * A change inside something that another change removes or replaces is dropped.
 */
export function toTextEdits(
  document: SourceDocument,
  edits: readonly NodeEdit[],
  mode: WriteMode = 'plain',
): TextEdit[] {
  return document.language.write(document, edits.flatMap(asWritten), mode);
}

/** Applies text edits to a text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    result += text.slice(at, edit.offset) + edit.newText;
    at = edit.offset + edit.length;
  }
  return result + text.slice(at);
}
