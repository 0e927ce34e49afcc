import type { Addition } from '../changes.ts';
import type { SourceDocument } from '../document.ts';
import type { NodeEdit, TextEdit, WriteMode } from '../edit.ts';
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
import { isStructure } from '../value.ts';
import { JsonPrinter } from './print.ts';
import { cutsOfUnwrap } from './unwrap.ts';

interface Member extends Span {
  readonly node: PropertyNode | ValueNode;
  readonly index: number;
  removed: boolean;
}

/** Everything that happens to the members of one object or list. */
interface Change {
  readonly owner: ObjectNode | ArrayNode;
  readonly members: Member[];
  readonly byNode: ReadonlyMap<PropertyNode | ValueNode, Member>;
  readonly additions: Addition[];
}

/** Converts changes of a JSON document's tree to text edits: sorted, not overlapping, to be applied together. */
export function writeJson(document: SourceDocument, edits: readonly NodeEdit[], mode: WriteMode): TextEdit[] {
  return new Writer(document, mode).write(edits);
}

class Writer {
  private readonly text: string;
  private readonly eol: string;
  private readonly unit: string;
  private readonly lines: readonly number[];
  private readonly out: TextEdit[] = [];
  private readonly changes = new Map<ObjectNode | ArrayNode, Change>();
  private readonly printer: JsonPrinter;
  private comments: ReadonlyMap<number, Span> | undefined;

  constructor(
    private readonly document: SourceDocument,
    private readonly mode: WriteMode,
  ) {
    this.text = document.text;
    ({ eol: this.eol, unit: this.unit, lines: this.lines } = styleOf(document));
    this.printer = new JsonPrinter({ eol: this.eol, unit: this.unit }, mode);
  }

  write(edits: readonly NodeEdit[]): TextEdit[] {
    for (const edit of edits) this.plan(edit);
    for (const change of this.changes.values()) this.writeChange(change);
    return withoutOverlaps(this.out);
  }

  private plan(edit: NodeEdit): void {
    switch (edit.kind) {
      case 'set': {
        const property = propertyOf(edit.object, edit.key);
        if (property?.value) {
          this.put(
            property.value,
            this.printer.value(edit.value, this.indentAt(property.offset), this.startsLine(property)),
          );
        } else if (property) {
          const value = this.printer.value(edit.value, this.indentAt(property.offset), this.startsLine(property));
          this.put(property, `${this.printer.key(edit.key)}: ${value}`);
        } else {
          const { additions } = this.changeOf(edit.object);
          const twin = additions.findIndex((addition) => addition.key === edit.key);
          if (twin < 0) additions.push({ key: edit.key, value: edit.value, after: edit.after });
        }
        return;
      }
      case 'insert':
        this.changeOf(edit.array).additions.push({ key: undefined, value: edit.value, after: undefined });
        return;
      case 'remove': {
        const owner = edit.node.parent;
        if (owner?.kind === 'property') return this.plan({ kind: 'remove', node: owner });
        if (!owner) return;
        const member = this.changeOf(owner).byNode.get(edit.node);
        if (member) member.removed = true;
        return;
      }
      case 'rename':
        this.put(edit.property.key, this.printer.key(edit.key));
        return;
      case 'replace':
        this.put(
          edit.node,
          this.printer.value(edit.value, this.indentAt(edit.node.offset), this.startsLine(lineOwner(edit.node))),
        );
        return;
      case 'unwrap':
        for (const span of cutsOfUnwrap(this.document, edit.property)) this.put(span, '');
        return;
      case 'lift': {
        const list = edit.over ?? edit.item.parent;
        if (!list || list.kind === 'property') return;
        this.put({ offset: list.offset, length: edit.item.offset - list.offset }, '');
        this.put({ offset: endOf(edit.item), length: endOf(list) - endOf(edit.item) }, '');
        return;
      }
      case 'wrap':
        this.put({ offset: edit.node.offset, length: 0 }, edit.before);
        this.put({ offset: endOf(edit.node), length: 0 }, edit.behind);
        return;
      case 'repair':
        if (edit.problem.fix) this.out.push(edit.problem.fix.edit);
        return;
    }
  }

  private put(span: Span, newText: string): void {
    this.out.push({ offset: span.offset, length: span.length, newText });
  }

  private changeOf(owner: ObjectNode | ArrayNode): Change {
    const known = this.changes.get(owner);
    if (known) return known;
    const nodes: readonly (PropertyNode | ValueNode)[] = owner.kind === 'object' ? owner.properties : owner.items;
    const members = nodes.map((node, index): Member => {
      return { node, index, offset: node.offset, length: node.length, removed: false };
    });
    const byNode = new Map(members.map((member) => [member.node, member]));
    const change: Change = { owner, members, byNode, additions: [] };
    this.changes.set(owner, change);
    return change;
  }

  private writeChange({ owner, members, additions }: Change): void {
    const kept = members.filter((member) => !member.removed);
    if (kept.length === 0 && members.length > 0 && additions.length === 0) {
      return this.writeRemovalOfAll(members);
    }
    const lastKept = kept[kept.length - 1];
    const grows = additions.some((addition) => anchorOf(addition, kept) === lastKept);
    for (const member of members) if (member.removed) this.writeRemoval(member, members, lastKept, grows);
    if (additions.length > 0) this.writeAdditions(owner, members, kept, additions);
  }

  /** Cuts each member with its comma; comments between them stay. */
  private writeRemovalOfAll(members: readonly Member[]): void {
    for (const member of members) this.cutMember(member, this.commaAfter(endOf(member)));
  }

  private writeRemoval(member: Member, members: readonly Member[], lastKept: Member | undefined, grows: boolean): void {
    const comma = this.commaAfter(endOf(member));
    const isTail = !lastKept || member.offset > lastKept.offset;
    const leadsTail = isTail && lastKept !== undefined && !grows && members[lastKept.index + 1] === member;
    this.cutMember(member, comma, leadsTail);
    // The comma before a removed tail is cut too, unless something new follows.
    if (leadsTail) {
      const trailing = this.commaAfter(endOf(members[members.length - 1]!));
      const leading = this.commaAfter(endOf(lastKept));
      if (leading !== undefined && trailing === undefined) this.put({ offset: leading, length: 1 }, '');
    }
  }

  /** Cuts a member and its comma, or the whole line if there is nothing else on it. */
  private cutMember(member: Member, comma: number | undefined, leadsTail = false): void {
    let end = endOf(member);
    if (comma !== undefined) {
      if (this.text.slice(end, comma).trim() === '') end = comma + 1;
      else this.put({ offset: comma, length: 1 }, '');
    }
    let start = member.offset;
    const blank = this.blankBefore(start);
    const isFirst = this.isLineStart(blank);
    const after = /^[ \t]*(\r?\n)?/.exec(this.text.slice(end, end + 1000))!;
    if (isFirst && after[1] !== undefined) {
      start = blank;
      end += after[0].length;
    } else if (isFirst) {
      end += after[0].length;
    } else if (after[1] !== undefined || /^[ \t]*[}\]]/.test(this.text.slice(end, end + 1000))) {
      start = blank;
    } else {
      if (leadsTail) start = blank;
      end += after[0].length;
    }
    this.put({ offset: start, length: end - start }, '');
  }

  private writeAdditions(
    owner: ObjectNode | ArrayNode,
    members: readonly Member[],
    kept: readonly Member[],
    additions: readonly Addition[],
  ): void {
    if (kept.length === 0) return this.fillEmpty(owner, members, additions);
    const last = kept[kept.length - 1]!;
    const groups = new Map<Member, Addition[]>();
    for (const addition of additions) {
      const anchor = anchorOf(addition, kept)!;
      const group = groups.get(anchor);
      if (group) group.push(addition);
      else groups.set(anchor, [addition]);
    }
    for (const [anchor, group] of groups) this.writeBehind(owner, members, anchor, anchor === last, group);
  }

  /** Writes new members after one that stays. A comment on the same line stays with it. */
  private writeBehind(
    owner: ObjectNode | ArrayNode,
    members: readonly Member[],
    anchor: Member,
    isLast: boolean,
    group: readonly Addition[],
  ): void {
    const comma = this.commaAfter(endOf(anchor));
    const multiline = this.membersOnLines(owner, members);
    const indent = multiline ? this.indentAt(anchor.offset) : '';
    const separator = multiline ? this.eol + indent : ' ';
    const isFlat = multiline && owner.kind === 'array' && hasFlatItems(owner, this.text);
    const written = group
      .map((addition) =>
        likeNeighbours(
          isFlat,
          indent,
          this.mode,
          () => this.member(addition, indent, false),
          () => this.member(addition, this.indentAt(anchor.offset), multiline),
        ),
      )
      .join(`,${separator}`);
    if (comma === undefined) this.put({ offset: endOf(anchor), length: 0 }, ',');
    const behind = comma === undefined ? endOf(anchor) : comma + 1;
    const place = multiline ? this.behindLineComment(behind) : behind;
    const next = members[anchor.index + 1];
    const trailing = comma !== undefined && (!isLast || !next?.removed) ? ',' : '';
    this.put({ offset: place, length: 0 }, separator + written + trailing);
  }

  private fillEmpty(owner: ObjectNode | ArrayNode, members: readonly Member[], additions: readonly Addition[]): void {
    const multiline =
      owner.kind === 'object' ? this.text.includes('\n') : additions.some((addition) => isStructure(addition.value));
    const outer = this.indentAt(owner.offset);
    const inner = multiline && this.text.includes('\n') ? outer + this.unit : '';
    const separator = inner ? this.eol + inner : ' ';
    const written = additions.map((addition) => this.member(addition, inner, inner !== '')).join(`,${separator}`);
    this.writeRemovalOfAll(members);
    const inside = this.text.slice(owner.offset + 1, endOf(owner) - 1);
    const blank = inside.trim() === '';
    if (blank) {
      const open = owner.kind === 'object' ? '{' : '[';
      const close = owner.kind === 'object' ? '}' : ']';
      const pad = inner || owner.kind === 'array' ? '' : ' ';
      this.put(
        owner,
        inner ? `${open}${separator}${written}${this.eol}${outer}${close}` : `${open}${pad}${written}${pad}${close}`,
      );
    } else {
      this.put({ offset: owner.offset + 1, length: 0 }, separator + written);
    }
  }

  private member({ key, value }: Addition, indent: string, multiline: boolean): string {
    return key === undefined
      ? this.printer.value(value, indent, multiline)
      : this.printer.member(key, value, indent, multiline);
  }

  /** The offset of the comma after an offset, skipping comments; undefined if none follows. */
  private commaAfter(offset: number): number | undefined {
    const at = this.skipTrivia(offset);
    return this.text[at] === ',' ? at : undefined;
  }

  private skipTrivia(offset: number): number {
    let at = offset;
    for (;;) {
      while (at < this.text.length && /\s/.test(this.text[at]!)) at++;
      const comment = this.commentAt(at);
      if (!comment) return at;
      at = endOf(comment);
    }
  }

  private commentAt(offset: number): Span | undefined {
    if (this.text[offset] !== '/') return undefined;
    this.comments ??= new Map(this.document.comments.map((comment) => [comment.offset, comment]));
    return this.comments.get(offset);
  }

  /** The offset after any comments on the same line. */
  private behindLineComment(offset: number): number {
    let end = offset;
    for (;;) {
      let at = end;
      while (this.text[at] === ' ' || this.text[at] === '\t') at++;
      const comment = this.commentAt(at);
      if (!comment || this.text.slice(comment.offset, endOf(comment)).includes('\n')) return end;
      end = endOf(comment);
    }
  }

  /** Whether the members of an object or list each have a line of their own. */
  private membersOnLines(owner: ObjectNode | ArrayNode, members: readonly Member[]): boolean {
    const first = members[0]!;
    return this.text.slice(owner.offset, first.offset).includes('\n');
  }

  /** Whether only white space precedes a member on its line, so that a long value may be spread over several lines. */
  private startsLine(member: Span): boolean {
    const blank = this.blankBefore(member.offset);
    return blank > 0 && this.isLineStart(blank);
  }

  private indentAt(offset: number): string {
    const start = this.lines[lineAt(this.lines, offset)]!;
    let end = start;
    while (end < offset && (this.text[end] === ' ' || this.text[end] === '\t')) end++;
    return this.text.slice(start, end);
  }

  /** Where the white space before an offset begins on its line. */
  private blankBefore(offset: number): number {
    let at = offset;
    while (!this.isLineStart(at) && /\s/.test(this.text[at - 1]!)) at--;
    return at;
  }

  private isLineStart(offset: number): boolean {
    return offset === 0 || this.text[offset - 1] === '\n';
  }
}

/** The member after which a new one is written: the requested one, otherwise the last one that stays. */
function anchorOf({ after }: Addition, kept: readonly Member[]): Member | undefined {
  const wanted = kept.find(({ node }) => node.kind === 'property' && node.key.value === after);
  return wanted ?? kept[kept.length - 1];
}

/** The member on whose line a value begins. */
function lineOwner(node: ValueNode): Span {
  return node.parent?.kind === 'property' ? node.parent : node;
}
