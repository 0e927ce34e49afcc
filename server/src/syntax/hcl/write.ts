import { type Addition, type Change, Changes, type Member, type Owner } from '../changes.ts';
import type { SourceDocument } from '../document.ts';
import type { NodeEdit, TextEdit, WriteMode } from '../edit.ts';
import { splitEmbedded } from '../embedded/write.ts';
import {
  type ArrayNode,
  endOf,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type Span,
  type ValueNode,
} from '../node.ts';
import { withoutOverlaps } from '../overlaps.ts';
import { hasFlatItems, likeNeighbours, lineAt, styleOf } from '../style.ts';
import { isStructure, type Json } from '../value.ts';
import { blockOf, isBlocks, isBody } from './nodes.ts';
import { HclPrinter, isBlockValue } from './print.ts';

/** Text edits for changes to a document in HCL: sorted, not overlapping, to be applied together. */
export function writeHcl(document: SourceDocument, edits: readonly NodeEdit[], mode: WriteMode): TextEdit[] {
  const { own, embedded } = splitEmbedded(edits, mode);
  return withoutOverlaps([...new Writer(document, mode).write(own), ...embedded]);
}

class Writer {
  private readonly text: string;
  private readonly eol: string;
  private readonly unit: string;
  private readonly lines: readonly number[];
  private readonly out: TextEdit[] = [];
  private readonly changes = new Changes();
  private readonly printer: HclPrinter;

  constructor(
    private readonly document: SourceDocument,
    private readonly mode: WriteMode,
  ) {
    this.text = document.text;
    ({ eol: this.eol, unit: this.unit, lines: this.lines } = styleOf(document));
    this.printer = new HclPrinter({ eol: this.eol, unit: this.unit }, mode);
  }

  write(edits: readonly NodeEdit[]): TextEdit[] {
    for (const edit of edits) this.plan(edit);
    for (const [owner, change] of this.changes) this.writeChange(owner, change);
    return this.out;
  }

  private put(offset: number, end: number, newText: string): void {
    this.out.push({ offset, length: end - offset, newText });
  }

  private plan(edit: NodeEdit): void {
    switch (edit.kind) {
      case 'set': {
        const property = propertyOf(edit.object, edit.key);
        if (property) return this.setValue(property, edit.value);
        return this.changes.add(edit.object, edit.key, edit.value, edit.after);
      }
      case 'insert':
        return this.changes.insert(edit.array, edit.value);
      case 'remove':
        return this.changes.remove(edit.node);
      case 'rename':
        return this.rename(edit.property, edit.key);
      case 'replace': {
        const { parent } = edit.node;
        if (parent?.kind === 'property') return this.setValue(parent, edit.value);
        const block = blockOf(edit.node);
        const indent = this.indentAt(edit.node.offset);
        const isBodyValue = block && isStructure(edit.value) && !Array.isArray(edit.value);
        const written = isBodyValue
          ? this.printer.body(edit.value as { readonly [key: string]: Json }, indent)
          : this.printer.value(edit.value, indent, this.startsLine(edit.node.offset));
        return this.put(edit.node.offset, endOf(edit.node), written);
      }
      case 'unwrap':
        return this.unwrap(edit.property);
      case 'lift': {
        const list = edit.over ?? edit.item.parent;
        if (!list || list.kind === 'property' || isBlocks(list)) return;
        this.put(list.offset, edit.item.offset, '');
        this.put(endOf(edit.item), endOf(list), '');
        return;
      }
      case 'wrap':
        this.put(edit.node.offset, edit.node.offset, edit.before);
        this.put(endOf(edit.node), endOf(edit.node), edit.behind);
        return;
      case 'repair':
        if (edit.problem.fix) this.out.push(edit.problem.fix.edit);
        return;
    }
  }

  private rename(property: PropertyNode, key: string): void {
    if (property.value && isBlocks(property.value)) {
      for (const item of property.value.items) {
        const { type } = blockOf(item)!;
        this.put(type.offset, endOf(type), key);
      }
    } else this.put(property.key.offset, endOf(property.key), this.printer.key(key));
  }

  private setValue(property: PropertyNode, value: Json): void {
    const { value: node, key } = property;
    const indent = this.indentAt(property.offset);
    const written = isBody(property.parent)
      ? this.printer.bodyMember(key.value, value, indent)
      : this.printer.member(key.value, value, indent, this.startsLine(property.offset));
    if (!node) return this.put(property.offset, endOf(property), written);
    if (isBlocks(node)) {
      const [first, ...others] = node.items.map((item) => blockOf(item)!);
      this.put(first!.offset, endOf(first!), written);
      for (const other of others) this.cut(other);
      return;
    }
    if (isBody(property.parent) && isBlockValue(value)) return this.put(property.offset, endOf(property), written);
    // What is in `jsonencode(…)` already stays there.
    const isLiteral = node.kind === 'array' || node.kind === 'object' || node.kind === 'number';
    const alone = this.printer.value(value, indent, isBody(property.parent) || this.startsLine(property.offset));
    this.put(node.offset, endOf(node), isLiteral ? alone : written.slice(written.indexOf(' = ') + 3));
  }

  /** Puts the members of the object that a member holds in its place. */
  private unwrap(property: PropertyNode): void {
    const { value } = property;
    if (value?.kind !== 'object') return;
    const [first, last] = [value.properties[0], value.properties.at(-1)];
    if (!first || !last) return this.changes.remove(property);
    const inner = this.indentAt(first.offset);
    const outer = this.indentAt(property.offset);
    const members = this.text.slice(first.offset, endOf(last));
    const isDeeper = inner !== outer && inner.startsWith(outer);
    this.put(property.offset, endOf(property), isDeeper ? members.replaceAll(`\n${inner}`, `\n${outer}`) : members);
  }

  private writeChange(owner: Owner, { removed, additions }: Change): void {
    const members: readonly Member[] = owner.kind === 'object' ? owner.properties : owner.items;
    const kept = members.filter((member) => !removed.has(member));
    const asBody = isBlocks(owner as ValueNode) || (owner.kind === 'object' && isBody(owner));
    for (const member of members) {
      if (!removed.has(member)) continue;
      const value = member.kind === 'property' ? member.value : member;
      if (value && isBlocks(value)) this.cutBlocks(value);
      else if (asBody) this.cut(value ? (blockOf(value) ?? member) : member);
      else this.cutMember(member, members, kept, additions.length > 0);
    }
    if (additions.length === 0) return;
    if (isBlocks(owner as ValueNode)) this.addBlocks(owner as ArrayNode, additions);
    else if (asBody) this.addToBody(owner as ObjectNode, kept, additions);
    else this.addToValue(owner, members, kept, additions);
  }

  /** Cuts all blocks of a type, those that follow on each other at once. */
  private cutBlocks({ items }: ArrayNode): void {
    let span: Span | undefined;
    for (const item of items) {
      const block = blockOf(item)!;
      if (span && this.text.slice(endOf(span), block.offset).trim() === '')
        span = { offset: span.offset, length: endOf(block) - span.offset };
      else {
        if (span) this.cut(span);
        span = block;
      }
    }
    if (span) this.cut(span);
  }

  /** Cuts an argument or a block with its line, and one empty line where two would meet. */
  private cut(span: Span): void {
    const start = this.blankBefore(span.offset);
    let end = endOf(span);
    const rest = /^[ \t]*(\r?\n)?/.exec(this.text.slice(end, end + 1000))!;
    if (!this.isLineStart(start)) return this.put(span.offset, end, '');
    // A comment on the line stays.
    if (rest[1] === undefined) return this.put(span.offset, end + rest[0].length, '');
    end += rest[0].length;
    const isBetween = /\n[ \t]*\r?\n$/.test(this.text.slice(Math.max(0, start - 200), start));
    const empty = /^(?:[ \t]*\r?\n|(?=[ \t]*\}))/.exec(this.text.slice(end, end + 1000));
    if (!isBetween || !empty) return this.put(start, end, '');
    if (empty[0] !== '') return this.put(start, end + empty[0].length, '');
    // Before the closing brace the empty line above goes.
    const above = /\n([ \t]*\r?\n)$/.exec(this.text.slice(Math.max(0, start - 200), start))![1]!;
    this.put(start - above.length, end, '');
  }

  /** Cuts a member of an object or an item of a list with its comma. */
  private cutMember(member: Member, members: readonly Member[], kept: readonly Member[], grows: boolean): void {
    const end = this.behindComma(endOf(member));
    const start = this.blankBefore(member.offset);
    const rest = /^[ \t]*(\r?\n)?/.exec(this.text.slice(end, end + 1000))!;
    const before = kept.findLast((other) => other.offset < member.offset);
    const isTail = before === kept.at(-1);
    if (this.isLineStart(start) && rest[1] !== undefined) {
      this.put(start, end + rest[0].length, '');
      const comma = before && this.behindComma(endOf(before));
      const hadComma = end > endOf(member);
      if (isTail && !grows && comma !== undefined && comma > endOf(before!) && !hadComma)
        this.put(comma - 1, comma, '');
      return;
    }
    const next = members[members.indexOf(member) + 1];
    const nextOnLine = next && !this.text.slice(end, next.offset).includes('\n');
    if (before && isTail && !grows) this.put(endOf(before), endOf(member), '');
    else if (nextOnLine) this.put(member.offset, next.offset, '');
    else this.put(member.offset, this.isLineStart(start) ? end + rest[0].length : end, '');
  }

  private addBlocks(list: ArrayNode, additions: readonly Addition[]): void {
    const last = blockOf(list.items.at(-1)!)!;
    const indent = this.indentAt(last.offset);
    for (const { value } of additions) {
      const body = this.printer.body(value as { readonly [key: string]: Json }, indent);
      this.put(endOf(last), endOf(last), `${this.eol}${indent}${last.type.value} ${body}`);
    }
  }

  private addToBody(body: ObjectNode, kept: readonly Member[], additions: readonly Addition[]): void {
    const properties = kept as readonly PropertyNode[];
    const outer = this.indentAt(blockOf(body)?.offset ?? 0);
    const inline = body.parent !== undefined && !this.text.slice(body.offset, endOf(body)).includes('\n');
    const first = properties[0];
    const inner = first && !inline ? this.indentAt(first.offset) : outer + this.unit;
    for (const { key, value, after } of additions) {
      const isBlock = isBlockValue(value);
      const anchor = inline ? undefined : this.anchorIn(properties, after, isBlock);
      const width = anchor && !isBlock ? this.widthOf(anchor) : 0;
      const written = this.eol + inner + this.printer.bodyMember(key!, value, inner, width);
      const apart = isBlock && anchor ? this.eol : '';
      const place = anchor ? this.behindLine(this.endOfLast(anchor)) : body.offset + 1;
      if (inline)
        this.put(
          first ? endOf(properties.at(-1)!) : body.offset + 1,
          first ? endOf(properties.at(-1)!) : body.offset + 1,
          written,
        );
      else this.put(place, place, apart + written);
    }
    if (!inline) return;
    // A block of one line takes one argument.
    const close = endOf(body) - 1;
    if (first) this.put(body.offset + 1, first.offset, this.eol + inner);
    const end = first ? endOf(properties.at(-1)!) : body.offset + 1;
    if (end < close) this.put(end, close, this.eol + outer);
    else this.put(close, close, this.eol + outer);
  }

  /** The member after which a new one is written: arguments are before blocks. */
  private anchorIn(
    properties: readonly PropertyNode[],
    after: string | undefined,
    isBlock: boolean,
  ): PropertyNode | undefined {
    const wanted = properties.find(({ key }) => key.value === after);
    const isArgument = ({ value }: PropertyNode) => !value || !isBlocks(value);
    if (isBlock) return wanted && !isArgument(wanted) ? wanted : properties.at(-1);
    return wanted && isArgument(wanted) ? wanted : properties.findLast(isArgument);
  }

  private endOfLast({ value, offset, length }: PropertyNode): number {
    const last = value && isBlocks(value) ? blockOf(value.items.at(-1)!) : undefined;
    return last ? endOf(last) : offset + length;
  }

  private addToValue(
    owner: Owner,
    members: readonly Member[],
    kept: readonly Member[],
    additions: readonly Addition[],
  ): void {
    // Of `merge(…)` only the parts can be added to.
    if (kept.length === 0) return this.fill(owner, members, additions);
    const groups = new Map<Member, Addition[]>();
    for (const addition of additions) {
      const wanted = kept.find((member) => member.kind === 'property' && member.key.value === addition.after);
      const anchor = wanted ?? kept.at(-1)!;
      const group = groups.get(anchor);
      if (group) group.push(addition);
      else groups.set(anchor, [addition]);
    }
    for (const [anchor, group] of groups) this.addBehind(owner, anchor, group);
  }

  private addBehind(owner: Owner, anchor: Member, group: readonly Addition[]): void {
    const end = endOf(anchor);
    const multiline = this.startsLine(anchor.offset);
    const indent = this.indentAt(anchor.offset);
    const width = anchor.kind === 'property' && multiline ? this.widthOf(anchor) : 0;
    const isFlat = owner.kind === 'array' && hasFlatItems(owner, this.text);
    const written = group.map(({ key, value }) =>
      key === undefined
        ? likeNeighbours(
            isFlat,
            indent,
            this.mode,
            () => this.printer.value(value, indent, false),
            () => this.printer.value(value, indent, true),
          )
        : this.printer.member(key, value, indent, multiline, width),
    );
    if (!multiline) return this.put(end, end, written.map((part) => `, ${part}`).join(''));
    const behind = this.behindComma(end);
    const hasComma = behind > end;
    const isList = owner.kind === 'array';
    const separator = (isList || hasComma ? ',' : '') + this.eol + indent;
    if (isList && !hasComma) this.put(end, end, ',');
    const place = this.behindLine(behind);
    this.put(place, place, this.eol + indent + written.join(separator) + (hasComma ? ',' : ''));
  }

  private fill(owner: Owner, members: readonly Member[], additions: readonly Addition[]): void {
    const open = owner.kind === 'object' ? '{' : '[';
    if (this.text[owner.offset] !== open) return;
    const outer = this.indentAt(owner.offset);
    const multiline = owner.kind === 'object' || additions.some(({ value }) => isStructure(value));
    const inner = multiline ? outer + this.unit : '';
    const written = additions.map(({ key, value }) =>
      key === undefined
        ? this.printer.value(value, inner, multiline)
        : this.printer.member(key, value, inner, multiline),
    );
    const comma = owner.kind === 'array' ? ',' : '';
    const before = multiline ? this.eol + inner : '';
    const parts = before + written.join(multiline ? comma + before : ', ');
    const inside = this.text.slice(owner.offset + 1, endOf(owner) - 1);
    if (inside.trim() === '' || members.length > 0)
      this.put(owner.offset + 1, endOf(owner) - 1, parts + (multiline ? this.eol + outer : ''));
    else this.put(owner.offset + 1, owner.offset + 1, parts + comma);
  }

  /** How wide the key of a member is with the space after it. */
  private widthOf({ key, value }: PropertyNode): number {
    const sign = this.text.slice(key.offset, value?.offset ?? key.offset).lastIndexOf('=');
    return sign > 0 && sign < 80 ? sign - 1 : 0;
  }

  /** After the comma that follows on the same line; the offset itself where none does. */
  private behindComma(offset: number): number {
    const comma = /^[ \t]*,/.exec(this.text.slice(offset, offset + 200));
    return offset + (comma?.[0].length ?? 0);
  }

  /** After a comment that follows on the line. */
  private behindLine(offset: number): number {
    const found = this.document.comments.find((comment) => comment.offset >= offset);
    if (!found || this.text.slice(offset, endOf(found)).includes('\n')) return offset;
    return this.text.slice(offset, found.offset).trim() === '' ? endOf(found) : offset;
  }

  private startsLine(offset: number): boolean {
    return this.isLineStart(this.blankBefore(offset));
  }

  private indentAt(offset: number): string {
    const start = this.lines[lineAt(this.lines, offset)]!;
    return /^[ \t]*/.exec(this.text.slice(start, offset))![0];
  }

  /** Where the space before an offset begins, on its line. */
  private blankBefore(offset: number): number {
    let at = offset;
    while (this.text[at - 1] === ' ' || this.text[at - 1] === '\t') at--;
    return at;
  }

  private isLineStart(offset: number): boolean {
    return offset === 0 || this.text[offset - 1] === '\n';
  }
}
