import { isKnown } from '../../model/field.ts';
import { LAUNCH_TYPES } from '../../model/launch-types.ts';
import { resolve, typeName } from '../../schema/schema.ts';
import { Ask, type Json } from '../../syntax/value.ts';
import { healthCommands } from './health.ts';
import { conditionsFor, dependencies, sourceContainers, volumes } from './names.ts';
import { documented } from './platform.ts';
import { scalarsOf } from './scalars.ts';
import { Spot } from './spot.ts';
import { objectSkeleton, skeletonOf } from './structures.ts';
import type { Suggestion } from './suggestion.ts';

type Source = (spot: Spot) => Suggestion[];

/** Whole structures by member, for members with several likely ones. */
const STRUCTURES: Readonly<Record<string, Source>> = {
  'HealthCheck.command': healthCommands,
  'RegisterTaskDefinitionRequest.requiresCompatibilities': (spot) =>
    LAUNCH_TYPES.map((value) => ({
      ...documented(spot, value),
      label: `["${value}"]`,
      value: [value],
    })),
};

/** List items that are objects, by member, for members with one item per name. */
const ITEMS: Readonly<Record<string, Source>> = {
  'ContainerDefinition.dependsOn': (spot) =>
    dependencies(itemMember(spot, 'ContainerDependency', 'containerName')).map((found) => {
      const target = spot.task.containers.items.find((container) => isKnown(container.name, found.label));
      const legal = conditionsFor(target);
      const condition: Json = legal.length === 1 ? legal[0]! : new Ask(legal[0]!);
      return { ...found, value: { containerName: found.label, condition }, detail: legal[0] };
    }),
  'ContainerDefinition.mountPoints': (spot) =>
    volumes(itemMember(spot, 'MountPoint', 'sourceVolume')).map((found) => ({
      ...found,
      value: { sourceVolume: found.label, containerPath: new Ask('/data'), readOnly: new Ask(false) },
    })),
  'ContainerDefinition.volumesFrom': (spot) =>
    sourceContainers(itemMember(spot, 'VolumeFrom', 'sourceContainer')).map((found) => ({
      ...found,
      value: { sourceContainer: found.label, readOnly: new Ask(true) },
    })),
};

/** A member of an item that is not written yet, next to the items that are. */
function itemMember({ task, container, beside }: Spot, type: string, key: string): Spot {
  return new Spot(task, type, key, undefined, container, beside);
}

/**
 * What can be written as a member's value or as an item of its list; empty if only the user can know.
 * @param inBlocks whether a map is written as lines of its own, where braces would be out of place
 */
export function valuesOf(spot: Spot, inBlocks = false): Suggestion[] {
  const { schema } = spot;
  if (!schema) return [];
  const resolved = resolve(schema);
  switch (resolved.type) {
    case 'array':
      return STRUCTURES[spot.id]?.(spot) ?? [structure('[ ]', spot, skeletonOf(spot))];
    case 'object': {
      const type = typeName(schema);
      const named = spot.beside ? (ITEMS[spot.id]?.(spot) ?? []) : [];
      if (named.length > 0) return named;
      if (!type) return [inBlocks ? entryOf(spot) : structure('{ }', spot, skeletonOf(spot))];
      return [
        spot.beside
          ? structure(itemLabel(type), spot, objectSkeleton(spot, type))
          : structure('{ }', spot, skeletonOf(spot)),
      ];
    }
    default:
      return scalarsOf(spot);
  }
}

/** A first entry of a map whose keys are the author's own. */
function entryOf(spot: Spot): Suggestion {
  const entry = spot.key === 'driverOpts' ? { type: new Ask('nfs') } : { 'com.example.team': new Ask('my-team') };
  return structure('key and value', spot, entry);
}

/** What to call an item of a list of objects: "port mapping". */
export function itemLabel(type: string): string {
  if (type === 'KeyValuePair') return 'name and value';
  return type.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function structure(label: string, { type, key }: Spot, value: Json): Suggestion {
  return { label, value, docs: { type, member: key }, kind: 'form' };
}
