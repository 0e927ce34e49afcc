/**
 * The syntax tree of a document: values with the place they stand at. It knows JSON and templates, and nothing of ECS.
 * Offsets and lengths count UTF-16 code units, as the language server protocol does.
 */

import { hasPlaceholder } from './placeholder.ts';
import { noteRead } from './reads.ts';

/** A stretch of the text. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

interface ValueBase extends Span {
  length: number;
  readonly parent: PropertyNode | ArrayNode | undefined;
}

/** `{ … }`. Its members stand in the order of the text, duplicates included. */
export interface ObjectNode extends ValueBase {
  readonly kind: 'object';
  readonly properties: PropertyNode[];
  /** True where a template may add or drop members when it is rendered, so that a missing member proves nothing. */
  open: boolean;
}

/** `[ … ]`, its items in the order of the text. */
export interface ArrayNode extends ValueBase {
  readonly kind: 'array';
  readonly items: ValueNode[];
  /** True where a template may add or drop items when it is rendered. */
  open: boolean;
}

/** A text in quotes: a value, or the key of a property. */
export interface StringNode extends ValueBase {
  readonly kind: 'string';
  /** The text between the quotes with escapes resolved. */
  readonly value: string;
  /** The number of the member that it is the name or a value of; see reads.ts. */
  readonly member: number;
  /** How many characters stand before the text itself, and behind it: its quotes. One where nothing is said. */
  readonly inset?: number;
}

/** A number outside of quotes. */
export interface NumberNode extends ValueBase {
  readonly kind: 'number';
  readonly value: number;
  readonly member: number;
}

/** A text or a number as a value, where an edit may change it in its place, and where it is noted who reads it. */
export class Leaf<K extends 'string' | 'number', V extends string | number> implements ValueBase {
  private placeholder: boolean | undefined;

  constructor(
    readonly kind: K,
    private content: V,
    readonly offset: number,
    public length: number,
    readonly parent: PropertyNode | ArrayNode | undefined,
    readonly member: number,
  ) {}

  get value(): V {
    noteRead(this.member);
    return this.content;
  }

  /** Whether the value has a placeholder in it, found out once. */
  get isPlaceholder(): boolean {
    noteRead(this.member);
    this.placeholder ??= hasPlaceholder(String(this.content));
    return this.placeholder;
  }

  /** Has it count as decided later: what stands here after a syntax error may be anything. */
  doubt(): void {
    this.placeholder = true;
  }

  /** Only for patch.ts: whoever has read the old value must read again. */
  change(content: V): void {
    this.content = content;
    this.placeholder = undefined;
  }
}

/** A text or a number without quotes around it. */
export class BareLeaf<K extends 'string' | 'number', V extends string | number> extends Leaf<K, V> {
  get inset(): number {
    return 0;
  }
}

/** Where a text itself stands, without its quotes. */
export function insideOf({ offset, length, inset = 1 }: StringNode): Span {
  return { offset: offset + inset, length: Math.max(0, length - 2 * inset) };
}

/** Whether a text has a placeholder in it, so that its value is decided later. */
export function isPlaceholder(node: StringNode): boolean {
  return node instanceof Leaf ? node.isPlaceholder : hasPlaceholder(node.value);
}

/** `true` or `false`. */
export interface BooleanNode extends ValueBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `null`. Whether it counts as a value is for its reader to say. */
export interface NullNode extends ValueBase {
  readonly kind: 'null';
}

/** A placeholder outside of quotes, such as `${cpu}`: its value is decided when the template is rendered. */
export interface TemplateNode extends ValueBase {
  readonly kind: 'template';
}

/** Text at the place of a value that is neither JSON nor a placeholder. */
export interface InvalidNode extends ValueBase {
  readonly kind: 'invalid';
}

/** What can stand behind a key, in a list or as the whole document. */
export type ValueNode =
  | ObjectNode
  | ArrayNode
  | StringNode
  | NumberNode
  | BooleanNode
  | NullNode
  | TemplateNode
  | InvalidNode;

/** One `"key": value` of an object. The value is missing while somebody types it. */
export interface PropertyNode extends Span {
  readonly kind: 'property';
  length: number;
  readonly key: StringNode;
  value: ValueNode | undefined;
  readonly parent: ObjectNode;
}

/** Every node of the tree. Keys are among them as texts whose parent is their property. */
export type SyntaxNode = ValueNode | PropertyNode;

/** The last property of that name, as JSON decides between duplicates; undefined where there is none. */
export function propertyOf(object: ObjectNode, key: string): PropertyNode | undefined {
  for (let i = object.properties.length - 1; i >= 0; i--) {
    if (object.properties[i]!.key.value === key) return object.properties[i];
  }
  return undefined;
}

/** The member that a node is in, through the list that it is an item of; undefined for the root and for what stands in a bare list. */
export function enclosingProperty(node: SyntaxNode): PropertyNode | undefined {
  let at = node.parent;
  while (at && at.kind !== 'property') at = at.parent;
  return at;
}

/** The offset just behind a node. */
export function endOf(span: Span): number {
  return span.offset + span.length;
}

/** Whether two stretches of text touch. */
export function touches(one: Span, other: Span): boolean {
  return one.offset <= endOf(other) && other.offset <= endOf(one);
}
