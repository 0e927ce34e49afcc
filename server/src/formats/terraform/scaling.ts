import type { Scaling, ServicePart } from '../../model/part.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { endOf, type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { type NamedService, type NamedTargets, scalingBy, type Target, targetsByName } from '../scaling.ts';
import { resourcesIn } from './json.ts';
import { isResource } from './notation.ts';

/** A placeholder that stands for the name of a service. */
const SERVICE_NAME = /^\$\{aws_ecs_service\.([\w-]+)(?:\[[^\]]*\])?\.name\}$/;

/** The type of a resource that scales. */
const TARGET = 'aws_appautoscaling_target';

/** What the scalable targets of some files scale; undefined for files without any. */
export function targetsIn(documents: readonly SourceDocument[]): NamedTargets | undefined {
  const targets = documents.flatMap(targetsOf);
  return targets.length > 0 ? targetsByName(targets) : undefined;
}

/**
 * Whether the scalable targets of a file are about a service. A file without any says nothing: another file of the module
 * may have them.
 * @param id the name of the resource
 * @param targets of {@link targetsIn}
 */
export function scalingOf(id: string, service: ObjectNode, targets: NamedTargets | undefined, text: string): Scaling {
  if (!targets || leavesCount(service, text)) return { scaled: 'unknown' };
  return scalingBy(namedService(id, textIn(propertyOf(service, 'name')?.value, text)), targets);
}

/**
 * The same for a service with the targets that the other files of its module have.
 * @param text of the service's file
 * @param targets those of the other files
 */
export function scalingInModule({ id, root, scaling }: ServicePart, text: string, targets: NamedTargets): Scaling {
  const found = scalingBy(namedService(id, textIn(propertyOf(root, 'serviceName')?.value, text)), targets);
  return scaling && (found.scaled === 'no' || found.scaled === scaling.scaled) ? scaling : found;
}

function namedService(id: string, name: string | undefined): NamedService {
  const nameIn = (placeholder: string) => SERVICE_NAME.exec(placeholder)?.[1];
  return {
    name,
    isNamedBy: (placeholder) => nameIn(placeholder) === id,
    isOfAnother: (placeholder) => nameIn(placeholder) !== undefined,
  };
}

function targetsOf(document: SourceDocument): Target[] {
  return bodiesIn(document).flatMap((body) =>
    isOfEcs(body)
      ? {
          resource: textIn(propertyOf(body, 'resource_id')?.value, document.text),
          least: propertyOf(body, 'min_capacity')?.value,
          most: propertyOf(body, 'max_capacity')?.value,
        }
      : [],
  );
}

function bodiesIn({ root, language }: SourceDocument): ObjectNode[] {
  if (root?.kind !== 'object') return [];
  if (language.id !== 'hcl') return resourcesIn(root, TARGET).map(({ body }) => body);
  const resources = propertyOf(root, 'resource')?.value;
  return resources?.kind === 'array' ? resources.items.filter((body) => isResource(body, TARGET)) : [];
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
