import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../findings/finding.ts';
import { hasStandIn, standInFor, standInsIn } from '../model/stand-ins.ts';
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
    visit(document.root, undefined, (node, key) => {
      // The key of a tag is spelt as those beside it.
      const isSpelt = key === 'key' && /^(?:key|Key)$/.test(node.value);
      const ofMember = key !== undefined && (isSpelt || (isCapitals(node.value) && node.value === standInFor(key)));
      if (!ofMember && !mayHoldStandIn(node.value)) return;
      // The text between the quotes, but only if its offsets match those of the value.
      const raw = document.text.slice(node.offset, node.offset + node.length);
      const matches = ofMember ? [...raw.matchAll(/[A-Za-z_]+/g)] : standInsIn(raw);
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

function isCapitals(text: string): boolean {
  return /^[A-Z]+(?:_[A-Z]+)*$/.test(text);
}

function visit(
  node: ValueNode | undefined,
  key: string | undefined,
  see: (node: StringNode, key: string | undefined) => void,
): void {
  if (node?.kind === 'string') see(node, key);
  else if (node?.kind === 'array') for (const item of node.items) visit(item, undefined, see);
  else if (node?.kind === 'object')
    for (const { key: own, value } of node.properties) if (!OTHERS.has(own.value)) visit(value, own.value, see);
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
