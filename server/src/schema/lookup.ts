import type { ServiceDefinition } from '../model/service.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { PropertyNode, SyntaxNode, ValueNode } from '../syntax/node.ts';
import { DOCS, type MemberDocs, type OptionDocs } from './docs.ts';
import { CONTAINER, memberOf, resolve, type Schema, typeName } from './schema.ts';

/** What the schema knows about a property's place. */
export interface MemberPlace {
  /** The API type of the property's object, such as `PortMapping`. Undefined inside free-form maps. */
  readonly type: string | undefined;
  readonly key: string;
  readonly schema: Schema | undefined;
  readonly docs: MemberDocs | undefined;
}

type Definition = TaskDefinition | ServiceDefinition;

/** The schema of a value, by its place in the task definition or service; undefined if the API has no such place. */
export function schemaAt(task: Definition, node: ValueNode): Schema | undefined {
  if (node === task.root)
    return node.kind === 'array' ? { type: 'array', items: CONTAINER } : { $ref: `#/definitions/${rootType(task)}` };
  const parent = node.parent;
  if (!parent) return isContainer(task, node) ? CONTAINER : undefined;
  if (parent.kind === 'array') {
    const list = schemaAt(task, parent);
    return list && resolve(list).items;
  }
  const owner = schemaAt(task, parent.parent);
  if (!owner) return undefined;
  const resolved = resolve(owner);
  return memberOf(resolved, parent.key.value) ?? (resolved.additionalProperties || undefined);
}

/** What the schema and our docs say about a property; undefined outside the task definition or service. */
export function placeOfMember(task: Definition, property: PropertyNode): MemberPlace | undefined {
  const owner = schemaAt(task, property.parent);
  if (!owner) return undefined;
  const type =
    property.parent === task.root
      ? rootType(task)
      : (typeName(owner) ?? (isContainer(task, property.parent) ? 'ContainerDefinition' : undefined));
  const key = property.key.value;
  const members = type && DOCS[type]?.members;
  const docs = members && Object.hasOwn(members, key) ? members[key] : undefined;
  return { type, key, schema: memberOf(resolve(owner), key), docs };
}

function rootType({ part }: Definition): string {
  return part.kind === 'task' ? 'RegisterTaskDefinitionRequest' : part.type;
}

function isContainer(task: Definition, node: SyntaxNode): boolean {
  if (task.root.kind !== 'array') return false;
  // A file may be a single container without a list around it.
  return node.parent === task.root || (node.parent === undefined && task.root.items[0] === node);
}

/** Our docs for a log driver option; undefined if the property is not one. */
export function optionDocs(task: Definition, property: PropertyNode): OptionDocs | undefined {
  const map = property.parent.parent;
  if (map?.kind !== 'property') return undefined;
  const place = placeOfMember(task, map);
  if (!place?.type) return undefined;
  const options = DOCS[place.type]?.options;
  return options && Object.hasOwn(options, property.key.value) ? options[property.key.value] : undefined;
}
