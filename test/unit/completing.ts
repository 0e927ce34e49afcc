/** Completion without a client: what is offered at a mark in a text, and what the text becomes when it is taken. */
import assert from 'node:assert/strict';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../../server/src/analysis.ts';
import type { ClientWishes } from '../../server/src/features/completion/client-wishes.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { itemsOf } from '../../server/src/features/completion/items.ts';

const PLAIN: ClientWishes = {
  snippets: false,
  labelDetails: true,
  tags: true,
  adjustsIndentation: true,
  keepsIndentation: true,
  suggestCommand: undefined,
  newTaskCommand: undefined,
};
const SNIPPETS: ClientWishes = { ...PLAIN, snippets: true, suggestCommand: 'suggest' };

/** What is offered at one place. */
export interface Offer {
  readonly labels: string[];
  readonly items: readonly CompletionItem[];
  /** The text after an item is taken, as a client without snippets writes it. */
  taking(label: string): string;
}

/** What is offered where `|` stands in a text. */
export function offer(marked: string, fileName = 'task-definition.json'): Offer {
  const at = marked.indexOf('|');
  assert.ok(at >= 0, 'the text has a mark');
  return offerAt(marked.slice(0, at) + marked.slice(at + 1), at, fileName);
}

/** What is offered at an offset. */
export function offerAt(text: string, offset: number, fileName = 'task-definition.json'): Offer {
  return offersIn(text, fileName)(offset);
}

/** What is offered at the offsets of a text. */
export function offersIn(text: string, fileName = 'task-definition.json'): (offset: number) => Offer {
  const uri = `file:///workspace/${fileName}`;
  const document = TextDocument.create(uri, 'json', 1, text);
  const analysis = analyse(text, uri);
  return (offset) => {
    const items = itemsFor(analysis, document, offset, PLAIN);
    return {
      items,
      labels: items.map((item) => item.label),
      taking(label) {
        const item = items.find((candidate) => candidate.label === label);
        assert.ok(item, `"${label}" is not offered: ${items.map((other) => other.label).join(', ')}`);
        return TextDocument.applyEdits(document, [item.textEdit as TextEdit, ...(item.additionalTextEdits ?? [])]);
      },
    };
  };
}

/** The snippets that are offered where `|` stands, by label. */
export function snippets(marked: string, fileName = 'task-definition.json'): Map<string, CompletionItem> {
  const at = marked.indexOf('|');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const uri = `file:///workspace/${fileName}`;
  const document = TextDocument.create(uri, 'json', 1, text);
  return new Map(itemsFor(analyse(text, uri), document, at, SNIPPETS).map((item) => [item.label, item]));
}

/** The text after an item is taken where `|` stands, with what the client made of its snippet. */
export function taken(marked: string, item: CompletionItem, newText: string): string {
  const document = TextDocument.create('file:///x.json', 'json', 1, marked.replace('|', ''));
  return TextDocument.applyEdits(document, [
    { ...(item.textEdit as TextEdit), newText },
    ...(item.additionalTextEdits ?? []),
  ]);
}

function itemsFor(
  analysis: Analysis,
  document: TextDocument,
  offset: number,
  wishes: ClientWishes,
): readonly CompletionItem[] {
  return itemsOf(complete(analysis, document, offset), document, wishes);
}

/** A task definition with containers in it and members before them. */
export function task(containers: string, members = ''): string {
  return `{ "family": "shop", ${members} "containerDefinitions": [${containers}] }`;
}

/** Members of a task for Fargate, for `task`. */
export const FARGATE = '"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",';
