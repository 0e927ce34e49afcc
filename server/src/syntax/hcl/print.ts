import type { WriteMode } from '../edit.ts';
import { type LineStyle, Printer } from '../printer.ts';
import { Ask, isStructure, type Json, Words } from '../value.ts';

interface Argument {
  /** The function that the value is handed to. */
  readonly call: string | undefined;
}

const ARGUMENTS = new WeakMap<object, Argument>();

/**
 * Has a structure written as an argument: `name = { … }`. In a body, an object is a block and a list of objects are several, unless
 * this says otherwise. @param call a function around the value, such as `jsonencode`
 */
export function asArgument<V extends Json>(value: V, call?: string): V {
  if (isStructure(value)) ARGUMENTS.set(value, { call });
  return value;
}

/** Whether a member of a body is written as blocks. */
export function isBlockValue(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  if (!isStructure(value) || ARGUMENTS.has(value)) return false;
  return !Array.isArray(value) || (value.length > 0 && value.every((item: Json) => isStructure(item)));
}

/** Writes values as HCL, with places to fill in that are counted over all values that one printer writes. */
export class HclPrinter extends Printer {
  constructor(
    private readonly style: LineStyle,
    mode: WriteMode,
  ) {
    super(mode);
  }

  /** `key = value`. @param width of the key, so that the signs of several members are below each other */
  member(key: string, value: Json, indent: string, multiline: boolean, width = 0): string {
    const call = isStructure(value) ? ARGUMENTS.get(value)?.call : undefined;
    const written = this.value(value, indent, multiline);
    return `${this.key(key).padEnd(width)} = ${call ? `${call}(${written})` : written}`;
  }

  /** A member of a body: an argument, a block or several; the first line has no indentation. */
  bodyMember(key: string, value: Json, indent: string, width = 0): string {
    if (!isBlockValue(value)) return this.member(key, value, indent, true, width);
    const items = Array.isArray(value) ? (value as readonly Json[]) : [value];
    return items
      .map((item) => `${key} ${this.body(item as { readonly [key: string]: Json }, indent)}`)
      .join(this.style.eol + indent);
  }

  /** The body of a block in braces. */
  body(value: { readonly [key: string]: Json }, indent: string): string {
    const { unit, eol } = this.style;
    const inner = indent + unit;
    const members = Object.entries(value).map(([key, item]) => this.bodyMember(key, item, inner));
    return members.length === 0 ? '{}' : `{${eol}${inner}${members.join(eol + inner)}${eol}${indent}}`;
  }

  key(key: string): string {
    return /^[A-Za-z_][\w-]*$/.test(key) ? key : this.escape(`"${inQuotes(key)}"`);
  }

  /**
   * A value; lists of plain values stay on a line.
   * @param indent of the line that it begins on
   */
  value(value: Json, indent: string, multiline: boolean): string {
    if (value instanceof Ask) return typeof value.preset === 'string' ? `"${this.stop(value)}"` : this.stop(value);
    if (value instanceof Words) return this.words(value);
    if (!isStructure(value)) return this.escape(typeof value === 'string' ? written(value) : String(value));
    const { unit, eol } = this.style;
    const inner = indent + unit;
    const isList = Array.isArray(value);
    const parts = isList
      ? (value as readonly Json[]).map((item) => this.value(item, inner, multiline))
      : Object.entries(value).map(([key, item]) => this.member(key, item as Json, inner, multiline));
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    if (parts.length === 0) return `${open}${close}`;
    const flat = isList && !(value as readonly Json[]).some(isStructure);
    if (!multiline || flat) return isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
    return `${open}${eol}${inner}${parts.join(`${isList ? ',' : ''}${eol}${inner}`)}${eol}${indent}${close}`;
  }

  protected inQuotes(text: string): string {
    return inQuotes(text);
  }
}

/** A text in quotes; one that is an interpolation and nothing else is the expression in it. */
function written(text: string): string {
  const [, expression] = /^\$\{([A-Za-z_][\w.\-[\]*]*)\}$/.exec(text) ?? [];
  return expression ?? `"${inQuotes(text)}"`;
}

/** A text as it is between quotes. Interpolations in it are code, and stay as they are. */
function inQuotes(text: string): string {
  let result = '';
  let from = 0;
  for (const { 0: code, index } of text.matchAll(/(?<![$%])[$%]\{(?:"[^"]*"|[^"{}]|\{[^{}]*\})*\}/g)) {
    result += escaped(text.slice(from, index)) + code;
    from = index + code.length;
  }
  return result + escaped(text.slice(from));
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\b', '\\u0008').replaceAll('\\f', '\\u000c');
}
