import { SourceDocument } from '../document.ts';
import type { TextEdit, WriteMode } from '../edit.ts';
import type { Layout, WritingPlace, Written } from '../language.ts';
import { locate } from '../locate.ts';
import { endOf, type Span } from '../node.ts';
import { isStructure, type Json } from '../value.ts';
import { lineEndAt } from './comments.ts';
import { type Reading, readingsAt } from './cursor.ts';
import type { Wanted } from './extents.ts';
import { missingClosers } from './flow-cursor.ts';
import { type Quoting, YamlPrinter } from './print.ts';
import { readYaml } from './read.ts';
import { yamlStyleOf } from './style.ts';

/** Stands for a key that is being typed. */
const FILLER = '_';

/** A place in YAML, with the text needed around whatever is written there. */
class YamlPlace implements WritingPlace {
  readonly isReadAlready = false;
  readonly kind: WritingPlace['kind'];
  readonly span: Span;
  readonly hasValue: boolean;
  readonly word: string;
  readonly quoted: boolean;
  readonly also: TextEdit | undefined;

  constructor(
    readonly document: SourceDocument,
    readonly reading: Reading,
    private readonly wanted: Wanted,
  ) {
    this.word = document.text.slice(reading.span.offset, endOf(reading.span));
    ({ kind: this.kind, span: this.span, hasValue: this.hasValue, quoted: this.quoted, also: this.also } = reading);
  }

  /** Puts something complete in place of the half-typed word; undefined if the text cannot be read like this. */
  repaired(): { document: SourceDocument; offset: number } | undefined {
    const { span, kind, hasValue, also, reading } = this;
    const { before, behind, flow } = reading;
    const { text, language } = this.document;
    const start = `${also ? ',' : ''}${before}`;
    const filler = kind === 'value' ? '""' : hasValue ? FILLER : `${FILLER}: null`;
    let whole = text.slice(0, span.offset) + start + filler + behind + text.slice(endOf(span));
    const offset = span.offset + start.length;
    if (flow) {
      const end = lineEndAt(whole, offset);
      whole = whole.slice(0, end) + missingClosers(whole, flow.from) + whole.slice(end);
    }
    const document = new SourceDocument(language, whole, readYaml(whole, this.wanted));
    const here = locate(document.root, offset);
    const node = here?.onKey ? here.property?.key : here?.node;
    const isRight = kind === 'key' ? here?.onKey && node : !here?.onKey && node?.kind === 'string';
    // The reader passes over lines that it cannot read: with a wrong reading that is the line before or after.
    const isRead = document.problems.length <= this.document.problems.length - brokenAt(this.document, span);
    return isRight && isRead && node!.offset === offset ? { document, offset } : undefined;
  }
}

/** How many problems of a document are in the line with the half-typed word. */
function brokenAt({ text, problems }: SourceDocument, { offset }: Span): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = lineEndAt(text, offset);
  return problems.filter((problem) => problem.offset >= start && problem.offset < end).length;
}

/** What is being written at an offset of a YAML document: one place for each way to read the lines around it. */
export function placesInYaml(document: SourceDocument, offset: number, wanted: Wanted): WritingPlace[] {
  return readingsAt(document.text, offset).map((reading) => new YamlPlace(document, reading, wanted));
}

/** The text to insert at a place in YAML, including the text needed around it. */
export function printYaml(what: Written, place: WritingPlace, layout: Layout, mode: WriteMode): string {
  const { reading, document, span } = place as YamlPlace;
  const { before, behind, flow, column } = reading;
  const style = { ...yamlStyleOf(document), eol: layout.eol };
  const printer = new YamlPrinter(style, mode);
  const quoting = quotingAt(document.text, span);
  if (!('value' in what) && !('members' in what)) return printer.text(what.key, quoting ?? 'plain');
  if (flow) return before + inFlow(printer, what, quoting) + behind;
  const start = layout.keepsIndentation ? 0 : indentOf(document.text, span.offset);
  const indent = ' '.repeat(Math.max(0, column - start));
  if ('members' in what)
    return Object.entries(what.members)
      .map(([key, value]) => printer.member(key, value, indent))
      .join(layout.eol + indent);
  if ('key' in what) return before + printer.member(what.key, what.value, indent);
  const { value } = what;
  if (!printer.takesLines(value)) return before + printer.inline(value, quoting);
  if (!reading.isBehindKey) return before + printer.block(value, indent + ' '.repeat(before === '- ' ? 2 : 0));
  const inner = printer.inner(value, indent);
  return layout.eol + inner + printer.block(value, inner);
}

function inFlow(
  printer: YamlPrinter,
  what: Exclude<Written, { readonly key: string; readonly value?: never }> | { readonly key: string; value?: Json },
  quoting: Quoting | undefined,
): string {
  if ('members' in what)
    return Object.entries(what.members)
      .map(([key, value]) => printer.pair(key, value))
      .join(', ');
  if ('key' in what) return printer.pair(what.key, what.value as Json);
  return printer.inline(what.value, isStructure(what.value) ? undefined : quoting);
}

/** The quotes that the replaced word begins with; undefined if it has none. */
function quotingAt(text: string, { offset }: Span): Quoting | undefined {
  return text[offset] === '"' ? 'double' : text[offset] === "'" ? 'single' : undefined;
}

function indentOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^ */.exec(text.slice(start, offset))![0].length;
}
