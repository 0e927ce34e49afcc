import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Shown } from '../../brief/shown.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { Printable } from '../show.ts';

/** A task definition file that was checked. */
export interface CheckedFile {
  /** The path as the user gave it, or as it was found. */
  readonly file: string;
  readonly text: TextDocument;
  readonly document: SourceDocument;
  readonly findings: readonly Shown[];
}

/** The result of the whole run. */
export interface Outcome {
  readonly files: number;
  /** How many task definitions, services and so on they hold, by their names. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
  /** The number of findings with a safe fix. */
  readonly fixable: number;
  /** The number of files that were written. */
  readonly fixed: number;
  /** The number of findings hidden by the baseline. */
  readonly known: number;
  /** Why the run fails although it found no errors, as a sentence. */
  readonly tooMany: string | undefined;
  /** The exit status. */
  readonly status: number;
}

/**
 * One way to print what a check finds. A format may print as it goes or all at once at the end.
 * @typeParam P what it prints about a file: plain data, so that another thread can make it
 */
export interface Format<P = unknown> {
  /** What to print about a file. Depends on no other file. */
  read(checked: CheckedFile): P;
  /** Takes in what {@link read} has made of the next file. */
  add(read: P): void;
  /** Called if something named on the command line could not be checked. Standard error reports this as well. */
  problem?(file: string, reason: string): void;
  finish(outcome: Outcome): void;
}

/** What a format is created with. */
export interface FormatOptions {
  /** Prints one or more lines. */
  readonly print: (text: Printable) => void;
  /** Prints a line that is a command to a build server. */
  readonly command: (line: Printable) => void;
  /** Whether to print hints. */
  readonly hints: boolean;
  /** Whether this run repairs files. */
  readonly fix: boolean;
  /** Whether colours may be used. */
  readonly colours: boolean;
}

/** The findings to print; hints only on request. */
export function wanted(findings: readonly Shown[], { hints }: Pick<FormatOptions, 'hints'>): Shown[] {
  return findings.filter((one) => !one.hint || hints);
}
