import type { WriteMode } from '../edit.ts';
import { Printer } from '../printer.ts';
import { Ask, isStructure, type Json, Words } from '../value.ts';
import { isPlainSafe } from './scalars.ts';
import type { YamlStyle } from './style.ts';

/** How a text is quoted; `plain` where it may go without, and in double quotes where it may not. */
export type Quoting = 'plain' | 'single' | 'double';

/** Writes values as YAML, with places to fill in that are counted over all values that one printer writes. */
export class YamlPrinter extends Printer {
  constructor(
    private readonly style: YamlStyle,
    mode: WriteMode,
  ) {
    super(mode);
  }

  /** A member in block style. @param indent of the line that it is on */
  member(key: string, value: Json, indent: string, quoting?: Quoting): string {
    const { eol } = this.style;
    const written = `${this.text(key, 'plain')}:`;
    if (!this.takesLines(value)) return `${written} ${this.inline(value, quoting)}`;
    const inner = this.inner(value, indent);
    return `${written}${eol}${inner}${this.block(value, inner)}`;
  }

  /** The indentation of a value in block style below its key. */
  inner(value: Json, indent: string): string {
    return Array.isArray(value) && this.style.hasFlatLists ? indent : indent + this.style.unit;
  }

  /** An object or a list in block style, with all that follows its first line indented. */
  block(value: Json, indent: string): string {
    const { eol } = this.style;
    if (!this.takesLines(value)) return this.inline(value);
    const lines = Array.isArray(value)
      ? (value as readonly Json[]).map((item) => `- ${this.block(item, `${indent}  `)}`)
      : Object.entries(value as { [key: string]: Json }).map(([key, part]) => this.member(key, part, indent));
    return lines.join(eol + indent);
  }

  /** A value in flow style, all on one line. */
  inline(value: Json, quoting?: Quoting): string {
    if (value instanceof Ask) {
      if (typeof value.preset !== 'string') return this.stop(value);
      return this.mode === 'plain' ? this.text(value.preset, quoting) : this.inQuotesOf(value, quoting);
    }
    if (value instanceof Words) return this.words(value, quoting);
    if (!isStructure(value)) return typeof value === 'string' ? this.text(value, quoting) : String(value);
    const call = callOf(value);
    if (call) return this.escape(call);
    const template = templateOf(value);
    if (template !== undefined) return `!Sub ${this.inline(template, quoting)}`;
    if (Array.isArray(value)) return `[${(value as readonly Json[]).map((item) => this.inline(item)).join(', ')}]`;
    const members = Object.entries(value).map(([key, part]) => this.pair(key, part as Json));
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }

  /** A member in flow style. */
  pair(key: string, value: Json): string {
    return `${this.text(key, 'plain')}: ${this.inline(value)}`;
  }

  /** A text, in the quotes that it had where it had some. */
  text(text: string, quoting: Quoting = this.style.quoting): string {
    if (quoting === 'plain' && isPlainSafe(text)) return this.escape(text);
    if (quoting === 'single' && !/[^\x20-\x7e]/.test(text)) return this.escape(`'${text.replaceAll("'", "''")}'`);
    return this.escape(JSON.stringify(text));
  }

  /** Whether a value is on lines of its own: all but plain values and lists of them. */
  takesLines(value: Json): boolean {
    if (!isStructure(value) || callOf(value) || templateOf(value) !== undefined) return false;
    if (Array.isArray(value)) return (value as readonly Json[]).some(isStructure);
    return Object.keys(value).length > 0;
  }

  /** A place to fill in. It needs no quotes if its words do not, and none of them can be taken for something else. */
  private inQuotesOf(ask: Ask, quoting: Quoting = this.style.quoting): string {
    const words = ask.choices.length > 0 ? ask.choices : [ask.text];
    if (quoting === 'plain' && words.every((word) => word === '' || isPlainSafe(word))) return this.stop(ask);
    const isSingle = quoting === 'single' && words.every((word) => !/[^\x20-\x7e]|["'\\]/.test(word));
    return isSingle ? `'${this.stop(ask)}'` : `"${this.stop(ask)}"`;
  }

  /** A text with something to fill in. Like any other text, it has no quotes where it needs none. */
  protected override words(value: Words, quoting: Quoting = this.style.quoting): string {
    const { parts } = value;
    const whole = parts.map((part) => (part instanceof Ask ? part.text : part)).join('');
    if (this.mode === 'plain') return this.text(whole, quoting);
    if (quoting !== 'plain' || !isPlainSafe(whole)) return super.words(value);
    return parts.map((part) => (part instanceof Ask ? this.stop(part) : this.escape(part))).join('');
  }

  protected inQuotes(text: string): string {
    return inQuotes(text);
  }
}

/** The short form of a reference in a template, which means the same as its full form. */
function callOf(value: Json): string | undefined {
  const [[name, argument] = [], ...others] = Object.entries(value as { readonly [key: string]: Json });
  if (others.length > 0) return undefined;
  if (name === 'Ref' && typeof argument === 'string') return `!Ref ${argument}`;
  const isAttribute = name === 'Fn::GetAtt' && Array.isArray(argument) && argument.every((p) => typeof p === 'string');
  return isAttribute ? `!GetAtt ${(argument as readonly string[]).join('.')}` : undefined;
}

/** The text with expressions that is the argument of `Fn::Sub`, to be written in its short form. */
function templateOf(value: Json): string | Words | undefined {
  const [[name, argument] = [], ...others] = Object.entries(value as { readonly [key: string]: Json });
  if (name !== 'Fn::Sub' || others.length > 0) return undefined;
  return typeof argument === 'string' || argument instanceof Words ? argument : undefined;
}

function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
