import type { ContainerCondition } from '@aws-sdk/client-ecs';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { volumeKind } from '../../model/volume-kinds.ts';
import { type Spot, textsOf } from './spot.ts';
import type { Suggestion } from './suggestion.ts';

/**
 * The containers that a container may wait for: not itself, none that it already waits for, and none that waits for it.
 */
export function dependencies(spot: Spot): Suggestion[] {
  const already = spot.beside ? textsOf(spot.beside, 'containerName') : spot.textsOfOwnersBeside;
  const waiting = waitingFor(spot.task, spot.container);
  return containersBut(spot, (container) => !already.has(container.name.value!) && !waiting.has(container));
}

/** A container and all containers that wait for it, directly or indirectly. */
function waitingFor(task: TaskDefinition, container: Container | undefined): ReadonlySet<Container> {
  if (!container) return new Set();
  const waiting = new Map<string, Container[]>();
  for (const other of task.containers) {
    for (const item of other.list('dependsOn')) {
      const name = item.string('containerName').value;
      if (name !== undefined) waiting.set(name, [...(waiting.get(name) ?? []), other]);
    }
  }
  // Iterating over a set also visits items that are added on the way.
  const found = new Set([container]);
  for (const { name } of found) for (const other of waiting.get(name.value ?? '') ?? []) found.add(other);
  return found;
}

/** All other containers of the task, for `volumesFrom`. */
export function sourceContainers(spot: Spot): Suggestion[] {
  const already = spot.beside ? textsOf(spot.beside, 'sourceContainer') : spot.textsOfOwnersBeside;
  return containersBut(spot, (container) => container !== spot.container && !already.has(container.name.value!));
}

/** All other containers of the task, for `links`: by name, and with an alias. */
export function linkTargets(spot: Spot): Suggestion[] {
  const already = new Set([...spot.textsBeside].map((link) => link.split(':')[0]!));
  return containersBut(spot, (container) => container !== spot.container && !already.has(container.name.value!));
}

/** All containers of the task. */
export function allContainers(spot: Spot): Suggestion[] {
  return containersBut(spot, () => true);
}

function containersBut({ task }: Spot, wanted: (container: Container) => boolean): Suggestion[] {
  return unique(
    task.containers.items
      .filter((container) => container.name.state === 'known' && wanted(container))
      .map((container) => {
        const name = container.name.value!;
        return { label: name, value: name, detail: container.text('image')?.value, kind: 'name' };
      }),
  );
}

/** The conditions that make sense for the container to wait for, the strongest first. */
export function conditions(spot: Spot): Suggestion[] {
  const name = spot.text('containerName');
  const target = name === undefined ? undefined : spot.task.containersNamed(name)[0];
  return conditionsFor(target).map((value) => ({
    label: value,
    value,
    detail: MEANINGS[value],
    docs: { type: 'ContainerDependency', member: 'condition', value },
    kind: 'value',
  }));
}

const MEANINGS: Readonly<Record<ContainerCondition, string>> = {
  START: 'has started',
  HEALTHY: 'passes its health check',
  SUCCESS: 'ended with exit code 0',
  COMPLETE: 'ended',
};

/** `HEALTHY` needs a health check; `SUCCESS` and `COMPLETE` need a container that is not essential. */
export function conditionsFor(target: Container | undefined): ContainerCondition[] {
  if (!target) return ['START', 'HEALTHY', 'SUCCESS', 'COMPLETE'];
  const healthy = target.object('healthCheck').presence !== 'absent';
  const ends = !isKnown(target.essential, true);
  const all: readonly (readonly [ContainerCondition, boolean])[] = [
    ['HEALTHY', healthy],
    ['SUCCESS', ends],
    ['COMPLETE', ends],
    ['START', true],
  ];
  return all.filter(([, legal]) => legal).map(([condition]) => condition);
}

/** The volumes of the task, first those that the container does not mount yet. */
export function volumes(spot: Spot): Suggestion[] {
  const mounted = spot.beside ? textsOf(spot.beside, 'sourceVolume') : spot.textsOfOwnersBeside;
  const names = unique(
    spot.task.volumes.items.flatMap((volume): Suggestion[] => {
      const name = volume.string('name').value;
      return name === undefined ? [] : [{ label: name, value: name, detail: volumeKind(volume), kind: 'name' }];
    }),
  );
  return [...names.filter(({ label }) => !mounted.has(label)), ...names.filter(({ label }) => mounted.has(label))];
}

/** Names for a port, derived from the container's name, since nothing in a task definition refers to port names. */
export function portNames(spot: Spot): Suggestion[] {
  const base = spot.container?.name.value?.toLowerCase();
  if (base === undefined || !/^[a-z0-9_][a-z0-9_-]*$/.test(base)) return [];
  const taken = new Set(
    spot.task.containers.items.flatMap((container) =>
      container
        .list('portMappings')
        .items.flatMap((mapping) => (mapping.node === spot.owner ? [] : (mapping.string('name').value ?? []))),
    ),
  );
  const port = spot.owner?.properties.find((property) => property.key.value === 'containerPort')?.value;
  const names = [base, ...(port?.kind === 'number' ? [`${base}-${port.value}`] : []), `${base}-http`];
  return names
    .filter((name) => name.length <= 64 && !taken.has(name))
    .map((name) => ({ label: name, value: name, detail: 'for Service Connect', kind: 'name' }));
}

function unique(suggestions: Suggestion[]): Suggestion[] {
  return [...new Map(suggestions.map((suggestion) => [suggestion.label, suggestion])).values()];
}
