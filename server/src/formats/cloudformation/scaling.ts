import type { Scaling } from '../../model/part.ts';
import { type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { type NamedTargets, scalingBy, type Target, targetsByName } from '../scaling.ts';
import { type Resource, worthOf } from './functions.ts';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
/** What may hold targets that are not in the template. */
const ELSEWHERE = /AWS::CloudFormation::(?:Stack|Macro)\b|Fn::(?:Transform|ForEach)\b|AWS::AutoScalingPlans::/;

/** What a template says of the scaling of its services. */
export interface Targets {
  readonly targets: NamedTargets;
  /** The logical IDs of its services. */
  readonly services: ReadonlySet<string>;
  /** Whether other templates may have targets of the services, too. */
  readonly isElsewhere: boolean;
  /** From where the values begin that it hands on to other stacks; empty if there are none. */
  readonly outputs: string;
}

/** What the resources of a template say of the scaling of its services. */
export function targetsIn(resources: readonly Resource[], text: string): Targets {
  const ofType = (type: string) => resources.filter((one) => typeOf(one) === type);
  const outputs = /^[ \t]*["']?Outputs["']?[ \t]*:/m.exec(text);
  return {
    targets: targetsByName(ofType(TARGET).flatMap((one) => targetIn(one, text) ?? [])),
    services: new Set(ofType('AWS::ECS::Service').map(({ id }) => id)),
    isElsewhere: ELSEWHERE.test(text),
    outputs: outputs ? text.slice(outputs.index) : '',
  };
}

/**
 * Whether the scalable targets of a template are about a service, and its limits.
 * @param id its logical ID
 * @param service its properties
 */
export function scalingOf(
  id: string,
  service: ObjectNode,
  { targets, services, isElsewhere, outputs }: Targets,
  text: string,
): Scaling {
  const scaling = scalingBy(
    {
      name: textOf(propertyOf(service, 'ServiceName')?.value, text),
      isNamedBy: (placeholder) => namedBy(placeholder) === id,
      isOfAnother: (placeholder) => services.has(namedBy(placeholder) ?? ''),
    },
    targets,
  );
  return scaling.scaled === 'no' && (isElsewhere || outputs.includes(id)) ? { scaled: 'unknown' } : scaling;
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

/** The logical ID of the service whose name a placeholder is; undefined for any other placeholder. */
function namedBy(placeholder: string): string | undefined {
  const [before, after] = ['${', '.Name}'];
  const isName = placeholder.startsWith(before) && placeholder.endsWith(after);
  return isName ? placeholder.slice(before.length, -after.length) : undefined;
}

function typeOf({ resource }: Resource): string | undefined {
  const type = propertyOf(resource, 'Type')?.value;
  return type?.kind === 'string' ? type.value : undefined;
}
