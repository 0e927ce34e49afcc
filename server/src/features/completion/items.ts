import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { visible } from '../../model/visible.ts';
import type { Layout, Written } from '../../syntax/language.ts';
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
const FIRST = '!';

const KINDS = {
  member: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  form: CompletionItemKind.Snippet,
  part: CompletionItemKind.Snippet,
} as const;

/** The suggestions for a place as completion items, in order. */
export function itemsOf(
  suggestions: readonly Suggestion[],
  place: Place,
  document: TextDocument,
  wishes: ClientWishes,
): CompletionItem[] {
  const { also } = place.writing;
  const { language } = place.document;
  const range = rangeOf(document, place.writing.span);
  const layout = layoutOf(place);
  const more: TextEdit[] | undefined = also && [{ range: rangeOf(document, also), newText: also.newText }];
  const width = String(suggestions.length).length;
  return suggestions.map((suggestion, i) => {
    const written = writtenBy(suggestion, place);
    const asks = 'members' in written ? hasAsk(written.members) : 'value' in written && hasAsk(written.value);
    const isSnippet = wishes.snippets && asks;
    const newText = language.print(written, place.writing, layout, isSnippet ? 'snippet' : 'plain');
    const item: CompletionItem = {
      label: visible(labelOf(suggestion, place)),
      kind: KINDS[suggestion.kind],
      sortText: `${FIRST}${String(i).padStart(width, '0')}`,
      filterText: filterOf(suggestion, place),
      textEdit: { range, newText },
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    };
    if (suggestion.detail) {
      const detail = visible(suggestion.detail);
      if (wishes.labelDetails) item.labelDetails = { description: detail };
      else item.detail = detail;
    }
    if (wishes.adjustsIndentation && newText.includes('\n')) item.insertTextMode = InsertTextMode.adjustIndentation;
    if (suggestion.deprecated) {
      if (wishes.tags) item.tags = [CompletionItemTag.Deprecated];
      else item.deprecated = true;
    }
    if (suggestion.docs) item.data = suggestion.docs;
    if (more) item.additionalTextEdits = more;
    if (suggestion.continues && isSnippet && wishes.suggestCommand) {
      item.command = { title: 'Suggest', command: wishes.suggestCommand };
    }
    return item;
  });
}

/** The layout of the text around a place. */
function layoutOf({ document, multiline }: Place): Layout {
  const { text } = document;
  // If no line shows the indentation, insert a tab; the client replaces it with its own.
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '\t';
  return { unit, eol: text.includes('\r\n') ? '\r\n' : '\n', multiline };
}

/** The text that a suggestion inserts, with the names that the document uses. */
function writtenBy({ label, value, kind }: Suggestion, place: Place): Written {
  if (place.kind === 'key') {
    const spelling = spellingOf(place.object);
    if (kind === 'part') {
      const members = Object.entries(value as { readonly [key: string]: Json });
      return {
        members: Object.fromEntries(
          members.map(([key, part]) => [spelling?.key(key) ?? key, spelling ? spelling.member(key, part) : part]),
        ),
      };
    }
    const key = spelling?.key(label) ?? label;
    return place.writing.hasValue ? { key } : { key, value: spelling ? spelling.member(label, value) : value };
  }
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
  const quote = place.writing.quoted ? '"' : '';
  const label = labelOf(suggestion, place);
  if (suggestion.kind !== 'form') return `${quote}${label}`;
  const layout: Layout = { unit: '', eol: ' ', multiline: false };
  const { document, writing } = place;
  const written = document.language
    .print({ value: suggestion.value }, writing, layout, 'plain')
    .trim()
    .replace(/^"/, '');
  return `${quote}${written} ${label}`;
}
