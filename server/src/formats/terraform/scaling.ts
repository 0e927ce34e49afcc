import type { Scaling } from '../../model/part.ts';
import { endOf, type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { scalingBy } from '../scaling.ts';

/** A placeholder that stands for the name of a service. */
const SERVICE_NAME = /^\$\{aws_ecs_service\.([\w-]+)(?:\[[^\]]*\])?\.name\}$/;

/** The type of a resource that scales. */
export const TARGET = 'aws_appautoscaling_target';

/**
 * Whether the scalable targets of a file are about a service. A file without any says nothing: another file of the module
 * may have them.
 * @param id the name of the resource
 * @param targets the bodies of the file's targets
 */
export function scalingOf(id: string, service: ObjectNode, targets: readonly ObjectNode[], text: string): Scaling {
  if (targets.length === 0 || leavesCount(service, text)) return { scaled: 'unknown' };
  const nameIn = (placeholder: string) => SERVICE_NAME.exec(placeholder)?.[1];
  return scalingBy(
    {
      name: textIn(propertyOf(service, 'name')?.value, text),
      isNamedBy: (placeholder) => nameIn(placeholder) === id,
      isOfAnother: (placeholder) => nameIn(placeholder) !== undefined,
    },
    targets
      .filter((target) => isOfEcs(target))
      .map((target) => ({
        resource: textIn(propertyOf(target, 'resource_id')?.value, text),
        least: propertyOf(target, 'min_capacity')?.value,
        most: propertyOf(target, 'max_capacity')?.value,
      })),
  );
}

/** Whether a service ignores changes of its number of tasks, which something else then changes. */
function leavesCount(service: ObjectNode, text: string): boolean {
  const lifecycle = propertyOf(service, 'lifecycle')?.value;
  return lifecycle !== undefined && text.slice(lifecycle.offset, endOf(lifecycle)).includes('desired_count');
}

function isOfEcs(target: ObjectNode): boolean {
  const namespace = propertyOf(target, 'service_namespace')?.value;
  return namespace?.kind !== 'string' || namespace.value === 'ecs';
}

/** A text, with placeholders for expressions; undefined if all of it is decided later. */
function textIn(node: ValueNode | undefined, text: string): string | undefined {
  if (node?.kind === 'string') return node.value;
  return node?.kind === 'template'
    ? `\${${text.slice(node.offset, Math.min(endOf(node), node.offset + 300))}}`
    : undefined;
}
