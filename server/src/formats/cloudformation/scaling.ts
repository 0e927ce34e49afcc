import type { Scaling } from '../../model/part.ts';
import { type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { scalingBy, type Target } from '../scaling.ts';
import { type Resource, worthOf } from './functions.ts';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
/** What may hold targets that are not in the template. */
const ELSEWHERE = /AWS::CloudFormation::(?:Stack|Macro)\b|Fn::(?:Transform|ForEach)\b|AWS::AutoScalingPlans::/;

/**
 * Whether the scalable targets of a template are about a service, and its limits.
 * @param id its logical ID
 * @param service its properties
 */
export function scalingOf(id: string, service: ObjectNode, resources: readonly Resource[], text: string): Scaling {
  const services = resources.filter((one) => typeOf(one) === 'AWS::ECS::Service').map((one) => one.id);
  const targets = resources.filter((one) => typeOf(one) === TARGET).flatMap((one) => targetIn(one, text) ?? []);
  const scaling = scalingBy(
    {
      name: textOf(propertyOf(service, 'ServiceName')?.value, text),
      isNamedBy: (placeholder) => isNameOf(id, placeholder),
      isOfAnother: (placeholder) => services.some((other) => isNameOf(other, placeholder)),
    },
    targets,
  );
  return scaling.scaled === 'no' && (ELSEWHERE.test(text) || isExported(id, text)) ? { scaled: 'unknown' } : scaling;
}

/** A target as it is written; undefined if it scales something else than a service. */
function targetIn({ resource }: Resource, text: string): Target | undefined {
  const properties = propertyOf(resource, 'Properties')?.value;
  if (properties?.kind !== 'object') return { resource: undefined, least: undefined, most: undefined };
  const namespace = textOf(propertyOf(properties, 'ServiceNamespace')?.value, text);
  if (namespace !== undefined && namespace !== 'ecs' && !namespace.includes('${')) return undefined;
  return {
    resource: textOf(propertyOf(properties, 'ResourceId')?.value, text),
    least: propertyOf(properties, 'MinCapacity')?.value,
    most: propertyOf(properties, 'MaxCapacity')?.value,
  };
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
