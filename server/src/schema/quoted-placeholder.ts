import type { Report, Severity } from '../findings/report.ts';
import type { TaskDefinition } from '../model/task.ts';
import { lift } from '../syntax/edit.ts';
import { insideOf, isPlaceholder, type StringNode, type ValueNode } from '../syntax/node.ts';
import { nameOf } from './place.ts';
import { resolve, type Schema } from './schema.ts';
import { TYPES } from './wrong-shape.ts';

/**
 * Reports a quoted placeholder where a string is not allowed, in JSON that Terraform fills in as a template or in a
 * heredoc: whatever is filled in, the value stays a string. Undefined if another program may read the file, as that
 * program may know the types.
 */
export function quotedPlaceholder(
  node: StringNode,
  schema: Schema,
  task: TaskDefinition | undefined,
): { readonly severity: Severity; readonly report: Report } | undefined {
  const { type } = resolve(schema);
  if (type === undefined || type === 'string' || !task || !isFilledIn(node, task)) return undefined;
  // Not an error for plain values, as some templates pass them through a function that strips the quotes.
  const isPlain = type !== 'array' && type !== 'object';
  const bare: ValueNode = { kind: 'template', ...insideOf(node), parent: node.parent };
  const isWhole = /^\$\{[^{}]*\}$/.test(node.value);
  const title = isPlain ? 'Remove the quotes' : 'Remove the quotes, if the variable contains JSON';
  return {
    severity: isPlain ? 'warning' : 'error',
    report: {
      at: node,
      message: `${nameOf(node)} has to be ${TYPES[type]}, but a placeholder in quotes becomes text: remove the quotes`,
      fixes: isWhole ? [{ title, preferred: isPlain, edits: [lift(bare, node)] }] : [],
    },
  };
}

function isFilledIn(node: StringNode, task: TaskDefinition): boolean {
  if (!isPlaceholder(node) || !node.value.includes('${')) return false;
  if (task.part.dialect.staysText?.(node)) return true;
  return task.isBareList && /\.(?:tpl|tftpl|tmpl)$/i.test(task.fileName);
}
