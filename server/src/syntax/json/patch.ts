import { SourceDocument, type SyntaxProblem } from '../document.ts';
import type { TextChange } from '../edit.ts';
import { locate } from '../locate.ts';
import { endOf, Leaf, type Span, type SyntaxNode, type ValueNode } from '../node.ts';
import type { Changed } from '../reads.ts';
import { MAX_TEXT_LENGTH } from './read.ts';

/** A document after an edit of its tree in place, and what that changes. */
export interface Patch {
  readonly document: SourceDocument;
  /** The value that is another one, or the object or list that has other members or items. */
  readonly node: ValueNode;
  readonly changed: Changed;
}

type StringLeaf = Leaf<'string', string>;
type NumberLeaf = Leaf<'number', number>;

/** Text of a string that needs no decoding: no quotes, escapes or control characters. */
const PLAIN = /^[^"\\\u0000-\u001F]*$/;
const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;

/**
 * Applies an edit inside a single string or number to the tree, in place: the nodes stay the same and are moved. Takes
 * time proportional to the number of nodes, which is a small fraction of what reading the text again would take.
 * @param text the whole text after the edit
 * @returns undefined, with nothing changed, for any other kind of edit: the text has to be read again
 */
export function patchJson(document: SourceDocument, change: TextChange, text: string): Patch | undefined {
  const { language, problems, templates, comments, values, cut } = document;
  if (cut || text.length > MAX_TEXT_LENGTH || templates.length > 0) return;
  if (document.blocksEdits || problems.some(({ code }) => code === 'byte-order-mark')) return;
  const leaf = locate(document.root, change.offset)?.node;
  if (!(leaf instanceof Leaf) || !isInside(change, leaf)) return;
  const old = document.text.slice(leaf.offset, endOf(leaf));
  const delta = change.text.length - change.length;
  const written = text.slice(leaf.offset, endOf(leaf) + delta);
  if (isString(leaf)) {
    const content = written.slice(1, -1);
    if (!PLAIN.test(content) || !PLAIN.test(old.slice(1, -1))) return;
    leaf.change(content);
  } else {
    if (!INTEGER.test(written) || !INTEGER.test(old)) return;
    leaf.change(Number(written));
  }
  if (delta !== 0) move(document.root!, leaf, delta);
  const moved = <S extends Span>(spans: readonly S[]) =>
    spans.map((span) => (span.offset > leaf.offset ? { ...span, offset: span.offset + delta } : span));
  return {
    document: new SourceDocument(language, text, {
      root: document.root,
      problems: moved(problems).map(movedFix),
      comments: moved(comments),
      values,
    }),
    node: leaf as ValueNode,
    changed: { values: [leaf.member] },
  };
}

/** Moves a problem's fix to where the problem is now. */
function movedFix(problem: SyntaxProblem): SyntaxProblem {
  const { fix, offset, length } = problem;
  return fix ? { ...problem, fix: { ...fix, edit: { ...fix.edit, offset, length } } } : problem;
}

function isString(leaf: StringLeaf | NumberLeaf): leaf is StringLeaf {
  return leaf.kind === 'string';
}

/** Whether a change is inside a value: between a string's quotes, or within or directly after a number's digits. */
function isInside(change: Span, leaf: StringLeaf | NumberLeaf): boolean {
  const edge = leaf.kind === 'string' ? 1 : 0;
  return change.offset >= leaf.offset + edge && endOf(change) <= endOf(leaf) - edge;
}

/** Adjusts the length of a value and everything around it, and moves everything after it. */
function move(root: ValueNode, leaf: StringLeaf | NumberLeaf, delta: number): void {
  for (let node: SyntaxNode | undefined = leaf; node; node = node.parent) node.length += delta;
  moveBehind(root, leaf.offset, delta);
}

/** Moves every node that begins behind an offset. */
export function moveBehind(node: ValueNode, offset: number, delta: number): void {
  if (endOf(node) <= offset) return;
  if (node.offset > offset) moveOne(node, delta);
  if (node.kind === 'array') for (const item of node.items) moveBehind(item, offset, delta);
  if (node.kind !== 'object') return;
  for (const property of node.properties) {
    if (property.offset > offset) {
      moveOne(property, delta);
      moveOne(property.key, delta);
    }
    if (property.value) moveBehind(property.value, offset, delta);
  }
}

function moveOne(node: SyntaxNode, delta: number): void {
  (node as { offset: number }).offset += delta;
}
