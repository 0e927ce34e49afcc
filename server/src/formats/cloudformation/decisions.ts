import { type ObjectNode, propertyOf, type SyntaxNode, type ValueNode } from '../../syntax/node.ts';
import { type Decide, type Decision, isValue } from '../choices.ts';
import type { ScalarNode, Worth } from '../notation.ts';
import type { Decided } from './functions.ts';

/** Members of a task definition with free values, which are never wrong. */
const FREE = new Set(['Environment', 'DockerLabels', 'Labels', 'DriverOpts', 'Tags']);

/**
 * What the calls in a template give: a `Ref` to a parameter with `AllowedValues` one of these, and an `Fn::If` one of its
 * branches. The default of a parameter decides nothing, as another value may be given.
 * Source: the template reference of Parameters and of condition functions, checked 2026-11-28.
 * @returns what the calls of one resource give, by the condition of the resource, which is true where it exists
 */
export function decisionsIn(root: ObjectNode): (condition: string | undefined, decide: Decide) => Decided {
  const parameters = propertyOf(root, 'Parameters')?.value;
  const valuesOf = new Map<string, readonly ScalarNode[]>();
  for (const { key, value } of parameters?.kind === 'object' ? parameters.properties : [])
    valuesOf.set(key.value, allowed(value));
  return (condition, decide) => (name, argument, call) => {
    if (isFree(call)) return undefined;
    if (name === 'Ref') {
      const values = argument?.kind === 'string' ? (valuesOf.get(argument.value) ?? []) : [];
      const outcome = values.length > 0 && decide(ofParameter((argument as { value: string }).value, values), call);
      return typeof outcome === 'number' ? { is: 'other', node: values[outcome]! } : undefined;
    }
    if (name !== 'If' || argument?.kind !== 'array' || argument.items.length !== 3) return undefined;
    const [of, whenTrue, whenFalse] = argument.items;
    if (of?.kind !== 'string') return undefined;
    // A member that is left out on a condition is left out on purpose.
    if (isNothing(whenTrue!) || isNothing(whenFalse!)) return undefined;
    const outcome = of.value === condition ? 0 : decide({ name: of.value, outcomes: ['is true', 'is false'] }, call);
    return outcome === undefined ? undefined : inner((outcome === 0 ? whenTrue : whenFalse)!);
  };
}

function isNothing(node: ValueNode): boolean {
  const value = node.kind === 'object' ? propertyOf(node, 'Ref')?.value : undefined;
  return value?.kind === 'string' && value.value === 'AWS::NoValue';
}

function inner(node: ValueNode): Worth {
  return { is: 'inner', node };
}

function ofParameter(name: string, values: readonly ScalarNode[]): Decision {
  return { name, outcomes: values.map(({ value }) => isValue(value)) };
}

/** The values that a parameter may have; none if it may have any. */
function allowed(parameter: ValueNode | undefined): readonly ScalarNode[] {
  if (parameter?.kind !== 'object' || parameter.open) return [];
  const type = propertyOf(parameter, 'Type')?.value;
  const values = propertyOf(parameter, 'AllowedValues')?.value;
  const isPlain = type?.kind === 'string' && (type.value === 'String' || type.value === 'Number');
  if (!isPlain || values?.kind !== 'array' || values.open) return [];
  const scalars = values.items.filter((item) => isScalar(item));
  return scalars.length === values.items.length ? scalars : [];
}

function isScalar(node: ValueNode): node is ScalarNode {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean';
}

/** Whether a call is in values of the user's own. */
function isFree(call: ValueNode): boolean {
  for (let at: SyntaxNode | undefined = call.parent; at; at = at.parent)
    if (at.kind === 'property' && FREE.has(at.key.value)) return true;
  return false;
}
