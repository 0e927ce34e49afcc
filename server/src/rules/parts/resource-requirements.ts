import type { ResourceRequirement, ResourceType } from '@aws-sdk/client-ecs';
import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { List, View } from '../../model/view.ts';
import { removeOne } from './remove-one.ts';

/** A requirement of a known type, with its container and list. */
export interface Requirement {
  readonly container: Container;
  readonly requirement: View<ResourceRequirement>;
  readonly list: List<View<ResourceRequirement>>;
}

/** The requirements of one type in all containers. */
export function requirementsOf(task: TaskDefinition, type: ResourceType): Requirement[] {
  return task.containers.items.flatMap((container) => requirementsIn(container, type));
}

/** The requirements of one type in a container. */
export function requirementsIn(container: Container, type: ResourceType): Requirement[] {
  const list = container.list('resourceRequirements');
  return list.items
    .filter((requirement) => isKnown(requirement.string('type'), type))
    .map((requirement) => ({ container, requirement, list }));
}

/** The fix that removes a requirement, and the list if it would become empty; none if a comment would be lost. */
export function removeRequirement({ container, requirement, list }: Requirement): Fix[] {
  const { document } = container.task;
  return list.node!.items.length === 1
    ? removeOne(document, list.property!)
    : removeOne(document, requirement.node!, { title: 'Remove this requirement' });
}
