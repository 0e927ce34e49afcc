import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import {
  type ArrayNode,
  BareLeaf,
  endOf,
  Leaf,
  type ObjectNode,
  type PropertyNode,
  type Span,
  type StringNode,
  type ValueNode,
} from '../node.ts';
import { yaml } from './library.ts';
import { plainScalar } from './scalars.ts';

type Parent = PropertyNode | ArrayNode | undefined;

/** Deeper nesting is cut off: ECS's own structure is 7 levels deep, and everything behind may recurse. */
const MAX_DEPTH = 100;

/** The nodes of what the library has read. */
export class TreeBuilder {
  /** Keys and scalars in the order of the text: there is no comment in them. */
  readonly leaves: Span[] = [];
  private depth = 0;

  /**
   * @param text the whole text
   * @param by the offset of what the library was given
   */
  constructor(
    private readonly text: string,
    private readonly by: number,
  ) {}

  /** The node of a value; undefined where nothing is written. @param after where the text before it ends */
  value(node: Node | null | undefined, parent: Parent, after: number): ValueNode | undefined {
    if (!node?.range) return undefined;
    const name = tagOf(node);
    if (name) return this.call(node, name, parent, after);
    if (isEmpty(node)) return undefined;
    return this.untagged(node, parent);
  }

  private untagged(node: Node, parent: Parent): ValueNode {
    const { isMap, isSeq, isScalar } = yaml();
    const span = this.spanOf(node);
    // A placeholder of a template engine is a mapping in a mapping to YAML.
    const isPlaceholder = this.text.startsWith('{{', span.offset);
    if (this.depth >= MAX_DEPTH || isPlaceholder) return { kind: 'template', ...span, parent };
    this.depth++;
    const value = isMap(node)
      ? this.object(node, span, parent)
      : isSeq(node)
        ? this.array(node, span, parent)
        : isScalar(node)
          ? this.scalar(node, span, parent)
          : this.alias(node as Alias, span, parent);
    this.depth--;
    return value;
  }

  /** `!Ref x` is `{ Ref: x }`, and `!Sub x` is `{ Fn::Sub: x }`: the short form of a function and its full one mean the same. */
  private call(node: Node, name: string, parent: Parent, after: number): ValueNode {
    const start = this.spanOf(node).offset;
    const found = this.text.slice(after, start).lastIndexOf(`!${name}`);
    const offset = found >= 0 ? after + found : start;
    const object: ObjectNode = { kind: 'object', properties: [], open: false, offset, length: 0, parent };
    const tag = { offset, length: Math.max(1, Math.min(name.length + 1, start - offset)) };
    const property = this.property(tag, name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`, object, false);
    this.leaves.push(tag);
    if (!isEmpty(node)) {
      property.value = yaml().isScalar(node) ? this.argument(node, property) : this.untagged(node, property);
      property.length = endOf(property.value) - offset;
    }
    object.length = property.length;
    return object;
  }

  private object(node: YAMLMap, span: Span, parent: Parent): ObjectNode {
    const object: ObjectNode = { kind: 'object', properties: [], open: false, ...span, parent };
    this.members(node, object);
    if (!node.flow) tighten(object, object.properties);
    return object;
  }

  /** Puts the members of a mapping into an object. */
  members(node: YAMLMap, object: ObjectNode): void {
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      const { key } = pair;
      if (!yaml().isScalar(key) || !key.range || key.value === '<<' || tagOf(key)) {
        object.open = true;
        continue;
      }
      const span = this.spanOf(key);
      // A key that is written with nothing after it yet, in a flow mapping.
      const name = key.type === 'PLAIN' ? (key.source ?? '') : String(key.value);
      if (name === '') {
        object.open = true;
        continue;
      }
      this.leaves.push(span);
      const property = this.property(span, name, object, key.type !== 'PLAIN');
      const value = this.value(pair.value, property, endOf(span));
      property.value = value;
      const end = value ? endOf(value) : this.colonAfter(endOf(span));
      property.length = end - property.offset;
    }
  }

  /** After the colon that follows a key; where the key ends if there is none, as in a flow mapping. */
  private colonAfter(keyEnd: number): number {
    const [blank = ''] = /^[ \t]*(?=:)/.exec(this.text.slice(keyEnd, keyEnd + 100)) ?? [];
    return this.text[keyEnd + blank.length] === ':' ? keyEnd + blank.length + 1 : keyEnd;
  }

  private property(span: Span, name: string, parent: ObjectNode, isQuoted: boolean): PropertyNode {
    const property: PropertyNode & { key: StringNode } = {
      kind: 'property',
      ...span,
      parent,
      key: undefined as unknown as StringNode,
      value: undefined,
    };
    property.key = text(name, span, property, isQuoted);
    parent.properties.push(property);
    return property;
  }

  private array(node: YAMLSeq, span: Span, parent: Parent): ArrayNode {
    const array: ArrayNode = { kind: 'array', items: [], open: false, ...span, parent };
    let after = span.offset;
    for (const item of node.items as (Node | null)[]) {
      const value = this.value(item, array, after);
      if (!value) {
        // Only a dash yet.
        array.open = true;
        continue;
      }
      after = endOf(value);
      array.items.push(value);
      if (value.kind === 'template') array.open = true;
    }
    if (!node.flow) tighten(array, array.items);
    return array;
  }

  private scalar(node: Scalar, span: Span, parent: Parent): ValueNode {
    this.leaves.push(span);
    if (node.type !== 'PLAIN' || node.tag) return this.leafOf(node, span, parent);
    const plain = plainScalar(node.source ?? '');
    switch (plain.is) {
      case 'number':
        return new BareLeaf('number', plain.value, span.offset, span.length, parent, 0) as unknown as ValueNode;
      case 'boolean':
        return { kind: 'boolean', value: plain.value, ...span, parent };
      case 'null':
        return { kind: 'null', ...span, parent };
      case 'unsure':
        return { kind: 'template', ...span, parent };
      default:
        return this.leafOf(node, span, parent);
    }
  }

  /** The argument of a function as the text that it is. */
  private argument(node: Scalar, parent: Parent): ValueNode {
    const span = this.spanOf(node);
    this.leaves.push(span);
    return this.leafOf(node, span, parent);
  }

  private leafOf(node: Scalar, span: Span, parent: Parent): StringNode {
    const value = node.type === 'PLAIN' ? (node.source ?? '') : String(node.value);
    return text(value, span, parent, node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
  }

  /** What an alias stands for is written elsewhere, maybe in lines that are not read. */
  private alias(_node: Alias, span: Span, parent: Parent): ValueNode {
    this.leaves.push(span);
    return { kind: 'template', ...span, parent };
  }

  /** Where a node stands, without the line breaks that the library counts in at the end of a block. */
  private spanOf({ range }: Node): Span {
    const [start, end] = range!;
    let to = end + this.by;
    while (to > start + this.by + 1 && /\s/.test(this.text[to - 1]!)) to--;
    return { offset: start + this.by, length: Math.max(0, to - start - this.by) };
  }
}

function text(value: string, { offset, length }: Span, parent: Parent, isQuoted: boolean): StringNode {
  const Kind = isQuoted ? Leaf : BareLeaf;
  return new Kind('string', value, offset, length, parent, 0) as unknown as StringNode;
}

/** The name of the function that a tag calls; the tags of YAML itself call none. */
function tagOf(node: Node): string | undefined {
  const { tag } = node as { tag?: string };
  return tag?.startsWith('!') && !tag.startsWith('!!') ? tag.slice(1) : undefined;
}

function isEmpty(node: Node): boolean {
  return yaml().isScalar(node) && node.type === 'PLAIN' && node.source === '';
}

/** A block ends where its last part ends. */
function tighten(node: ObjectNode | ArrayNode, parts: readonly Span[]): void {
  const last = parts[parts.length - 1];
  if (last) node.length = endOf(last) - node.offset;
}
