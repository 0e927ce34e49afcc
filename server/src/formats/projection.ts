import { memberOf, resolve, type Schema } from '../schema/schema.ts';
import {
  type ArrayNode,
  BareLeaf,
  EscapedLeaf,
  Leaf,
  newProperty,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type StringNode,
  type ValueNode,
} from '../syntax/node.ts';
import { derive, originOf, type Spelling } from '../syntax/projection.ts';
import type { MapForm, Notation } from './notation.ts';
import { GatheredSpelling, MapSpelling, SchemaSpelling } from './spellings.ts';

/** A projected tree, together with its misspelt members. */
export interface Projection {
  readonly root: ObjectNode;
  /** Members spelt as in the API although the format spells them differently. */
  readonly misspelt: readonly PropertyNode[];
}

/** Projects an object onto the API's names and types. The nodes keep their places in the text. */
export function project(node: ObjectNode, schema: Schema, notation: Notation): Projection {
  const misspelt: PropertyNode[] = [];
  const root = new Projector(notation, misspelt).value(node, schema, undefined);
  return { root: root?.kind === 'object' ? root : decidedLater(node), misspelt };
}

/** What a function gives in place of all members. */
function decidedLater({ offset, length }: ObjectNode): ObjectNode {
  return { kind: 'object', properties: [], open: true, offset, length, parent: undefined };
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
    const worth = this.notation.worthOf(node, schema && resolve(schema));
    switch (worth.is) {
      case 'absent':
        return undefined;
      case 'later':
        return derive({ kind: 'template', offset: node.offset, length: node.length, parent }, node, spelling);
      case 'text':
        return derive(leaf('string', worth.value, node, parent), node, spelling);
      case 'inner':
        return this.value(worth.node, schema, parent);
      case 'other': {
        const { kind, value } = worth.node;
        const other = { kind, value, offset: node.offset, length: node.length, inset: 0, parent } as ValueNode;
        return derive(this.itself(other, schema && resolve(schema), parent), node, spelling);
      }
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
    const apart = new Map<string, PropertyNode[]>();
    for (const property of node.properties) {
      const key = property.key.value;
      const home = schema && this.notation.homeOf?.(key, schema);
      if (this.notation.addsMembers(key)) object.open = true;
      else if (home) apart.set(home, [...(apart.get(home) ?? []), property]);
      else if (schema && this.notation.skips?.(key, schema)) continue;
      else this.property(property, schema, object);
    }
    const homes = schema ? (this.notation.homesIn?.(schema) ?? []) : [];
    for (const home of homes) this.gather(home, apart.get(home) ?? [], node, schema!, object);
    return object;
  }

  /** Puts the members that the format has beside another member into that member, as the API has them. */
  private gather(name: string, pieces: readonly PropertyNode[], node: ObjectNode, schema: Schema, object: ObjectNode) {
    const there = propertyOf(object, name);
    if (!there && pieces.length === 0) return;
    const property = there ?? this.added(name, pieces[0]!, schema, object);
    const members = property.value;
    if (members?.kind !== 'object') return;
    const type = resolve(memberOf(schema, name)!);
    for (const piece of pieces) this.property(piece, type, members);
    members.scattered = true;
    const block = there && (originOf(members) as ObjectNode);
    const written = there ? [originOf(there) as PropertyNode, ...pieces] : pieces;
    const spelling = new GatheredSpelling(this.notation, schema, name, { around: node, block }, written);
    derive(members, block ?? node, spelling);
    derive(property, written[0]!, spelling);
  }

  /** Adds a member for members that the format has beside each other. */
  private added(name: string, first: PropertyNode, schema: Schema, object: ObjectNode): PropertyNode {
    const { offset, length } = first;
    const property = newProperty(first, object);
    const spelling = new SchemaSpelling(this.notation, schema, undefined);
    property.key = derive(leaf('string', name, first.key, property), first.key, spelling);
    property.value = { kind: 'object', properties: [], open: object.open, offset, length, parent: property };
    object.properties.push(property);
    return property;
  }

  private property(written: PropertyNode, schema: Schema | undefined, object: ObjectNode): void {
    const key = written.key.value;
    const names = schema?.properties ? schema : undefined;
    const name = names && this.notation.nameOf(key, names);
    // Under the API's name the member is wrong in this format, but its contents can still be judged.
    const isMisspelt = names !== undefined && name === undefined && memberOf(names, key) !== undefined;
    const member = schema && (memberOf(schema, name ?? key) ?? (schema.additionalProperties || undefined));
    const property = newProperty(written, object);
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
    if (!value && this.notation.emptyIsNull) property.value = nullOf(written, property, spelling);
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
    const { offset } = node;
    const member = newProperty(node, object);
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

/** The null that stands for an empty value. It has the place of the name, as it has none of its own. */
function nullOf(written: PropertyNode, parent: PropertyNode, spelling: Spelling): ValueNode {
  const { offset, length } = written.key;
  return derive({ kind: 'null', offset, length, parent }, written, spelling);
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
  if (node instanceof EscapedLeaf && kind === 'string') return new EscapedLeaf(String(value), node, parent, node.inset);
  const isQuoted = node.kind === 'string' && node.inset !== 0;
  const Kind = isQuoted ? Leaf : BareLeaf;
  return new Kind(kind, value, offset, length, parent, 0) as unknown as StringNode;
}
