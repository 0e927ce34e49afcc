import type { ContainerCondition, ContainerDependency } from '@aws-sdk/client-ecs';
import type { Field, Known } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import { type NodeEdit, remove } from '../../syntax/edit.ts';
import { type Remembered, remember } from '../../syntax/reads.ts';

/** An item of a container's `dependsOn` that names a container. */
export interface Dependency {
  /** The container that waits. */
  readonly container: Container;
  readonly item: View<ContainerDependency>;
  readonly name: Known<string>;
  readonly condition: Field<ContainerCondition>;
  /** The container that is waited for; undefined if no container, or more than one, has that name. */
  readonly target: Container | undefined;
}

const KNOWN = new WeakMap<TaskDefinition, Remembered<Dependency[]>>();

/** The dependencies between the containers of a task, in text order. */
export function dependenciesOf(task: TaskDefinition): readonly Dependency[] {
  return remember(KNOWN, task, () => readDependencies(task));
}

function readDependencies(task: TaskDefinition): Dependency[] {
  const named = new Map<string, Container | undefined>();
  for (const container of task.containers) {
    const name = container.name.value;
    if (name !== undefined) named.set(name, named.has(name) ? undefined : container);
  }
  return task.containers.items.flatMap((container) =>
    container.list('dependsOn').items.flatMap((item) => {
      const name = item.string('containerName');
      if (name.state !== 'known') return [];
      return { container, item, name, condition: item.string('condition'), target: named.get(name.value) };
    }),
  );
}

/** Removes dependencies of one container, and `dependsOn` itself if that would be empty. */
export function removeDependencies(dependencies: readonly Dependency[]): NodeEdit[] {
  const first = dependencies[0];
  if (!first) return [];
  const list = first.container.list('dependsOn');
  if (list.property && list.node?.items.length === dependencies.length) return [remove(list.property)];
  return dependencies.map(({ item }) => remove(item.node!));
}
