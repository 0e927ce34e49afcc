import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Shown } from '../../brief/shown.ts';
import { enumerate } from '../../model/wording.ts';
import { ruleWithResource } from '../place.ts';
import { joined, line, type Printable, plural, shown, shownName } from '../show.ts';
import { Style } from '../style.ts';
import { type CheckedFile, type Format, type FormatOptions, type Outcome, wanted } from './format.ts';

/** For people at a terminal: each finding with its source line, a marker below it, and its fixes. */
export class PrettyFormat implements Format<readonly Printable[]> {
  private readonly style: Style;

  constructor(private readonly options: FormatOptions) {
    this.style = new Style(options.colours);
  }

  read({ file, text, findings }: CheckedFile): readonly Printable[] {
    const shown = wanted(findings, this.options);
    if (shown.length === 0) return [];
    return [this.style.strong(shownName(file)), ...shown.map((one) => this.lines(one, text))];
  }

  add(read: readonly Printable[]): void {
    for (const text of read) this.options.print(text);
  }

  private lines({ finding, range: { start, end } }: Shown, text: TextDocument): Printable {
    const source = text
      .getText({ start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } })
      .trimEnd();
    const from = Math.max(0, start.character - 60);
    const excerpt = shown(source.slice(from, from + 110).replaceAll('\t', ' '));
    const width = Math.max(
      1,
      Math.min(
        (end.line === start.line ? end.character : source.length) - start.character,
        110 - (start.character - from),
      ),
    );
    const number = String(start.line + 1);
    const margin = shown(' '.repeat(number.length));
    const lines = [
      line`  ${start.line + 1}:${start.character + 1}  ${this.style.severity(finding.severity)}  ${shown(finding.message)}  ${this.style.faint(ruleWithResource(finding))}`,
      line`    ${this.style.faint(`${number} |`)} ${excerpt}`,
      line`    ${this.style.faint(`${margin} |`)} ${shown(' '.repeat(start.character - from))}${this.style.caret('^'.repeat(width), finding.severity)}`,
    ];
    for (const fix of finding.fixes.slice(0, 3)) {
      lines.push(line`    ${margin} ${this.style.faint(`fix: ${fix.title}${fix.preferred ? ' (--fix)' : ''}`)}`);
    }
    return joined(lines, '\n');
  }

  finish(outcome: Outcome): void {
    this.options.print(summaryOf(outcome, this.options));
  }
}

/** Sums up the run in one line. */
export function summaryOf(outcome: Outcome, { hints, fix }: Pick<FormatOptions, 'hints' | 'fix'>): Printable {
  const { error, warning, info, hint, fixable, fixed, files, kinds, known, tooMany } = outcome;
  if (files === 0) return line`No task definition found.`;
  const what = enumerate(
    [...kinds].map(([kind, count]) => plural(count, kind)),
    'and',
  );
  const parts = [
    `${what}: ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'note')}`,
    known > 0 ? `${known} more in the baseline` : '',
    fixed > 0 ? `${plural(fixed, 'file')} fixed` : '',
    !fix && fixable > 0 ? `${fixable} can be fixed with --fix` : '',
    hint > 0 && !hints ? `${plural(hint, 'hint')} shown with --hints` : '',
    tooMany ?? '',
  ];
  return shown(`${parts.filter(Boolean).join('. ')}.`);
}
