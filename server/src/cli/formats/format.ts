import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../findings/finding.ts';
import { isHint } from '../../rules/catalogue.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { Range } from '../fix-edits.ts';
import type { Printable } from '../show.ts';

/** A finding that is to be shown, with its place in lines. */
export interface Shown {
  readonly finding: Finding;
  /** Good practice that nearly every file lacks. */
  readonly hint: boolean;
  readonly range: Range;
}

/** Findings with their places in a text. */
export function placed(findings: readonly Finding[], text: TextDocument): Shown[] {
  return findings.map((finding) => ({
    finding,
    hint: isHint(finding),
    range: { start: text.positionAt(finding.offset), end: text.positionAt(finding.offset + finding.length) },
  }));
}

/** A task definition that was checked. */
export interface CheckedFile {
  /** The path as the user named it or as it was found. */
  readonly file: string;
  readonly text: TextDocument;
  readonly document: SourceDocument;
  readonly findings: readonly Shown[];
}

/** What came out of the whole run. */
export interface Outcome {
  readonly files: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
  /** Findings with a safe fix. */
  readonly fixable: number;
  /** Files that were written. */
  readonly fixed: number;
  /** Findings that are not shown because the baseline has them. */
  readonly known: number;
  /** Why the run fails although no error was found, in a sentence. */
  readonly tooMany: string | undefined;
  /** The exit status. */
  readonly status: number;
}

/** One way to print what a check finds. A format prints as it goes or all at once in the end. */
export interface Format {
  file(checked: CheckedFile): void;
  /** Something that was named could not be checked. It is told on the standard error stream in any case. */
  problem?(file: string, reason: string): void;
  finish(outcome: Outcome): void;
}

/** What a format is made with. */
export interface FormatOptions {
  /** Prints a line, or several. */
  readonly print: (text: Printable) => void;
  /** Prints a line that a build server is to obey. */
  readonly command: (line: Printable) => void;
  /** Whether hints are asked for. */
  readonly hints: boolean;
  /** Whether files are repaired. */
  readonly fix: boolean;
  /** Whether colours may be used. */
  readonly colours: boolean;
}

/** The findings that are to be printed: hints only where they are asked for. */
export function wanted(findings: readonly Shown[], { hints }: Pick<FormatOptions, 'hints'>): Shown[] {
  return findings.filter((one) => !one.hint || hints);
}
