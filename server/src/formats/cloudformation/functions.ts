import { endOf, type ObjectNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { booleanIn11 } from '../../syntax/yaml/scalars.ts';
import type { Worth } from '../notation.ts';

/** A call to an intrinsic function. */
interface Call {
  /** `Ref`, `Sub`, `GetAtt` …, without `Fn::`. */
  readonly name: string;
  readonly argument: ValueNode | undefined;
}

/** The intrinsic function that an object calls; undefined if the object is plain data. */
function callOf(node: ValueNode): Call | undefined {
  if (node.kind !== 'object' || node.properties.length !== 1) return undefined;
  const { key, value } = node.properties[0]!;
  if (key.value === 'Ref') return { name: 'Ref', argument: value };
  return key.value.startsWith('Fn::') ? { name: key.value.slice('Fn::'.length), argument: value } : undefined;
}

/** What a call of a function gives; undefined if it stays open. */
export type Decided = (name: string, argument: ValueNode | undefined, call: ValueNode) => Worth | undefined;

const ITSELF: Worth = { is: 'itself' };
const LATER: Worth = { is: 'later' };

/**
 * What a template's value means before deployment. A function's result is decided later, but identical calls are known
 * to give the same result, so a name that is a `Ref` equals itself.
 * Source: the template reference of intrinsic functions and pseudo parameters, checked 2026-11-28.
 * @param text the template's text
 * @param decided what a call gives where its outcome is decided
 */
export function worthOf(node: ValueNode, text: string, decided?: Decided): Worth {
  const call = callOf(node);
  if (!call) return ITSELF;
  const { name, argument } = call;
  const known = decided?.(name, argument, node);
  if (known) return known;
  if (name === 'Ref' && argument?.kind === 'string')
    return argument.value === 'AWS::NoValue' ? { is: 'absent' } : { is: 'text', value: `\${${argument.value}}` };
  if (name === 'Sub') {
    const pattern = argument?.kind === 'array' ? argument.items[0] : argument;
    return pattern?.kind === 'string' ? { is: 'text', value: pattern.value } : LATER;
  }
  if (name === 'Join') return joined(argument, text);
  if (name === 'GetAtt' && argument?.kind === 'array' && argument.items.every((item) => item.kind === 'string'))
    return { is: 'text', value: `\${${argument.items.map((item) => item.value).join('.')}}` };
  // It may be a list, an object or a string.
  if (name === 'If' || name === 'FindInMap' || name === 'Transform' || !argument) return LATER;
  return { is: 'text', value: standIn(argument, text) };
}

/**
 * A word such as `no` where a boolean is due, which YAML leaves open, but CloudFormation reads as YAML 1.1 does.
 * Source: yamlhelper.py of aws-cli 2, which quotes these words for CloudFormation, checked 2026-11-28.
 */
export function wordAsBoolean(node: ValueNode, text: string): Worth | undefined {
  const { kind, offset, length, parent } = node;
  const value = kind === 'template' && length <= 5 ? booleanIn11(text.slice(offset, offset + length)) : undefined;
  return value === undefined ? undefined : { is: 'other', node: { kind: 'boolean', value, offset, length, parent } };
}

function joined(argument: ValueNode | undefined, text: string): Worth {
  const [separator, list] = argument?.kind === 'array' ? argument.items : [];
  if (separator?.kind !== 'string' || list?.kind !== 'array') return LATER;
  const parts = list.items.flatMap((item) => {
    const worth = worthOf(item, text);
    if (worth.is === 'absent') return [];
    if (worth.is === 'text') return worth.value;
    return worth.is === 'itself' && item.kind === 'string' ? item.value : standIn(item, text);
  });
  return { is: 'text', value: parts.join(separator.value) };
}

/**
 * The logical ID of the resource that a value refers to, directly or through one of its attributes; undefined if it
 * refers to none.
 */
export function resourceOf(node: ValueNode, attribute: string): string | undefined {
  const { name, argument } = callOf(node) ?? {};
  if (name === 'Ref') return argument?.kind === 'string' ? argument.value : undefined;
  if (name === 'GetAtt' && argument?.kind === 'array') {
    const [id, of] = argument.items;
    return id?.kind === 'string' && of?.kind === 'string' && of.value === attribute ? id.value : undefined;
  }
  if (argument?.kind !== 'string' || (name !== 'GetAtt' && name !== 'Sub')) return undefined;
  const reference = name === 'Sub' ? /^\$\{([\w.]+)\}$/.exec(argument.value)?.[1] : argument.value;
  const [id, ...of] = reference?.split('.') ?? [];
  return of.length === 0 ? (name === 'Sub' ? id : undefined) : of.join('.') === attribute ? id : undefined;
}

/** A placeholder that is the same for equal values, whatever their layout. */
function standIn(node: ValueNode, text: string): string {
  const written = text.slice(node.offset, Math.min(endOf(node), node.offset + 300)).replaceAll(/[\s{}"']/g, '');
  return `\${${written}}`;
}

/** Whether a key adds members when the template is processed. */
export function addsMembers(key: string): boolean {
  return key === 'Fn::Transform' || key.startsWith('Fn::ForEach::') || key === '<<';
}

/** A resource of a template. */
export interface Resource {
  /** The logical ID. */
  readonly id: string;
  readonly key: ValueNode;
  readonly resource: ObjectNode;
}

/** The resources of a template by logical ID; those in a loop under the name they have there. */
export function resourcesOf(root: ObjectNode): Resource[] {
  const resources = propertyOf(root, 'Resources')?.value;
  if (resources?.kind !== 'object') return [];
  return resources.properties.flatMap(({ key, value }) => {
    if (value?.kind === 'object') return { id: key.value, key, resource: value };
    const body = key.value.startsWith('Fn::ForEach::') && value?.kind === 'array' ? value.items[2] : undefined;
    if (body?.kind !== 'object') return [];
    return body.properties.flatMap((inner) =>
      inner.value?.kind === 'object' ? { id: inner.key.value, key: inner.key, resource: inner.value } : [],
    );
  });
}
