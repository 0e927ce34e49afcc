import { line, type Printable, shown, shownName } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

/**
 * One line per finding, `FILE:LINE:COLUMN: SEVERITY: MESSAGE (RULE)`, as compilers print and problem matchers read it.
 */
export class LineFormat implements Format<readonly Printable[]> {
  constructor(private readonly options: FormatOptions) {}

  read({ file, findings }: CheckedFile): readonly Printable[] {
    return wanted(findings, this.options).map(({ finding, range }) => {
      const { line: at, character } = range.start;
      const { severity, message, rule } = finding;
      return line`${shownName(file)}:${at + 1}:${character + 1}: ${shown(severity)}: ${shown(message)} (${shown(rule)})`;
    });
  }

  add(read: readonly Printable[]): void {
    for (const text of read) this.options.print(text);
  }

  finish(): void {}
}
