import { readEmbedded } from '../embedded/embedded.ts';
import { asItIs, inQuotes, type Notation } from '../embedded/notation.ts';
import {
  type ArrayNode,
  endOf,
  Leaf,
  newProperty,
  type ObjectNode,
  type PropertyNode,
  type ValueNode,
} from '../node.ts';
import { Heredoc } from './nodes.ts';
import { Scanner } from './scanner.ts';
import { resolveEscapes } from './texts.ts';

/** What a value is in, which says where it ends: with the line, with the line unless it goes on, or only at a bracket or comma. */
type Context = 'body' | 'object' | 'list';
type Parent = PropertyNode | ArrayNode | undefined;

/** More levels of brackets are not read. */
export const MAX_DEPTH = 100;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const FOR = /for[\s"]/y;
/** The beginning of objects in JSON, in quotes. */
const JSON_IN_QUOTES = /^\s*(?:\[(?:\s|\\[nrt])*)?\{(?:\s|\\[nrt])*\\"/;
const INTERPOLATION = '${';
const JSON_CALL = `${INTERPOLATION}jsonencode(`;
/** Functions that give what they are given, in another form. */
const SAME_VALUE = /^(?:jsonencode|tostring|tonumber|tobool|tolist|toset|tomap|sensitive|nonsensitive|try)$/;
/** Functions that make a value of one kind, which its text may not be of. */
const CONVERSIONS: Readonly<Record<string, ValueNode['kind']>> = {
  tostring: 'string',
  tonumber: 'number',
  tobool: 'boolean',
};
/** Functions that put lists or objects together. */
const JOINING = /^(?:concat|merge)$/;

/** Reads expressions: a value where it is written out, else a template, as Terraform decides on it. */
export class Expressions extends Scanner {
  protected depth = 0;
  /** How many lists and objects are around a value. */
  private levels = 0;
  /** Where the innermost bracket around a value stands. */
  private bracket = 0;

  /** The expression that begins here; undefined where there is none. */
  protected expression(parent: Parent, context: Context): ValueNode | undefined {
    this.skip(context === 'list');
    const start = this.at;
    if (this.ends(context)) return undefined;
    const value = this.primary(parent);
    const after = this.at;
    this.skip(context === 'list');
    if (value && this.ends(context)) {
      this.at = after;
      return value;
    }
    this.at = after;
    const end = this.passOperators(context);
    this.at = Math.max(end, start);
    return end > start ? { kind: 'template', offset: start, length: end - start, parent } : undefined;
  }

  private ends(context: Context): boolean {
    const { ch } = this;
    if (ch === '' || ch === ',' || ch === '}' || ch === ']' || ch === ')') return true;
    if (ch !== '\n') return context === 'list' && this.isOutdented(this.bracket);
    return context === 'body' || this.isMemberAt(this.at + 1) || (context === 'object' && !this.continues());
  }

  /** Passes operators, traversals and whatever else belongs to an expression, and gives its end. */
  private passOperators(context: Context): number {
    let end = this.at;
    while (!this.ends(context)) {
      const { ch } = this;
      const before = this.at;
      this.skip(false);
      if (this.at > before) continue;
      if (ch === '(' || ch === '[' || ch === '{') this.passBrackets();
      else if (ch === '"') this.passQuoted();
      else if (ch !== '<' || !this.passHeredoc()) this.at++;
      if (ch !== '\n') end = this.at;
    }
    return end;
  }

  /** The value that is written out here; undefined where none begins. */
  protected literal(): ValueNode | undefined {
    return this.primary(undefined);
  }

  private primary(parent: Parent): ValueNode | undefined {
    const start = this.at;
    const { ch } = this;
    if (ch === '"') return this.quoted(parent);
    if (ch === '[') return this.list(parent);
    if (ch === '{') return this.object(parent);
    if (ch === '<') return this.heredoc(parent);
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.text)?.[0];
    if (number) {
      this.at += number.length;
      return new Leaf('number', Number(number), start, number.length, parent, 0);
    }
    if (!this.startsWord) return undefined;
    const word = this.word();
    const length = word.length;
    if (this.ch === '(') return this.call(word, start, parent);
    if (word === 'true' || word === 'false')
      return { kind: 'boolean', value: word === 'true', offset: start, length, parent };
    return word === 'null' ? { kind: 'null', offset: start, length, parent } : undefined;
  }

  private quoted(parent: Parent): ValueNode {
    const offset = this.at;
    const inner = this.interpolated(parent);
    if (inner) return inner;
    const isClosed = this.passQuoted();
    const length = this.at - offset;
    if (!isClosed) return { kind: 'invalid', offset, length, parent };
    const raw = this.text.slice(offset + 1, this.at - 1);
    const node = new Leaf('string', resolveEscapes(raw), offset, length, parent, 0);
    if (JSON_IN_QUOTES.test(raw)) this.readText(node, inQuotes(raw, offset + 1));
    return node;
  }

  /** The value that is written out in a text which is one interpolation and nothing else: the text is that value. */
  private interpolated(parent: Parent): ValueNode | undefined {
    const start = this.at;
    if (!this.text.startsWith(JSON_CALL, start + 1)) return undefined;
    const problems = this.problems.length;
    this.at += INTERPOLATION.length + 1;
    const value = this.primary(parent);
    this.skip(true);
    if (
      value &&
      value.kind !== 'template' &&
      this.problems.length === problems &&
      this.text.startsWith('}"', this.at)
    ) {
      this.at += 2;
      return value;
    }
    this.problems.length = problems;
    this.at = start;
    return undefined;
  }

  private heredoc(parent: Parent): ValueNode | undefined {
    const found = this.passHeredoc();
    if (!found) return undefined;
    const { offset, length, content, closed } = found;
    if (!closed) return { kind: 'invalid', offset, length, parent };
    const value = this.text.slice(content.offset, endOf(content));
    const node = new Heredoc('string', value, offset, length, parent, 0);
    this.readText(node, asItIs(value, content.offset));
    return node;
  }

  /** Reads a text as JSON where it holds some. */
  private readText(node: ValueNode, notation: Notation): void {
    const read = readEmbedded(notation, node);
    if (!read) return;
    for (const problem of read.problems) this.problems.push(problem);
    for (const comment of read.comments) this.comments.push(comment);
    for (const doubt of read.doubts) this.doubts.push(doubt);
  }

  /** A call: what it is given counts as its value where it only changes the form. */
  private call(name: string, offset: number, parent: Parent): ValueNode | undefined {
    if (this.depth >= MAX_DEPTH) return undefined;
    if (JOINING.test(name)) return this.joined(name, offset, parent);
    if (!SAME_VALUE.test(name)) return undefined;
    const open = this.at++;
    const value = this.within(open, () => this.expression(parent, 'list'));
    const end = this.at;
    this.skip(true);
    if (this.ch === ',') {
      const isLast = /^,\s*\)/.test(this.text.slice(this.at, this.at + 200));
      if (!isLast) {
        this.passTo([')'], open);
        return { kind: 'template', offset, length: this.at - offset, parent };
      }
      this.at++;
      this.skip(true);
    }
    this.closeCall(open, end);
    const isOther = CONVERSIONS[name] !== undefined && value?.kind !== CONVERSIONS[name];
    // What is encoded within a value is a text there.
    const isText = name === 'jsonencode' && this.levels > 0;
    if (!value || value.kind === 'template' || isOther || isText)
      return { kind: 'template', offset, length: this.at - offset, parent };
    return value;
  }

  /** `concat` and `merge`: what is written out of the parts, and open for the rest. */
  private joined(name: string, offset: number, parent: Parent): ValueNode {
    const open = this.at++;
    const list: ArrayNode = { kind: 'array', items: [], open: true, offset, length: 0, parent };
    const object: ObjectNode = { kind: 'object', properties: [], open: true, offset, length: 0, parent };
    const end = this.within(open, () => {
      for (;;) {
        const before = this.at;
        this.skip(true);
        if (this.ch === ',') {
          this.at++;
          continue;
        }
        const part = this.expression(undefined, 'list');
        if (!part) return before;
        if (part.kind === 'array') for (const item of part.items) list.items.push(moved(item, list));
        if (part.kind === 'object')
          for (const property of part.properties) object.properties.push(moved(property, object));
      }
    });
    this.closeCall(open, end);
    const node = name === 'concat' ? list : object;
    node.length = this.at - offset;
    return node;
  }

  /** Passes the bracket that closes a call. @param end where the call ends if there is none */
  private closeCall(open: number, end: number): void {
    if (this.ch === ')') this.at++;
    else {
      this.problem(open, 1, 'This `(` is never closed.');
      this.at = Math.max(end, open + 1);
    }
  }

  private within<T>(bracket: number, read: () => T): T {
    const outer = this.bracket;
    this.bracket = bracket;
    this.depth++;
    const result = read();
    this.depth--;
    this.bracket = outer;
    return result;
  }

  private list(parent: Parent): ValueNode {
    const node: ArrayNode = { kind: 'array', items: [], open: false, offset: this.at, length: 0, parent };
    this.enter(node, () => {
      if (this.ch === ',') {
        this.at++;
        return true;
      }
      if (this.startsFor()) {
        node.open = true;
        this.passTo([']'], node.offset);
        return false;
      }
      // Only objects have members: here the bracket was left open.
      if (this.isMemberAt(this.at)) return undefined;
      const before = this.at;
      const item = this.expression(node, 'list');
      if (item) node.items.push(item);
      if (item?.kind === 'template') node.open = true;
      return this.at > before ? true : undefined;
    });
    return node;
  }

  private object(parent: Parent): ValueNode {
    const node: ObjectNode = { kind: 'object', properties: [], open: false, offset: this.at, length: 0, parent };
    this.enter(node, () => {
      if (this.ch === ',') {
        this.at++;
        return true;
      }
      if (this.startsFor()) {
        node.open = true;
        this.passTo(['}'], node.offset);
        return false;
      }
      return this.member(node);
    });
    return node;
  }

  private startsFor(): boolean {
    FOR.lastIndex = this.at;
    return FOR.test(this.text);
  }

  /** Reads between brackets. @param next reads one thing; false ends without, undefined with a bracket that is missing */
  private enter(node: ArrayNode | ObjectNode, next: () => boolean | undefined): void {
    const close = node.kind === 'array' ? ']' : '}';
    this.at++;
    if (this.depth >= MAX_DEPTH) {
      this.problem(node.offset, 1, 'This is nested too deeply.');
      this.at = this.text.length;
    }
    this.levels++;
    this.within(node.offset, () => this.enterTo(close, node, next));
    this.levels--;
    node.length = this.at - node.offset;
  }

  private enterTo(close: string, node: ArrayNode | ObjectNode, next: () => boolean | undefined): void {
    for (;;) {
      const end = this.at;
      this.skip(true);
      if (this.ch === close) {
        this.at++;
        break;
      }
      const more = this.isAtEnd || this.isOutdented(node.offset) || isCloser(this.ch) ? undefined : next();
      if (more === false) break;
      if (more === undefined) {
        this.problem(node.offset, 1, `This \`${close === ']' ? '[' : '{'}\` is never closed.`);
        node.open = true;
        this.at = Math.max(end, node.offset + 1);
        break;
      }
    }
  }

  /** `key = value` of an object. */
  private member(node: ObjectNode): boolean {
    const offset = this.at;
    let key: string | undefined;
    if (this.ch === '"') {
      const read = this.quoted(undefined);
      if (read.kind === 'string') key = read.value;
    } else if (this.startsWord) {
      key = this.word();
      if (this.ch === '.' || this.ch === '[') key = undefined;
    } else if (this.ch === '(') this.passBrackets();
    else {
      this.problem(offset, 1, 'Expected a key.');
      node.open = true;
      this.at++;
      return true;
    }
    const length = this.at - offset;
    this.skip(false);
    const isAssigned = (this.ch === '=' && this.text[this.at + 1] !== '=') || this.ch === ':';
    if (key?.includes('${') || key === undefined) {
      node.open = true;
      if (isAssigned) this.at++;
      if (this.expression(undefined, 'object') === undefined) this.passOperators('object');
      return true;
    }
    const property = addProperty(node, key, offset, length);
    if (!isAssigned) {
      this.problem(offset, length, `Expected \`=\` after "${key}".`);
      // It is being typed.
      this.doubts.push({ offset, length });
      node.open = true;
      this.passOperators('object');
      return true;
    }
    this.at++;
    property.value = this.expression(property, 'object');
    this.finish(property);
    return true;
  }

  /** Ends a member after its value, with the call that the value is in. */
  protected finish(property: PropertyNode): void {
    if (!property.value) {
      this.problem(property.offset, property.key.length, `"${property.key.value}" has no value.`);
      property.parent.open = true;
    }
    let end = this.at;
    while (/\s/.test(this.text[end - 1]!)) end--;
    property.length = Math.max(end, property.value ? endOf(property.value) : 0) - property.offset;
  }
}

/** Adds a member without a value. */
export function addProperty(object: ObjectNode, key: string, offset: number, length: number): PropertyNode {
  const property = newProperty({ offset, length }, object);
  property.key = new Leaf('string', key, offset, length, property, 0);
  object.properties.push(property);
  return property;
}

function isCloser(ch: string): boolean {
  return ch === '}' || ch === ']' || ch === ')';
}

function moved<N extends ValueNode | PropertyNode>(node: N, parent: N['parent']): N {
  (node as { parent: unknown }).parent = parent;
  return node;
}
