import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../findings/finding.ts';
import { isHint } from '../rules/catalogue.ts';
import type { Range } from './fix-edits.ts';

/** A finding to print, with its line and column. */
export interface Shown {
  readonly finding: Finding;
  /** True for good practice that nearly every file lacks. */
  readonly hint: boolean;
  readonly range: Range;
}

/** Adds lines and columns to findings. */
export function placed(findings: readonly Finding[], text: TextDocument): Shown[] {
  return findings.map((finding) => ({
    finding,
    hint: isHint(finding),
    range: { start: text.positionAt(finding.offset), end: text.positionAt(finding.offset + finding.length) },
  }));
}
