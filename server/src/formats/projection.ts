import { memberOf, resolve, type Schema } from '../schema/schema.ts';
import {
  type ArrayNode,
  BareLeaf,
  Leaf,
  type ObjectNode,
  type PropertyNode,
  type StringNode,
  type ValueNode,
} from '../syntax/node.ts';
import { derive, type Spelling } from '../syntax/projection.ts';
import { Ask, isStructure, type Json } from '../syntax/value.ts';

/** What a format's value means in the API's terms. */
export type Worth =
  /** The value as it stands. */
  | { readonly is: 'itself' }
  /** A string, with placeholders for the parts that are decided later. */
  | { readonly is: 'text'; readonly value: string }
  /** A value that is decided later; its type is unknown. */
  | { readonly is: 'later' }
  /** No value: the member or item does not exist. */
  | { readonly is: 'absent' };

/** How a format writes what the API accepts. */
export interface Notation {
  /** The API's name for a member; undefined if the format has no member of this name. */
  nameOf(key: string, schema: Schema): string | undefined;
  /** The format's name for a member. */
  keyOf(name: string, schema: Schema): string;
  worthOf(node: ValueNode): Worth;
  /** Whether a key adds members when the document is processed, so that no member can be called missing. */
  addsMembers(key: string): boolean;
  /** Whether a string is accepted for a number or boolean, and the other way round. */
  readonly coerces: boolean;
  /** Whether a member is the format's own, and nothing is said about it. */
  skips?(key: string, schema: Schema): boolean;
  /**
   * Where a member's value is and in which notation, if they differ from the surrounding ones.
   * @param member the schema of the value
   */
  inside?(
    property: PropertyNode,
    member: Schema | undefined,
  ): { readonly value: ValueNode | undefined; readonly notation: Notation };
  /** Writes a member's value in the format's own form; undefined if only the names in it differ. */
  written?(name: string, value: Json): Json | undefined;
  /**
   * How to write a list of names and values as a map; undefined if it is a list in this format too.
   * @param name of the list
   */
  mapOf?(name: string): MapForm | undefined;
}

/** A list of names and values that the format writes as a map. */
export interface MapForm {
  /** The item member that becomes the key. */
  readonly key: string;
  /** Keys with this prefix are dropped when the document is processed. */
  readonly drops?: string;
}

/** A projected tree, together with its misspelt members. */
export interface Projection {
  readonly root: ObjectNode;
  /** Members spelt as in the API although the format spells them differently. */
  readonly misspelt: readonly PropertyNode[];
}

/** Projects an object onto the API's names and types. The nodes keep their places in the text. */
export function project(node: ObjectNode, schema: Schema, notation: Notation): Projection {
  const misspelt: PropertyNode[] = [];
  const root = new Projector(notation, misspelt).value(node, schema, undefined) as ObjectNode;
  return { root, misspelt };
}

type Parent = PropertyNode | ArrayNode | undefined;

class Projector {
  constructor(
    private readonly notation: Notation,
    private readonly misspelt: PropertyNode[],
  ) {}

  /** Projects a value; undefined if it is absent. */
  value(node: ValueNode, schema: Schema | undefined, parent: Parent): ValueNode | undefined {
    const spelling = new SchemaSpelling(this.notation, schema, node);
    const worth = this.notation.worthOf(node);
    switch (worth.is) {
      case 'absent':
        return undefined;
      case 'later':
        return derive({ kind: 'template', offset: node.offset, length: node.length, parent }, node, spelling);
      case 'text':
        return derive(leaf('string', worth.value, node, parent), node, spelling);
      default:
        return derive(this.itself(node, schema && resolve(schema), parent), node, spelling);
    }
  }

  private itself(node: ValueNode, schema: Schema | undefined, parent: Parent): ValueNode {
    switch (node.kind) {
      case 'object':
        return this.object(node, schema, parent);
      case 'array':
        return this.array(node, schema, parent);
      case 'string':
      case 'number':
      case 'boolean':
        return scalar(node, this.notation.coerces ? schema?.type : undefined, parent);
      default:
        return { kind: node.kind, offset: node.offset, length: node.length, parent };
    }
  }

  private object(node: ObjectNode, schema: Schema | undefined, parent: Parent): ObjectNode {
    const { offset, length } = node;
    const object: ObjectNode = { kind: 'object', properties: [], open: node.open, offset, length, parent };
    for (const property of node.properties) {
      const key = property.key.value;
      if (this.notation.addsMembers(key)) object.open = true;
      else if (schema && this.notation.skips?.(key, schema)) continue;
      else this.property(property, schema, object);
    }
    return object;
  }

  private property(written: PropertyNode, schema: Schema | undefined, object: ObjectNode): void {
    const key = written.key.value;
    const names = schema?.properties ? schema : undefined;
    const name = names && this.notation.nameOf(key, names);
    // Under the API's name the member is wrong in this format, but its contents can still be judged.
    const isMisspelt = names !== undefined && name === undefined && memberOf(names, key) !== undefined;
    const member = schema && (memberOf(schema, name ?? key) ?? (schema.additionalProperties || undefined));
    const property: { -readonly [K in keyof PropertyNode]: PropertyNode[K] } = {
      kind: 'property',
      offset: written.offset,
      length: written.length,
      parent: object,
      key: undefined as unknown as StringNode,
      value: undefined,
    };
    const spelling = new SchemaSpelling(this.notation, member, undefined);
    property.key = derive(leaf('string', name ?? key, written.key, property), written.key, spelling);
    const inside = this.notation.inside?.(written, member);
    const value = inside ? inside.value : written.value;
    const form = names && this.notation.mapOf?.(property.key.value);
    if (form && value?.kind === 'object') property.value = this.entries(value, member, form, property);
    else if (value) {
      const projector = inside ? new Projector(inside.notation, this.misspelt) : this;
      property.value = projector.value(value, member, property);
      if (!property.value) return;
    }
    derive(property, written, spelling);
    object.properties.push(property);
    if (isMisspelt) this.misspelt.push(property);
  }

  /** Converts a map to the list of names and values that the API has. */
  private entries(map: ObjectNode, list: Schema | undefined, form: MapForm, parent: PropertyNode): ArrayNode {
    const { offset, length } = map;
    const item = list && resolve(list).items;
    const array: ArrayNode = { kind: 'array', items: [], open: map.open, offset, length, parent };
    for (const [i, property] of map.properties.entries()) {
      const { value: key } = property.key;
      if (form.drops && key.startsWith(form.drops)) continue;
      // If a name occurs several times, the last one wins.
      if (map.properties.findLastIndex((other) => other.key.value === key) !== i) continue;
      const place = { offset: property.offset, length: property.length, parent: array };
      const object: ObjectNode = { kind: 'object', properties: [], open: false, ...place };
      this.entryMember(form.key, property.key, item, object);
      if (property.value) this.entryMember('value', property.value, item, object);
      array.items.push(derive(object, property, new SchemaSpelling(this.notation, item, undefined)));
    }
    return derive(array, map, new MapSpelling(this.notation, list, parent.key.value, form.key));
  }

  private entryMember(name: string, node: ValueNode, item: Schema | undefined, object: ObjectNode): void {
    const { offset, length } = node;
    const member: { -readonly [K in keyof PropertyNode]: PropertyNode[K] } = {
      kind: 'property',
      offset,
      length,
      parent: object,
      key: undefined as unknown as StringNode,
      value: undefined,
    };
    // This member's name does not appear in the map, so it has no length.
    member.key = new BareLeaf('string', name, offset, 0, member, 0);
    member.value = this.value(node, item && memberOf(resolve(item), name), member);
    if (!member.value) return;
    object.properties.push(
      derive(member, node.parent as PropertyNode, new SchemaSpelling(this.notation, item, undefined)),
    );
  }

  private array(node: ArrayNode, schema: Schema | undefined, parent: Parent): ArrayNode {
    const { offset, length } = node;
    const array: ArrayNode = { kind: 'array', items: [], open: node.open, offset, length, parent };
    for (const item of node.items) {
      const projected = this.value(item, schema?.items, array);
      if (!projected) continue;
      array.items.push(projected);
      if (projected.kind === 'template') array.open = true;
    }
    return array;
  }
}

function scalar(
  node: Extract<ValueNode, { kind: 'string' | 'number' | 'boolean' }>,
  type: Schema['type'],
  parent: Parent,
): ValueNode {
  if (type === 'string') return leaf('string', String(node.value), node, parent);
  if (node.kind === 'string' && (type === 'integer' || type === 'number') && /^[+-]?\d+(?:\.\d+)?$/.test(node.value))
    return leaf('number', Number(node.value), node, parent);
  if (node.kind === 'string' && type === 'boolean' && /^(?:true|false)$/i.test(node.value))
    return { kind: 'boolean', value: /^t/i.test(node.value), offset: node.offset, length: node.length, parent };
  if (node.kind === 'boolean')
    return { kind: 'boolean', value: node.value, offset: node.offset, length: node.length, parent };
  return node.kind === 'string' ? leaf('string', node.value, node, parent) : leaf('number', node.value, node, parent);
}

function leaf(kind: 'string', value: string, node: ValueNode, parent: Parent): StringNode;
function leaf(kind: 'number', value: number, node: ValueNode, parent: Parent): ValueNode;
function leaf(
  kind: 'string' | 'number',
  value: string | number,
  node: ValueNode,
  parent: Parent,
): StringNode & ValueNode {
  const { offset, length } = node;
  const isQuoted = node.kind === 'string' && node.inset !== 0;
  const Kind = isQuoted ? Leaf : BareLeaf;
  return new Kind(kind, value, offset, length, parent, 0) as unknown as StringNode;
}

/** Writes values with the format's names, following the schema at their place. */
class SchemaSpelling implements Spelling {
  constructor(
    protected readonly notation: Notation,
    private readonly schema: Schema | undefined,
    /** The current value. */
    private readonly node: ValueNode | undefined,
  ) {}

  key(name: string): string {
    return this.keyIn(this.schema && resolve(this.schema), name);
  }

  member(name: string, value: Json): Json {
    return this.part(this.schema && resolve(this.schema), name, value);
  }

  item(value: Json): Json {
    return this.write(this.schema && resolve(this.schema).items, value);
  }

  value(value: Json): Json {
    const written = this.write(this.schema, value);
    // A number that was in quotes stays in quotes.
    const isScalar = typeof written === 'number' || typeof written === 'boolean';
    return this.node?.kind === 'string' && isScalar ? String(written) : written;
  }

  private keyIn(schema: Schema | undefined, name: string): string {
    return schema?.properties && memberOf(schema, name) ? this.notation.keyOf(name, schema) : name;
  }

  private write(schema: Schema | undefined, value: Json): Json {
    if (!isStructure(value)) return value;
    const resolved = schema && resolve(schema);
    if (Array.isArray(value)) return value.map((item: Json) => this.write(resolved?.items, item));
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        this.keyIn(resolved, name),
        this.part(resolved, name, part as Json),
      ]),
    );
  }

  private part(schema: Schema | undefined, name: string, value: Json): Json {
    const member = schema && (memberOf(schema, name) ?? (schema.additionalProperties || undefined));
    return (schema?.properties && this.notation.written?.(name, value)) ?? this.write(member, value);
  }
}

/** Writes the items of a list as members of a map. */
class MapSpelling extends SchemaSpelling {
  constructor(
    notation: Notation,
    list: Schema | undefined,
    private readonly name: string,
    private readonly keyName: string,
  ) {
    super(notation, list, undefined);
  }

  override value(value: Json): Json {
    return this.notation.written?.(this.name, value) ?? value;
  }

  entry(item: Json): { readonly key: string; readonly value: Json } {
    const { [this.keyName]: key = '', value = '' } = item as { readonly [name: string]: Json };
    return { key: key instanceof Ask ? key.text : String(key), value };
  }
}
