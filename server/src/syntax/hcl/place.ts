import { SourceDocument } from '../document.ts';
import type { TextEdit, WriteMode } from '../edit.ts';
import { embeddedIn } from '../embedded/embedded.ts';
import { placesInEmbedded, printEmbedded } from '../embedded/place.ts';
import type { Layout, WritingPlace, Written } from '../language.ts';
import { type ArrayNode, endOf, type ObjectNode, type Span, type ValueNode } from '../node.ts';
import { Heredoc, isBlocks, isBody } from './nodes.ts';
import { HclPrinter } from './print.ts';
import { readHcl } from './read.ts';

/** A place in HCL, with what has to be around what is written there. */
interface HclPlace extends WritingPlace {
  /** Whether members are arguments and blocks there. */
  readonly inBody: boolean;
  /** What has to come before and after. */
  readonly before: string;
  readonly behind: string;
}

/** What is being written at an offset of a document in HCL. */
export function placesInHcl(document: SourceDocument, offset: number): WritingPlace[] {
  if (document.comments.some((span) => span.offset < offset && offset <= endOf(span))) return [];
  const written = textAt(document.root, offset);
  if (written) {
    const embedded = embeddedIn(written);
    return embedded ? placesInEmbedded(document, embedded, offset) : [];
  }
  const place = placeInHcl(document, offset);
  return place ? [place] : [];
}

function placeInHcl(document: SourceDocument, offset: number): WritingPlace | undefined {
  const { text, language } = document;
  const token = tokenAt(text, offset);
  if (!token) return undefined;
  const read = (filler: string) => {
    const whole = text.slice(0, token.offset) + filler + text.slice(endOf(token));
    return new SourceDocument(language, whole, readHcl(whole));
  };
  const around = structureAt(read(' '.repeat(token.length)).root, token.offset);
  const before = text.slice(0, token.offset).trimEnd();
  const gap = text.slice(before.length, token.offset);
  const next = /^[ \t]*(.?)/.exec(text.slice(endOf(token), endOf(token) + 200))![1]!;
  const quoted = text[token.offset] === '"';
  const word = text.slice(token.offset, endOf(token));
  const place = { span: token, word, quoted, isReadAlready: true, also: undefined as TextEdit | undefined };
  const isAssigned = !gap.includes('\n') && /(?:^|[^=<>!])=$|[^?:]:$/.test(before.slice(-3));
  if (isAssigned || around.kind === 'array') {
    if (!isAssigned && !/[[,]$/.test(before)) return undefined;
    // The value is there already.
    if (token.length === 0 && /[^\s,}\]#]/.test(next)) return undefined;
    const value: HclPlace = {
      ...place,
      kind: 'value',
      hasValue: false,
      inBody: false,
      before: isAssigned && gap === '' ? ' ' : '',
      behind: '',
      repaired: () => ({ document: read('""'), offset: token.offset + 1 }),
    };
    return value;
  }
  const startsMember = gap.includes('\n') || before === '' || /[{,]$/.test(before);
  if (!startsMember) return undefined;
  const inBody = isBody(around);
  const hasValue = token.length > 0 && /[={:]/.test(next);
  const key: HclPlace = {
    ...place,
    kind: 'key',
    hasValue,
    inBody,
    before: '',
    behind: !inBody && !hasValue && /["\w]/.test(next) ? ', ' : '',
    repaired: () => ({ document: hasValue ? document : read(' '.repeat(token.length)), offset: token.offset }),
  };
  return key;
}

/** The text of something for a place in HCL. */
export function printHcl(what: Written, place: WritingPlace, layout: Layout, mode: WriteMode): string {
  const embedded = printEmbedded(what, place, layout, mode);
  if (embedded !== undefined) return embedded;
  const { inBody, before, behind } = place as HclPlace;
  const { multiline, eol } = layout;
  const printer = new HclPrinter(layout, mode);
  const member = (key: string, value: Parameters<HclPrinter['value']>[0]) =>
    inBody ? printer.bodyMember(key, value, '') : printer.member(key, value, '', multiline);
  if ('members' in what)
    return Object.entries(what.members)
      .map(([key, value]) => member(key, value))
      .join(inBody || multiline ? eol : ', ');
  if (!('value' in what)) return printer.key(what.key);
  if ('key' in what) return member(what.key, what.value) + behind;
  return before + printer.value(what.value, '', multiline) + behind;
}

/** The word or the text in quotes that an offset is in, empty between them; undefined within interpolations and what else is code. */
function tokenAt(text: string, offset: number): Span | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const quote = openQuote(line);
  if (quote !== undefined) {
    const inside = /^[^"\n${}]*/.exec(text.slice(offset, offset + 1000))![0];
    if (/[$%]\{/.test(line.slice(quote))) return undefined;
    const closed = text[offset + inside.length] === '"';
    const rest = closed ? inside.length + 1 : /^[\w.:/-]*/.exec(inside)![0].length;
    return { offset: lineStart + quote, length: line.length - quote + rest };
  }
  const left = /(?<![\w-])[\w-]*$/.exec(line)![0];
  const right = /^[\w-]*/.exec(text.slice(offset, offset + 200))![0];
  // A reference by itself is one word, so that another can take its place.
  const reference = /(?<![\w.-])[\w.-]*$/.exec(line)![0];
  const before = line.slice(0, line.length - reference.length).trimEnd();
  const isAlone = /(?:^|[^=<>!])=$|:$/.test(before) && /^[A-Za-z_][\w-]*\./.test(reference);
  if (isAlone && !/^[.\w-]*[[({]/.test(text.slice(offset, offset + 200)))
    return {
      offset: offset - reference.length,
      length: reference.length + /^[\w.-]*/.exec(text.slice(offset, offset + 200))![0].length,
    };
  // A part of a reference follows a point.
  if (/[.\])]$/.test(line.slice(0, line.length - left.length)) && left + right !== '') return undefined;
  return { offset: offset - left.length, length: left.length + right.length };
}

/** Where a quote begins on a line that is not closed before its end. */
function openQuote(line: string): number | undefined {
  let open: number | undefined;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\' && open !== undefined) i++;
    else if (line[i] === '"') open = open === undefined ? i : undefined;
  }
  return open;
}

/** The innermost object, body or list that an offset is in. */
function structureAt(root: ValueNode | undefined, offset: number): ObjectNode | ArrayNode {
  let found = root as ObjectNode | ArrayNode;
  for (let at: ValueNode | undefined = root; at?.kind === 'object' || at?.kind === 'array'; ) {
    if (!isBlocks(at)) found = at;
    const values: readonly (ValueNode | undefined)[] =
      at.kind === 'object' ? at.properties.map(({ value }) => value) : at.items;
    at = values.find((value) => value && isAround(value, offset));
  }
  return found;
}

/** Blocks of one type may have others between them. */
function isAround(value: ValueNode, offset: number): boolean {
  if (isBlocks(value)) return value.items.some((body) => isAround(body, offset));
  return value.offset < offset && offset < endOf(value) + (value.kind === 'object' && value.open ? 1 : 0);
}

/** The heredoc, or the text with JSON, that an offset is in. */
function textAt(root: ValueNode | undefined, offset: number): ValueNode | undefined {
  for (let at = root; at; ) {
    if (at instanceof Heredoc || embeddedIn(at)) return at;
    const values: readonly (ValueNode | undefined)[] =
      at.kind === 'object' ? at.properties.map(({ value }) => value) : at.kind === 'array' ? at.items : [];
    at = values.find((value) => value && isAround(value, offset));
  }
  return undefined;
}
