import { MOST_PARTS } from '../../model/most.ts';
import type { Part, ServicePart } from '../../model/part.ts';
import { REQUEST, SERVICES } from '../../schema/schema.ts';
import type { SourceDocument, SyntaxProblem } from '../../syntax/document.ts';
import { leaveOut } from '../../syntax/effort.ts';
import { embeddedIn } from '../../syntax/embedded/embedded.ts';
import { blockOf } from '../../syntax/hcl/nodes.ts';
import { type ObjectNode, propertyOf, type SyntaxNode } from '../../syntax/node.ts';
import { withChoices } from '../choices.ts';
import { accept, type Detection, partsInWords, refuse } from '../detection.ts';
import { isOverrideName, isTerraformJsonName } from '../file-names.ts';
import type { Notation } from '../notation.ts';
import { project } from '../projection.ts';
import type { NamedTargets } from '../scaling.ts';
import { isAlways } from './decisions.ts';
import { Declarations } from './declarations.ts';
import { TERRAFORM } from './dialect.ts';
import { JSON_NOTATION, resourcesIn } from './json.ts';
import { isResource, notationOf } from './notation.ts';
import { taskIn, taskInJson } from './references.ts';
import { scalingOf, targetsIn } from './scaling.ts';

/** The types of resources that are read. */
const KINDS: Readonly<Record<string, Part['kind']>> = {
  aws_ecs_task_definition: 'task',
  aws_ecs_service: 'service',
  aws_ecs_task_set: 'service',
};
const TASK_SET = 'aws_ecs_task_set';
const TYPES = Object.keys(KINDS);
const EXPRESS = 'aws_ecs_express_gateway_service';

/**
 * Finds the task definitions and services of a file of Terraform or OpenTofu; undefined where the document is none.
 * @param fileName path or URI; only its last part counts
 */
export function detectTerraform(fileName: string, document: SourceDocument): Detection | undefined {
  const { language, root, text } = document;
  const isJson = language.id === 'json' && isTerraformJsonName(fileName);
  if (language.id !== 'hcl' && !isJson) return undefined;
  const targets = targetsIn([document]);
  const parts = root?.kind !== 'object' ? [] : isJson ? jsonParts(root, text, targets) : partsOf(root, text, targets);
  if (parts.length === 0) return refuse('It is a file of Terraform without a task definition or a service.', true);
  // What an override leaves out stays as another file has it.
  if (isOverrideName(fileName)) for (const { root: merged } of parts) merged.open = true;
  return accept(`It is a file of Terraform with ${partsInWords(parts)}.`, ...parts);
}

function partsOf(root: ObjectNode, text: string, targets: NamedTargets | undefined): Part[] {
  const resources = propertyOf(root, 'resource')?.value;
  if (resources?.kind !== 'array') return [];
  const declarations = new Declarations(root, text);
  const express = resources.items.filter((body) => isResource(body, EXPRESS));
  const ofExpress = new Set(express.map((body) => taskIn(body, declarations, 'task_definition_arn')));
  const found = resources.items.flatMap((body) => {
    const type = TYPES.find((one) => isResource(body, one));
    return type ? { type, object: body as ObjectNode } : [];
  });
  return few(found).map(({ type, object }) => {
    const [first, name] = blockOf(object)!.labels;
    const id = name?.value ?? '';
    const links = {
      task: taskIn(object, declarations),
      scaling: scalingOf(id, object, targets, text),
      isForExpress: ofExpress.has(id),
    };
    return withChoices(
      (decide) => partOf(type, id, name ?? first!, object, notationOf(declarations, decide), links),
      isAlways(object, text),
    );
  });
}

function jsonParts(root: ObjectNode, text: string, targets: NamedTargets | undefined): Part[] {
  const found = TYPES.flatMap((type) => resourcesIn(root, type).map((one) => ({ type, ...one })));
  return few(found).map(({ type, name, body }) => {
    const scaling = scalingOf(name.value, body, targets, text);
    const links = { task: taskInJson(body), scaling, isForExpress: false };
    return partOf(type, name.value, name, body, JSON_NOTATION, links);
  });
}

/** As many as are read. */
function few<T>(found: readonly T[]): readonly T[] {
  if (found.length > MOST_PARTS) leaveOut('parts');
  return found.slice(0, MOST_PARTS);
}

/** What a service or a task definition has to do with other resources of the file. */
interface Links extends Pick<ServicePart, 'task' | 'scaling'> {
  readonly isForExpress: boolean;
}

function partOf(type: string, id: string, label: SyntaxNode, body: ObjectNode, notation: Notation, links: Links): Part {
  const { isForExpress, ...ofService } = links;
  const common = { id, dialect: TERRAFORM, label };
  if (KINDS[type] === 'task')
    return {
      kind: 'task',
      taskLevel: 'here',
      isForExpress,
      faults: faultsIn(body),
      ...common,
      ...project(body, REQUEST, notation),
    };
  const of = type === TASK_SET ? 'CreateTaskSetRequest' : 'CreateServiceRequest';
  return { kind: 'service', type: of, ...ofService, ...common, ...project(body, SERVICES[of], notation) };
}

/** What is broken in the JSON of the containers. */
function faultsIn(body: ObjectNode): readonly SyntaxProblem[] {
  const containers = propertyOf(body, 'container_definitions')?.value;
  return (containers && embeddedIn(containers)?.faults) ?? [];
}
