import { FixEdits, type Range, type WrittenFix } from '../../brief/fix-edits.ts';
import { pathOfFinding } from '../../findings/finding-place.ts';
import type { Severity } from '../../findings/report.ts';
import type { Refuser } from '../../model/refusal.ts';
import { pointerTo } from '../../syntax/pointer.ts';
import { resourceOf } from '../place.ts';
import { json, line, type Printable } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

/** One finding of `--format json`. The names are a public interface: do not change them. */
export interface JsonFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Who refuses the file because of it. Present for every error whose refuser is known. */
  readonly refusedBy?: Refuser | undefined;
  /**
   * The document's name for the task definition, such as a logical id. Left out if the document is just one task
   * definition.
   */
  readonly resource?: string;
  /** JSON pointer to the underlined value or key, within the task definition and in the API's names. */
  readonly path: string;
  readonly range: Range;
  /** In the order in which editors offer them. */
  readonly fixes: readonly WrittenFix[];
}

/** All findings as one JSON array, each with its fixes ready to apply. */
export class JsonFormat implements Format<readonly Printable[]> {
  private last: Printable | undefined;

  constructor(private readonly options: FormatOptions) {}

  read({ file, text, document, findings }: CheckedFile): readonly Printable[] {
    const edits = new FixEdits(text, document);
    return wanted(findings, this.options).map(({ finding, range }) => {
      const resource = resourceOf(finding);
      const written: JsonFinding = {
        file,
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        refusedBy: finding.refusedBy,
        ...(resource === undefined ? {} : { resource }),
        path: pointerTo(pathOfFinding(finding)),
        range,
        fixes: finding.fixes.map((fix) => edits.written(fix)),
      };
      return json(written, '  ');
    });
  }

  add(read: readonly Printable[]): void {
    for (const text of read) {
      this.options.print(this.last === undefined ? line`[` : line`${this.last},`);
      this.last = text;
    }
  }

  finish(): void {
    if (this.last === undefined) return this.options.print(line`[]`);
    this.options.print(this.last);
    this.options.print(line`]`);
  }
}
