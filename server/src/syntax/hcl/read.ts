import type { Content } from '../document.ts';
import { type ArrayNode, endOf, Leaf, type ObjectNode, type PropertyNode, type StringNode } from '../node.ts';
import { addProperty, Expressions, MAX_DEPTH } from './expressions.ts';
import { isBlocks, markBlock, markBlocks, markBody } from './nodes.ts';

/** A text of more UTF-16 code units is not read. */
const MAX_TEXT_LENGTH = 8 * 1024 * 1024;

/**
 * Reads HCL. The file and its blocks are objects; the blocks of one type in a body are a member whose value is the list of them,
 * as in Terraform's JSON syntax. It never throws and takes time in proportion to the text.
 */
export function readHcl(text: string): Content {
  if (text.length > MAX_TEXT_LENGTH) return { root: undefined, problems: [], cut: true };
  const plain = new Reader(text, false).read();
  // Indentation counts only if the brackets do not match: a file without a fault may be indented in any way.
  return plain.problems.length === 0 ? plain : new Reader(text, true).read();
}

class Reader extends Expressions {
  private readonly dynamic: { readonly body: ObjectNode; readonly type: string }[] = [];

  read(): Content {
    const root: ObjectNode = {
      kind: 'object',
      properties: [],
      open: false,
      offset: 0,
      length: this.text.length,
      parent: undefined,
    };
    markBody(root);
    this.body(root, undefined);
    for (const { body, type } of this.dynamic) {
      const list = body.properties.find(({ key }) => key.value === type)?.value;
      if (list && isBlocks(list)) list.open = true;
    }
    const comments = this.comments.sort((a, b) => a.offset - b.offset);
    return { root, problems: this.problems, comments, doubts: this.doubts };
  }

  /** Reads members up to the closing brace, which it passes, or the end. @param open where the brace stands; undefined for the file */
  private body(body: ObjectNode, open: number | undefined): void {
    const lists = new Map<string, PropertyNode>();
    for (;;) {
      const end = this.at;
      this.skip(true);
      if (open !== undefined && (this.isAtEnd || this.isOutdented(open))) {
        this.problem(open, 1, 'This `{` is never closed.');
        body.open = true;
        this.at = Math.max(end, open + 1);
        return;
      }
      if (this.isAtEnd) return;
      if (this.ch === '}') {
        this.at++;
        if (open !== undefined) return;
        this.problem(this.at - 1, 1, 'This `}` has no opening bracket.');
        continue;
      }
      if (!this.startsWord && this.ch !== '"') {
        this.problem(this.at, 1, 'Expected the name of an argument or a block.');
        body.open = true;
        this.at++;
        if (open === undefined) this.passLine();
        continue;
      }
      this.bodyMember(body, lists);
    }
  }

  private bodyMember(body: ObjectNode, lists: Map<string, PropertyNode>): void {
    const offset = this.at;
    const isQuoted = this.ch === '"';
    if (isQuoted) this.passQuoted();
    const name = isQuoted ? this.text.slice(offset + 1, this.at - 1) : this.word();
    if (this.at === offset) {
      this.at++;
      return;
    }
    const length = this.at - offset;
    this.skip(false);
    if (this.ch === '=' && this.text[this.at + 1] !== '=') {
      this.at++;
      const property = addProperty(body, name, offset, length);
      property.value = this.expression(property, 'body');
      this.finish(property);
      if (!this.passRest()) body.open = true;
      return;
    }
    const labels = this.labels();
    if (this.ch === '{' && this.depth < MAX_DEPTH) return this.block(body, lists, name, { offset, length }, labels);
    this.problem(offset, length, `Expected \`=\` or \`{\` after "${name}".`);
    body.open = true;
    addProperty(body, name, offset, length);
    this.passRest();
  }

  /** Passes what is left of the line of a member; a brace that closes the body stays. False if there is something left. */
  private passRest(): boolean {
    this.skip(false);
    if (this.isAtEnd || this.ch === '\n' || this.ch === '}') return true;
    const start = this.at;
    while (!this.isAtEnd && this.text[this.at] !== '\n' && this.ch !== '}') {
      if (this.ch === '"') this.passQuoted();
      else if (this.ch === '{') this.passBrackets();
      else this.at++;
    }
    this.problem(start, this.at - start, 'Expected the end of the line.');
    return false;
  }

  private labels(): StringNode[] {
    const labels: StringNode[] = [];
    for (;;) {
      const offset = this.at;
      let value: string;
      if (this.ch === '"') {
        if (!this.passQuoted()) return labels;
        value = this.text.slice(offset + 1, this.at - 1);
      } else if (this.startsWord) value = this.word();
      else return labels;
      if (this.at === offset) return labels;
      labels.push(new Leaf('string', value, offset, this.at - offset, undefined, 0));
      this.skip(false);
    }
  }

  private block(
    parent: ObjectNode,
    lists: Map<string, PropertyNode>,
    name: string,
    type: { readonly offset: number; readonly length: number },
    labels: readonly StringNode[],
  ): void {
    const known = lists.get(name);
    const property = known ?? addProperty(parent, name, type.offset, type.length);
    const list: ArrayNode =
      property.value && isBlocks(property.value)
        ? property.value
        : { kind: 'array', items: [], open: false, offset: type.offset, length: 0, parent: property };
    if (!known) {
      lists.set(name, property);
      property.value = list;
      markBlocks(list);
    }
    const body: ObjectNode = { kind: 'object', properties: [], open: false, offset: this.at, length: 0, parent: list };
    markBody(body);
    list.items.push(body);
    this.depth++;
    const open = this.at++;
    this.body(body, open);
    this.depth--;
    // It makes blocks of the type that its label names.
    if (name === 'dynamic' && labels[0]) this.dynamic.push({ body: parent, type: labels[0].value });
    body.length = this.at - open;
    const key = new Leaf('string', name, type.offset, type.length, property, 0);
    const block = { offset: type.offset, length: endOf(body) - type.offset, type: key, labels, body };
    markBlock(block);
    list.length = endOf(body) - list.offset;
    property.length = endOf(body) - property.offset;
  }
}
