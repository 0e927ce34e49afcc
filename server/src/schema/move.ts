import type { Fix } from '../findings/report.ts';
import { table } from '../model/table.ts';
import type { TaskDefinition } from '../model/task.ts';
import { insert, remove, rename, set } from '../syntax/edit.ts';
import { type ObjectNode, type PropertyNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import { Ask, type Json, jsonOf } from '../syntax/value.ts';
import { apiSpelling } from './casing.ts';
import { nearest } from './nearest.ts';
import { CONTAINER, memberOf, REQUEST, resolve, type Schema } from './schema.ts';

/** The maximum number of containers offered as targets of a move. */
const MOST_TARGETS = 5;

/**
 * Fixes that move a known member, together with its value, from the wrong place to the right one.
 * Empty if the right place is taken, or if it is unclear which place that is.
 */
export function movesOf(property: PropertyNode, schema: Schema, task: TaskDefinition | undefined): Fix[] {
  const { key, value, parent } = property;
  if (!value || !task) return [];
  const moved = jsonOf(value);
  if (moved === undefined) return [];
  if (schema === CONTAINER && task.root.kind === 'object' && memberOf(REQUEST, key.value)) {
    return intoObject(property, task.root, moved, 'Move it to the task level');
  }
  if (schema === REQUEST && memberOf(CONTAINER, key.value)) {
    const { node: list } = task.containers;
    if (!list || list.open || list.items.length > MOST_TARGETS) return [];
    return list.items.flatMap((container) => {
      if (container.kind !== 'object') return [];
      const name = propertyOf(container, 'name')?.value;
      const which = list.items.length > 1 && name?.kind === 'string' ? `container "${name.value}"` : 'the container';
      return list.items.length > 1 && which === 'the container'
        ? []
        : intoObject(property, container, moved, `Move it to ${which}`);
    });
  }
  return betweenLists(parent, key.value, moved);
}

/**
 * Container members written directly in a task definition that has no containers: they make up its only container.
 * `cpu` and `memory` exist at both levels; a number belongs to the container, unless the task is for Fargate, which
 * requires them at the task level.
 */
export function looseContainer(root: ObjectNode, task: TaskDefinition): PropertyNode[] {
  const list = propertyOf(root, 'containerDefinitions')?.value;
  if (root !== task.root || root.open || (list && !isEmpty(list))) return [];
  // A list under a misspelt name counts as the list that was meant.
  const names = Object.keys(REQUEST.properties ?? {});
  if (root.properties.some(({ key, value }) => value?.kind === 'array' && isList(key.value, names))) return [];
  const only = root.properties.filter(
    ({ key, value }) => value && memberOf(CONTAINER, key.value) && !memberOf(REQUEST, key.value),
  );
  if (only.length === 0 || task.requires('FARGATE') === 'yes') return only;
  return root.properties.filter(
    (property) =>
      only.includes(property) || (property.value?.kind === 'number' && memberOf(CONTAINER, property.key.value)),
  );
}

function isEmpty(list: ValueNode): boolean {
  return list.kind === 'null' || (list.kind === 'array' && list.items.length === 0 && !list.open);
}

function isList(key: string, names: readonly string[]): boolean {
  const meant = memberOf(REQUEST, key) ? key : (apiSpelling(key, REQUEST.properties!) ?? nearest(key, names)[0]);
  return meant === 'containerDefinitions' && key !== meant;
}

/** Fixes that create the container which loose members belong to, with places to fill in for whatever else it needs. */
export function intoNewContainer(root: ObjectNode, members: readonly PropertyNode[], task: TaskDefinition): Fix[] {
  const values = new Map<string, Json>([
    ['name', new Ask('app')],
    ['image', new Ask('REGISTRY/IMAGE:TAG')],
  ]);
  for (const { key, value } of members) {
    const moved = jsonOf(value!);
    if (moved === undefined) return [];
    values.set(key.value, moved);
  }
  // If the task does not reserve memory, each container has to.
  const isReserved = task.requires('FARGATE') === 'yes' || values.has('memory') || values.has('memoryReservation');
  if (!isReserved && !propertyOf(root, 'memory')) values.set('memory', new Ask(512));
  const list = propertyOf(root, 'containerDefinitions')?.value;
  const container = Object.fromEntries(values);
  return [
    {
      title: `Move ${members.length === 1 ? 'it' : 'them'} to a new container`,
      edits: [
        ...members.map(remove),
        list?.kind === 'array' ? insert(list, container) : set(root, 'containerDefinitions', [container]),
      ],
    },
  ];
}

/** Names that other tools and other lists use for members. */
const ALIASES = table<readonly string[]>({
  key: ['name'],
  name: ['key'],
  value: ['valueFrom'],
  test: ['command'],
  source: ['sourceVolume'],
  volume: ['sourceVolume'],
  path: ['containerPath'],
  target: ['containerPath', 'containerPort'],
  destination: ['containerPath'],
  port: ['containerPort'],
  container: ['containerPort', 'containerName'],
  host: ['hostPort'],
  published: ['hostPort'],
});

/** The member that another tool's name stands for; undefined if there is none, or if the name is already known here. */
export function aliasOf(key: string, schema: Schema): string | undefined {
  if (schema === REQUEST || schema === CONTAINER || memberOf(schema, key)) return undefined;
  return ALIASES[key]?.find((name) => memberOf(schema, name));
}

/** Fixes that rename a member from another tool's name, such as `key` in `environment`. */
export function renamesOf(property: PropertyNode, schema: Schema): Fix[] {
  const to = aliasOf(property.key.value, schema);
  if (!to || propertyOf(property.parent, to)) return [];
  return [{ title: `Rename to "${to}"`, edits: [rename(property, to)] }];
}

function intoObject(property: PropertyNode, to: ObjectNode, moved: Json, title: string): Fix[] {
  if (to.open) return [];
  const there = propertyOf(to, property.key.value)?.value;
  const edits = [remove(property)];
  if (!there) {
    const same = sameBeside(property, moved).map((other) => remove(other));
    return [{ title, edits: [...edits, ...same, set(to, property.key.value, moved)] }];
  }
  if (there.kind === 'array' && !there.open && Array.isArray(moved)) {
    return [{ title, edits: [...edits, ...moved.map((item: Json) => insert(there, item))] }];
  }
  // If both places have the same value, the one in the wrong place is removed.
  return JSON.stringify(jsonOf(there)) === JSON.stringify(moved) ? [{ title, edits }] : [];
}

/** The same member with the same value in the other containers. */
function sameBeside(property: PropertyNode, value: Json): PropertyNode[] {
  const list = property.parent.parent;
  if (list?.kind !== 'array') return [];
  const text = JSON.stringify(value);
  return list.items.flatMap((item) => {
    const other = item.kind === 'object' ? propertyOf(item, property.key.value) : undefined;
    return other?.value && other !== property && JSON.stringify(jsonOf(other.value)) === text ? [other] : [];
  });
}

/** Names too common to tell where they belong. */
const COMMON: ReadonlySet<string> = new Set([
  'type',
  'name',
  'options',
  'properties',
  'value',
  'enabled',
  'labels',
  'scope',
]);

/** Members that belong together inside a member of their object, but were written next to it. */
export interface Misplaced {
  /** The member that they belong in, for example `host`. */
  readonly into: string;
  readonly properties: readonly PropertyNode[];
}

/** Finds members written beside the member that they belong in: `sourcePath` of `host`, `retries` of `healthCheck`. */
export function misplacedIn(object: ObjectNode, schema: Schema): Misplaced[] {
  const unknown = object.properties.filter(({ key, value }) => value && !memberOf(schema, key.value));
  if (unknown.length === 0 || object.open) return [];
  const candidates = Object.entries(schema.properties ?? {}).flatMap(([into, of]): Misplaced[] => {
    const { type, properties, additionalProperties } = resolve(of);
    if (type !== 'object') return [];
    const there = propertyOf(object, into)?.value;
    if (there && (there.kind !== 'object' || there.open)) return [];
    const belongs = ({ key }: PropertyNode) =>
      properties ? Object.hasOwn(properties, key.value) : additionalProperties && isOption(key.value);
    const found = unknown.filter((property) => belongs(property) && !(there && propertyOf(there, property.key.value)));
    const isTelling = there !== undefined || found.length > 1 || found.some(({ key }) => !COMMON.has(key.value));
    return found.length > 0 && isTelling ? [{ into, properties: found }] : [];
  });
  candidates.sort((a, b) => b.properties.length - a.properties.length);
  const taken = new Set<PropertyNode>();
  return candidates.filter(({ properties }, i) => {
    // If a member could belong in either of two, only the author knows which.
    const rivals = candidates.filter(
      (other, j) => j !== i && other.properties.some((property) => properties.includes(property)),
    );
    if (rivals.some((rival) => rival.properties.length === properties.length)) return false;
    if (properties.some((property) => taken.has(property))) return false;
    for (const property of properties) taken.add(property);
    return true;
  });
}

/** The beginning of a sentence about members that belong elsewhere, and the pronoun for them. */
export function belonging([first, ...others]: readonly PropertyNode[]): [subject: string, pronoun: string] {
  const name = `"${first!.key.value}"`;
  return others.length > 0 ? [`${name} and ${others.length} more belong`, 'them'] : [`${name} belongs`, 'it'];
}

/** Fixes that move members into the one that they belong in. */
export function wrapIn(object: ObjectNode, { into, properties }: Misplaced): Fix[] {
  const values = properties.map(({ key, value }) => [key.value, jsonOf(value!)] as const);
  if (values.some(([, value]) => value === undefined)) return [];
  const members = values as readonly (readonly [string, Json])[];
  const there = propertyOf(object, into)?.value;
  const add =
    there?.kind === 'object'
      ? members.map(([key, value]) => set(there, key, value))
      : [set(object, into, Object.fromEntries(members))];
  return [
    {
      title: `Move ${properties.length === 1 ? 'it' : 'them'} into "${into}"`,
      edits: [...properties.map(remove), ...add],
    },
  ];
}

/** Whether a name is one that only options have, such as `awslogs-group`. */
function isOption(key: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(key);
}

/** Moves an entry between the lists: `valueFrom` makes it a secret, and `value` makes it a variable. */
function betweenLists(item: ObjectNode, key: string, moved: Json): Fix[] {
  const list = item.parent?.kind === 'array' ? item.parent : undefined;
  const holder = list?.parent?.kind === 'property' ? list.parent : undefined;
  const name = propertyOf(item, 'name')?.value;
  if (!holder || name?.kind !== 'string' || item.properties.length !== 2 || typeof moved !== 'string') return [];
  const isSecret = key === 'valueFrom';
  const target = isSecret ? 'secrets' : 'environment';
  if (holder.key.value !== (isSecret ? 'environment' : 'secrets') || (!isSecret && key !== 'value')) return [];
  // A reference under the wrong name is renamed in place.
  if (!isSecret && /^arn:|^\//.test(moved)) return [];
  const entry: Json = isSecret ? { name: name.value, valueFrom: moved } : { name: name.value, value: moved };
  const secrets = propertyOf(holder.parent, target)?.value;
  if (secrets && (secrets.kind !== 'array' || secrets.open)) return [];
  const isAlone = list!.items.length === 1;
  return [
    {
      title: `Move it to "${target}"`,
      edits: [remove(isAlone ? holder : item), secrets ? insert(secrets, entry) : set(holder.parent, target, [entry])],
    },
  ];
}
