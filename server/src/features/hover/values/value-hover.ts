import type { TaskDefinition } from '../../../model/task.ts';
import type { MemberPlace } from '../../../schema/lookup.ts';
import type { ValueNode } from '../../../syntax/node.ts';
import { hasPlaceholder } from '../../../syntax/placeholder.ts';
import { code, type Markdown, md, ours } from '../../markdown.ts';
import { arnText } from './arn.ts';
import { imageText } from './image.ts';
import { regionOfTheRest } from './region.ts';
import { valueFromText } from './secret.ts';
import { containerCpu, containerMemory, taskCpu, taskMemory } from './task-size.ts';

/**
 * What a value means, in Markdown; undefined if the hover could only repeat the file.
 * @param place the member that holds the value, as the schema knows it; undefined if the schema does not know it
 */
export function valueHover(
  task: TaskDefinition,
  place: MemberPlace | undefined,
  node: ValueNode,
): Markdown | undefined {
  if (node.kind === 'number') return numberText(task, place, node.value);
  if (node.kind !== 'string' || hasPlaceholder(node.value)) return undefined;
  const closed = place?.docs?.values;
  if (closed && Object.hasOwn(closed, node.value)) return md`${code(node.value)} — ${ours(closed[node.value]!)}`;
  switch (place?.type && `${place.type}.${place.key}`) {
    case 'RegisterTaskDefinitionRequest.cpu':
      return taskCpu(task, node.value);
    case 'RegisterTaskDefinitionRequest.memory':
      return taskMemory(task, node.value);
    case 'ContainerDefinition.image':
      return imageText(node.value, regionOfTheRest(task, node));
    case 'Secret.valueFrom':
      return valueFromText(node.value, regionOfTheRest(task, node));
  }
  return node.value.startsWith('arn:') ? arnText(node.value, regionOfTheRest(task, node)) : undefined;
}

function numberText(task: TaskDefinition, place: MemberPlace | undefined, value: number): Markdown | undefined {
  if (place?.type !== 'ContainerDefinition') return undefined;
  if (place.key === 'cpu') return containerCpu(task, value);
  if (place.key === 'memory' || place.key === 'memoryReservation') return containerMemory(task, value);
  return undefined;
}
