import { conditionalAt } from '../../syntax/hcl/conditional.ts';
import { endOf, type ObjectNode, propertyOf, type SyntaxNode, type ValueNode } from '../../syntax/node.ts';
import { type Decide, isValue } from '../choices.ts';
import type { Worth } from '../notation.ts';
import type { Declarations } from './declarations.ts';

/** Members with values of the user's own, which nothing is wrong with. */
const FREE = new Set(['environment', 'dockerLabels', 'labels', 'driver_opts', 'tags']);

/**
 * What an expression is worth once a decision is taken: a variable that is validated by a list of values is one of these,
 * and a conditional one of its two values. The default of a variable decides nothing, as another value may be given.
 * Source: custom conditions and conditional expressions in the documentation of Terraform, checked 2026-11-28.
 */
export function decidedIn(node: ValueNode, declarations: Declarations, decide: Decide): Worth | undefined {
  const { text } = declarations;
  if (node.kind !== 'template' || isFree(node)) return undefined;
  const [, name] = /^var\.([\w-]+)$/.exec(text.slice(node.offset, Math.min(endOf(node), node.offset + 200))) ?? [];
  if (name !== undefined) {
    const values = declarations.valuesOf(name);
    if (values.length === 0) return undefined;
    const outcome = decide({ name: `var.${name}`, outcomes: values.map(({ value }) => isValue(value)) }, node);
    return outcome === undefined ? undefined : { is: 'other', node: values[outcome]! };
  }
  const found = conditionalAt(text, node, node.parent);
  // An argument that is left out on a condition is left out on purpose.
  if (!found || found.whenTrue.kind === 'null' || found.whenFalse.kind === 'null') return undefined;
  // Terraform would make them of one type first.
  if (found.whenTrue.kind !== found.whenFalse.kind) return undefined;
  const outcome = decide({ name: found.condition, outcomes: ['is true', 'is false'] }, node);
  return outcome === undefined ? undefined : { is: 'inner', node: outcome === 0 ? found.whenTrue : found.whenFalse };
}

/** Whether a resource is there whatever is decided, and its values are checked nowhere else. */
export function isAlways(body: ObjectNode, text: string): boolean {
  if (propertyOf(body, 'count') || propertyOf(body, 'for_each')) return false;
  const lifecycle = propertyOf(body, 'lifecycle')?.value;
  return !lifecycle || !text.slice(lifecycle.offset, endOf(lifecycle)).includes('precondition');
}

/** Whether an expression is in values of the user's own. */
function isFree(node: ValueNode): boolean {
  for (let at: SyntaxNode | undefined = node.parent; at; at = at.parent)
    if (at.kind === 'property' && FREE.has(at.key.value)) return true;
  return false;
}
