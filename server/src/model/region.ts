import { type ObjectNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { ecrRegistry, parseImage } from './image.ts';
import { isRegion } from './region-name.ts';
import type { TaskDefinition } from './task.ts';

/**
 * The region of a task definition, judging by its logs, its images in Amazon ECR, its secrets and its own ARN.
 * Undefined if none of them gives a region, or if they disagree.
 */
export function regionOf(task: TaskDefinition): string | undefined {
  const regions = new Set<string>();
  const note = (region: string | undefined) => {
    if (region && isRegion(region)) regions.add(region);
  };
  if (task.root.kind === 'object') note(regionOfArn(textOf(task.root, 'taskDefinitionArn')));
  for (const container of task.containers) {
    const image = container.string('image');
    if (image.state === 'known') note(ecrRegistry(parseImage(image.value))?.region);
    const options = container.object('logConfiguration').object('options').node;
    if (options) note(textOf(options, 'awslogs-region'));
    for (const secret of container.list('secrets')) note(regionOfArn(secret.string('valueFrom').value));
  }
  return regions.size === 1 ? [...regions][0] : undefined;
}

function regionOfArn(text: string | undefined): string | undefined {
  const [arn, , , region] = text?.split(':') ?? [];
  return arn === 'arn' ? region : undefined;
}

function textOf(object: ObjectNode, key: string): string | undefined {
  const value: ValueNode | undefined = propertyOf(object, key)?.value;
  return value?.kind === 'string' && !hasPlaceholder(value.value) ? value.value : undefined;
}
