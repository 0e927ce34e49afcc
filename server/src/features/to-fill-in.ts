import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../findings/finding.ts';
import { EXAMPLE_ACCOUNTS } from '../model/home.ts';
import { TO_FILL_IN } from '../protocol.ts';
import type { SourceDocument } from '../syntax/document.ts';
import type { Span, StringNode, ValueNode } from '../syntax/node.ts';
import { placeholders } from '../syntax/placeholder.ts';
import { rangeOf } from './ranges.ts';

/** A word that someone wrote as a stand-in, to be replaced. */
export interface ToFillIn extends Span {
  readonly word: string;
  /** How often it occurs in the document. */
  readonly times: number;
}

/**
 * Stand-ins for a value that the user must supply: those that our completions, fixes and snippets write, and those that
 * people write by hand. Account numbers are those of AWS's documentation, checked 2026-11-28. `${…}`, `<…>` and the
 * like are not included: a tool replaces those, not a person.
 */
const WORDS = [
  new RegExp(`(?<!\\d)(?:${EXAMPLE_ACCOUNTS.join('|')})(?!\\d)`),
  /(?<![A-Za-z0-9_])(?:ACCOUNT_ID|AWS_ACCOUNT_ID|TASK_ROLE|EXECUTION_ROLE|REGION|REGISTRY|REPOSITORY|IMAGE|TAG|BUCKET|FS_ID|AP_ID)(?![A-Za-z0-9_])/,
  /(?<![A-Za-z0-9])(?:REPLACE|CHANGE|FILL)[_-]?(?:ME|THIS|IN)(?![A-Za-z0-9])/,
  /(?<![A-Za-z0-9_])(?:YOUR|MY)_[A-Z0-9_]+/,
  /(?<![A-Za-z0-9])(?:TODO|FIXME)(?![A-Za-z0-9])/,
  /-AbCdEf(?![A-Za-z0-9])(?<=:secret:[\w/+=.@-]{0,512})/,
  /(?<=:parameter\/)NAME(?![\w./-])/,
  /(?<![A-Za-z0-9])(?:fs|fsap|subnet|sg)-0123456789abcdef0(?![0-9a-f])/,
];
const WORD = new RegExp(WORDS.map(({ source }) => source).join('|'), 'g');

/** Whether a text has a word in it that is to be replaced. */
export function hasStandIn(text: string): boolean {
  return text.search(WORD) >= 0;
}

/**
 * Members in which such a word may be meant literally: a command may write TODO, an environment variable may hold a
 * tag's name.
 */
const OTHERS = new Set(['command', 'entryPoint', 'environment', 'dockerLabels', 'description']);

const KNOWN = new WeakMap<SourceDocument, readonly ToFillIn[]>();

/** The words in a document that are still to be replaced, each at its first occurrence, in text order. */
export function toFillIn(document: SourceDocument): readonly ToFillIn[] {
  let known = KNOWN.get(document);
  if (!known) {
    const found = new Map<string, { offset: number; times: number }>();
    visit(document.root, (node) => {
      if (!mayHoldStandIn(node.value)) return;
      // The text between the quotes, but only if its offsets match those of the value.
      const raw = document.text.slice(node.offset, node.offset + node.length);
      const matches = [...raw.matchAll(WORD)];
      const decidedLater = matches.length > 0 ? [...placeholders(raw)] : [];
      for (const { 0: word, index } of matches) {
        if (decidedLater.some(({ offset, text }) => offset < index && index + word.length < offset + text.length))
          continue;
        const before = found.get(word);
        if (before) before.times++;
        else found.set(word, { offset: node.offset + index, times: 1 });
      }
    });
    known = [...found]
      .map(([word, place]) => ({ word, length: word.length, ...place }))
      .sort((a, b) => a.offset - b.offset);
    KNOWN.set(document, known);
  }
  return known;
}

/** Whether values have such a word: an edit changes one of a thousand. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 10_000;

function mayHoldStandIn(value: string): boolean {
  let holds = judged.get(value);
  if (holds === undefined) {
    holds = hasStandIn(value);
    if (judged.size >= MOST_JUDGED) judged.clear();
    judged.set(value, holds);
  }
  return holds;
}

function visit(node: ValueNode | undefined, see: (node: StringNode) => void): void {
  if (node?.kind === 'string') see(node);
  else if (node?.kind === 'array') for (const item of node.items) visit(item, see);
  else if (node?.kind === 'object')
    for (const { key, value } of node.properties) if (!OTHERS.has(key.value)) visit(value, see);
}

/**
 * Notes on the words to fill in, so that stepping through the problems visits them; none if a finding already says
 * so.
 */
export function fillInDiagnostics(
  document: TextDocument,
  syntax: SourceDocument,
  findings: readonly Finding[],
): Diagnostic[] {
  return toFillIn(syntax)
    .filter(
      ({ offset }) =>
        !findings.some(
          (finding) =>
            finding.rule === 'role-placeholder-account' &&
            finding.offset <= offset &&
            offset < finding.offset + finding.length,
        ),
    )
    .map((place) => ({
      range: rangeOf(document, place),
      message: `Still to fill in: "${place.word}"${place.times > 1 ? ` (${place.times} times in this file)` : ''}`,
      severity: DiagnosticSeverity.Information,
      source: 'taskdef',
      code: TO_FILL_IN,
    }));
}
