import { type Addition, type Change, Changes, type Member, type Owner } from '../changes.ts';
import type { SourceDocument } from '../document.ts';
import type { NodeEdit, TextEdit, WriteMode } from '../edit.ts';
import { endOf, type PropertyNode, propertyOf, type Span, type ValueNode } from '../node.ts';
import { withoutOverlaps } from '../overlaps.ts';
import { likeNeighbours } from '../style.ts';
import type { Json } from '../value.ts';
import { YamlLayout } from './layout.ts';
import { YamlPrinter } from './print.ts';
import { liftBlock, unwrapBlock } from './reindent.ts';
import { yamlStyleOf } from './style.ts';

/** Text edits for changes to a document in YAML: sorted, not overlapping, to be applied together. Block and flow style stay. */
export function writeYaml(document: SourceDocument, edits: readonly NodeEdit[], mode: WriteMode): TextEdit[] {
  return new Writer(document, mode).write(edits);
}

class Writer {
  private readonly out: TextEdit[] = [];
  private readonly changes = new Changes();
  private readonly layout: YamlLayout;
  private readonly eol: string;
  private readonly printer: YamlPrinter;

  constructor(
    document: SourceDocument,
    private readonly mode: WriteMode,
  ) {
    this.layout = new YamlLayout(document.text);
    const style = yamlStyleOf(document);
    this.eol = style.eol;
    this.printer = new YamlPrinter(style, mode);
  }

  write(edits: readonly NodeEdit[]): TextEdit[] {
    for (const edit of edits) this.plan(edit);
    // What is added to an inner block comes before what is added to the one around it, where both end on one line.
    const inner = [...this.changes].sort(([one], [other]) => depthOf(other) - depthOf(one));
    for (const [owner, change] of inner) this.writeChange(owner, change);
    return withoutOverlaps(this.out);
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
      case 'rename': {
        const { key } = edit.property;
        return this.put(key, this.printer.text(edit.key, this.layout.quotingOf(key)));
      }
      case 'replace': {
        const { node, value } = edit;
        if (node.parent?.kind === 'property') return this.setValue(node.parent, value);
        const isBlock = node.parent !== undefined && !this.layout.isInFlow(node);
        const written = isBlock
          ? this.printer.block(value, ' '.repeat(this.layout.column(node.offset)))
          : this.printer.inline(value, this.layout.quotingOf(node));
        return this.put(
          node,
          isBlock && !this.printer.takesLines(value)
            ? this.printer.inline(value, this.layout.quotingOf(node))
            : written,
        );
      }
      case 'unwrap':
        return this.unwrap(edit.property);
      case 'lift':
        return this.lift(edit.item);
      case 'wrap':
        this.insertAt(edit.node.offset, edit.before);
        this.insertAt(endOf(edit.node), edit.behind);
        return;
      case 'repair':
        if (edit.problem.fix) this.out.push(edit.problem.fix.edit);
        return;
    }
  }

  private put({ offset, length }: Span, newText: string): void {
    this.out.push({ offset, length, newText });
  }

  private insertAt(offset: number, newText: string): void {
    this.out.push({ offset, length: 0, newText });
  }

  private cut(from: number, to: number): void {
    if (to > from) this.out.push({ offset: from, length: to - from, newText: '' });
  }

  /** Writes another value after a key. What is on lines of its own may become one on the line, and the other way round. */
  private setValue(property: PropertyNode, value: Json): void {
    const { layout, printer } = this;
    const old = property.value;
    const quoting = layout.quotingOf(old);
    const colon = layout.behindColon(property);
    const isFlow = layout.isInFlow(property);
    const isOnLine = !old || layout.lineEnd(colon) >= old.offset;
    if (isFlow || (old && isOnLine && !printer.takesLines(value))) {
      const written = printer.inline(value, quoting);
      return old ? this.put(old, written) : this.insertAt(colon, ` ${written}`);
    }
    if (!printer.takesLines(value)) {
      this.insertAt(colon, ` ${printer.inline(value)}`);
      if (old) this.cutLines(old.offset, endOf(old));
      return;
    }
    const indent = printer.inner(value, ' '.repeat(layout.column(property.offset)));
    const lines = this.eol + indent + printer.block(value, indent);
    if (old && !isOnLine) {
      // In the place of the old one, so that comments between the key and it stay.
      const column = Math.max(layout.column(old.offset), Array.isArray(value) ? 0 : indent.length);
      const gap = ' '.repeat(column - layout.column(old.offset));
      return this.put(old, gap + printer.block(value, ' '.repeat(column)));
    }
    if (old) this.cut(colon, endOf(old));
    this.insertAt(layout.lineEnd(old ? endOf(old) : colon), lines);
  }

  private writeChange(owner: Owner, { removed, additions }: Change): void {
    const members: readonly Member[] = owner.kind === 'object' ? owner.properties : owner.items;
    const kept = members.filter((member) => !removed.has(member));
    if (this.layout.isFlow(owner)) return this.changeFlow(owner, members, kept, additions);
    if (kept.length === 0) return this.changeAll(owner, members, additions);
    for (const member of removed) this.removeLines(owner, members, kept, member);
    const groups = new Map<Member, string[]>();
    const indent = ' '.repeat(this.layout.column(this.startOf(members[0]!, owner)));
    const isFlat =
      owner.kind === 'array' &&
      owner.items.every((item) => (item.kind === 'object' || item.kind === 'array') && this.layout.isFlow(item));
    for (const addition of additions) {
      const wanted = kept.find((member) => member.kind === 'property' && member.key.value === addition.after);
      const anchor = wanted ?? kept[kept.length - 1]!;
      const line = this.eol + indent + this.line(addition, indent, isFlat);
      groups.set(anchor, [...(groups.get(anchor) ?? []), line]);
    }
    for (const [anchor, lines] of groups) this.insertAt(this.layout.lineEnd(endOf(anchor)), lines.join(''));
  }

  /** @param isFlat whether the items around it are in flow style */
  private line({ key, value }: Addition, indent: string, isFlat = false): string {
    if (key !== undefined) return this.printer.member(key, value, indent);
    const item = likeNeighbours(
      isFlat,
      `${indent}- `,
      this.mode,
      () => this.printer.inline(value),
      () => this.printer.block(value, `${indent}  `),
    );
    return `- ${item}`;
  }

  /** Where the text of a member begins: an item has its dash. */
  private startOf(member: Member, owner: Owner): number {
    return owner.kind === 'array' ? this.layout.dashOf(member as ValueNode, owner) : member.offset;
  }

  /** Nothing stays of a block: it becomes what is added, or empty brackets. */
  private changeAll(owner: Owner, members: readonly Member[], additions: readonly Addition[]): void {
    const { layout } = this;
    const start = this.startOf(members[0] ?? owner, owner);
    if (additions.length > 0) {
      const indent = ' '.repeat(layout.column(start));
      const lines = additions.map((addition) => this.line(addition, indent));
      return this.put({ offset: start, length: endOf(owner) - start }, lines.join(this.eol + indent));
    }
    const brackets = owner.kind === 'object' ? '{}' : '[]';
    const property = owner.parent?.kind === 'property' ? owner.parent : undefined;
    if (!property || !layout.startsLine(start)) return this.put(owner, brackets);
    this.insertAt(layout.behindColon(property), ` ${brackets}`);
    for (const member of members) this.removeLines(owner, members, [], member);
  }

  /** Takes a member out of a block: its lines as a whole, unless a comment is after it. */
  private removeLines(owner: Owner, members: readonly Member[], kept: readonly Member[], member: Member): void {
    const { layout } = this;
    const start = this.startOf(member, owner);
    const end = endOf(member);
    if (layout.startsLine(start)) return this.cutLines(start, end);
    // After a dash: what follows moves there.
    const next = members.slice(members.indexOf(member) + 1).find((one) => kept.includes(one));
    if (!next) return this.cut(start, end);
    const to = this.startOf(next, owner);
    if (layout.hasComment(end, to)) this.cut(start, end + /^[ \t]*/.exec(layout.text.slice(end, to))![0].length);
    else this.cut(start, to);
  }

  /** Cuts lines as a whole; what follows on the last one stays. */
  private cutLines(start: number, end: number): void {
    const { layout } = this;
    const lineEnd = layout.lineEnd(end);
    const rest = layout.text.slice(end, lineEnd);
    if (rest.trim() !== '') return this.cut(start, end + rest.length - rest.trimStart().length);
    const lineStart = layout.lineStart(start);
    // With the line break before, so that lines can be added after it.
    if (lineStart > 0) this.cut(layout.lineEnd(lineStart - 1), lineEnd);
    else this.cut(0, layout.nextLine(end));
  }

  private changeFlow(
    owner: Owner,
    members: readonly Member[],
    kept: readonly Member[],
    additions: readonly Addition[],
  ): void {
    const written = additions.map(({ key, value }) =>
      key === undefined ? this.printer.inline(value) : this.printer.pair(key, value),
    );
    if (kept.length === 0) return this.fillEmpty(owner, additions, written);
    members.forEach((member, i) => {
      if (kept.includes(member)) return;
      const next = members[i + 1];
      const lastKept = kept[kept.length - 1]!;
      if (next && member.offset < lastKept.offset) this.cut(member.offset, next.offset);
      else this.cut(endOf(members[i - 1]!), endOf(member));
    });
    if (written.length === 0) return;
    const last = kept[kept.length - 1]!;
    additions.forEach(({ after }, i) => {
      const anchor = kept.find((member) => member.kind === 'property' && member.key.value === after) ?? last;
      this.insertAt(endOf(anchor), `, ${written[i]}`);
    });
  }

  private fillEmpty(owner: Owner, additions: readonly Addition[], written: readonly string[]): void {
    const { parent } = owner;
    if (additions.length > 0 && parent?.kind === 'property' && !this.layout.isInFlow(owner)) {
      const value: Json =
        owner.kind === 'array'
          ? additions.map((addition) => addition.value)
          : Object.fromEntries(additions.map((addition) => [addition.key!, addition.value]));
      return this.setValue(parent, value);
    }
    const [open, close] = owner.kind === 'object' ? ['{ ', ' }'] : ['[', ']'];
    this.put(owner, written.length > 0 ? open + written.join(', ') + close : (open + close).replaceAll(' ', ''));
  }

  private unwrap(property: PropertyNode): void {
    const { layout } = this;
    const { value } = property;
    if (value?.kind !== 'object') return;
    const { properties } = value;
    if (properties.length === 0) return this.plan({ kind: 'remove', node: property });
    const texts = properties.map((member) => layout.text.slice(member.offset, endOf(member)));
    if (layout.isInFlow(property)) return this.put(property, texts.join(', '));
    const indent = this.eol + ' '.repeat(layout.column(property.offset));
    if (layout.isFlow(value)) return this.put(property, texts.join(indent));
    for (const edit of unwrapBlock(layout, property, value)) this.out.push(edit);
  }

  private lift(item: ValueNode): void {
    const { layout } = this;
    const list = item.parent;
    if (list?.kind !== 'array') return;
    if (layout.isFlow(list)) {
      this.cut(list.offset, item.offset);
      return this.cut(endOf(item), endOf(list));
    }
    for (const edit of liftBlock(layout, item, list)) this.out.push(edit);
  }
}

function depthOf(owner: Owner): number {
  let depth = 0;
  for (let parent: ValueNode | PropertyNode | undefined = owner.parent; parent; parent = parent.parent) depth++;
  return depth;
}
