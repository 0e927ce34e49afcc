import type { Part } from '../../model/part.ts';
import { REQUEST } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { propertyOf, type SyntaxNode } from '../../syntax/node.ts';
import { accept, type Detection, refuse } from '../detection.ts';
import { type Notation, project } from '../projection.ts';
import { CLOUDFORMATION } from './dialect.ts';
import { addsMembers, resourcesOf, worthOf } from './functions.ts';
import { keyOf, nameOf } from './names.ts';

/** The type of a resource that is a task definition. */
const TYPE = 'AWS::ECS::TaskDefinition';

/** Finds the task definitions of a CloudFormation or SAM template; undefined where the document is none. */
export function detectTemplate(document: SourceDocument): Detection | undefined {
  const { root, text } = document;
  if (root?.kind !== 'object') return undefined;
  const isTemplate =
    propertyOf(root, 'AWSTemplateFormatVersion') !== undefined ||
    propertyOf(root, 'Resources')?.value?.kind === 'object';
  if (!isTemplate) return undefined;
  const notation: Notation = { nameOf, keyOf, addsMembers, coerces: true, worthOf: (node) => worthOf(node, text) };
  const parts = resourcesOf(root).flatMap(({ id, key, resource }): Part | [] => {
    const type = propertyOf(resource, 'Type')?.value;
    const properties = propertyOf(resource, 'Properties')?.value;
    if (type?.kind !== 'string' || type.value !== TYPE || properties?.kind !== 'object') return [];
    const label: SyntaxNode = key;
    return { id, taskLevel: 'here', dialect: CLOUDFORMATION, label, ...project(properties, REQUEST, notation) };
  });
  if (parts.length === 0) return refuse('It is a CloudFormation template without a task definition.', true);
  const what = parts.length === 1 ? 'a task definition' : `${parts.length} task definitions`;
  return accept(`It is a CloudFormation template with ${what}.`, ...parts);
}
