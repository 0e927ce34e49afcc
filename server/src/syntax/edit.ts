import type { SourceDocument, SyntaxProblem } from './document.ts';
import type { ArrayNode, ObjectNode, PropertyNode, Span, ValueNode } from './node.ts';
import { asWritten } from './projection.ts';
import type { Json } from './value.ts';

/** A change to the tree. Fixes are written with these, so that one place keeps comments, order and indentation. */
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
  /** Puts the members of the object that a member holds in the place of the member. */
  | { readonly kind: 'unwrap'; readonly property: PropertyNode }
  /** Puts a value in the place of the list that it is an item of, or of another value that it stands in. */
  | { readonly kind: 'lift'; readonly item: ValueNode; readonly over?: ValueNode }
  /** Writes something before and behind a value, which stays as it is. */
  | { readonly kind: 'wrap'; readonly node: ValueNode; readonly before: string; readonly behind: string }
  /** What a problem of the text says is its repair. */
  | { readonly kind: 'repair'; readonly problem: SyntaxProblem };

/** Sets a member: replaces its value where it is there, else adds it behind the member `after` or at the end. */
export function set(object: ObjectNode, key: string, value: Json, after?: string): NodeEdit {
  return { kind: 'set', object, key, value, after };
}

/** Adds an item at the end of a list. */
export function insert(array: ArrayNode, value: Json): NodeEdit {
  return { kind: 'insert', array, value };
}

/** Removes a member or an item, with the comma that goes with it. Comments around it stay. */
export function remove(node: PropertyNode | ValueNode): NodeEdit {
  return { kind: 'remove', node };
}

/** Gives a member another name. */
export function rename(property: PropertyNode, key: string): NodeEdit {
  return { kind: 'rename', property, key };
}

/** Writes another value in the place of one. */
export function replace(node: ValueNode, value: Json): NodeEdit {
  return { kind: 'replace', node, value };
}

/** Puts the members of the object that a member holds in its place: `{ "a": { "b": 1 }, "c": 2 }` becomes `{ "b": 1, "c": 2 }`. */
export function unwrap(property: PropertyNode): NodeEdit {
  return { kind: 'unwrap', property };
}

/** Puts a value in the place of another one that it stands in: all around it goes. */
export function lift(item: ValueNode, over: ValueNode): NodeEdit {
  return { kind: 'lift', item, over };
}

/** Writes something before and behind a value, as a call of a function or the brackets of a list are. */
export function wrap(node: ValueNode, before: string, behind: string): NodeEdit {
  return { kind: 'wrap', node, before, behind };
}

/** A change to the text: `newText` in the place of a span. Written in mode `snippet`, it has snippet placeholders. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** A stretch of a text and what comes in its place, as an editor tells it. */
export interface TextChange extends Span {
  readonly text: string;
}

/** How to write: `plain` text, or `snippet` with `${1:…}` where words are asked for. */
export type WriteMode = 'plain' | 'snippet';

/**
 * Text edits for changes to one document: sorted, not overlapping, to be applied together.
 * Changes inside of something that another change removes or replaces are dropped.
 */
export function toTextEdits(
  document: SourceDocument,
  edits: readonly NodeEdit[],
  mode: WriteMode = 'plain',
): TextEdit[] {
  return document.language.write(document, edits.map(asWritten), mode);
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
