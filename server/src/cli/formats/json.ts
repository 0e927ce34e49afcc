import type { Severity } from '../../rules/rule.ts';
import { pointerOf } from '../../syntax/pointer.ts';
import type { CheckedFile, Format, FormatOptions, Position } from './format.ts';

/** One finding of `--format json`; its names are a promise to other programs. */
export interface JsonFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON pointer of the value or key that is underlined. */
  readonly path: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly fixes: readonly string[];
}

/** Everything as one JSON array, hints included: whoever reads it can choose. */
export class JsonFormat implements Format {
  private readonly findings: JsonFinding[] = [];

  constructor(private readonly options: FormatOptions) {}

  file({ file, findings }: CheckedFile): void {
    for (const { finding, range } of findings) {
      this.findings.push({
        file,
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        path: finding.node ? pointerOf(finding.node) : '',
        range,
        fixes: finding.fixes.map((fix) => fix.title),
      });
    }
  }

  finish(): void {
    this.options.print(JSON.stringify(this.findings, null, 2));
  }
}
