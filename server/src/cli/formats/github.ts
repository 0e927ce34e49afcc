import type { Shown } from '../../brief/shown.ts';
import { relativePath, ruleWithResource } from '../place.ts';
import { commandData, commandProperty, joined, line, shown } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, type Outcome, wanted } from './format.ts';
import { summaryOf } from './pretty.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * GitHub Actions annotations: each finding is a workflow command, which GitHub shows on its line of the pull request.
 */
export class GithubFormat implements Format {
  constructor(private readonly options: FormatOptions) {}

  file({ file, findings }: CheckedFile): void {
    for (const one of wanted(findings, this.options)) this.annotate(file, one);
  }

  private annotate(file: string, { finding, range: { start, end } }: Shown): void {
    // GitHub ignores the columns of an annotation that spans several lines.
    const columns =
      start.line === end.line
        ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) }
        : {};
    this.command(COMMANDS[finding.severity], finding.message, {
      ...placeOf(file),
      line: start.line + 1,
      endLine: end.line + 1,
      ...columns,
      title: ruleWithResource(finding),
    });
  }

  problem(file: string, reason: string): void {
    this.command('error', `${shown(file)}: ${reason}`, { ...placeOf(file), title: 'Not checked' });
  }

  private command(name: string, message: string, properties: Record<string, string | number>): void {
    const list = Object.entries(properties).map(
      ([key, value]) => line`${shown(key)}=${commandProperty(String(value))}`,
    );
    this.options.command(line`::${shown(name)} ${joined(list, ',')}::${commandData(message)}`);
  }

  finish(outcome: Outcome): void {
    if (outcome.tooMany) this.command('error', `${outcome.tooMany}.`, { title: 'Too many warnings' });
    this.options.print(summaryOf(outcome, this.options));
  }
}

function placeOf(file: string): { file: string } | Record<string, never> {
  return file === '-' ? {} : { file: relativePath(file, process.env.GITHUB_WORKSPACE) };
}
