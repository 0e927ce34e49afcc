import { definition, memberOf, resolve, type Schema } from '../../schema/schema.ts';
import { embeddedIn } from '../../syntax/embedded/embedded.ts';
import { blockOf, isBlocks, isBody } from '../../syntax/hcl/nodes.ts';
import { asArgument } from '../../syntax/hcl/print.ts';
import { endOf, type ObjectNode, type ValueNode } from '../../syntax/node.ts';
import { Ask, isStructure, type Json } from '../../syntax/value.ts';
import type { Decide } from '../choices.ts';
import type { MapForm, Notation, Worth } from '../notation.ts';
import { decidedIn } from './decisions.ts';
import type { Declarations } from './declarations.ts';
import { homeOf, homesIn, keyOf, nameInContainer, nameOf } from './names.ts';

/** In what the two languages of Terraform differ. */
export interface Syntax {
  worthOf(node: ValueNode): Worth;
  /** The list of container definitions that an argument stands for. */
  containersOf(value: ValueNode): ValueNode;
  /** The object of a block that can stand once, the list of those that can be repeated. @param member the schema of the value */
  blocksIn(value: ValueNode, member: Schema | undefined): ValueNode;
  /** A value for a member that is written in a form of its own; undefined where only the names in it differ. */
  written(name: string, value: Json): Json | undefined;
}

/**
 * How Terraform writes a task definition, by the text and the locals of its file.
 * @param decide what is decided of its variables and conditions
 */
export function notationOf(declarations: Declarations, decide?: Decide): Notation {
  return notationBy({
    worthOf: (node) => (decide && decidedIn(node, declarations, decide)) ?? worth(node, declarations.text),
    containersOf: (value) => containersOf(value, declarations),
    blocksIn,
    written,
  });
}

/** How one of the languages of Terraform writes a task definition. */
export function notationBy(syntax: Syntax): Notation {
  const worthOf: Notation['worthOf'] = (node, type) => own(node, type) ?? syntax.worthOf(node);
  const common = { worthOf, addsMembers: (key: string) => key === 'dynamic' };
  const containers: Notation = {
    ...common,
    nameOf: nameInContainer,
    keyOf: (name) => name,
    addsMembers: () => false,
    coerces: false,
  };
  const inHost: Notation = {
    ...common,
    nameOf: (key) => (key === 'host_path' ? 'sourcePath' : undefined),
    keyOf: () => 'host_path',
    coerces: true,
    skips: (key) => key !== 'host_path',
  };
  const inNetwork: Notation = {
    ...common,
    nameOf: (key, schema) => (key === NETWORK ? 'awsvpcConfiguration' : nameOf(key, schema)),
    keyOf,
    addsMembers: () => false,
    coerces: true,
    skips: (key) => key !== NETWORK,
    inside: ({ value }, member) => ({ value: value && syntax.blocksIn(value, member), notation: inBody }),
    scalar,
  };
  const inBody: Notation = {
    ...common,
    nameOf,
    keyOf,
    homeOf,
    homesIn,
    coerces: true,
    // What Terraform does not know it says itself.
    skips: (key, schema) => schema.properties !== undefined && nameOf(key, schema) === undefined,
    inside: (property, member) => {
      const { key, value } = property;
      if (key.value === 'container_definitions')
        return { value: value && syntax.containersOf(value), notation: containers };
      if (key.value === 'host_path') return { value: property.parent, notation: inHost };
      if (key.value === NETWORK) return { value: property.parent, notation: inNetwork };
      if (Object.hasOwn(MAPS, key.value)) return { value, notation: inBody };
      return { value: value && syntax.blocksIn(value, member), notation: inBody };
    },
    written: syntax.written,
    scalar,
    mapOf: (name) => (Object.hasOwn(MAPS, name) ? MAPS[name] : undefined),
  };
  return inBody;
}

/** Arguments that are written as maps, where the API has lists. */
const MAPS: Readonly<Record<string, MapForm>> = { tags: { key: 'key', drops: 'aws:' }, properties: { key: 'name' } };

function blocksIn(value: ValueNode, member: Schema | undefined): ValueNode {
  if (!isBlocks(value) || (member && resolve(member).type === 'array')) return value;
  return value.items.length === 1 ? value.items[0]! : later(value);
}

/** The block that the API has one level deeper. */
const NETWORK = 'network_configuration';

/**
 * The type of which Terraform has a form of its own: a boolean for a text.
 * Source: network_configuration in the documentation of aws_ecs_service, checked 2026-11-28.
 */
const ASSIGN_PUBLIC_IP = definition('AssignPublicIp');
const [ON, OFF] = ['ENABLED', 'DISABLED'];

/** What a value means that Terraform writes in a form of its own; undefined for any other. */
function own(node: ValueNode, type: Schema | undefined): Worth | undefined {
  if (type !== ASSIGN_PUBLIC_IP || (node.kind !== 'boolean' && node.kind !== 'string')) return undefined;
  const isOn = String(node.value);
  return isOn === 'true' || isOn === 'false' ? { is: 'text', value: isOn === 'true' ? ON : OFF } : undefined;
}

function scalar(value: Json, type: Schema): Json | undefined {
  return type === ASSIGN_PUBLIC_IP && (value === ON || value === OFF) ? value === ON : undefined;
}

/** A value that is decided elsewhere. */
export function later({ offset, length, parent }: ValueNode): ValueNode {
  return { kind: 'template', offset, length, parent };
}

/** The containers in a text. */
export function jsonIn(value: ValueNode): ValueNode {
  return embeddedIn(value)?.root ?? later(value);
}

/** The container definitions where the file has them: written out, as JSON in a text, or in its locals. */
function containersOf(value: ValueNode, declarations: Declarations, depth = 0): ValueNode {
  if (value.kind === 'string') return jsonIn(value);
  if (value.kind !== 'template') return value;
  const written = declarations.text.slice(value.offset, Math.min(endOf(value), value.offset + 300));
  const [, name] = /^(?:jsonencode\(\s*)?local\.([\w-]+)\s*\)?$/.exec(written) ?? [];
  const found = name === undefined ? undefined : declarations.local(name);
  return found && depth < 5 ? containersOf(found, declarations, depth + 1) : value;
}

/** A reference, which is equal to itself wherever it stands. */
export const REFERENCE = /^[A-Za-z_][\w.-]*(?:\[[\w."*-]+\][\w.-]*)*$/;

function worth(node: ValueNode, text: string): Worth {
  if (node.kind === 'null') return { is: 'absent' };
  if (node.kind !== 'template') return { is: 'itself' };
  const written = text.slice(node.offset, Math.min(endOf(node), node.offset + 300));
  // In a list it may stand for several items.
  const isValue = node.parent?.kind === 'property' && node.length < 300 && REFERENCE.test(written);
  return isValue ? { is: 'text', value: `\${${written}}` } : { is: 'later' };
}

/** What is written in a form of its own; undefined where only the names differ. */
export function written(name: string, value: Json): Json | undefined {
  if (!isStructure(value)) return undefined;
  switch (name) {
    case 'containerDefinitions':
      return asArgument(value, 'jsonencode');
    case 'host':
      return 'sourcePath' in value ? (value as { readonly sourcePath: Json }).sourcePath : undefined;
    case 'tags':
    case 'properties':
      return Array.isArray(value) ? mapOf(value) : undefined;
    case 'driverOpts':
    case 'labels':
    case 'options':
      return asArgument(value);
    case 'networkConfiguration':
      return 'awsvpcConfiguration' in value ? network(value.awsvpcConfiguration as Json) : undefined;
    default:
      return undefined;
  }
}

function network(value: Json): Json {
  if (!isStructure(value)) return value;
  const type = definition('AwsVpcConfiguration');
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const member = memberOf(type, name);
      return [keyOf(name, type), (member && scalar(part as Json, resolve(member))) ?? (part as Json)];
    }),
  );
}

function mapOf(list: readonly Json[]): Json {
  const entries = list.map((item): [string, Json] => {
    const { key, name = key, value = '' } = item as { readonly [key: string]: Json };
    return [name instanceof Ask ? name.text : String(name), value];
  });
  return asArgument(Object.fromEntries(entries));
}

/** Whether a body is one of a resource of this type. */
export function isResource(body: ValueNode, type: string): body is ObjectNode {
  return body.kind === 'object' && isBody(body) && blockOf(body)?.labels[0]?.value === type;
}
