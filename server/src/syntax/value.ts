import type { ValueNode } from './node.ts';

/**
 * A place that the user has to fill in, with what stands there until then: plain text in a file, a place to type in an editor that
 * knows snippets. The same one at several places is filled in once for all of them.
 */
export class Ask {
  constructor(
    readonly preset: string | number | boolean,
    /** What to choose from, the preset among it. */
    readonly choices: readonly string[] = [],
  ) {}

  /** What stands there, as text. */
  get text(): string {
    return String(this.preset);
  }
}

/** A text of fixed words and places to fill in, such as the ARN of a secret. */
export class Words {
  readonly parts: readonly (string | Ask)[];

  constructor(...parts: (string | Ask)[]) {
    this.parts = parts;
  }
}

/** A value to write, by the data model of JSON. */
export type Json = string | number | boolean | null | Ask | Words | readonly Json[] | { readonly [key: string]: Json };

/** Whether a value has places in it that the user has to fill in. */
export function hasAsk(value: Json): boolean {
  if (value instanceof Ask) return true;
  if (value instanceof Words) return value.parts.some((part) => part instanceof Ask);
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => hasAsk(part as Json));
}

/** Whether a value is an object or a list. */
export function isStructure(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !(value instanceof Ask) && !(value instanceof Words);
}

/** A value as it would be written; undefined where a part of it is decided later, or is broken. */
export function jsonOf(node: ValueNode): Json | undefined {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'array': {
      const items = node.items.map(jsonOf);
      return node.open || items.includes(undefined) ? undefined : (items as Json[]);
    }
    case 'object': {
      if (node.open) return undefined;
      const members = new Map<string, Json>();
      for (const { key, value } of node.properties) {
        const member = value && jsonOf(value);
        if (member === undefined || members.has(key.value)) return undefined;
        members.set(key.value, member);
      }
      return Object.fromEntries(members);
    }
    default:
      return undefined;
  }
}
