import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../analysis.ts';
import { catalogueEntry } from '../rules/catalogue.ts';
import type { Finding } from '../rules/finding.ts';
import { fixAll, safeFix } from '../rules/fixes.ts';
import { pointerOf } from '../syntax/pointer.ts';
import { type Input, readInputs, writeAtomically } from './input.ts';
import { Style } from './style.ts';

/** Options of `taskdef check`. */
export interface CheckOptions {
  readonly format: 'pretty' | 'json';
  readonly fix: boolean;
  readonly hints: boolean;
}

/** One line of `--format json`; its names are a promise to other programs. */
export interface JsonFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  /** JSON pointer of the value or key that is underlined. */
  readonly path: string;
  /** Lines and characters from 0, characters in UTF-16 code units, as in the language server protocol. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly fixes: readonly string[];
}
interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Checks files, folders or standard input and prints what was found.
 * @returns the exit status: 0 no error, 1 errors, 2 where something that was named could not be checked
 */
export function check(paths: readonly string[], options: CheckOptions): number {
  const run = new Run(options);
  for (const input of readInputs(paths, (problem) => run.couldNot(problem.file, problem.reason))) run.take(input);
  return run.finish();
}

class Run {
  private readonly json: JsonFinding[] = [];
  private readonly counts = { error: 0, warning: 0, info: 0, hint: 0, fixable: 0, fixed: 0, files: 0 };
  private failed = false;
  private readonly style = new Style(process.stdout);

  constructor(private readonly options: CheckOptions) {}

  couldNot(file: string, reason: string): void {
    this.failed = true;
    console.error(`${file}: ${reason}`);
  }

  take(input: Input): void {
    const analysis = this.analyse(input.text, input);
    if (!analysis.detection.accepted) {
      if (input.named) this.couldNot(input.file, `Not a task definition. ${analysis.detection.reason}`);
      return;
    }
    this.counts.files++;
    this.print(input, this.options.fix ? this.fix(input, analysis) : analysis);
  }

  private analyse(text: string, { file, named }: Input): Analysis {
    return analyse(text, file, named ? 'asked' : 'open');
  }

  private fix(input: Input, before: Analysis): Analysis {
    const fixed = fixAll(input.text, (text) => this.analyse(text, input));
    if (fixed === input.text) return before;
    if (input.file === '-') {
      process.stdout.write(fixed);
      return this.analyse(fixed, input);
    }
    try {
      writeAtomically(input.file, fixed);
      this.counts.fixed++;
      return this.analyse(fixed, input);
    } catch (error) {
      this.couldNot(input.file, `Not written. ${(error as Error).message}`);
      return before;
    }
  }

  private print({ file }: Input, analysis: Analysis): void {
    const text = TextDocument.create(file, 'json', 0, analysis.document.text);
    let headed = false;
    for (const finding of analysis.findings) {
      const hint = catalogueEntry(finding.rule)?.quiet === true;
      this.counts[hint ? 'hint' : finding.severity]++;
      if (safeFix(finding)) this.counts.fixable++;
      const range = { start: text.positionAt(finding.offset), end: text.positionAt(finding.offset + finding.length) };
      if (this.options.format === 'json') {
        this.json.push({
          file,
          rule: finding.rule,
          severity: finding.severity,
          message: finding.message,
          path: finding.node ? pointerOf(finding.node) : '',
          range,
          fixes: finding.fixes.map((fix) => fix.title),
        });
      } else if (!hint || this.options.hints) {
        if (!headed) this.line(this.style.strong(file));
        headed = true;
        this.line(this.pretty(finding, range, text));
      }
    }
  }

  private pretty(finding: Finding, { start, end }: { start: Position; end: Position }, text: TextDocument): string {
    const source = text
      .getText({ start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } })
      .trimEnd();
    const from = Math.max(0, start.character - 60);
    const shown = source.slice(from, from + 110).replaceAll('\t', ' ');
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
      `  ${number}:${start.character + 1}  ${this.style.severity(finding.severity)}  ${finding.message}  ${this.style.faint(finding.rule)}`,
      `    ${this.style.faint(`${number} |`)} ${shown}`,
      `    ${this.style.faint(`${margin} |`)} ${' '.repeat(start.character - from)}${this.style.caret('^'.repeat(width), finding.severity)}`,
    ];
    for (const fix of finding.fixes.slice(0, 3))
      lines.push(`    ${margin} ${this.style.faint(`fix: ${fix.title}${fix.preferred ? ' (--fix)' : ''}`)}`);
    return lines.join('\n');
  }

  private line(text: string): void {
    // Standard output is for the repaired text where it came from standard input.
    if (this.options.fix && this.options.format === 'pretty') console.error(text);
    else console.log(text);
  }

  finish(): number {
    if (this.options.format === 'json') console.log(JSON.stringify(this.json, null, 2));
    else this.line(this.summary());
    if (this.failed) return 2;
    return this.counts.error > 0 ? 1 : 0;
  }

  private summary(): string {
    const { error, warning, info, hint, fixable, fixed, files } = this.counts;
    if (files === 0) return 'No task definition found.';
    const parts = [
      `${plural(files, 'task definition')}: ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'note')}`,
      fixed > 0 ? `${plural(fixed, 'file')} fixed` : '',
      !this.options.fix && fixable > 0 ? `${fixable} can be fixed with --fix` : '',
      hint > 0 && !this.options.hints ? `${plural(hint, 'hint')} shown with --hints` : '',
    ];
    return `${parts.filter(Boolean).join('. ')}.`;
  }
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
