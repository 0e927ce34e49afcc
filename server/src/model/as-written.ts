import type { StringNode } from '../syntax/node.ts';
import { type Ask, type Json, Words } from '../syntax/value.ts';
import type { Placed } from './home.ts';

/**
 * A text that may contain expressions, as its format writes it: in a template, a text with `${…}` is a function.
 * @param parts the text, with what is to be filled in
 */
export function asWritten({ part }: Pick<Placed, 'part'>, ...parts: readonly (string | Ask)[]): Json {
  const fixed = parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
  const hasExpression = parts.some((part) => typeof part === 'string' && part.includes('${'));
  if (part.dialect.id !== 'cloudformation' || !hasExpression) return fixed ?? new Words(...parts);
  if (fixed === undefined) return { 'Fn::Sub': new Words(...parts) };
  const [, id, attribute] = /^\$\{([\w:]+)(?:\.([\w.]+))?\}$/.exec(fixed) ?? [];
  if (id === undefined) return { 'Fn::Sub': fixed };
  return attribute === undefined ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] };
}

/**
 * What to write for a text made from a value of the file; undefined if it might mean something else there. In a template
 * of CloudFormation, `${…}` is an expression only in a function.
 */
export function sayAgain(placed: Placed, node: StringNode, text: string): Json | undefined {
  if (placed.part.dialect.id !== 'cloudformation' || !text.includes('${')) return text;
  const raw = placed.document.text.slice(node.offset, node.offset + node.length);
  const isFunction = /^(?:!(?:Ref|Sub|GetAtt)\b|\{?\s*["']?(?:Ref|Fn::Sub|Fn::GetAtt)\b)/.test(raw);
  return isFunction ? asWritten(placed, text) : undefined;
}
