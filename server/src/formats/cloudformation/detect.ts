import { MOST_PARTS } from '../../model/most.ts';
import type { Part } from '../../model/part.ts';
import { REQUEST, SERVICES } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { leaveOut } from '../../syntax/effort.ts';
import { type ObjectNode, propertyOf, type SyntaxNode } from '../../syntax/node.ts';
import { withChoices } from '../choices.ts';
import { accept, type Detection, partsInWords, refuse } from '../detection.ts';
import type { Notation } from '../notation.ts';
import { project } from '../projection.ts';
import { decisionsIn } from './decisions.ts';
import { CLOUDFORMATION } from './dialect.ts';
import { addsMembers, type Decided, resourceOf, resourcesOf, wordAsBoolean, worthOf } from './functions.ts';
import { isOwn, keyOf, nameOf } from './names.ts';
import { scalingOf, targetsIn } from './scaling.ts';

const TASK = 'AWS::ECS::TaskDefinition';
const SERVICE = 'AWS::ECS::Service';
const TASK_SET = 'AWS::ECS::TaskSet';
const EXPRESS = 'AWS::ECS::ExpressGatewayService';

/**
 * Finds the task definitions and services in a CloudFormation or SAM template; undefined if the document is not a
 * template.
 */
export function detectTemplate(document: SourceDocument): Detection | undefined {
  const { root, text } = document;
  if (root?.kind !== 'object') return undefined;
  const isTemplate =
    propertyOf(root, 'AWSTemplateFormatVersion') !== undefined ||
    propertyOf(root, 'Resources')?.value?.kind === 'object';
  if (!isTemplate) return undefined;
  const notationWith = (decided: Decided): Notation => ({
    nameOf,
    keyOf,
    addsMembers,
    coerces: true,
    emptyIsNull: document.emptyIsNull,
    skips: isOwn,
    worthOf: (node, type) => (type?.type === 'boolean' && wordAsBoolean(node, text)) || worthOf(node, text, decided),
  });
  // In YAML only resources and parameters are read.
  const hasRules = propertyOf(root, 'Rules') !== undefined || (root.open && /^["']?Rules["']?[ \t]*:/m.test(text));
  let count = 0;
  const resources = resourcesOf(root);
  const ofExpress = new Set(resources.map(({ resource }) => expressTaskOf(resource)));
  const targets = targetsIn(resources, text);
  const decisions = decisionsIn(root);
  const parts = resources.flatMap(({ id, key, resource }): Part | [] => {
    const type = propertyOf(resource, 'Type')?.value;
    const properties = propertyOf(resource, 'Properties')?.value;
    if (type?.kind !== 'string' || properties?.kind !== 'object') return [];
    if (![TASK, SERVICE, TASK_SET].includes(type.value)) return [];
    if (++count > MOST_PARTS) {
      leaveOut('parts');
      return [];
    }
    const label: SyntaxNode = key;
    const common = { id, dialect: CLOUDFORMATION, label };
    const written = propertyOf(resource, 'Condition')?.value;
    const condition = written?.kind === 'string' ? written.value : undefined;
    const reference = propertyOf(properties, 'TaskDefinition')?.value;
    const task = reference && resourceOf(reference, 'TaskDefinitionArn');
    return withChoices((decide): Part => {
      const notation = notationWith(decisions(condition, decide));
      if (type.value === TASK) {
        const isForExpress = ofExpress.has(id);
        return { kind: 'task', taskLevel: 'here', isForExpress, ...common, ...project(properties, REQUEST, notation) };
      }
      const of = type.value === TASK_SET ? 'CreateTaskSetRequest' : 'CreateServiceRequest';
      const scaling = scalingOf(id, properties, targets, text);
      return { kind: 'service', type: of, task, scaling, ...common, ...project(properties, SERVICES[of], notation) };
    }, !hasRules && !written);
  });
  if (parts.length === 0)
    return refuse('It is a CloudFormation template without a task definition or a service.', true);
  return accept(`It is a CloudFormation template with ${partsInWords(parts)}.`, ...parts);
}

/** The logical ID of the task definition that an Express service runs; undefined for any other resource. */
function expressTaskOf(resource: ObjectNode): string | undefined {
  const type = propertyOf(resource, 'Type')?.value;
  const properties = propertyOf(resource, 'Properties')?.value;
  if (type?.kind !== 'string' || type.value !== EXPRESS || properties?.kind !== 'object') return undefined;
  const reference = propertyOf(properties, 'TaskDefinitionArn')?.value;
  return reference && resourceOf(reference, 'TaskDefinitionArn');
}
