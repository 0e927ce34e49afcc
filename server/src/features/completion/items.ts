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
import { rangeOf } from '../ranges.ts';
import type { ClientWishes } from './client-wishes.ts';
import { hasStops, type Style, write } from './snippet.ts';
import type { Suggestion } from './suggestion.ts';
import type { Place } from './where.ts';

/** Before every letter and quote, so that ours stand above what others suggest for a file that they do not know. */
const FIRST = '!';

const KINDS = {
  member: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  form: CompletionItemKind.Snippet,
  part: CompletionItemKind.Snippet,
} as const;

/** Suggestions for a place as the client wants them, in their order. */
export function itemsOf(
  suggestions: readonly Suggestion[],
  place: Place,
  document: TextDocument,
  wishes: ClientWishes,
): CompletionItem[] {
  const range = rangeOf(document, place.span);
  const style = styleOf(document, place, wishes);
  const comma: TextEdit[] | undefined =
    place.commaAt === undefined
      ? undefined
      : [{ range: rangeOf(document, { offset: place.commaAt, length: 0 }), newText: ',' }];
  const width = String(suggestions.length).length;
  return suggestions.map((suggestion, i) => {
    const newText = textOf(suggestion, place, style);
    const isSnippet = style.snippet && isFilledIn(suggestion, place);
    const item: CompletionItem = {
      label: visible(suggestion.label),
      kind: KINDS[suggestion.kind],
      sortText: `${FIRST}${String(i).padStart(width, '0')}`,
      filterText: filterOf(suggestion, place),
      textEdit: { range, newText: isSnippet || !style.snippet ? newText : plain(newText) },
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
    if (comma) item.additionalTextEdits = comma;
    if (suggestion.continues && isSnippet && wishes.suggestCommand) {
      item.command = { title: 'Suggest', command: wishes.suggestCommand };
    }
    return item;
  });
}

function styleOf(document: TextDocument, { multiline }: Place, { snippets }: ClientWishes): Style {
  const text = document.getText();
  // Without a line to go by, the client puts its own indentation for a tab.
  const unit = /\n([ \t]+)["{[]/.exec(text)?.[1] ?? '\t';
  return { unit, eol: text.includes('\r\n') ? '\r\n' : '\n', multiline, snippet: snippets };
}

function isFilledIn({ value }: Suggestion, place: Place): boolean {
  return place.kind === 'key' && place.hasValue ? false : hasStops(value);
}

function textOf({ label, value, kind }: Suggestion, place: Place, style: Style): string {
  const { comma } = place;
  if (kind === 'part') return `${write(value, style)}${comma}`;
  if (place.kind === 'value') return `${place.space ? ' ' : ''}${write(value, style)}${comma}`;
  const key = JSON.stringify(label).replaceAll('$', style.snippet ? '\\$' : '$');
  return place.hasValue ? key : `${key}: ${write(value, style)}${comma}`;
}

/** A text that was written for a snippet, for a client that takes it as it is. */
function plain(text: string): string {
  return text.replaceAll(/\\([\\$}])/g, '$1');
}

/** What the client compares with what is typed: with a quote where the replaced text begins with one. */
function filterOf({ label, value, kind }: Suggestion, place: Place): string {
  const quote = place.quoted ? '"' : '';
  if (kind !== 'form') return `${quote}${label}`;
  const written = write(value, { unit: '', eol: ' ', multiline: false, snippet: false }).replace(/^"/, '');
  return `${quote}${written} ${label}`;
}
