import { resolve, type Schema } from '../../schema/schema.ts';
import { type ObjectNode, propertyOf, type StringNode, type ValueNode } from '../../syntax/node.ts';
import { Ask, type Json, Words } from '../../syntax/value.ts';
import type { Notation, Worth } from '../notation.ts';
import { jsonIn, later, notationBy, REFERENCE, written } from './notation.ts';

/**
 * How the JSON of Terraform writes a task definition: an expression is a text in `${…}`, and a block is an object or, as several of
 * one type are, a list of objects. The containers are JSON in a text.
 * Source: the JSON configuration syntax in the documentation of Terraform, checked 2026-11-28.
 */
export const JSON_NOTATION: Notation = notationBy({
  worthOf,
  containersOf: (value) => (value.kind === 'string' ? jsonIn(value) : value),
  blocksIn,
  written: (name, value) => (name === 'containerDefinitions' ? textOf(value) : written(name, value)),
});

function blocksIn(value: ValueNode, member: Schema | undefined): ValueNode {
  const type = member && resolve(member);
  if (value.kind === 'array' && type?.type === 'object')
    return value.items.length === 1 ? value.items[0]! : later(value);
  if (value.kind !== 'object' || type?.type !== 'array') return value;
  const { offset, length, parent } = value;
  return { kind: 'array', items: [value], open: false, offset, length, parent };
}

function worthOf(node: ValueNode): Worth {
  if (node.kind === 'null') return { is: 'absent' };
  if (node.kind !== 'string') return { is: 'itself' };
  const [, expression] = /^\$\{([^{}]*)\}$/.exec(node.value) ?? [];
  if (expression === undefined) return /[$%]\{/.test(node.value) ? { is: 'text', value: node.value } : { is: 'itself' };
  // In a list it may stand for several items.
  const isValue = node.parent?.kind === 'property' && REFERENCE.test(expression);
  return isValue ? { is: 'text', value: node.value } : { is: 'later' };
}

function textOf(value: Json): string {
  return JSON.stringify(value, (_key, part: Json) => {
    if (part instanceof Ask) return part.preset;
    return part instanceof Words ? part.parts.map((one) => (one instanceof Ask ? one.text : one)).join('') : part;
  });
}

/** A resource in a file of Terraform's JSON. */
export interface JsonResource {
  readonly name: StringNode;
  readonly body: ObjectNode;
}

/** The resources of a type; each level may be an object, or a list of them. */
export function resourcesIn(root: ObjectNode, type: string): JsonResource[] {
  return objectsOf(propertyOf(root, 'resource')?.value)
    .flatMap((types) => objectsOf(propertyOf(types, type)?.value))
    .flatMap(({ properties }) => properties)
    .flatMap(({ key, value }) => objectsOf(value).map((body) => ({ name: key, body })));
}

function objectsOf(value: ValueNode | undefined): ObjectNode[] {
  if (value?.kind === 'object') return [value];
  return value?.kind === 'array' ? value.items.filter((item) => item.kind === 'object') : [];
}
