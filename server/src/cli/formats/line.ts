import { line, shown, shownName } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

/** A line for each finding, `FILE:LINE:COLUMN: SEVERITY: MESSAGE (RULE)`, as compilers print them and problem matchers read them. */
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
