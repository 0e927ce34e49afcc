import type { SyntaxProblem } from '../document.ts';
import { parseJson } from '../json/json.ts';
import {
  type ArrayNode,
  endOf,
  isPlaceholder,
  Leaf,
  newProperty,
  type ObjectNode,
  type PropertyNode,
  type Span,
  type SyntaxNode,
  type ValueNode,
} from '../node.ts';
import { closingOf } from '../placeholder.ts';
import type { EmbeddedJson } from './nodes.ts';

/** The nodes of JSON within HCL, by their nodes in the file. */
const ORIGINALS = new WeakMap<SyntaxNode, { readonly node: SyntaxNode; readonly json: () => EmbeddedJson }>();

/** What was read of the JSON in a heredoc; its offsets are those of the file. */
export interface Embedded {
  readonly json: EmbeddedJson;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Span[];
  readonly doubts: readonly Span[];
}

/**
 * Reads the content of a heredoc as JSON; undefined where it is something else.
 * @param offset of the content in the file
 */
export function readEmbedded(content: string, offset: number, owner: ValueNode): Embedded | undefined {
  if (!/^\s*[[{]/.test(content)) return undefined;
  const document = parseJson(content);
  if (document.root?.kind !== 'array' && document.root?.kind !== 'object') return undefined;
  const copier = new Copier(offset, () => json);
  const there = (problem: SyntaxProblem): SyntaxProblem => {
    const { fix } = problem;
    const moved = { ...problem, offset: problem.offset + offset };
    return fix ? { ...moved, fix: { ...fix, edit: { ...fix.edit, offset: fix.edit.offset + offset } } } : moved;
  };
  const faults = document.problems.length > 0 ? certainFaults(content).map(there) : [];
  const json: EmbeddedJson = { document, offset, faults, root: copier.value(document.root, owner.parent) };
  const spans = (found: readonly Span[]) => found.map((span) => ({ ...span, offset: span.offset + offset }));
  return {
    json,
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
  let filled = '';
  let isInText = false;
  for (let at = 0; at < content.length; ) {
    const isOpen = content.startsWith('${', at) && content[at - 1] !== '$';
    if (!isOpen) {
      const length = isInText && content[at] === '\\' ? 2 : 1;
      if (content[at] === '"') isInText = !isInText;
      filled += content.slice(at, at + length);
      at += length;
      continue;
    }
    const end = closingOf(content, at + 2, '}');
    const isValue =
      isInText || (/[:[,]\s*$/.test(filled.slice(-200)) && /^\s*[,\]}]/.test(content.slice(end, (end ?? 0) + 200)));
    if (end === undefined || !isValue) return undefined;
    filled += (isInText ? 'x' : '1').repeat(end - at);
    at = end;
  }
  return filled;
}

/** The JSON that a node is in, with its node there; undefined for nodes of HCL. */
export function originalOf<N extends SyntaxNode>(
  node: N,
): { readonly node: N; readonly json: EmbeddedJson } | undefined {
  const found = ORIGINALS.get(node);
  return found && { node: found.node as N, json: found.json() };
}

/** Copies nodes to where their text is in the file. */
class Copier {
  constructor(
    private readonly by: number,
    private readonly json: () => EmbeddedJson,
  ) {}

  value(node: ValueNode, parent: PropertyNode | ArrayNode | undefined): ValueNode {
    const copy = this.copy(node, parent);
    ORIGINALS.set(copy, { node, json: this.json });
    return copy;
  }

  private copy(node: ValueNode, parent: PropertyNode | ArrayNode | undefined): ValueNode {
    const place = { offset: node.offset + this.by, length: node.length, parent };
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
        const leaf = new Leaf('string', node.value, place.offset, place.length, parent, 0);
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
    const copy = newProperty({ offset: node.offset + this.by, length: endOf(node) - node.offset }, parent);
    copy.key = new Leaf('string', node.key.value, node.key.offset + this.by, node.key.length, copy, 0);
    if (node.value) copy.value = this.value(node.value, copy);
    ORIGINALS.set(copy, { node, json: this.json });
    return copy;
  }
}
