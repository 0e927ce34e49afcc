import type { Scaling } from '../../model/part.ts';
import { endOf, type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { type NamedTargets, scalingBy, targetsByName } from '../scaling.ts';

/** A placeholder that stands for the name of a service. */
const SERVICE_NAME = /^\$\{aws_ecs_service\.([\w-]+)(?:\[[^\]]*\])?\.name\}$/;

/** The type of a resource that scales. */
export const TARGET = 'aws_appautoscaling_target';

/**
 * What the scalable targets of a file scale; undefined for a file without any, which says nothing: another file of the
 * module may have them.
 * @param bodies of the file's targets
 */
export function targetsIn(bodies: readonly ObjectNode[], text: string): NamedTargets | undefined {
  if (bodies.length === 0) return undefined;
  return targetsByName(
    bodies
      .filter((body) => isOfEcs(body))
      .map((body) => ({
        resource: textIn(propertyOf(body, 'resource_id')?.value, text),
        least: propertyOf(body, 'min_capacity')?.value,
        most: propertyOf(body, 'max_capacity')?.value,
      })),
  );
}

/**
 * Whether the scalable targets of a file are about a service.
 * @param id the name of the resource
 * @param targets of {@link targetsIn}
 */
export function scalingOf(id: string, service: ObjectNode, targets: NamedTargets | undefined, text: string): Scaling {
  if (!targets || leavesCount(service, text)) return { scaled: 'unknown' };
  const nameIn = (placeholder: string) => SERVICE_NAME.exec(placeholder)?.[1];
  return scalingBy(
    {
      name: textIn(propertyOf(service, 'name')?.value, text),
      isNamedBy: (placeholder) => nameIn(placeholder) === id,
      isOfAnother: (placeholder) => nameIn(placeholder) !== undefined,
    },
    targets,
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
