import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import texts from '../../../../snippets/files.json';
import type { Outline } from '../../analysis.ts';
import { hasServiceFileName } from '../../formats/file-names.ts';
import { type Markdown, ours } from '../markdown.ts';
import type { ClientWishes } from './client-wishes.ts';
import { FIRST } from './items.ts';
import { textOfSnippet } from './snippet-body.ts';

/** A document with nothing in it but the beginning of a name of ours. */
const EMPTY = /^[\w-]*$/;
const PREFIX = 'ecs-';

/**
 * What an empty document can begin with: the questions that fill it, then whole task definitions and services, the most usual first.
 * Undefined if the document is not empty. An empty document without a telling name may become anything, so there the
 * prefix of the names has to be typed.
 */
export function wholeFilesAt(
  { document: { language }, detection }: Outline,
  document: TextDocument,
  wishes: ClientWishes,
): CompletionItem[] | undefined {
  const text = document.getText();
  const word = text.trim();
  if (!EMPTY.test(word) || language.id !== 'json') return undefined;
  const ofService = hasServiceFileName(document.uri);
  const isExpected = detection.accepted || ofService || document.uri.startsWith('untitled:');
  if (!isExpected && (word === '' || !PREFIX.startsWith(word.slice(0, PREFIX.length)))) return undefined;
  const start = text.indexOf(word);
  const range = { start: document.positionAt(start), end: document.positionAt(start + word.length) };
  const files = Object.values(texts)
    .filter(({ prefix }) => (ofService ? isService(prefix) : !(detection.accepted && isService(prefix))))
    .map(({ prefix, body }, i) => fileItem(prefix, body, i, range, wishes));
  return ofService ? files : [...questions(range, wishes), ...files];
}

/** Whether a whole file is a service. A file whose name says what it holds begins with nothing else. */
function isService(prefix: string): boolean {
  return prefix.startsWith(`${PREFIX}service-`);
}

function questions(range: Range, { newTaskCommand }: ClientWishes): CompletionItem[] {
  if (newTaskCommand === undefined) return [];
  return [
    {
      label: 'Answer a few questions…',
      kind: CompletionItemKind.Event,
      sortText: `${FIRST}0`,
      filterText: `${PREFIX}questions`,
      preselect: true,
      textEdit: { range, newText: '' },
      command: { title: 'Answer a few questions', command: newTaskCommand },
      data: { file: '' },
    },
  ];
}

function fileItem(
  prefix: string,
  body: readonly string[],
  place: number,
  range: Range,
  wishes: ClientWishes,
): CompletionItem {
  // The client replaces a tab with its own indentation.
  const text = body.map((line) => line.replace(/^(?: {2})+/, (blanks) => '\t'.repeat(blanks.length / 2))).join('\n');
  const title = Object.entries(texts).find(([, file]) => file.prefix === prefix)![0];
  return {
    label: prefix,
    kind: CompletionItemKind.Snippet,
    ...(wishes.labelDetails ? { labelDetails: { description: title } } : { detail: title }),
    sortText: `${FIRST}1${place}`,
    textEdit: { range, newText: wishes.snippets ? text : plain(text) },
    insertTextFormat: wishes.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(wishes.adjustsIndentation ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
    data: { file: prefix },
  };
}

function plain(text: string): string {
  return textOfSnippet(text).replace(/\$0$/, '');
}

/** What a whole task definition is for and what it writes, in Markdown. */
export function fileText(prefix: string): Markdown | undefined {
  if (prefix === '')
    return ours('Launch type, CPU, memory, image and port: your answers become a whole task definition.');
  const file = Object.values(texts).find((one) => one.prefix === prefix);
  return file && ours(`${file.description}.\n\n\`\`\`json\n${plain(file.body.join('\n')).trim()}\n\`\`\``);
}
