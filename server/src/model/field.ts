import type { PropertyNode, ValueNode } from '../syntax/node.ts';

/**
 * What is known about a member of the task definition. There are three states because a rule that overlooked the second
 * would judge values that are not decided yet.
 */
export type Field<T> = Absent | Deferred | Known<T>;

/** The member is missing, or it is `null` or an empty string, both of which deploy tools drop. */
export interface Absent {
  readonly state: 'absent';
  readonly value?: undefined;
  /** The property, if the member is present but empty. */
  readonly property: PropertyNode | undefined;
  readonly node?: undefined;
}

/**
 * Decided later: a placeholder, a value inside a template, or a value of the wrong type, which the schema check
 * reports.
 */
export interface Deferred {
  readonly state: 'deferred';
  readonly value?: undefined;
  readonly property: PropertyNode | undefined;
  readonly node: ValueNode | undefined;
}

/** Present in the file. */
export interface Known<T> {
  readonly state: 'known';
  readonly value: T;
  readonly property: PropertyNode | undefined;
  readonly node: ValueNode;
}

/**
 * Converts the value of a known field. The result is deferred if `convert` returns undefined; absent and deferred
 * fields are passed through.
 */
export function mapField<A, B>(field: Field<A>, convert: (value: A) => B | undefined): Field<B> {
  if (field.state !== 'known') return field;
  const value = convert(field.value);
  if (value === undefined) return { state: 'deferred', node: field.node, property: field.property };
  return { ...field, value };
}

/** Whether a field is known to have the given value. */
export function isKnown<T>(field: Field<T>, value: T): boolean {
  return field.state === 'known' && field.value === value;
}

/** What is known about an object or list: it is present, it is left out, or it is decided later. */
export type Presence = 'known' | 'absent' | 'deferred';
