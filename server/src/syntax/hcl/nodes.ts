import { type ArrayNode, Leaf, type ObjectNode, type Span, type StringNode, type ValueNode } from '../node.ts';

/** A block: `type "label" { … }`. */
export interface Block extends Span {
  readonly type: StringNode;
  readonly labels: readonly StringNode[];
  readonly body: ObjectNode;
}

const BLOCKS = new WeakMap<ObjectNode, Block>();
const BODIES = new WeakSet<ObjectNode>();
const LISTS = new WeakSet<ArrayNode>();

/** Notes that an object is the body of a file or block, so that its members are arguments and blocks. */
export function markBody(object: ObjectNode): void {
  BODIES.add(object);
}

/** Whether an object is the body of a file or block, and not a value. */
export function isBody(object: ObjectNode): boolean {
  return BODIES.has(object);
}

/** Notes which block a body belongs to. */
export function markBlock(block: Block): void {
  BLOCKS.set(block.body, block);
}

/** The block that an object is the body of; undefined for the file, and for values. */
export function blockOf(node: ValueNode): Block | undefined {
  return node.kind === 'object' ? BLOCKS.get(node) : undefined;
}

/** Notes that a list holds the blocks of one type in a body. */
export function markBlocks(list: ArrayNode): void {
  LISTS.add(list);
}

/** Whether a list is not written in brackets but as blocks of one type. */
export function isBlocks(node: ValueNode): node is BlocksNode {
  return node.kind === 'array' && LISTS.has(node);
}

/** The blocks of one type in a body; each item is the body of one. */
export interface BlocksNode extends ArrayNode {
  readonly items: ObjectNode[];
}

/** A text between `<<NAME` and `NAME`. */
export class Heredoc extends Leaf<'string', string> {}
