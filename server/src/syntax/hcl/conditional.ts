import { type ArrayNode, endOf, Leaf, type PropertyNode, type Span, type ValueNode } from '../node.ts';
import { Expressions } from './expressions.ts';

/** `condition ? whenTrue : whenFalse` */
export interface Conditional {
  /** As it is written. */
  readonly condition: string;
  readonly whenTrue: ValueNode;
  readonly whenFalse: ValueNode;
}

/** Longer expressions are not looked into. */
const MAX_LENGTH = 2000;

/**
 * The conditional that an expression is, if both of its values are written out: texts, numbers, booleans, null, or lists
 * of these.
 * @param span of the expression, which may be in parentheses
 */
export function conditionalAt(text: string, span: Span, parent: ValueNode['parent']): Conditional | undefined {
  if (span.length > MAX_LENGTH) return undefined;
  const source = text.slice(span.offset, endOf(span));
  if (!source.includes('?')) return undefined;
  const found = new Reader(source, false).read();
  const [whenTrue, whenFalse] = [found?.whenTrue, found?.whenFalse].map(
    (node) => node && moved(node, span.offset, parent),
  );
  return found && whenTrue && whenFalse ? { condition: found.condition, whenTrue, whenFalse } : undefined;
}

class Reader extends Expressions {
  read(): Conditional | undefined {
    this.skip(true);
    const isInParentheses = this.ch === '(';
    if (isInParentheses) this.at++;
    const start = this.at;
    if (!this.passUpTo('?')) return undefined;
    const condition = this.withoutComments(start, this.at).replaceAll(/\s+/g, ' ').trim();
    this.at++;
    const whenTrue = this.valueUpTo(':');
    if (this.ch !== ':') return undefined;
    this.at++;
    const whenFalse = this.valueUpTo(isInParentheses ? ')' : '');
    if (isInParentheses) {
      if (this.ch !== ')') return undefined;
      this.at++;
    }
    this.skip(true);
    return this.isAtEnd && condition && whenTrue && whenFalse ? { condition, whenTrue, whenFalse } : undefined;
  }

  private withoutComments(from: number, to: number): string {
    const pieces: string[] = [];
    let at = from;
    for (const { offset, length } of this.comments) {
      if (offset < at || offset >= to) continue;
      pieces.push(this.text.slice(at, offset));
      at = offset + length;
    }
    return [...pieces, this.text.slice(at, to)].join(' ');
  }

  /** Passes everything before a mark; false where there is none at this level. */
  private passUpTo(mark: string): boolean {
    while (!this.isAtEnd && this.ch !== mark) {
      const { ch } = this;
      if (ch === '(' || ch === '[' || ch === '{') {
        if (!this.passBrackets()) return false;
      } else if (ch === '"') {
        if (!this.passQuoted()) return false;
      } else if (ch === ')' || ch === ']' || ch === '}' || (ch === '<' && this.passHeredoc())) return false;
      else {
        const before = this.at;
        this.skip(true);
        if (this.at === before) this.at++;
      }
    }
    return this.ch === mark;
  }

  /** A value that is all there is before a mark; undefined for any other expression. */
  private valueUpTo(mark: string): ValueNode | undefined {
    this.skip(true);
    const value = this.literal();
    this.skip(true);
    return this.ch === mark ? value : undefined;
  }
}

/** The node where it is in the whole text; undefined if it is not written out. */
function moved(node: ValueNode, by: number, parent: PropertyNode | ArrayNode | undefined): ValueNode | undefined {
  const place = { offset: node.offset + by, length: node.length, parent };
  switch (node.kind) {
    case 'string':
      return new Leaf('string', node.value, place.offset, place.length, parent, 0);
    case 'number':
      return new Leaf('number', node.value, place.offset, place.length, parent, 0);
    case 'boolean':
      return { kind: 'boolean', value: node.value, ...place };
    case 'null':
      return { kind: 'null', ...place };
    case 'array': {
      const array: ArrayNode = { kind: 'array', items: [], open: node.open, ...place };
      for (const item of node.items) {
        const one = moved(item, by, array);
        if (!one) return undefined;
        array.items.push(one);
      }
      return node.open ? undefined : array;
    }
    default:
      return undefined;
  }
}
