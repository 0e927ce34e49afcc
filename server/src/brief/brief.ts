import type { TextDocument } from 'vscode-languageserver-textdocument';
import { asksOf } from '../findings/repair.ts';
import type { Fix, Severity } from '../findings/report.ts';
import type { SourceDocument } from '../syntax/document.ts';
import type { Span } from '../syntax/node.ts';
import { FixEdits } from './fix-edits.ts';
import { PrivateValues } from './private-values.ts';
import type { Shown } from './shown.ts';

/**
 * Replaces the text in the range `at` with `text`. `4:18-4:26` runs from line 4, column 18 up to, but not including,
 * column 26.
 */
export interface BriefEdit {
  readonly at: string;
  readonly text: string;
}

/** The best fix for a finding. */
export interface BriefFix {
  readonly title: string;
  /** Present if the fix may be applied without asking. */
  readonly safe?: true;
  /** Words in the edits that stand for something only the user knows. */
  readonly fillIn?: readonly string[];
  /** Left out if they are long or would show the value of an environment variable. */
  readonly edits?: readonly BriefEdit[] | undefined;
}

/** A finding in brief. */
export interface BriefFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** Line and column, both from 1. */
  readonly at: string;
  readonly message: string;
  readonly fix?: BriefFix;
  /** The titles of the other fixes. */
  readonly or?: readonly string[];
}

/** Everything that is wrong with a file, kept short because assistants pay for every word they read. */
export interface Brief {
  /** True if no reason is known for which Amazon ECS would refuse the file. */
  readonly accepted: boolean;
  readonly errors: number;
  readonly warnings: number;
  /** Errors first, then in text order. */
  readonly findings: readonly BriefFinding[];
  /** How many more findings there are. */
  readonly more?: number;
}

/** A longer list is of no use to its reader. */
const MOST = 60;
/** Characters per finding, on average, and the number of findings that are kept whatever their length. */
const ROOM = 300;
const FEW = 8;
const MOST_OTHERS = 2;

const RANKS = { error: 0, warning: 1, info: 2 };

/** The findings of a text in brief, without the value of any environment variable. */
export function brief(text: TextDocument, document: SourceDocument, found: readonly Shown[], most = MOST): Brief {
  const edits = new FixEdits(text, document);
  const secrets = new PrivateValues(document);
  const sorted = [...found].sort((a, b) => RANKS[a.finding.severity] - RANKS[b.finding.severity]);
  const count = (severity: Severity) => found.filter(({ finding }) => finding.severity === severity).length;
  const errors = count('error');
  return {
    accepted: errors === 0,
    errors,
    warnings: count('warning'),
    findings: fitted(sorted.slice(0, most).map((one) => briefFinding(one, text, edits, secrets))),
    ...(sorted.length > most ? { more: sorted.length - most } : {}),
  };
}

/** Shortens the findings to fit their shared budget: first drops the alternative fixes, then the longest edits. */
function fitted(findings: readonly BriefFinding[]): BriefFinding[] {
  const result = [...findings];
  let over = JSON.stringify(result).length - ROOM * Math.max(FEW, findings.length);
  const shorten = (by: (finding: BriefFinding) => BriefFinding) => {
    const gains = result.map((finding, i) => ({ i, gain: sizeOf(finding) - sizeOf(by(finding)) }));
    for (const { i, gain } of gains.sort((a, b) => b.gain - a.gain || b.i - a.i)) {
      if (over <= 0 || gain <= 0) return;
      result[i] = by(result[i]!);
      over -= gain;
    }
  };
  shorten(({ or: _, ...finding }) => finding);
  shorten(({ fix, ...finding }) => (fix ? { ...finding, fix: { ...fix, edits: undefined } } : finding));
  return result;
}

function sizeOf(finding: BriefFinding): number {
  return JSON.stringify(finding).length;
}

function briefFinding(
  { finding, range }: Shown,
  text: TextDocument,
  edits: FixEdits,
  secrets: PrivateValues,
): BriefFinding {
  const words = (written: string) => secrets.hide(written, finding);
  const best = finding.fixes.find(({ preferred }) => preferred) ?? finding.fixes[0];
  const others = finding.fixes.filter((fix) => fix !== best).slice(0, MOST_OTHERS);
  return {
    rule: finding.rule,
    severity: finding.severity,
    at: `${range.start.line + 1}:${range.start.character + 1}`,
    message: words(finding.message),
    ...(best ? { fix: briefFix(best, finding, text, edits, secrets) } : {}),
    ...(others.length > 0 ? { or: others.map(({ title }) => words(title)) } : {}),
  };
}

function briefFix(fix: Fix, at: Span, text: TextDocument, edits: FixEdits, secrets: PrivateValues): BriefFix {
  const fillIn = [...new Set(asksOf(fix.edits))];
  const written = edits.textEdits(fix)?.flatMap((edit) => aroundKept(edit, text));
  const shows = written?.some((edit) => secrets.isIn(edit.newText, edit));
  return {
    title: secrets.hide(fix.title, at),
    ...(fix.preferred ? { safe: true as const } : {}),
    ...(fillIn.length > 0 ? { fillIn } : {}),
    ...(written && !shows ? { edits: written.map((edit) => ({ at: rangeText(text, edit), text: edit.newText })) } : {}),
  };
}

/** Turns an edit that wraps existing text into two short insertions, so that the existing text is not repeated. */
function aroundKept(
  { offset, length, newText }: Span & { newText: string },
  text: TextDocument,
): (Span & { newText: string })[] {
  const old = text.getText().slice(offset, offset + length);
  const at = old === '' ? -1 : newText.indexOf(old);
  if (at < 0) return [{ offset, length, newText }];
  return [
    { offset, length: 0, newText: newText.slice(0, at) },
    { offset: offset + length, length: 0, newText: newText.slice(at + old.length) },
  ].filter((edit) => edit.newText !== '');
}

function rangeText(text: TextDocument, { offset, length }: Span): string {
  const place = (at: number) => {
    const { line, character } = text.positionAt(at);
    return `${line + 1}:${character + 1}`;
  };
  return length === 0 ? place(offset) : `${place(offset)}-${place(offset + length)}`;
}
