import type { TaskPart } from '../../model/part.ts';
import { REQUEST } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { blockOf } from '../../syntax/hcl/nodes.ts';
import { type ObjectNode, propertyOf, type SyntaxNode } from '../../syntax/node.ts';
import { accept, type Detection, refuse } from '../detection.ts';
import { type Notation, project } from '../projection.ts';
import { TERRAFORM } from './dialect.ts';
import { JSON_NOTATION, resourcesIn } from './json.ts';
import { isResource, notationOf } from './notation.ts';

/** The type of a resource that is a task definition. */
const TYPE = 'aws_ecs_task_definition';

/**
 * Finds the task definitions of a file of Terraform or OpenTofu; undefined where the document is none.
 * @param fileName path or URI; only its last part counts
 */
export function detectTerraform(fileName: string, { language, root, text }: SourceDocument): Detection | undefined {
  const isJson = language.id === 'json' && /\.(?:tf|tofu)\.json$/i.test(fileName);
  if (language.id !== 'hcl' && !isJson) return undefined;
  const parts = root?.kind !== 'object' ? [] : isJson ? jsonParts(root) : partsOf(root, text);
  if (parts.length === 0) return refuse('It is a file of Terraform without a task definition.', true);
  const what = parts.length === 1 ? 'a task definition' : `${parts.length} task definitions`;
  return accept(`It is a file of Terraform with ${what}.`, ...parts);
}

function partsOf(root: ObjectNode, text: string): TaskPart[] {
  const resources = propertyOf(root, 'resource')?.value;
  if (resources?.kind !== 'array') return [];
  const notation = notationOf(root, text);
  return resources.items.flatMap((body): TaskPart | [] => {
    if (!isResource(body, TYPE)) return [];
    const [type, name] = blockOf(body)!.labels;
    return partOf(name?.value ?? '', name ?? type!, body, notation);
  });
}

function jsonParts(root: ObjectNode): TaskPart[] {
  return resourcesIn(root, TYPE).map(({ name, body }) => partOf(name.value, name, body, JSON_NOTATION));
}

function partOf(id: string, label: SyntaxNode, body: ObjectNode, notation: Notation): TaskPart {
  return { kind: 'task', id, taskLevel: 'here', dialect: TERRAFORM, label, ...project(body, REQUEST, notation) };
}
