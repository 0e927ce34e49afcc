/**
 * A document's syntax tree: values with their places in the text. It knows JSON and templates, but nothing about ECS.
 * Offsets and lengths count UTF-16 code units, as in the Language Server Protocol.
 */

import { hasPlaceholder } from './placeholder.ts';
import { noteItems, noteMembers, noteName, noteRead } from './reads.ts';

/** A span of the text. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

interface ValueBase extends Span {
  length: number;
  readonly parent: PropertyNode | ArrayNode | undefined;
}

/** `{ … }`, with its members in text order, duplicates included. */
export interface ObjectNode extends ValueBase {
  readonly kind: 'object';
  readonly properties: PropertyNode[];
  /** True if rendering a template may add or remove members, so that a missing member proves nothing. */
  open: boolean;
  /** True if its members are in the text among those of the object around it, wholly or in part. */
  scattered?: boolean;
}

/** `[ … ]`, with its items in text order. */
export interface ArrayNode extends ValueBase {
  readonly kind: 'array';
  readonly items: ValueNode[];
  /** True if rendering a template may add or remove items. */
  open: boolean;
}

/** A string: a value, or the key of a property. */
export interface StringNode extends ValueBase {
  readonly kind: 'string';
  /** The text between the quotes, with escapes resolved. */
  readonly value: string;
  /** The number of the member that this is the name or a value of; see reads.ts. */
  readonly member: number;
  /** The number of characters before and after the text itself, such as its quotes. Default 1. */
  readonly inset?: number;
}

/** A number that is not in quotes. */
export interface NumberNode extends ValueBase {
  readonly kind: 'number';
  readonly value: number;
  readonly member: number;
}

/** A string or number as a value. An edit may change it in place, and each read of it is recorded. */
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

  /** Whether the value contains a placeholder. Computed once. */
  get isPlaceholder(): boolean {
    noteRead(this.member);
    this.placeholder ??= hasPlaceholder(String(this.content));
    return this.placeholder;
  }

  /** Makes the value count as deferred, since it follows a syntax error and may be anything. */
  doubt(): void {
    this.placeholder = true;
  }

  /** Only for patch.ts: any check that has read the old value must be repeated. */
  change(content: V): void {
    this.content = content;
    this.placeholder = undefined;
  }
}

/** An object of a text that is edited: reading its members is recorded, and an edit may change them in place. */
export class EditedObject implements ObjectNode {
  readonly kind = 'object';
  open = false;
  length = 0;
  private members: PropertyNode[] = [];

  /** @param holder the number of the member that holds it, directly or as an item; see reads.ts */
  constructor(
    readonly offset: number,
    readonly parent: PropertyNode | ArrayNode | undefined,
    readonly holder: number,
  ) {}

  get properties(): PropertyNode[] {
    noteMembers(this.holder);
    return this.members;
  }

  /** The members without a note of the reading, for one that looks up a single name and notes that itself. */
  get named(): readonly PropertyNode[] {
    return this.members;
  }

  /** Only for patch-members.ts. The members are a new list, so that what was found out about the old one is not used. */
  change(members: PropertyNode[]): void {
    this.members = members;
  }
}

/** A list of a text that is edited; see {@link EditedObject}. */
export class EditedArray implements ArrayNode {
  readonly kind = 'array';
  open = false;
  length = 0;
  private values: ValueNode[] = [];

  constructor(
    readonly offset: number,
    readonly parent: PropertyNode | ArrayNode | undefined,
    readonly holder: number,
  ) {}

  get items(): ValueNode[] {
    noteItems(this.holder);
    return this.values;
  }

  /** Only for patch-members.ts. */
  change(values: ValueNode[]): void {
    this.values = values;
  }
}

/** A string or number without quotes around it. */
export class BareLeaf<K extends 'string' | 'number', V extends string | number> extends Leaf<K, V> {
  get inset(): number {
    return 0;
  }
}

/** A string whose quotes are escaped, so that each is longer than one character. */
export class EscapedLeaf extends Leaf<'string', string> {
  constructor(
    value: string,
    { offset, length }: Span,
    parent: PropertyNode | ArrayNode | undefined,
    readonly inset: number,
  ) {
    super('string', value, offset, length, parent, 0);
  }
}

/** The span of a string's text, without its quotes. */
export function insideOf({ offset, length, inset = 1 }: StringNode): Span {
  return { offset: offset + inset, length: Math.max(0, length - 2 * inset) };
}

/** Whether a string contains a placeholder, which makes its value deferred. */
export function isPlaceholder(node: StringNode): boolean {
  return node instanceof Leaf ? node.isPlaceholder : hasPlaceholder(node.value);
}

/** `true` or `false`. */
export interface BooleanNode extends ValueBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `null`. Readers decide whether it counts as a value. */
export interface NullNode extends ValueBase {
  readonly kind: 'null';
}

/** A placeholder outside quotes, such as `${cpu}`: its value is decided when the template is rendered. */
export interface TemplateNode extends ValueBase {
  readonly kind: 'template';
}

/** Text in the place of a value that is neither JSON nor a placeholder. */
export interface InvalidNode extends ValueBase {
  readonly kind: 'invalid';
}

/** Whatever can follow a key, be in a list or be the whole document. */
export type ValueNode =
  | ObjectNode
  | ArrayNode
  | StringNode
  | NumberNode
  | BooleanNode
  | NullNode
  | TemplateNode
  | InvalidNode;

/** A `"key": value` pair in an object. The value is missing while it is being typed. */
export interface PropertyNode extends Span {
  readonly kind: 'property';
  length: number;
  readonly key: StringNode;
  value: ValueNode | undefined;
  readonly parent: ObjectNode;
}

/** Any node of the tree. A key is a string whose parent is its property. */
export type SyntaxNode = ValueNode | PropertyNode;

/** A property at a place in the text; its key and its value are still to be set. */
export function newProperty(
  { offset, length }: Span,
  parent: ObjectNode,
): { -readonly [K in keyof PropertyNode]: PropertyNode[K] } {
  return { kind: 'property', offset, length, parent, key: undefined as unknown as StringNode, value: undefined };
}

/** The last property of that name, as in JSON the last duplicate wins; undefined if there is none. */
export function propertyOf(object: ObjectNode, key: string): PropertyNode | undefined {
  noteName(key);
  const properties = object instanceof EditedObject ? object.named : object.properties;
  for (let i = properties.length - 1; i >= 0; i--) {
    if (properties[i]!.key.value === key) return properties[i];
  }
  return undefined;
}

/**
 * The member that a node belongs to, directly or as an item of the member's list; undefined for the root and for the
 * items of a bare list.
 */
export function enclosingProperty(node: SyntaxNode): PropertyNode | undefined {
  let at = node.parent;
  while (at && at.kind !== 'property') at = at.parent;
  return at;
}

/** The offset just after a node. */
export function endOf(span: Span): number {
  return span.offset + span.length;
}

/** Whether two spans overlap or touch. */
export function touches(one: Span, other: Span): boolean {
  return one.offset <= endOf(other) && other.offset <= endOf(one);
}
