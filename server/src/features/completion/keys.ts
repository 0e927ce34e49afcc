import {
  DEPRECATED_MEMBERS,
  LAUNCH_TYPES_OF_MEMBER,
  LINUX_ONLY_MEMBERS,
  NETWORK_MODES_OF_MEMBER,
  RETIRED_MEMBERS,
} from '../../model/launch-type-members.ts';
import { MEMBER_FREQUENCY } from '../../model/member-frequency.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { resolve, type Schema } from '../../schema/schema.ts';
import type { ObjectNode, PropertyNode } from '../../syntax/node.ts';
import { Ask } from '../../syntax/value.ts';
import { definition, Spot } from './spot.ts';
import { skeletonOf } from './structures.ts';
import type { Suggestion } from './suggestion.ts';
import { valuesOf } from './values.ts';

/**
 * The members that an object of an API type can still get: those that ECS needs first, the rest by how often real files
 * have them. Leaves out members that are already there or that ECS refuses with the file's launch type or network mode.
 */
export function keysOf(
  task: TaskDefinition,
  type: string,
  object: ObjectNode,
  own: PropertyNode | undefined,
  container: Container | undefined,
): Suggestion[] {
  const schema = definition(type);
  const present = new Set(object.properties.flatMap((property) => (property === own ? [] : [property.key.value])));
  const names = Object.keys(schema.properties ?? {}).filter((name) => !present.has(name));
  const spots = names.map((name) => new Spot(task, type, name, object, container));
  return spots
    .filter((spot) => isOffered(spot, present))
    .map((spot, i) => ({ spot, rank: rank(spot, schema), i }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ spot }) => suggestion(spot, schema));
}

function rank({ id, type, key }: Spot, { required = [] }: Schema): number {
  if (required.includes(key)) return required.indexOf(key) - 1000;
  if (DEPRECATED_MEMBERS.has(id)) return 1000;
  return -(MEMBER_FREQUENCY[type]?.[key] ?? 0);
}

function isOffered(spot: Spot, present: ReadonlySet<string>): boolean {
  const { id, task, type, key } = spot;
  if (RETIRED_MEMBERS.has(id) || !spot.suits(LAUNCH_TYPES_OF_MEMBER[id])) return false;
  if (LINUX_ONLY_MEMBERS.has(id) && task.isWindows === 'yes') return false;
  const mode = task.networkMode.value;
  const modes = NETWORK_MODES_OF_MEMBER[id];
  if (modes && mode !== undefined && !modes.includes(mode)) return false;
  // Some members exclude each other: a volume has one kind, a resource a number or a share, a port mapping a port or a
  // range.
  return !EXCLUSIVE.some(
    ([owner, ...keys]) => owner === type && keys.includes(key) && keys.some((other) => present.has(other)),
  );
}

const EXCLUSIVE: readonly (readonly [type: string, ...members: string[]])[] = [
  [
    'Volume',
    'host',
    'dockerVolumeConfiguration',
    'efsVolumeConfiguration',
    's3filesVolumeConfiguration',
    'fsxWindowsFileServerVolumeConfiguration',
    'configuredAtLaunch',
  ],
  ['ResourceRequirement', 'value', 'sharingStrategy'],
  ['PortMapping', 'containerPort', 'containerPortRange'],
  ['PortMapping', 'hostPort', 'containerPortRange'],
];

function suggestion(spot: Spot, { required = [] }: Schema): Suggestion {
  const { id, type, key } = spot;
  let written: ReturnType<typeof writtenFor> | undefined;
  // A name that already has a value needs none, and then nobody asks.
  const once = () => {
    written ??= writtenFor(spot);
    return written;
  };
  return {
    label: key,
    get value() {
      return once().value;
    },
    get continues() {
      return once().continues;
    },
    detail: `${typeInWords(spot.schema!)}${required.includes(key) ? ', required' : ''}`,
    docs: { type, member: key },
    kind: 'member',
    deprecated: DEPRECATED_MEMBERS.has(id),
  };
}

/** The value to write for a new member, and whether the list of values is to open next. */
function writtenFor(spot: Spot): Required<Pick<Suggestion, 'value' | 'continues'>> {
  const written = skeletonOf(spot);
  const isText = written instanceof Ask && typeof written.preset === 'string';
  const found = resolve(spot.schema!).type === 'string' ? valuesOf(spot) : [];
  const references = found.filter(({ kind }) => kind === 'reference').length;
  const values = references > 1 || (isText && references === 0) ? found.length : 0;
  // If there are several values, leave the place empty: the list that opens offers them.
  const value = values > 1 ? new Ask('') : references === 1 ? found[0]!.value : written;
  return { value, continues: values > 1 };
}

const WORDS = {
  object: 'object',
  array: 'list',
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'true or false',
} as const;

/** A type in words for people. */
export function typeInWords(schema: Schema): string {
  const resolved = resolve(schema);
  if (resolved.type === 'array') {
    const item = resolve(resolved.items ?? {}).type;
    return item === 'object' ? 'list of objects' : item === 'integer' ? 'list of numbers' : 'list of texts';
  }
  return WORDS[resolved.type ?? 'string'];
}
