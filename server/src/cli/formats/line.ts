import { line, shown, shownName } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

/**
 * One line per finding, `FILE:LINE:COLUMN: SEVERITY: MESSAGE (RULE)`, as compilers print and problem matchers read it.
 */
export class LineFormat implements Format {
  constructor(private readonly options: FormatOptions) {}

  file({ file, findings }: CheckedFile): void {
    for (const { finding, range } of wanted(findings, this.options)) {
      const { line: at, character } = range.start;
      const { severity, message, rule } = finding;
      this.options.print(
        line`${shownName(file)}:${at + 1}:${character + 1}: ${shown(severity)}: ${shown(message)} (${shown(rule)})`,
      );
    }
  }

  finish(): void {}
}
