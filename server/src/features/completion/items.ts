import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { hasStandIn } from '../../model/stand-ins.ts';
import { visible } from '../../model/visible.ts';
import type { Layout, Written } from '../../syntax/language.ts';
import type { Span } from '../../syntax/node.ts';
import { spellingOf } from '../../syntax/projection.ts';
import { hasAsk, type Json } from '../../syntax/value.ts';
import { rangeOf } from '../ranges.ts';
import type { ClientWishes } from './client-wishes.ts';
import type { Suggestion } from './suggestion.ts';
import type { Place } from './where.ts';

/**
 * Sorts before every letter and quote, so that our suggestions come before those of extensions that do not know the
 * file.
 */
export const FIRST = '!';

const KINDS = {
  member: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  reference: CompletionItemKind.Reference,
  form: CompletionItemKind.Snippet,
  fragment: CompletionItemKind.Snippet,
} as const;

/** The suggestions for a place. */
export interface Offer {
  readonly place: Place;
  readonly suggestions: readonly Suggestion[];
}

/** The suggestions as completion items, in order. */
export function itemsOf(offers: readonly Offer[], document: TextDocument, wishes: ClientWishes): CompletionItem[] {
  const width = String(offers.reduce((sum, { suggestions }) => sum + suggestions.length, 0)).length;
  const items: CompletionItem[] = [];
  for (const { place, suggestions } of offers) {
    const around = surroundingsOf(place, document);
    for (const suggestion of suggestions) {
      const item = itemOf(suggestion, place, around, document, wishes);
      item.sortText = `${FIRST}${String(items.length).padStart(width, '0')}`;
      items.push(item);
    }
  }
  // If a place can be several things, the same words can be offered for more than one.
  return offers.length < 2 ? items : items.filter(({ label }, i) => items.findIndex((o) => o.label === label) === i);
}

/** What all items of a place have in common. */
interface Surroundings {
  readonly range: Range;
  readonly also: CompletionItem['additionalTextEdits'];
  readonly unit: string;
  readonly eol: string;
}

function surroundingsOf({ writing, document: { text } }: Place, document: TextDocument): Surroundings {
  const { also, span } = writing;
  return {
    range: rangeOf(document, span),
    also: also && [{ range: rangeOf(document, also), newText: also.newText }],
    // If no line shows the indentation, insert a tab; the client replaces it with its own.
    unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? '\t',
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function itemOf(
  suggestion: Suggestion,
  place: Place,
  { range, also, unit, eol }: Surroundings,
  document: TextDocument,
  wishes: ClientWishes,
): CompletionItem {
  const { language } = place.document;
  const written = writtenBy(suggestion, place);
  const asks = 'members' in written ? hasAsk(written.members) : 'value' in written && hasAsk(written.value);
  const isSnippet = wishes.snippets && asks;
  // In YAML the indentation is part of what is written, so it is not left to the client.
  const keeps = language.id === 'yaml' && (wishes.keepsIndentation || !(wishes.adjustsIndentation || isSnippet));
  const layout: Layout = { unit, eol, multiline: place.multiline, keepsIndentation: keeps };
  const printed = language.print(written, place.writing, layout, isSnippet ? 'snippet' : 'plain');
  const isIndented = language.id === 'yaml' || wishes.adjustsIndentation || isSnippet;
  const newText = isIndented ? printed : printed.replaceAll('\n', `\n${blanksBefore(document, range)}`);
  const item: CompletionItem = {
    label: visible(labelOf(suggestion, place)),
    kind: KINDS[suggestion.kind],
    filterText: filterOf(suggestion, place),
    textEdit: { range, newText },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
  };
  if (suggestion.detail) {
    const detail = visible(suggestion.detail);
    if (wishes.labelDetails) item.labelDetails = { description: detail };
    else item.detail = detail;
  }
  if (newText.includes('\n')) {
    if (keeps && wishes.keepsIndentation) item.insertTextMode = InsertTextMode.asIs;
    else if (!keeps && wishes.adjustsIndentation) item.insertTextMode = InsertTextMode.adjustIndentation;
  }
  if (suggestion.deprecated) {
    if (wishes.tags) item.tags = [CompletionItemTag.Deprecated];
    else item.deprecated = true;
  }
  if (suggestion.docs) item.data = suggestion.docs;
  const more = also ?? trailingSpace(document, place.writing.span, newText);
  if (more) item.additionalTextEdits = more;
  if (isSnippet && wishes.suggestCommand && suggestion.continues)
    item.command = { title: 'Suggest', command: wishes.suggestCommand };
  return item;
}

/** What the line of a range begins with. */
function blanksBefore(document: TextDocument, { start }: Range): string {
  return /^[ \t]*/.exec(document.getText({ start: { line: start.line, character: 0 }, end: start }))![0];
}

/** Removes the space that would be left at the end of a line if what is inserted begins on the next one. */
function trailingSpace(
  document: TextDocument,
  { offset }: Span,
  newText: string,
): CompletionItem['additionalTextEdits'] {
  if (!/^[\r\n]/.test(newText)) return undefined;
  const text = document.getText();
  let start = offset;
  while (text[start - 1] === ' ') start--;
  const length = offset - start;
  return length > 0 ? [{ range: rangeOf(document, { offset: start, length }), newText: '' }] : undefined;
}

/** The text that a suggestion inserts, with the names that the document uses. */
function writtenBy(suggestion: Suggestion, place: Place): Written {
  const { label, kind } = suggestion;
  if (place.kind === 'key') {
    const spelling = spellingOf(place.object);
    if (kind === 'fragment') {
      const members = Object.entries(suggestion.value as { readonly [key: string]: Json });
      return {
        members: Object.fromEntries(
          members.map(([key, part]) => [spelling?.key(key) ?? key, spelling ? spelling.member(key, part) : part]),
        ),
      };
    }
    const key = spelling?.key(label) ?? label;
    // The value is made only here, where it is written.
    if (place.writing.hasValue) return { key };
    const { value } = suggestion;
    return { key, value: spelling ? spelling.member(label, value) : value };
  }
  const { value } = suggestion;
  if (place.list) return { value: spellingOf(place.list)?.item(value) ?? value };
  const { property } = place;
  const spelling = property && spellingOf(property.parent);
  return { value: spelling ? spelling.member(property.key.value, value) : value };
}

/** A suggestion's name as the document spells it. */
function labelOf({ label, kind }: Suggestion, place: Place): string {
  return place.kind === 'key' && kind === 'member' ? (spellingOf(place.object)?.key(label) ?? label) : label;
}

/** The text that the client matches against what is typed. It begins with a quote if the replaced text does. */
function filterOf(suggestion: Suggestion, place: Place): string {
  const { document, writing } = place;
  const quote = writing.quoted ? /^\\?./.exec(writing.word)![0] : '';
  const label = labelOf(suggestion, place);
  // On a word that is to be replaced, everything fits that can replace it.
  if (place.kind === 'value' && place.own?.kind === 'string' && hasStandIn(place.own.value))
    return `${writing.word} ${label}`;
  if (suggestion.kind !== 'form') return `${quote}${label}`;
  const layout: Layout = { unit: '', eol: ' ', multiline: false, keepsIndentation: true };
  const written = document.language
    .print({ value: suggestion.value }, writing, layout, 'plain')
    .trim()
    .replace(/^\\?["']/, '');
  return `${quote}${written} ${label}`;
}
