import type { PropertyNode, ValueNode } from '../syntax/node.ts';

/**
 * What a member of the task definition is known to be. Three states, because a rule that skips the second
 * judges values that nobody has decided yet.
 */
export type Field<T> = Absent | Deferred | Known<T>;

/** The member is not there, or is `null` or an empty text, which deploy tools drop. */
export interface Absent {
  readonly state: 'absent';
  readonly value?: undefined;
  /** The empty member, where one is written. */
  readonly property: PropertyNode | undefined;
  readonly node?: undefined;
}

/** Decided later: a placeholder, a template around it, or a value of the wrong type, which the schema check reports. */
export interface Deferred {
  readonly state: 'deferred';
  readonly value?: undefined;
  readonly property: PropertyNode | undefined;
  readonly node: ValueNode | undefined;
}

/** Written in the file. */
export interface Known<T> {
  readonly state: 'known';
  readonly value: T;
  readonly property: PropertyNode | undefined;
  readonly node: ValueNode;
}

/** A field with its value read on: known values are converted, and become deferred where the conversion has no answer. */
export function mapField<A, B>(field: Field<A>, convert: (value: A) => B | undefined): Field<B> {
  if (field.state !== 'known') return field;
  const value = convert(field.value);
  if (value === undefined) return { state: 'deferred', node: field.node, property: field.property };
  return { ...field, value };
}

/** Whether a field is known to have that value. */
export function isKnown<T>(field: Field<T>, value: T): boolean {
  return field.state === 'known' && field.value === value;
}

/** What is known of an object or a list: that it is written, that it is left out, or nothing, because it is decided later. */
export type Presence = 'known' | 'absent' | 'deferred';
