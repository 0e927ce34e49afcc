import { brief } from '../../brief/brief.ts';
import { compactJson } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, wanted } from './format.ts';

/**
 * For assistants, which pay for every word they read: one line of JSON per file, with the best fix for each finding
 * ready to apply.
 */
export class AgentFormat implements Format {
  constructor(private readonly options: FormatOptions) {}

  file({ file, text, document, findings }: CheckedFile): void {
    this.options.print(compactJson({ file, ...brief(text, document, wanted(findings, this.options)) }));
  }

  problem(file: string, reason: string): void {
    this.options.print(compactJson({ file, problem: reason }));
  }

  finish(): void {}
}
