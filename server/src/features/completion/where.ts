import { definitionsIn, taskAt } from '../../analysis.ts';
import { detect } from '../../formats/detect.ts';
import { hasTaskFileName, hasTaskFileNameInYaml } from '../../formats/file-names.ts';
import { listPart, requestPart } from '../../formats/request.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import { TaskDefinition } from '../../model/task.ts';
import { CONTAINER, REQUEST } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { WritingPlace } from '../../syntax/language.ts';
import { type Location, locate } from '../../syntax/locate.ts';
import {
  type ArrayNode,
  endOf,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type Span,
  type ValueNode,
} from '../../syntax/node.ts';
import { originOf, spellingOf } from '../../syntax/projection.ts';

/** A task definition or a service. */
export type Definition = TaskDefinition | ServiceDefinition;

/** A place in a task definition or a service where something is being written. */
interface Writing {
  /** Where that is in the text. */
  readonly writing: WritingPlace;
  readonly document: SourceDocument;
  readonly definition: Definition;
  /** Whether the text around the place spans several lines. */
  readonly multiline: boolean;
}

/** A place where a key is being written. */
export interface KeyPlace extends Writing {
  readonly kind: 'key';
  readonly object: ObjectNode;
  /** The member that is being written, if the tree already has it. */
  readonly own: PropertyNode | undefined;
}

/** A place where a value is being written: a member's value or a list item. */
export interface ValuePlace extends Writing {
  readonly kind: 'value';
  /** The member that has the value, or has the list with the value in it; undefined in a bare list. */
  readonly property: PropertyNode | undefined;
  /** The list that the value is an item of. */
  readonly list: ArrayNode | undefined;
  /** The value that is being written, if the tree already has it. */
  readonly own: ValueNode | undefined;
}

/** What is being written at the cursor. */
export type Place = KeyPlace | ValuePlace;

/** The document that is being typed in, as far as it could be read. */
export interface Typed {
  readonly document: SourceDocument;
  /** Its path or URI. */
  readonly fileName: string;
  /** Whether it has been read as a task definition before, or will become one. */
  readonly isRead: boolean;
  /** The task definition or service that was read from it. */
  readonly definition: Definition | undefined;
}

/** What is being written at an offset, the likeliest first; nothing if there is nothing to suggest. */
export function placesAt(typed: Typed, offset: number): Place[] {
  const { document } = typed;
  return document.language
    .placesAt(document, offset)
    .flatMap(
      (writing) =>
        (writing.isReadAlready ? placeInTree(typed, writing) : undefined) ?? placeInRepaired(typed, writing) ?? [],
    );
}

/** The tree to search: with the API's names if the document uses others. */
function rootOf(document: SourceDocument, { part, root }: Definition): ValueNode | undefined {
  return part.id === '' ? document.root : root;
}

/** The place in the tree as it was read: between complete members, or in a complete text. */
function placeInTree({ document, definition: task }: Typed, writing: WritingPlace): Place | undefined {
  const { span, quoted, kind } = writing;
  if (!task || document.blocksEdits) return undefined;
  const root = rootOf(document, task);
  if (span.length === 0) {
    const around = writtenAround(document, root, span.offset);
    if (kind === 'key' && around?.kind === 'object') return keyPlace(document, task, around, undefined, writing);
    return kind === 'value' && around?.kind === 'array'
      ? valuePlace(document, task, around, undefined, writing)
      : undefined;
  }
  const here = quoted ? locate(root, span.offset + 1) : undefined;
  const found = here?.onKey ? here.property?.key : here?.node;
  if (!here || found?.offset !== span.offset || found.length !== span.length) return undefined;
  return placeOn(document, task, here, writing);
}

/**
 * The place in text that is being typed and is usually incomplete: a member without a value yet, or a missing comma.
 */
function placeInRepaired(typed: Typed, writing: WritingPlace): Place | undefined {
  const { document, offset } = writing.repaired() ?? {};
  if (!document || offset === undefined) return undefined;
  const definition =
    definitionOf(document, typed, offset) ?? newTaskOf(document, typed.fileName, ownKey(document.root, offset));
  const here = definition && locate(rootOf(document, definition), offset);
  if (!here) return undefined;
  const place = placeOn(document, definition, here, writing);
  return place ?? (writing.isReadAlready ? placeBetween(document, definition, offset, writing) : undefined);
}

/** The place between the members of an object, where the tree has no node for the text being written. */
function placeBetween(
  document: SourceDocument,
  definition: Definition,
  offset: number,
  writing: WritingPlace,
): Place | undefined {
  if (writing.kind !== 'key') return undefined;
  const found = writtenAround(document, rootOf(document, definition), offset);
  // Blocks of one type may have other members of the same object between them. The keys of a map are the author's own.
  if (!found || spellingOf(found)?.entry) return undefined;
  const around = found.kind === 'array' ? structureAround(found) : found;
  if (around?.kind !== 'object' || (around.parent && spellingOf(around.parent)?.entry)) return undefined;
  return keyPlace(document, definition, around, undefined, writing);
}

/**
 * The innermost structure around an offset. A projected tree has structures that the text does not have, and lacks
 * those that are nothing to the API: what the text has there decides.
 */
function writtenAround(
  document: SourceDocument,
  root: ValueNode | undefined,
  offset: number,
): ObjectNode | ArrayNode | undefined {
  const around = structuresAt(root, offset);
  const found = around[around.length - 1];
  const written = structuresAt(document.root, offset).pop();
  if (!found || !written || root === document.root) return found;
  const { length } = originOf(found);
  // In JSON within a heredoc, which is a text to Terraform.
  if (length < written.length) return found;
  return around.find((node) => originOf(node) === written);
}

/** The key at an offset. */
function ownKey(root: ValueNode | undefined, offset: number): PropertyNode | undefined {
  const here = locate(root, offset);
  return here?.onKey ? here.property : undefined;
}

/** The place of a key or text that the tree has. */
function placeOn(
  document: SourceDocument,
  definition: Definition,
  here: Location,
  writing: WritingPlace,
): Place | undefined {
  if (writing.kind === 'key') {
    if (!here.onKey || !here.property) return undefined;
    return keyPlace(document, definition, here.property.parent, here.property, writing);
  }
  if (here.onKey || here.node.kind !== 'string' || !here.node.parent) return undefined;
  return valuePlace(document, definition, here.node.parent, here.node, writing);
}

function keyPlace(
  document: SourceDocument,
  definition: Definition,
  object: ObjectNode,
  own: PropertyNode | undefined,
  writing: WritingPlace,
): KeyPlace {
  return { kind: 'key', writing, document, definition, object, own, multiline: isMultiline(object, document.text) };
}

function valuePlace(
  document: SourceDocument,
  definition: Definition,
  parent: PropertyNode | ArrayNode,
  own: ValueNode | undefined,
  writing: WritingPlace,
): ValuePlace {
  const list = parent.kind === 'array' ? parent : undefined;
  const holder = parent.kind === 'array' ? parent.parent : parent;
  const property = holder?.kind === 'property' ? holder : undefined;
  const around = list ?? property?.parent;
  const multiline = !around || isMultiline(around, document.text);
  return { kind: 'value', writing, document, definition, property, list, own, multiline };
}

/** The objects and lists whose brackets enclose an offset, the innermost last. */
function structuresAt(node: ValueNode | undefined, offset: number): (ObjectNode | ArrayNode)[] {
  if (node?.kind !== 'object' && node?.kind !== 'array') return [];
  if (offset <= node.offset || offset >= endOf(node)) return [];
  const values: readonly (ValueNode | undefined)[] =
    node.kind === 'object' ? node.properties.map(({ value }) => value) : node.items;
  for (const value of values) {
    const inner = structuresAt(value, offset);
    // A node without brackets of its own counts as part of the structure around it.
    const smaller = inner.filter(({ length }) => length < node.length);
    if (smaller.length > 0) return [node, ...smaller];
  }
  return [node];
}

/** The task definition or service at an offset of the repaired text. */
function definitionOf(document: SourceDocument, typed: Typed, offset: number): Definition | undefined {
  const { definition: before, isRead, fileName } = typed;
  const { root } = document;
  if (before?.part.kind !== 'task' || before.part.id !== '') {
    const { tasks, services } = definitionsIn(document, detect(fileName, document), fileName);
    const service = services.find((one) => one.part.id === '' || isAround(one.root, offset));
    if (service || !isRead || tasks.some(({ part }) => part.id !== '')) return service ?? taskAt(tasks, offset);
  }
  if (root?.kind === 'array') return new TaskDefinition(document, listPart(root));
  if (root?.kind !== 'object') return undefined;
  const wrapper = before?.part.wrapper && propertyOf(root, before.part.wrapper.key.value);
  return wrapper?.value?.kind === 'object'
    ? new TaskDefinition(document, requestPart(wrapper.value, wrapper))
    : new TaskDefinition(document, requestPart(root));
}

function isAround(span: Span, offset: number): boolean {
  return span.offset <= offset && offset <= endOf(span);
}

/**
 * The task definition that a file of the right name is about to become. It has no telling member yet, and none that a
 * task definition does not have.
 */
function newTaskOf(
  document: SourceDocument,
  fileName: string,
  own: PropertyNode | undefined,
): TaskDefinition | undefined {
  const { root } = document;
  if (!root) return undefined;
  if (!hasTaskFileNameInYaml(fileName)) {
    const detection = hasTaskFileName(fileName) && detect(fileName, document);
    if (!detection || (!detection.accepted && detection.otherProduct)) return undefined;
  }
  const fits = (object: ValueNode, known: object) =>
    object.kind === 'object' &&
    object.properties.every((property) => property === own || Object.hasOwn(known, property.key.value));
  if (root.kind === 'object' && fits(root, REQUEST.properties!)) return new TaskDefinition(document, requestPart(root));
  if (root.kind === 'array' && root.items.length > 0 && root.items.every((item) => fits(item, CONTAINER.properties!)))
    return new TaskDefinition(document, listPart(root));
  return undefined;
}

/** Whether a structure spans several lines or, if it is empty, the closest structure around it that is not. */
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
