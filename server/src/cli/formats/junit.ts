import { relativePath } from '../place.ts';
import { wellFormed } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, type Outcome, type Shown, wanted } from './format.ts';

interface Case {
  readonly name: string;
  readonly line?: number;
  /** The element inside of the case; none where all is well. */
  readonly body?: string;
  readonly kind: 'passed' | 'failure' | 'error';
}

/**
 * JUnit's XML, which most build servers read: a file is a suite and a finding is a case. Errors are failures. Warnings
 * and notes are passed cases with their text as output, so that a build that the exit status lets pass stays green.
 */
export class JunitFormat implements Format {
  private readonly suites: { name: string; cases: Case[] }[] = [];

  constructor(private readonly options: FormatOptions) {}

  file({ file, findings }: CheckedFile): void {
    const shown = wanted(findings, this.options);
    const name = file === '-' ? 'stdin' : relativePath(file);
    this.suites.push({
      name,
      cases: shown.length > 0 ? shown.map((one) => caseOf(name, one)) : [{ name: 'no finding', kind: 'passed' }],
    });
  }

  problem(file: string, reason: string): void {
    const body = `<error type="not-checked" message="${xml(reason)}"/>`;
    this.suites.push({ name: file, cases: [{ name: 'could be checked', body, kind: 'error' }] });
  }

  finish({ tooMany }: Outcome): void {
    if (tooMany) {
      const body = `<failure type="max-warnings" message="${xml(`${tooMany}.`)}"/>`;
      this.suites.push({ name: 'taskdef', cases: [{ name: 'not too many warnings', body, kind: 'failure' }] });
    }
    const all = this.suites.flatMap(({ cases }) => cases);
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="taskdef" ${counts(all)}>`];
    for (const { name, cases } of this.suites) {
      lines.push(`  <testsuite name="${xml(name)}" ${counts(cases)}>`);
      for (const one of cases) for (const line of element(name, one)) lines.push(line);
      lines.push('  </testsuite>');
    }
    lines.push('</testsuites>');
    this.options.print(lines.join('\n'));
  }
}

function caseOf(file: string, { finding, range: { start } }: Shown): Case {
  const place = `line ${start.line + 1}, column ${start.character + 1}`;
  const text = xml(`${file}, ${place}: ${finding.severity}: ${finding.message} (${finding.rule})`);
  const failed = finding.severity === 'error';
  return {
    name: `${finding.rule} (${place})`,
    line: start.line + 1,
    body: failed
      ? `<failure type="${xml(finding.rule)}" message="${xml(finding.message)}">${text}</failure>`
      : `<system-out>${text}</system-out>`,
    kind: failed ? 'failure' : 'passed',
  };
}

function element(file: string, { name, line, body }: Case): string[] {
  const at = line === undefined ? '' : ` line="${line}"`;
  const start = `    <testcase name="${xml(name)}" classname="${xml(file)}" file="${xml(file)}"${at}`;
  return body === undefined ? [`${start}/>`] : [`${start}>`, `      ${body}`, '    </testcase>'];
}

function counts(cases: readonly Case[]): string {
  const of = (kind: Case['kind']) => cases.filter((one) => one.kind === kind).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`;
}

/** Text in XML 1.0, as content or as an attribute. What XML cannot hold becomes a replacement character. */
function xml(text: string): string {
  return wellFormed(text)
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
