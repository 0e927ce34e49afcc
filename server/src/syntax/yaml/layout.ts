import { type ArrayNode, endOf, type ObjectNode, type PropertyNode, type Span, type ValueNode } from '../node.ts';
import { lineEndAt } from './comments.ts';
import type { Quoting } from './print.ts';

/** Where the parts of a YAML text stand that are no nodes: dashes, colons, lines. */
export class YamlLayout {
  constructor(readonly text: string) {}

  /** Whether an object or a list is in brackets. */
  isFlow(node: ObjectNode | ArrayNode): boolean {
    return this.text[node.offset] === (node.kind === 'object' ? '{' : '[');
  }

  /** Whether a node is in brackets, however deep. */
  isInFlow(node: ValueNode | PropertyNode): boolean {
    for (let parent = node.parent; parent; parent = parent.parent)
      if (parent.kind !== 'property' && this.isFlow(parent)) return true;
    return false;
  }

  /** How many characters are before an offset on its line; a byte order mark does not count. */
  column(offset: number): number {
    const start = this.lineStart(offset);
    return offset - start - (this.text[start] === '\uFEFF' ? 1 : 0);
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where a line ends, before its line break. */
  lineEnd(offset: number): number {
    return lineEndAt(this.text, offset);
  }

  /** After the line break of a line. */
  nextLine(offset: number): number {
    const found = this.text.indexOf('\n', offset);
    return found < 0 ? this.text.length : found + 1;
  }

  /** After the colon of a member. */
  behindColon({ key }: PropertyNode): number {
    const colon = this.text.indexOf(':', endOf(key));
    return colon < 0 ? endOf(key) : colon + 1;
  }

  /** The dash of an item of a list in block style. */
  dashOf(item: ValueNode, list: ArrayNode): number {
    const index = list.items.indexOf(item);
    let at = index > 0 ? endOf(list.items[index - 1]!) : list.offset;
    for (; at < item.offset; at++) {
      if (this.text[at] === '#') at = this.lineEnd(at);
      else if (this.text[at] === '-') return at;
    }
    return item.offset;
  }

  /** Whether nothing but space is before an offset on its line. */
  startsLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === '';
  }

  /** Whether a comment is in a stretch between two nodes. */
  hasComment(from: number, to: number): boolean {
    return /(?:^|\s)#/.test(this.text.slice(from, to));
  }

  /** How a text is quoted; undefined if there is none yet. */
  quotingOf(node: Span | undefined): Quoting | undefined {
    if (!node) return undefined;
    const quote = this.text[node.offset];
    return quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain';
  }
}
