import type { ValueNode } from './node.ts';

/**
 * Something that the user has to fill in, with a preset: plain text in a file, a tab stop in an editor that supports
 * snippets. If the same instance occurs in several places, all of them are filled in at once.
 */
export class Ask {
  constructor(
    readonly preset: string | number | boolean,
    /** The values to choose from, including the preset. */
    readonly choices: readonly string[] = [],
  ) {}

  /** The preset as text. */
  get text(): string {
    return String(this.preset);
  }
}

/** A text made of fixed words and things to fill in, such as the ARN of a secret. */
export class Words {
  readonly parts: readonly (string | Ask)[];

  constructor(...parts: (string | Ask)[]) {
    this.parts = parts;
  }
}

/** A value to write, in JSON's data model. */
export type Json = string | number | boolean | null | Ask | Words | readonly Json[] | { readonly [key: string]: Json };

/** Whether a value contains anything that the user has to fill in. */
export function hasAsk(value: Json): boolean {
  if (value instanceof Ask) return true;
  if (value instanceof Words) return value.parts.some((part) => part instanceof Ask);
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => hasAsk(part as Json));
}

/** Whether a value is an object or a list. */
export function isStructure(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !(value instanceof Ask) && !(value instanceof Words);
}

/** A node's value as plain data; undefined if any part of it is deferred or broken. */
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
