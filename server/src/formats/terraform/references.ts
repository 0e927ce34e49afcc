import { endOf, type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import type { Declarations } from './declarations.ts';

/**
 * The name of the resource that is the task definition of a service; undefined where that is decided later, or is in
 * another file.
 * @param argument that refers to it
 */
export function taskIn(
  service: ObjectNode,
  declarations: Declarations,
  argument = 'task_definition',
): string | undefined {
  const value = propertyOf(service, argument)?.value;
  const { text } = declarations;
  const expression = value && expressionIn(value, text);
  const [, local] = /^local\.([\w-]+)$/.exec(expression ?? '') ?? [];
  const found = local === undefined ? undefined : declarations.local(local);
  return taskOf(found ? expressionIn(found, text) : expression);
}

/** The same in Terraform's JSON. */
export function taskInJson(service: ObjectNode): string | undefined {
  const value = propertyOf(service, 'task_definition')?.value;
  return value?.kind === 'string' ? taskOf(value.value) : undefined;
}

function expressionIn(value: ValueNode, text: string): string | undefined {
  if (value.kind === 'string') return value.value;
  return value.kind === 'template' ? text.slice(value.offset, Math.min(endOf(value), value.offset + MOST)) : undefined;
}

/** Longer expressions are not looked into. */
const MOST = 500;

const TASK = /(?<![\w.-])aws_ecs_task_definition\.([\w-]+)/g;
/** A way from a name to one of its attributes: `data.aws_ecs_task_definition.web.revision`. */
const PATH = /(?<![\w.-])[A-Za-z_][\w-]*(?=\.|\[)/g;
const KNOWN_ROOTS = new Set(['aws_ecs_task_definition', 'data', 'each', 'count']);

/** The one task definition that an expression is about; undefined where it chooses between it and something else. */
function taskOf(expression: string | undefined): string | undefined {
  if (expression === undefined || expression.includes('?')) return undefined;
  const [name, ...others] = new Set([...expression.matchAll(TASK)].map(([, found]) => found));
  if (name === undefined || others.length > 0) return undefined;
  return [...expression.matchAll(PATH)].every(([root]) => KNOWN_ROOTS.has(root)) ? name : undefined;
}
