import type { Shown } from '../../brief/shown.ts';
import { relativePath, ruleWithResource } from '../place.ts';
import { commandData, commandProperty, joined, line, type Printable, shown } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, type Outcome, wanted } from './format.ts';
import { summaryOf } from './pretty.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * GitHub Actions annotations: each finding is a workflow command, which GitHub shows on its line of the pull request.
 */
export class GithubFormat implements Format<readonly Printable[]> {
  constructor(private readonly options: FormatOptions) {}

  read({ file, findings }: CheckedFile): readonly Printable[] {
    return wanted(findings, this.options).map((one) => annotation(file, one));
  }

  add(read: readonly Printable[]): void {
    for (const text of read) this.options.command(text);
  }

  problem(file: string, reason: string): void {
    this.options.command(command('error', `${shown(file)}: ${reason}`, { ...placeOf(file), title: 'Not checked' }));
  }

  finish(outcome: Outcome): void {
    if (outcome.tooMany) this.options.command(command('error', `${outcome.tooMany}.`, { title: 'Too many warnings' }));
    this.options.print(summaryOf(outcome, this.options));
  }
}

function annotation(file: string, { finding, range: { start, end } }: Shown): Printable {
  // GitHub ignores the columns of an annotation that spans several lines.
  const columns =
    start.line === end.line
      ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) }
      : {};
  return command(COMMANDS[finding.severity], finding.message, {
    ...placeOf(file),
    line: start.line + 1,
    endLine: end.line + 1,
    ...columns,
    title: ruleWithResource(finding),
  });
}

function command(name: string, message: string, properties: Record<string, string | number>): Printable {
  const list = Object.entries(properties).map(([key, value]) => line`${shown(key)}=${commandProperty(String(value))}`);
  return line`::${shown(name)} ${joined(list, ',')}::${commandData(message)}`;
}

function placeOf(file: string): { file: string } | Record<string, never> {
  return file === '-' ? {} : { file: relativePath(file, process.env.GITHUB_WORKSPACE) };
}
