import type { Part } from '../../model/part.ts';
import { REQUEST } from '../../schema/schema.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { blockOf } from '../../syntax/hcl/nodes.ts';
import { propertyOf } from '../../syntax/node.ts';
import { accept, type Detection, refuse } from '../detection.ts';
import { project } from '../projection.ts';
import { TERRAFORM } from './dialect.ts';
import { isResource, notationOf } from './notation.ts';

/** The type of a resource that is a task definition. */
const TYPE = 'aws_ecs_task_definition';

/** Finds the task definitions of a file of Terraform or OpenTofu; undefined where the document is none. */
export function detectTerraform({ language, root, text }: SourceDocument): Detection | undefined {
  if (language.id !== 'hcl') return undefined;
  const resources = root?.kind === 'object' ? propertyOf(root, 'resource')?.value : undefined;
  if (root?.kind !== 'object' || resources?.kind !== 'array')
    return refuse('It is a file of Terraform without a task definition.', true);
  const notation = notationOf(root, text);
  const parts = resources.items.flatMap((body): Part | [] => {
    if (!isResource(body, TYPE)) return [];
    const [type, name] = blockOf(body)!.labels;
    const id = name?.value ?? '';
    const root = project(body, REQUEST, notation);
    return { kind: 'task', id, taskLevel: 'here', dialect: TERRAFORM, label: name ?? type, ...root };
  });
  if (parts.length === 0) return refuse('It is a file of Terraform without a task definition.', true);
  const what = parts.length === 1 ? 'a task definition' : `${parts.length} task definitions`;
  return accept(`It is a file of Terraform with ${what}.`, ...parts);
}
