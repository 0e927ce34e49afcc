import type { TextDocument } from 'vscode-languageserver-textdocument';
import { plural, visible, visibleName } from '../show.ts';
import { Style } from '../style.ts';
import { type CheckedFile, type Format, type FormatOptions, type Outcome, type Shown, wanted } from './format.ts';

/** For people in a terminal: each finding with its line, a marker below it, and the fixes. */
export class PrettyFormat implements Format {
  private readonly style: Style;

  constructor(private readonly options: FormatOptions) {
    this.style = new Style(options.colours);
  }

  file({ file, text, findings }: CheckedFile): void {
    const shown = wanted(findings, this.options);
    if (shown.length === 0) return;
    this.options.print(this.style.strong(visibleName(file)));
    for (const one of shown) this.options.print(this.lines(one, text));
  }

  private lines({ finding, range: { start, end } }: Shown, text: TextDocument): string {
    const source = text
      .getText({ start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } })
      .trimEnd();
    const from = Math.max(0, start.character - 60);
    const shown = visible(source.slice(from, from + 110).replaceAll('\t', ' '));
    const width = Math.max(
      1,
      Math.min(
        (end.line === start.line ? end.character : source.length) - start.character,
        110 - (start.character - from),
      ),
    );
    const number = String(start.line + 1);
    const margin = ' '.repeat(number.length);
    const lines = [
      `  ${number}:${start.character + 1}  ${this.style.severity(finding.severity)}  ${visible(finding.message)}  ${this.style.faint(finding.rule)}`,
      `    ${this.style.faint(`${number} |`)} ${shown}`,
      `    ${this.style.faint(`${margin} |`)} ${' '.repeat(start.character - from)}${this.style.caret('^'.repeat(width), finding.severity)}`,
    ];
    for (const fix of finding.fixes.slice(0, 3)) {
      lines.push(`    ${margin} ${this.style.faint(`fix: ${visible(fix.title)}${fix.preferred ? ' (--fix)' : ''}`)}`);
    }
    return lines.join('\n');
  }

  finish(outcome: Outcome): void {
    this.options.print(summaryOf(outcome, this.options));
  }
}

/** The run in one line. */
export function summaryOf(outcome: Outcome, { hints, fix }: Pick<FormatOptions, 'hints' | 'fix'>): string {
  const { error, warning, info, hint, fixable, fixed, files, known, tooMany } = outcome;
  if (files === 0) return 'No task definition found.';
  const parts = [
    `${plural(files, 'task definition')}: ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'note')}`,
    known > 0 ? `${known} more in the baseline` : '',
    fixed > 0 ? `${plural(fixed, 'file')} fixed` : '',
    !fix && fixable > 0 ? `${fixable} can be fixed with --fix` : '',
    hint > 0 && !hints ? `${plural(hint, 'hint')} shown with --hints` : '',
    tooMany ?? '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}
