import { brief } from '../../brief/brief.ts';
import { compactJson, type Printable } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

/**
 * For assistants, which pay for every word they read: one line of JSON per file, with the best fix for each finding
 * ready to apply.
 */
export class AgentFormat implements Format<Printable> {
  constructor(private readonly options: FormatOptions) {}

  read({ file, text, document, findings }: CheckedFile): Printable {
    return compactJson({ file, ...brief(text, document, wanted(findings, this.options)) });
  }

  add(read: Printable): void {
    this.options.print(read);
  }

  problem(file: string, reason: string): void {
    this.options.print(compactJson({ file, problem: reason }));
  }

  finish(): void {}
}
