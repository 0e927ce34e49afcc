import { SourceDocument } from '../document.ts';
import type { TextChange } from '../edit.ts';
import {
  EditedArray,
  EditedObject,
  endOf,
  type PropertyNode,
  type Span,
  type SyntaxNode,
  type ValueNode,
} from '../node.ts';
import { LOST } from '../placeholder.ts';
import { Parser } from './parser.ts';
import { moveBehind, type Patch } from './patch.ts';
import { MAX_TEXT_LENGTH } from './read.ts';
import { MAX_VALUES } from './structure.ts';

/** Longer pieces are read with the whole text. */
const LONGEST_PIECE = 64 * 1024;
/** What is nested deeper, or in longer lists, may be more than is read of a text. */
const DEEPEST = 40;
const LONGEST_LIST = 4000;

type Branch = EditedObject | EditedArray;
type Child = PropertyNode | ValueNode;

/**
 * Applies an edit of the members of one object, or of the items of one list, to the tree in place. The text is valid
 * JSON before and after it, without comments and placeholders. Only what the edit touches is read again; all other nodes
 * stay the same and are moved.
 * @param text the whole text after the edit
 * @returns undefined, with nothing changed, for any other kind of edit: the text has to be read again
 */
export function patchMembers(document: SourceDocument, change: TextChange, text: string): Patch | undefined {
  const { language, problems, templates, comments, values, cut, root } = document;
  if (cut || text.length > MAX_TEXT_LENGTH || problems.length > 0 || templates.length > 0 || comments.length > 0)
    return;
  const node = branchAround(root, change);
  if (!root || !node) return;
  const delta = change.text.length - change.length;
  const children: readonly Child[] = node.kind === 'object' ? node.properties : node.items;
  let first = children.findIndex((child) => endOf(child) >= change.offset);
  if (first < 0) first = children.length;
  let behind = first;
  while (behind < children.length && children[behind]!.offset <= change.offset + change.length) behind++;
  const before = children[first - 1];
  const after = children[behind];
  const start = before ? endOf(before) : node.offset + 1;
  const end = (after ? after.offset : endOf(node) - 1) + delta;
  if (end - start > LONGEST_PIECE) return;
  const read = readPiece(text.slice(start, end), node, start, {
    before: before !== undefined,
    after: after !== undefined,
  });
  if (!read) return;
  const gone = children.slice(first, behind);
  const count = values - countOf(gone) + countOf(read);
  if (count > MAX_VALUES || children.length + read.length > LONGEST_LIST) return;
  moveBehind(root, after ? after.offset - 1 : endOf(node) - 1, delta);
  for (let around: SyntaxNode | undefined = node; around; around = around.parent) around.length += delta;
  if (node.kind === 'object') node.change(spliced(node.properties, first, behind, read as PropertyNode[]));
  else node.change(spliced(node.items, first, behind, read as ValueNode[]));
  const names = [...gone, ...read].flatMap(namesOf);
  return {
    document: new SourceDocument(language, text, { root, problems, values: count }),
    node,
    changed: node.kind === 'object' ? { names, members: node.holder } : { names, items: node.holder },
  };
}

function namesOf(child: Child): string | string[] {
  if (child.kind === 'property') return child.key.value;
  return child.kind === 'object' ? child.properties.map(({ key }) => key.value) : [];
}

function spliced<T>(list: readonly T[], first: number, behind: number, read: readonly T[]): T[] {
  return [...list.slice(0, first), ...read, ...list.slice(behind)];
}

/** The innermost object or list with an edit between its brackets. */
function branchAround(root: ValueNode | undefined, change: Span): Branch | undefined {
  let found: Branch | undefined;
  let node: ValueNode | undefined = root;
  for (let depth = 0; node && isAround(node, change); depth++) {
    if (depth > DEEPEST) return undefined;
    found = node;
    node = childrenOf(node).find((child) => isAround(child, change));
  }
  return found;
}

function childrenOf(node: ValueNode): readonly ValueNode[] {
  if (node.kind === 'array') return node.items;
  return node.kind === 'object' ? node.properties.flatMap(({ value }) => value ?? []) : [];
}

function valuesOf(children: readonly Child[]): readonly ValueNode[] {
  return children.flatMap((child) => (child.kind === 'property' ? (child.value ?? []) : child));
}

/** How many values there are, with those inside of them. */
function countOf(children: readonly Child[]): number {
  return valuesOf(children).reduce((count, value) => count + 1 + countOf(childrenOf(value)), 0);
}

/** How many levels there are. */
function depthOf(children: readonly Child[]): number {
  return valuesOf(children).reduce((depth, value) => Math.max(depth, 1 + depthOf(childrenOf(value))), 0);
}

function isAround(node: ValueNode, change: Span): node is Branch {
  if (!(node instanceof EditedObject || node instanceof EditedArray)) return false;
  return node.offset < change.offset && endOf(change) < endOf(node);
}

/**
 * Reads the members or items in a piece of text between two others.
 * @param start where the piece is in the text
 * @returns undefined if the piece alone does not make sense
 */
function readPiece(
  piece: string,
  into: Branch,
  start: number,
  between: { readonly before: boolean; readonly after: boolean },
): Child[] | undefined {
  if (piece.includes(LOST)) return undefined;
  const [opening, neighbour, closing] = into.kind === 'object' ? ['{', '"":0', '}'] : ['[', '0', ']'];
  const head = opening + (between.before ? neighbour : '');
  const parser = new Parser(head + piece + (between.after ? neighbour : '') + closing, false, into.holder);
  const { root, problems, templates = [], comments = [], cut } = parser.parse();
  if (problems.length > 0 || templates.length > 0 || comments.length > 0 || cut) return undefined;
  if (root?.kind !== into.kind || !(root.kind === 'object' || root.kind === 'array')) return undefined;
  const all: readonly Child[] = root.kind === 'object' ? root.properties : root.items;
  const read = all.slice(between.before ? 1 : 0, all.length - (between.after ? 1 : 0));
  if (depthOf(read) > DEEPEST) return undefined;
  moveBehind(root, 0, start - head.length);
  for (const child of read) (child as { parent: SyntaxNode }).parent = into;
  return read;
}
