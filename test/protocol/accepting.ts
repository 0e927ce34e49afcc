/** Completion over messages in table form: a text with a cursor, what is offered there, and the text after one is taken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompletionItem, CompletionRequest, type TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { languageOf } from '../../server/src/formats/languages.ts';
import { Session } from './session.ts';

/** A place in a file, marked with `|`. */
export interface Row {
  readonly name: string;
  readonly text: string;
  /** Labels that are offered in this order, others between them; an empty list if nothing may be offered. */
  readonly offers: readonly string[];
  /** Labels that must not be offered. */
  readonly never?: readonly string[];
  /** What is taken. Default: the first of the labels. */
  readonly take?: string;
  /** What is left of the text once it is taken: the lines that have changed. */
  readonly becomes?: string;
}

/** Tests all rows in one file, whose other parts are put around the text of each row. */
export function testCompletion(
  rows: readonly Row[],
  { uri, languageId, around = (text) => text }: { uri: string; languageId: string; around?: (text: string) => string },
): void {
  for (const { name, text, offers, never = [], take = offers[0], becomes } of rows) {
    test(name, async (t) => {
      const session = await Session.start(t);
      const marked = around(text);
      const items = await offered(session, marked, uri, languageId);
      const labels = items.map(({ label }) => label);
      if (offers.length === 0) assert.deepEqual(labels, []);
      let at = -1;
      for (const label of offers) {
        const found = labels.indexOf(label);
        assert.ok(found > at, `${label} is offered, in order: ${labels.join(', ')}`);
        at = found;
      }
      for (const label of never) assert.ok(!labels.includes(label), `${label} is not offered`);
      if (take === undefined) return;
      const after = accept(session, items.find(({ label }) => label === take)!, uri);
      if (becomes !== undefined) assert.equal(after, around(becomes));
      const before = await unknown(session, uri);
      assert.ok(problems(uri, after) <= problems(uri, marked.replace('|', '')), `it can be read:\n${after}`);
      await session.change([{ text: after }], uri);
      const added = (await unknown(session, uri)).filter((code) => !before.includes(code));
      assert.deepEqual(added, [], `nothing unknown comes with it:\n${after}`);
    });
  }
}

/** What is offered at the mark. */
export async function offered(
  session: Session,
  marked: string,
  uri: string,
  languageId: string,
): Promise<CompletionItem[]> {
  const offset = marked.indexOf('|');
  await session.open(marked.slice(0, offset) + marked.slice(offset + 1), uri, languageId);
  const answer = await session.client.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: session.document(uri).positionAt(offset),
  });
  return Array.isArray(answer) ? answer : (answer?.items ?? []);
}

/** The text of a document after an item is taken. */
export function accept(session: Session, { textEdit, additionalTextEdits = [] }: CompletionItem, uri: string): string {
  return TextDocument.applyEdits(session.document(uri), [textEdit as TextEdit, ...additionalTextEdits]);
}

/** How much of a text cannot be read. */
function problems(uri: string, text: string): number {
  return languageOf(uri, text).read(text).problems.length;
}

/** The findings of a document about names that nobody knows. */
async function unknown(session: Session, uri: string): Promise<unknown[]> {
  const kinds = ['unknown-property', 'td-cfn-casing', 'td-invalid-json', 'duplicate-property', 'wrong-type'];
  return (await session.codes(uri)).filter((code) => kinds.includes(String(code)));
}
