import { SyntaxKind } from 'jsonc-parser';
import type { SyntaxProblem } from '../document.ts';
import {
  type ArrayNode,
  EditedArray,
  EditedObject,
  endOf,
  type ObjectNode,
  type PropertyNode,
  type StringNode,
  type ValueNode,
} from '../node.ts';
import { LOST } from '../placeholder.ts';
import { numberOf, WHOLE_TEXT } from '../reads.ts';
import { AFTER_END } from './faults.ts';
import { type About, type JsonProblem, problemAt } from './problems.ts';

/** Deeper nesting is cut off: ECS's own structure is 7 levels deep, and code that uses the tree may recurse. */
const MAX_DEPTH = 100;

/**
 * Reading stops after this many values: however they are written they take more than 64 KiB, so ECS refuses the file.
 */
export const MAX_VALUES = 32 * 1024;

/** The same goes for lists of objects: the shortest item of one, `{"name":"a"},`, takes 13 characters. */
const MAX_OBJECTS_IN_LIST = 5100;

/** And for members of an object. */
const MAX_MEMBERS = 10_000;

/** After this many, further problems say nothing new. */
const MOST_PROBLEMS = 100;

/** An object or list that is still open while the text is read. */
export interface Level {
  readonly node: ObjectNode | ArrayNode;
  /** The property whose value comes next. */
  property: PropertyNode | undefined;
  expect: 'member' | 'colon' | 'value' | 'comma';
  /** The offset of the last comma, in case it turns out to be a trailing one. */
  comma: number | undefined;
  /** The brackets open in it, outermost first. */
  readonly opened: string;
}

/** Builds the tree, whatever brackets and commas are missing, and reports the missing ones. */
export abstract class Structure {
  protected readonly problems: JsonProblem[] = [];
  protected readonly stack: Level[] = [];
  protected root: ValueNode | undefined;
  /** How many values have been read. */
  protected values = 0;
  protected cut = false;
  /** Objects and lists around a syntax error, in which no member can be called missing. */
  protected readonly broken = new Set<ObjectNode | ArrayNode>();
  /** The offset up to which the quotes do not match, so that keys and values cannot be told apart. */
  protected guessedTo = 0;
  /** Whether a missing comma is excused, as it may be part of what could not be read. */
  protected forgives = false;

  /** @param holder the number of the member that holds the text, if it is a piece of another one */
  constructor(
    protected readonly text: string,
    private readonly holder = WHOLE_TEXT,
  ) {}

  /** Stops reading. */
  protected abstract stop(): void;

  protected get level(): Level | undefined {
    return this.stack[this.stack.length - 1];
  }

  /** The brackets that are open, outermost first. */
  protected get opened(): string {
    return this.level?.opened ?? '';
  }

  /** Reports a fault that makes the text invalid JSON. */
  protected fault(offset: number, length: number, message: string, about?: About): void {
    for (const { node } of this.stack) this.broken.add(node);
    // Text after the end: the last bracket may have come too early.
    if (this.root?.kind === 'object' || this.root?.kind === 'array') this.broken.add(this.root);
    this.problem(offset, length, message, 'syntax', about);
  }

  protected problem(offset: number, length: number, message: string, code: SyntaxProblem['code'], about?: About): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problemAt({ offset, length }, code, message, about));
  }

  /** Records that the quotes do not match up to the end of the line. */
  protected guess(offset: number): void {
    if (offset < this.guessedTo) return;
    const end = this.text.indexOf('\n', offset);
    this.guessedTo = end < 0 ? this.text.length : end;
  }

  protected open(token: SyntaxKind, offset: number): void {
    if (this.stack.length >= MAX_DEPTH) {
      this.problem(offset, 1, `This is nested more than ${MAX_DEPTH} levels deep; the rest is not read.`, 'too-deep');
      this.stop();
      return;
    }
    const level = this.level;
    // An object in a list that lacks its closing bracket ends where the next one begins.
    if (
      token === SyntaxKind.OpenBraceToken &&
      level?.node.kind === 'object' &&
      level.node.parent?.kind === 'array' &&
      level.expect === 'member' &&
      level.comma === this.endOfPrevious(offset)
    )
      this.closeMissing(offset, 'member');
    if (!this.readyForValue(offset, 1)) this.separate(offset);
    const parent = this.parentOfValue();
    const node: ObjectNode | ArrayNode =
      token === SyntaxKind.OpenBraceToken
        ? new EditedObject(offset, parent, this.memberOfValue())
        : new EditedArray(offset, parent, this.memberOfValue());
    this.value(node);
    const opened = this.opened + (token === SyntaxKind.OpenBraceToken ? '{' : '[');
    this.stack.push({ node, property: undefined, expect: 'member', comma: undefined, opened });
  }

  protected close(token: SyntaxKind, offset: number): void {
    const kind = token === SyntaxKind.CloseBraceToken ? 'object' : 'array';
    const index = this.stack.findLastIndex((level) => level.node.kind === kind);
    if (index < 0) {
      this.fault(offset, 1, `This \`${kind === 'object' ? '}' : ']'}\` has no opening bracket.`, 'bracket');
      return;
    }
    if (index === 0 && /^\s*,/.test(this.text.slice(offset + 1, offset + 200))) {
      this.fault(offset, 1, `This \`${kind === 'object' ? '}' : ']'}\` has no opening bracket.`, 'bracket');
      return;
    }
    while (this.stack.length > index) {
      const level = this.stack.pop()!;
      const matches = this.stack.length === index;
      this.closeLevel(level, offset + (matches ? 1 : 0));
      if (!matches) {
        this.neverClosed(level.node);
      }
      if (this.level?.property) this.endProperty(this.level);
    }
  }

  protected neverClosed({ offset, kind }: ObjectNode | ArrayNode): void {
    this.fault(offset, 1, `This \`${kind === 'object' ? '{' : '['}\` is never closed.`, 'bracket');
  }

  private valueMissing({ offset, length, key }: PropertyNode): void {
    this.fault(offset, length, `"${key.value}" has no value.`, 'half-member');
  }

  protected colonMissing({ offset, length, key }: PropertyNode): void {
    this.fault(offset, length, `Expected a colon after "${key.value}".`, 'half-member');
  }

  /** Closes the innermost object or list if its bracket is missing. */
  protected closeMissing(offset: number, expect: Level['expect']): void {
    const { node } = this.level!;
    this.neverClosed(node);
    const level = this.stack.pop()!;
    level.comma = undefined;
    this.closeLevel(level, this.endOfPrevious(offset) + 1);
    const outer = this.level!;
    if (outer.property) this.endProperty(outer);
    outer.expect = expect;
    outer.property = undefined;
  }

  protected closeLevel(level: Level, end: number): void {
    const { node, property } = level;
    node.length = end - node.offset;
    if (property && !property.value) this.valueMissing(property);
    const members = node.kind === 'object' ? node.properties.length : node.items.length;
    if (level.comma !== undefined && members > 0 && level.expect === 'member') {
      this.problem(
        level.comma,
        1,
        'The AWS CLI refuses a comma before the closing bracket: remove it.',
        'trailing-comma',
      );
    }
  }

  protected comma(offset: number): void {
    const level = this.level;
    if (!level) return this.fault(offset, 1, 'This comma is outside the object.', 'bracket');
    if (level.property && level.expect !== 'comma') {
      this.valueMissing(level.property);
      this.endProperty(level);
    } else if (level.expect === 'member' && !level.node.open) {
      this.fault(offset, 1, 'There is one comma too many.');
    }
    this.forgives = false;
    level.property = undefined;
    level.expect = 'member';
    level.comma = offset;
  }

  protected colon(offset: number): void {
    const level = this.level;
    if (level?.expect !== 'colon') {
      this.guess(offset);
      return this.fault(offset, 1, 'A colon is not expected here.');
    }
    level.expect = 'value';
    level.property!.length = offset + 1 - level.property!.offset;
  }

  protected key(object: ObjectNode, level: Level, found: { offset: number; length: number; value: string }): void {
    const property = {
      kind: 'property',
      value: undefined,
      parent: object,
      offset: found.offset,
      length: found.length,
    } as Omit<PropertyNode, 'key'>;
    const key: StringNode = {
      kind: 'string',
      ...found,
      parent: property as PropertyNode,
      member: numberOf(found.value),
    };
    const whole = Object.assign(property, { key }) as PropertyNode;
    if (found.value.includes(LOST)) object.open = true;
    object.properties.push(whole);
    level.property = whole;
    level.expect = 'colon';
    level.comma = undefined;
  }

  protected scalar(node: ValueNode): void {
    const level = this.level;
    if (!this.readyForValue(node.offset, node.length)) {
      if (level?.node.kind !== 'array') {
        if (level) level.expect = 'comma';
        return;
      }
      this.separate(node.offset);
    }
    this.value(node);
  }

  /** Takes back a key that turns out not to be one. */
  protected forgetKey({ node, property }: Level): void {
    if (node.kind === 'object' && node.properties.at(-1) === property) node.properties.pop();
  }

  /** Marks the value that ends at an offset as invalid, as a quote directly after it belongs to it. */
  protected spoil(offset: number): void {
    const level = this.level;
    const value = level?.node.kind === 'array' ? level.node.items.at(-1) : level?.property?.value;
    if (!level || !value || value.kind === 'object' || value.kind === 'array' || endOf(value) !== offset) return;
    const { length, parent } = value;
    const invalid = { kind: 'invalid', offset: value.offset, length, parent } as const;
    if (level.node.kind === 'array') level.node.items[level.node.items.length - 1] = invalid;
    else level.property!.value = invalid;
  }

  /** Whether a value is allowed here; reports a problem if not. */
  protected readyForValue(offset: number, length: number): boolean {
    const level = this.level;
    if (!level) {
      if (this.root) this.fault(offset, length, AFTER_END, 'outside');
      return this.root === undefined;
    }
    if (level.expect === 'value') return true;
    if (level.node.kind === 'array') return level.expect === 'member';
    if (level.expect === 'colon') {
      this.colonMissing(level.property!);
      // Directly after the key: a quote is missing, and the key is not really one.
      if (endOf(level.property!.key) === offset) this.forgetKey(level);
      return true;
    }
    // This is the alternative value of a condition.
    if (level.node.open) return false;
    this.fault(offset, length, 'Expected a property name in double quotes.');
    return false;
  }

  /** Reports a missing comma before an offset, and carries on as if it were there. */
  protected separate(offset: number): void {
    const level = this.level;
    if (level?.expect !== 'comma') return;
    if (!level.node.open && !this.forgives)
      this.fault(this.endOfPrevious(offset), 1, 'Expected a comma here.', 'comma');
    this.forgives = false;
    level.expect = 'member';
    level.property = undefined;
  }

  protected endOfPrevious(offset: number): number {
    let end = offset;
    while (end > 0 && /\s/.test(this.text[end - 1]!)) end--;
    return Math.max(0, end - 1);
  }

  /** The member that a value read here belongs to; for an item, the member that holds its list. */
  protected memberOfValue(): number {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const { property } = this.stack[i]!;
      if (property) return property.key.member;
    }
    return this.holder;
  }

  protected parentOfValue(): PropertyNode | ArrayNode | undefined {
    const level = this.level;
    if (!level) return undefined;
    return level.node.kind === 'array' ? level.node : level.property;
  }

  /** Puts a value in its place in the tree. */
  protected value(node: ValueNode): void {
    const level = this.level;
    if (++this.values > MAX_VALUES || (level && isTooLong(level.node))) return this.cutOff(node.offset);
    if (!level) {
      // Text before the JSON, like a shell prompt that was copied with it, must not hide it.
      const holds = this.root?.kind === 'object' || this.root?.kind === 'array';
      if (!this.root || (!holds && (node.kind === 'object' || node.kind === 'array'))) this.root = node;
      return;
    }
    if (level.node.kind === 'array') {
      level.node.items.push(node);
      if (node.kind === 'template') level.node.open = true;
      level.expect = 'comma';
      level.comma = undefined;
      return;
    }
    level.expect = 'comma';
    if (!level.property) return;
    level.property.value = node;
    if (node.kind !== 'object' && node.kind !== 'array') this.endProperty(level);
  }

  /** Reports that there is too much, and stops reading. */
  protected cutOff(offset: number): void {
    if (!this.cut) {
      // This has to be reported however many other problems there are.
      this.problems.length = Math.min(this.problems.length, MOST_PROBLEMS - 1);
      this.problem(
        offset,
        1,
        'The file has far too many values: ECS accepts at most 64 KiB. Taskdef stops reading here.',
        'too-deep',
      );
    }
    this.cut = true;
    this.stop();
  }

  protected endProperty(level: Level): void {
    const property = level.property;
    if (property) property.length = endOf(property.value ?? property.key) - property.offset;
  }
}

function isTooLong(node: ObjectNode | ArrayNode): boolean {
  if (node.kind === 'object') return node.properties.length > MAX_MEMBERS;
  return node.items.length >= MAX_OBJECTS_IN_LIST && node.items[MAX_OBJECTS_IN_LIST - 1]!.kind === 'object';
}
