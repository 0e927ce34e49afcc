import { type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { scaledBy } from '../scaling.ts';
import { type Resource, worthOf } from './functions.ts';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
/** What may hold targets that are not in the template. */
const ELSEWHERE = /AWS::CloudFormation::(?:Stack|Macro)\b|Fn::(?:Transform|ForEach)\b|AWS::AutoScalingPlans::/;

/**
 * Whether the scalable targets of a template are about a service.
 * @param id its logical ID
 * @param service its properties
 */
export function scalingOf(
  id: string,
  service: ObjectNode,
  resources: readonly Resource[],
  text: string,
): 'yes' | 'no' | 'unknown' {
  const services = resources.filter((one) => typeOf(one) === 'AWS::ECS::Service').map((one) => one.id);
  const targets = resources.filter((one) => typeOf(one) === TARGET).map((one) => resourceIn(one, text));
  const scaled = scaledBy(
    {
      name: textOf(propertyOf(service, 'ServiceName')?.value, text),
      isNamedBy: (placeholder) => isNameOf(id, placeholder),
      isOfAnother: (placeholder) => services.some((other) => isNameOf(other, placeholder)),
    },
    targets.filter((target) => target !== OF_ANOTHER_KIND),
  );
  return scaled === 'no' && (ELSEWHERE.test(text) || isExported(id, text)) ? 'unknown' : scaled;
}

const OF_ANOTHER_KIND = '';

/** The identifier of what a target scales; undefined if it is decided later. */
function resourceIn({ resource }: Resource, text: string): string | undefined {
  const properties = propertyOf(resource, 'Properties')?.value;
  if (properties?.kind !== 'object') return undefined;
  const namespace = textOf(propertyOf(properties, 'ServiceNamespace')?.value, text);
  if (namespace !== undefined && namespace !== 'ecs' && !namespace.includes('${')) return OF_ANOTHER_KIND;
  return textOf(propertyOf(properties, 'ResourceId')?.value, text);
}

function textOf(node: ValueNode | undefined, text: string): string | undefined {
  if (!node) return undefined;
  const worth = worthOf(node, text);
  if (worth.is === 'text') return worth.value;
  return worth.is === 'itself' && node.kind === 'string' ? node.value : undefined;
}

function isNameOf(id: string, placeholder: string): boolean {
  return placeholder === `\${${id}.Name}`;
}

/** Whether the template hands the name of a service on to other stacks. */
function isExported(id: string, text: string): boolean {
  const outputs = /^[ \t]*["']?Outputs["']?[ \t]*:/m.exec(text);
  return outputs !== null && text.slice(outputs.index).includes(id);
}

function typeOf({ resource }: Resource): string | undefined {
  const type = propertyOf(resource, 'Type')?.value;
  return type?.kind === 'string' ? type.value : undefined;
}
