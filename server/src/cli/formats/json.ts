import { pathOfFinding } from '../../findings/finding-place.ts';
import type { Severity } from '../../findings/report.ts';
import type { Refuser } from '../../model/refusal.ts';
import { pointerTo } from '../../syntax/pointer.ts';
import { FixEdits, type Range, type WrittenFix } from '../fix-edits.ts';
import { json, line, type Printable } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

/** One finding of `--format json`; its names are a promise to other programs. */
export interface JsonFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Who refuses the file for it: there for every error, and left out where nobody is known to. */
  readonly refusedBy?: Refuser | undefined;
  /** What the document calls the task definition, such as the logical id; left out where it is nothing but one. */
  readonly resource?: string;
  /** JSON pointer of the value or key that is underlined, within the task definition and by the names of the API. */
  readonly path: string;
  readonly range: Range;
  /** In the order in which editors offer them. */
  readonly fixes: readonly WrittenFix[];
}

/** Everything as one JSON array, each finding with its fixes, ready to apply. */
export class JsonFormat implements Format {
  private last: Printable | undefined;

  constructor(private readonly options: FormatOptions) {}

  file({ file, text, document, findings }: CheckedFile): void {
    const edits = new FixEdits(text, document);
    for (const { finding, range } of wanted(findings, this.options)) {
      const written: JsonFinding = {
        file,
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        refusedBy: finding.refusedBy,
        ...(finding.part?.id ? { resource: finding.part.id } : {}),
        path: pointerTo(pathOfFinding(finding)),
        range,
        fixes: finding.fixes.map((fix) => edits.written(fix)),
      };
      this.options.print(this.last === undefined ? line`[` : line`${this.last},`);
      this.last = json(written, '  ');
    }
  }

  finish(): void {
    if (this.last === undefined) return this.options.print(line`[]`);
    this.options.print(this.last);
    this.options.print(line`]`);
  }
}
