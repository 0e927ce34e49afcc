import type { ServicePart } from '../../model/part.ts';
import { resolve, SERVICES } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { type ArrayNode, type ObjectNode, type PropertyNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { accept, type Detection, refuse } from '../detection.ts';
import type { Notation } from '../notation.ts';
import { project } from '../projection.ts';
import { CODEDEPLOY } from './dialect.ts';
import { keyOf, nameOf } from './names.ts';

const NOTATION: Notation = {
  nameOf,
  keyOf,
  addsMembers: () => false,
  coerces: true,
  worthOf: () => ({ is: 'itself' }),
  inside: ({ value }, member) => ({
    value: value && member && resolve(member).type === 'array' ? listOf(value) : value,
    notation: NOTATION,
  }),
};

/** A list with one object, of which the file has the object alone. */
function listOf(value: ValueNode): ValueNode {
  if (value.kind !== 'object') return value;
  const { offset, length, parent } = value;
  return { kind: 'array', items: [value], open: false, offset, length, parent } satisfies ArrayNode;
}

/**
 * Finds what an AppSpec file of CodeDeploy changes in a service of ECS; undefined if the document is not an AppSpec file.
 * Whatever it leaves out stays as the service has it, as in an update.
 */
export function detectAppSpec({ root }: SourceDocument): Detection | undefined {
  if (root?.kind !== 'object' || !memberIn(root, 'version') || propertyOf(root, 'AWSTemplateFormatVersion'))
    return undefined;
  const resources = memberIn(root, 'Resources')?.value;
  const holders =
    resources?.kind === 'array'
      ? resources.items
      : resources?.kind === 'object' && isTarget(resources)
        ? [resources]
        : [];
  const parts = holders.flatMap((holder) => (holder.kind === 'object' ? holder.properties.flatMap(partOf) : []));
  if (parts.length > 0) return accept('It is a CodeDeploy AppSpec file for an ECS service.', ...parts);
  return resources?.kind === 'array' ? refuse('It is a CodeDeploy AppSpec file that is not for ECS.', true) : undefined;
}

/** Whether an object is the one resource of an AppSpec file that should be in a list, and no template's resources. */
function isTarget(resources: ObjectNode): boolean {
  return resources.properties.every(({ value }) => {
    const properties = value?.kind === 'object' ? memberIn(value, 'Properties')?.value : undefined;
    return properties?.kind === 'object' && memberIn(properties, 'LoadBalancerInfo') !== undefined;
  });
}

function partOf({ key, value }: PropertyNode): ServicePart | [] {
  if (value?.kind !== 'object') return [];
  const type = memberIn(value, 'Type')?.value;
  const properties = memberIn(value, 'Properties')?.value;
  if (type?.kind !== 'string' || type.value !== 'AWS::ECS::Service' || properties?.kind !== 'object') return [];
  const common = { id: key.value, dialect: CODEDEPLOY, label: key };
  return {
    kind: 'service',
    type: 'UpdateServiceRequest',
    ...common,
    ...project(properties, SERVICES.UpdateServiceRequest, NOTATION),
  };
}

/** A member by its name, whatever its capitals. */
function memberIn(object: ObjectNode, name: string): PropertyNode | undefined {
  return object.properties.find(({ key }) => key.value.toLowerCase() === name.toLowerCase());
}
