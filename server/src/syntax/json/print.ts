import type { WriteMode } from '../edit.ts';
import { type LineStyle, Printer } from '../printer.ts';
import { Ask, isStructure, type Json, Words } from '../value.ts';

/** Writes values as JSON. Snippet placeholders are numbered across all values that the same printer writes. */
export class JsonPrinter extends Printer {
  constructor(
    private readonly style: LineStyle,
    mode: WriteMode,
  ) {
    super(mode);
  }

  member(key: string, value: Json, indent: string, multiline: boolean): string {
    return `${this.key(key)}: ${this.value(value, indent, multiline)}`;
  }

  key(key: string): string {
    return this.escape(JSON.stringify(key));
  }

  /**
   * Writes a value; lists of scalars stay on one line.
   * @param indent of the line that the value starts on
   */
  value(value: Json, indent: string, multiline: boolean): string {
    if (value instanceof Ask) return typeof value.preset === 'string' ? `"${this.stop(value)}"` : this.stop(value);
    if (value instanceof Words) return this.words(value);
    if (!isStructure(value)) return this.escape(JSON.stringify(value));
    const { unit, eol } = this.style;
    const inner = indent + unit;
    const isList = Array.isArray(value);
    const parts = isList
      ? (value as readonly Json[]).map((item) => this.value(item, inner, multiline))
      : Object.entries(value).map(([key, item]) => this.member(key, item as Json, inner, multiline));
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    if (parts.length === 0) return `${open}${close}`;
    const flat = isList ? !(value as readonly Json[]).some(isStructure) : isCall(value as object);
    if (!multiline || flat) return isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
    return `${open}${eol}${inner}${parts.join(`,${eol}${inner}`)}${eol}${indent}${close}`;
  }

  protected inQuotes(text: string): string {
    return inQuotes(text);
  }
}

/** Whether an object is a reference or another function of a template, which stays on one line. */
function isCall(value: object): boolean {
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'));
}

function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
