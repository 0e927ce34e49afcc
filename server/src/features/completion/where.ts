import { detect } from '../../formats/detect.ts';
import { hasTaskFileName } from '../../formats/file-names.ts';
import { listPart, requestPart } from '../../formats/request.ts';
import { TaskDefinition } from '../../model/task.ts';
import { CONTAINER, REQUEST } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { parseJson } from '../../syntax/json/json.ts';
import { locate } from '../../syntax/locate.ts';
import {
  type ArrayNode,
  endOf,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type Span,
  type ValueNode,
} from '../../syntax/node.ts';
import { type Cursor, cursorAt } from './cursor.ts';

/** How what is chosen goes into the text. */
export interface Writing {
  /** What it replaces: the half-typed word or string with its quotes; empty where nothing is typed yet. */
  readonly span: Span;
  /** Whether what it replaces begins with a quote. */
  readonly quoted: boolean;
  /** The comma that has to follow, with a space where the next member would stick to it; empty where none is due. */
  readonly comma: '' | ',' | ', ';
  /** Where a comma is missing before it. */
  readonly commaAt: number | undefined;
  /** Whether a space has to stand before it: right behind a colon. */
  readonly space: boolean;
  /** Whether the JSON around it goes over several lines. */
  readonly multiline: boolean;
}

/** A place where a key is written. */
export interface KeyPlace extends Writing {
  readonly kind: 'key';
  readonly task: TaskDefinition;
  readonly object: ObjectNode;
  /** The member that is being written, where the tree has one for it. */
  readonly own: PropertyNode | undefined;
  /** Whether it has a value already, so that only its name is wanted. */
  readonly hasValue: boolean;
}

/** A place where a value is written: of a member, or as an item of a list. */
export interface ValuePlace extends Writing {
  readonly kind: 'value';
  readonly task: TaskDefinition;
  /** The member that the value, or the list with the value in it, belongs to; undefined in a bare list of containers. */
  readonly property: PropertyNode | undefined;
  /** The list that the value is an item of. */
  readonly list: ArrayNode | undefined;
  /** The value that is being written, where the tree has one for it. */
  readonly own: ValueNode | undefined;
}

/** What is being written at the cursor. */
export type Place = KeyPlace | ValuePlace;

/** The document that is being typed in, as far as it has been understood. */
export interface Typed {
  readonly document: SourceDocument;
  /** Its path or URI. */
  readonly fileName: string;
  /** Whether it has been read as a task definition so far, or is to become one. */
  readonly isRead: boolean;
  /** The task definition in it, as it was read. */
  readonly task: TaskDefinition | undefined;
}

/** What is being written at an offset; undefined where nothing can be suggested. */
export function placeAt(typed: Typed, offset: number): Place | undefined {
  const { document } = typed;
  const cursor = cursorAt(document, offset);
  const kind = cursor && kindAt(document.text, cursor);
  if (!cursor || !kind) return undefined;
  const { token, before, next } = cursor;
  const hasValue = kind === 'key' && next === ':';
  const comma = !hasValue && needsCommaAfter(cursor, kind);
  const writing: Written = {
    span: token,
    quoted: cursor.quoted,
    comma: comma ? (cursor.nextAdjacent ? ', ' : ',') : '',
    commaAt: before === 'value' || before === 'key' ? cursor.beforeEnd : undefined,
    space: before === 'colon' && cursor.beforeEnd === token.offset,
  };
  return placeInTree(typed, kind, hasValue, writing) ?? placeInRepaired(typed, kind, hasValue, writing);
}

type Written = Omit<Writing, 'multiline'>;

/** The place in the tree that was read already: between complete members, or on a complete text. */
function placeInTree(
  { document, task }: Typed,
  kind: Place['kind'],
  hasValue: boolean,
  writing: Written,
): Place | undefined {
  const { span, quoted } = writing;
  if (!task || document.problems.some(({ code }) => code === 'syntax')) return undefined;
  if (span.length === 0) {
    const around = structureAt(document.root, span.offset);
    if (kind === 'key' && around?.kind === 'object')
      return keyPlace(document, task, around, undefined, hasValue, writing);
    return kind === 'value' && around?.kind === 'array'
      ? valuePlace(document, task, around, undefined, writing)
      : undefined;
  }
  const here = quoted ? locate(document.root, span.offset + 1) : undefined;
  const found = here?.onKey ? here.property?.key : here?.node;
  if (!here || found?.offset !== span.offset || found.length !== span.length) return undefined;
  if (kind === 'key') {
    if (!here.onKey || !here.property) return undefined;
    return keyPlace(document, task, here.property.parent, here.property, hasValue, writing);
  }
  if (here.onKey || here.node.kind !== 'string' || !here.node.parent) return undefined;
  return valuePlace(document, task, here.node.parent, here.node, writing);
}

/**
 * The place in text that is being typed, which is rarely JSON: a member has no value yet, a comma is missing. So the
 * half-typed word is replaced by an empty one with all that has to stand around it, and the tree of that text is read.
 */
function placeInRepaired(
  { document, fileName, task: before, isRead }: Typed,
  kind: Place['kind'],
  hasValue: boolean,
  writing: Written,
): Place | undefined {
  const { span, comma, commaAt } = writing;
  const filler = `${commaAt === undefined ? '' : ','}""${kind === 'key' && !hasValue ? ':null' : ''}${comma}`;
  const { text } = document;
  const repaired = parseJson(text.slice(0, span.offset) + filler + text.slice(endOf(span)));
  const here = locate(repaired.root, span.offset + (commaAt === undefined ? 1 : 2));
  if (!here) return undefined;
  const task =
    (isRead ? taskOf(repaired, before) : undefined) ??
    newTaskOf(repaired, fileName, here.onKey ? here.property : undefined);
  if (!task) return undefined;
  if (kind === 'key') {
    if (!here.onKey || !here.property) return undefined;
    return keyPlace(repaired, task, here.property.parent, here.property, hasValue, writing);
  }
  if (here.onKey || here.node.kind !== 'string' || !here.node.parent) return undefined;
  return valuePlace(repaired, task, here.node.parent, here.node, writing);
}

function keyPlace(
  document: SourceDocument,
  task: TaskDefinition,
  object: ObjectNode,
  own: PropertyNode | undefined,
  hasValue: boolean,
  writing: Written,
): KeyPlace {
  return { kind: 'key', ...writing, task, object, own, hasValue, multiline: isMultiline(object, document.text) };
}

function valuePlace(
  document: SourceDocument,
  task: TaskDefinition,
  parent: PropertyNode | ArrayNode,
  own: ValueNode | undefined,
  writing: Written,
): ValuePlace {
  const list = parent.kind === 'array' ? parent : undefined;
  const holder = parent.kind === 'array' ? parent.parent : parent;
  const property = holder?.kind === 'property' ? holder : undefined;
  const around = list ?? property?.parent;
  return {
    kind: 'value',
    ...writing,
    task,
    property,
    list,
    own,
    multiline: !around || isMultiline(around, document.text),
  };
}

/** The innermost object or list that an offset is between the brackets of. */
function structureAt(root: ValueNode | undefined, offset: number): ObjectNode | ArrayNode | undefined {
  let found: ObjectNode | ArrayNode | undefined;
  for (
    let at = root;
    at && (at.kind === 'object' || at.kind === 'array') && at.offset < offset && offset < endOf(at);
  ) {
    found = at;
    const values: readonly (ValueNode | undefined)[] =
      at.kind === 'object' ? at.properties.map(({ value }) => value) : at.items;
    at = values.find((value) => value && value.offset < offset && offset < endOf(value));
  }
  return found;
}

/** Whether a key or a value is written there. */
function kindAt(text: string, cursor: Cursor): Place['kind'] | undefined {
  const { inside, before, token, quoted, next, beforeEnd } = cursor;
  if (!inside) return undefined;
  const isEmpty = token.length === 0;
  if (before === 'value' || before === 'key') {
    // Right behind something complete nobody begins the next member, except on a new line.
    const gap = text.slice(beforeEnd, token.offset);
    if (gap === '' || (isEmpty && !gap.includes('\n'))) return undefined;
  }
  if (inside === '[') return 'value';
  if (before !== 'colon') return 'key';
  // A key on the next line is not the value that is missing before it.
  if (quoted && next === ':') return 'key';
  // The value stands there already.
  if (isEmpty && next !== '' && !/[,}\]]/.test(next) && !cursor.keyFollows) return undefined;
  return 'value';
}

function needsCommaAfter({ inside, next, keyFollows, nextOnLaterLine }: Cursor, kind: Place['kind']): boolean {
  if (inside === '[') return /["{[\d-]/.test(next);
  if (kind === 'value') return keyFollows;
  return keyFollows || (next === '"' && nextOnLaterLine);
}

/** The task definition in the repaired text of a document that is known to be one. */
function taskOf(document: SourceDocument, before: TaskDefinition | undefined): TaskDefinition | undefined {
  const { root } = document;
  if (root?.kind === 'array') return new TaskDefinition(document, listPart(root));
  if (root?.kind !== 'object') return undefined;
  const wrapper = before?.part.wrapper && propertyOf(root, before.part.wrapper.key.value);
  return wrapper?.value?.kind === 'object'
    ? new TaskDefinition(document, requestPart(wrapper.value, wrapper))
    : new TaskDefinition(document, requestPart(root));
}

/**
 * The task definition that a file of the right name is about to become: it holds no member yet that tells,
 * and none that a task definition does not have.
 */
function newTaskOf(
  document: SourceDocument,
  fileName: string,
  own: PropertyNode | undefined,
): TaskDefinition | undefined {
  const { root } = document;
  if (!root || !hasTaskFileName(fileName)) return undefined;
  const detection = detect(fileName, document);
  if (!detection.accepted && detection.otherProduct) return undefined;
  const fits = (object: ValueNode, known: object) =>
    object.kind === 'object' &&
    object.properties.every((property) => property === own || Object.hasOwn(known, property.key.value));
  if (root.kind === 'object' && fits(root, REQUEST.properties!)) return new TaskDefinition(document, requestPart(root));
  if (root.kind === 'array' && root.items.length > 0 && root.items.every((item) => fits(item, CONTAINER.properties!)))
    return new TaskDefinition(document, listPart(root));
  return undefined;
}

/** Whether a structure, or the first one around it with something in it, goes over several lines. */
function isMultiline(node: ObjectNode | ArrayNode, text: string): boolean {
  for (let at: ObjectNode | ArrayNode | undefined = node; at; at = structureAround(at)) {
    const members: readonly Span[] = at.kind === 'object' ? at.properties : at.items;
    if (members.length > 1 || at.parent === undefined)
      return members.length < 2 || text.slice(at.offset, endOf(at)).includes('\n');
  }
  return true;
}

function structureAround(node: ObjectNode | ArrayNode): ObjectNode | ArrayNode | undefined {
  const parent = node.parent;
  return parent?.kind === 'property' ? parent.parent : parent;
}
