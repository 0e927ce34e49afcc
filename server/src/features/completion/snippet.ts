/** A place in a skeleton that the user fills in, with what stands there until then. */
export class Stop {
  constructor(readonly preset: string | number | boolean) {}
}

/** A text of fixed words and places to fill in, such as the ARN of a secret. */
export class Words {
  readonly parts: readonly (string | Stop)[];

  constructor(...parts: (string | Stop)[]) {
    this.parts = parts;
  }
}

/**
 * JSON as the lines of a snippet file have it: whole members or a whole item, laid out by its author, with places to
 * fill in such as `${1:256}` and `${2|true,false|}`.
 */
export class Body {
  constructor(readonly lines: readonly string[]) {}
}

/** JSON to write, with places that the user fills in. */
export type Skeleton =
  | string
  | number
  | boolean
  | Stop
  | Words
  | Body
  | readonly Skeleton[]
  | { readonly [key: string]: Skeleton };

/** How a document writes its JSON, and whether the client knows snippets. */
export interface Style {
  readonly unit: string;
  readonly eol: string;
  readonly multiline: boolean;
  readonly snippet: boolean;
}

/** A skeleton as text. Lines behind the first are indented from the beginning of the line that it goes into. */
export function write(skeleton: Skeleton, style: Style): string {
  return new Writer(style).write(skeleton, '');
}

/** Whether there is something to fill in. */
export function hasStops(skeleton: Skeleton): boolean {
  if (skeleton instanceof Stop) return true;
  if (skeleton instanceof Words) return skeleton.parts.some((part) => part instanceof Stop);
  if (skeleton instanceof Body) return skeleton.lines.some((line) => line.search(PLACEHOLDER) >= 0);
  return typeof skeleton === 'object' && Object.values(skeleton).some((part: Skeleton) => hasStops(part));
}

/** A place to fill in of a snippet file: with a text to begin with, or with a choice of texts. */
const PLACEHOLDER = /\$\{\d+(?::((?:[^\\}]|\\.)*)|\|([^|,]*)[^|]*\|)\}/g;

class Writer {
  private stops = 0;

  constructor(private readonly style: Style) {}

  write(value: Skeleton, indent: string): string {
    if (value instanceof Stop) {
      return typeof value.preset === 'string' ? `"${this.stop(value)}"` : this.stop(value);
    }
    if (value instanceof Words) {
      return `"${value.parts.map((part) => (part instanceof Stop ? this.stop(part) : this.plain(inQuotes(part)))).join('')}"`;
    }
    if (value instanceof Body) return this.body(value, indent);
    if (typeof value !== 'object') return this.plain(JSON.stringify(value));
    const inner = indent + this.style.unit;
    const isList = Array.isArray(value);
    const parts = isList
      ? (value as readonly Skeleton[]).map((item) => this.write(item, inner))
      : Object.entries(value).map(([key, item]) => `${this.plain(JSON.stringify(key))}: ${this.write(item, inner)}`);
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    if (parts.length === 0) return `${open}${close}`;
    const flat = isList && !(value as readonly Skeleton[]).some(isStructure);
    if (!this.style.multiline || flat) return isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
    const { eol } = this.style;
    return `${open}${eol}${inner}${parts.join(`,${eol}${inner}`)}${eol}${indent}${close}`;
  }

  private body({ lines }: Body, indent: string): string {
    const { unit, eol, multiline, snippet } = this.style;
    const text = multiline
      ? lines.map((line) => line.replace(/^(?: {2})+/, (spaces) => unit.repeat(spaces.length / 2))).join(eol + indent)
      : lines.map((line) => line.trim()).join(' ');
    if (snippet) return text;
    const filled = text.replaceAll(PLACEHOLDER, (_, preset: string | undefined, first: string) => preset ?? first);
    return filled.replaceAll(/\\([\\$}])/g, '$1');
  }

  private stop({ preset }: Stop): string {
    const text = typeof preset === 'string' ? inQuotes(preset) : String(preset);
    if (!this.style.snippet) return text;
    const number = ++this.stops;
    return text === '' ? `\${${number}}` : `\${${number}:${this.plain(text).replaceAll('}', '\\}')}}`;
  }

  private plain(text: string): string {
    return this.style.snippet ? text.replaceAll('\\', '\\\\').replaceAll('$', '\\$') : text;
  }
}

function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function isStructure(value: Skeleton): boolean {
  return typeof value === 'object' && !(value instanceof Stop) && !(value instanceof Words);
}
