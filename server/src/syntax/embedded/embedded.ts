import type { SourceDocument, SyntaxProblem } from '../document.ts';
import { parseJson } from '../json/json.ts';
import {
  type ArrayNode,
  EscapedLeaf,
  isPlaceholder,
  Leaf,
  newProperty,
  type ObjectNode,
  type PropertyNode,
  type Span,
  type StringNode,
  type SyntaxNode,
  type ValueNode,
} from '../node.ts';
import { closingOf } from '../placeholder.ts';
import { type Notation, outsideEdit, outsideOf } from './notation.ts';

/** The nodes of texts within a file, by their nodes in the file. */
const ORIGINALS = new WeakMap<SyntaxNode, { readonly node: SyntaxNode; readonly embedded: () => Embedded }>();

/** The JSON in texts of a file, by the nodes of the texts. */
const EMBEDDED = new WeakMap<ValueNode, Embedded>();

/** JSON in a text of a file, or an expression that makes it. */
export interface Embedded {
  /** The text by itself; its offsets begin at 0. */
  readonly document: SourceDocument;
  /** The value, with offsets in the file. */
  readonly root: ValueNode;
  /** Where the text is in the file. */
  readonly notation: Notation;
  /** What is broken in it whatever is filled in. */
  readonly faults: readonly SyntaxProblem[];
}

/** What reading such a text adds to the file's own content. */
export interface Reading {
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Span[];
  readonly doubts: readonly Span[];
}

/** Reads a text as JSON; undefined where it is something else. @param node of the text, which the JSON is noted for */
export function readEmbedded(notation: Notation, node: ValueNode): Reading | undefined {
  return /^\s*[[{]/.test(notation.content) ? embed(parseJson(notation.content), notation, node) : undefined;
}

/** Notes what has been read of a text; undefined if that is no object or list. */
export function embed(document: SourceDocument, notation: Notation, node: ValueNode): Reading | undefined {
  if (document.root?.kind !== 'array' && document.root?.kind !== 'object') return undefined;
  const there = (problem: SyntaxProblem): SyntaxProblem => {
    const { fix } = problem;
    const moved = { ...problem, ...outsideOf(notation, problem) };
    return fix ? { ...moved, fix: { ...fix, edit: outsideEdit(notation, fix.edit) } } : moved;
  };
  const faults = document.problems.length > 0 ? certainFaults(notation.content).map(there) : [];
  const copier = new Copier(notation, () => embedded);
  const embedded: Embedded = { document, notation, faults, root: copier.value(document.root, node.parent) };
  EMBEDDED.set(node, embedded);
  const spans = (found: readonly Span[]) => found.map((span) => outsideOf(notation, span));
  return {
    problems: document.problems.map(there),
    comments: spans(document.comments),
    doubts: spans(document.doubts),
  };
}

/**
 * What is broken in JSON whatever is filled in. Directives add and remove pieces of any kind, and so may an interpolation
 * that does not stand for a value: then nothing is certain.
 */
function certainFaults(content: string): SyntaxProblem[] {
  const filled = filledIn(content);
  if (filled === undefined) return [];
  const { problems, templates } = parseJson(filled);
  return problems.filter((problem) => templates.length === 0 || problem.sure);
}

/** The content with something of the same length for each interpolation; undefined if one may stand for more than a value. */
function filledIn(content: string): string | undefined {
  if (content.includes('%{')) return undefined;
  // A long string that grows is copied whenever one looks into it.
  const pieces: string[] = [];
  let isInText = false;
  /** The last character that is no white space. */
  let last = '';
  let copied = 0;
  for (let at = 0; at < content.length; ) {
    const ch = content[at]!;
    if (ch !== '$' || content[at + 1] !== '{' || content[at - 1] === '$') {
      if (ch === '"') isInText = !isInText;
      if (!/\s/.test(ch)) last = ch;
      at += isInText && ch === '\\' ? 2 : 1;
      continue;
    }
    const end = closingOf(content, at + 2, '}');
    const isValue = isInText || (/[:[,]/.test(last) && /^\s*[,\]}]/.test(content.slice(end, (end ?? 0) + 200)));
    if (end === undefined || !isValue) return undefined;
    last = isInText ? 'x' : '1';
    pieces.push(content.slice(copied, at), last.repeat(end - at));
    at = end;
    copied = end;
  }
  return pieces.join('') + content.slice(copied);
}

/** The JSON that a text holds; undefined where it holds none. */
export function embeddedIn(node: ValueNode): Embedded | undefined {
  return EMBEDDED.get(node);
}

/** The JSON that a node is in, with its node there; undefined for nodes of the file itself. */
export function originalOf<N extends SyntaxNode>(
  node: N,
): { readonly node: N; readonly embedded: Embedded } | undefined {
  const found = ORIGINALS.get(node);
  return found && { node: found.node as N, embedded: found.embedded() };
}

/** Copies nodes to where their text is in the file. */
class Copier {
  constructor(
    private readonly notation: Notation,
    private readonly embedded: () => Embedded,
  ) {}

  value(node: ValueNode, parent: PropertyNode | ArrayNode | undefined): ValueNode {
    const copy = this.copy(node, parent);
    ORIGINALS.set(copy, { node, embedded: this.embedded });
    return copy;
  }

  private copy(node: ValueNode, parent: PropertyNode | ArrayNode | undefined): ValueNode {
    const place = { ...outsideOf(this.notation, node), parent };
    switch (node.kind) {
      case 'object': {
        const object: ObjectNode = { kind: 'object', properties: [], open: node.open, ...place };
        for (const property of node.properties) object.properties.push(this.property(property, object));
        return object;
      }
      case 'array': {
        const array: ArrayNode = { kind: 'array', items: [], open: node.open, ...place };
        for (const item of node.items) array.items.push(this.value(item, array));
        return array;
      }
      case 'string': {
        const leaf = this.text(node, parent);
        if (isPlaceholder(node)) leaf.doubt();
        return leaf;
      }
      case 'number':
        return new Leaf('number', node.value, place.offset, place.length, parent, 0);
      case 'boolean':
        return { kind: 'boolean', value: node.value, ...place };
      default:
        return { kind: node.kind, ...place };
    }
  }

  private property(node: PropertyNode, parent: ObjectNode): PropertyNode {
    const copy = newProperty(outsideOf(this.notation, node), parent);
    copy.key = this.text(node.key, copy);
    if (node.value) copy.value = this.value(node.value, copy);
    ORIGINALS.set(copy, { node, embedded: this.embedded });
    return copy;
  }

  private text(node: StringNode, parent: PropertyNode | ArrayNode | undefined): Leaf<'string', string> {
    const place = outsideOf(this.notation, node);
    const inset = this.notation.outside(node.offset + 1) - place.offset;
    return inset === 1
      ? new Leaf('string', node.value, place.offset, place.length, parent, 0)
      : new EscapedLeaf(node.value, place, parent, inset);
  }
}
