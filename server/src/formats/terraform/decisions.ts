import { conditionalAt } from '../../syntax/hcl/conditional.ts';
import { blockOf } from '../../syntax/hcl/nodes.ts';
import { endOf, Leaf, type ObjectNode, propertyOf, type SyntaxNode, type ValueNode } from '../../syntax/node.ts';
import { type Decide, isValue } from '../choices.ts';
import type { ScalarNode, Worth } from '../notation.ts';

/** Members with values of the user's own, which nothing is wrong with. */
const FREE = new Set(['environment', 'dockerLabels', 'labels', 'driver_opts', 'tags']);

/**
 * What an expression is worth once a decision is taken: a variable that is validated by a list of values is one of these,
 * and a conditional one of its two values. The default of a variable decides nothing, as another value may be given.
 * Source: custom conditions and conditional expressions in the documentation of Terraform, checked 2026-11-28.
 */
export function decidedIn(node: ValueNode, root: ObjectNode, text: string, decide: Decide): Worth | undefined {
  if (node.kind !== 'template' || isFree(node)) return undefined;
  const [, name] = /^var\.([\w-]+)$/.exec(text.slice(node.offset, Math.min(endOf(node), node.offset + 200))) ?? [];
  if (name !== undefined) {
    const values = allowed(root, name, text);
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

/** The list in a validation that allows these values and no other. */
const CONTAINS = /^contains\(\s*\[([^[\]]*)\]\s*,\s*var\.([\w-]+)\s*\)$/;
const ITEM = /\s*(?:"((?:[^"\\$%]|[$%](?!\{))*)"|(-?\d+(?:\.\d+)?))\s*(,|$)/y;

/** The values that a variable of the file may have; none if it may have any, or more is asked of it. */
function allowed(root: ObjectNode, name: string, text: string): readonly ScalarNode[] {
  const variables = propertyOf(root, 'variable')?.value;
  if (variables?.kind !== 'array') return [];
  const variable = variables.items.find((body) => blockOf(body)?.labels[0]?.value === name);
  if (variable?.kind !== 'object') return [];
  const type = propertyOf(variable, 'type')?.value;
  const validations = propertyOf(variable, 'validation')?.value;
  if (!type || validations?.kind !== 'array' || validations.items.length !== 1) return [];
  const [validation] = validations.items;
  const condition = validation?.kind === 'object' ? propertyOf(validation, 'condition')?.value : undefined;
  if (!condition || condition.length > 2000) return [];
  const [, list, of] = CONTAINS.exec(text.slice(condition.offset, endOf(condition))) ?? [];
  const kind = text.slice(type.offset, endOf(type));
  return list !== undefined && of === name && (kind === 'string' || kind === 'number') ? literals(list, kind) : [];
}

/** The texts and numbers of a list, as a variable of the type has them; none if there is anything else in it. */
function literals(list: string, type: 'string' | 'number'): ScalarNode[] {
  const found: ScalarNode[] = [];
  ITEM.lastIndex = 0;
  while (ITEM.lastIndex < list.length) {
    const from = ITEM.lastIndex;
    const match = ITEM.exec(list);
    if (!match) return /^\s*$/.test(list.slice(from)) ? found : [];
    const value = match[1] ?? match[2]!;
    if (value.includes('\\') || (type === 'number' && !Number.isFinite(Number(value)))) return [];
    found.push(
      type === 'string'
        ? new Leaf('string', value, 0, 0, undefined, 0)
        : (new Leaf('number', Number(value), 0, 0, undefined, 0) as ScalarNode),
    );
  }
  return found;
}

/** Whether an expression is in values of the user's own. */
function isFree(node: ValueNode): boolean {
  for (let at: SyntaxNode | undefined = node.parent; at; at = at.parent)
    if (at.kind === 'property' && FREE.has(at.key.value)) return true;
  return false;
}
