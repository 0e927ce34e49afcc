import type { Shown } from '../../brief/shown.ts';
import { relativePath, resourceOf } from '../place.ts';
import { joined, line, type Printable, xml } from '../show.ts';
import { type CheckedFile, type Format, type FormatOptions, type Outcome, wanted } from './format.ts';

interface Case {
  readonly name: string;
  /** The line number. */
  readonly at?: number;
  /** The element inside the test case; none if there is nothing to report. */
  readonly body?: Printable;
  readonly kind: 'passed' | 'failure' | 'error';
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/**
 * JUnit XML, which most build servers read: a file is a suite and a finding is a case. Errors are failures. Warnings
 * and notes are passed cases with their text as output, so the report stays green whenever the exit status is 0.
 */
export class JunitFormat implements Format<Suite> {
  private readonly suites: Suite[] = [];

  constructor(private readonly options: FormatOptions) {}

  read({ file, findings }: CheckedFile): Suite {
    const shown = wanted(findings, this.options);
    const name = file === '-' ? 'stdin' : relativePath(file);
    return {
      name,
      cases: shown.length > 0 ? shown.map((one) => caseOf(name, one)) : [{ name: 'no finding', kind: 'passed' }],
    };
  }

  add(read: Suite): void {
    this.suites.push(read);
  }

  problem(file: string, reason: string): void {
    const body = line`<error type="not-checked" message="${xml(reason)}"/>`;
    this.suites.push({ name: file, cases: [{ name: 'could be checked', body, kind: 'error' }] });
  }

  finish({ tooMany }: Outcome): void {
    if (tooMany) {
      const body = line`<failure type="max-warnings" message="${xml(`${tooMany}.`)}"/>`;
      this.suites.push({ name: 'taskdef', cases: [{ name: 'not too many warnings', body, kind: 'failure' }] });
    }
    const all = this.suites.flatMap(({ cases }) => cases);
    const lines = [line`<?xml version="1.0" encoding="UTF-8"?>`, line`<testsuites name="taskdef" ${counts(all)}>`];
    for (const { name, cases } of this.suites) {
      lines.push(line`  <testsuite name="${xml(name)}" ${counts(cases)}>`);
      for (const one of cases) for (const each of element(name, one)) lines.push(each);
      lines.push(line`  </testsuite>`);
    }
    lines.push(line`</testsuites>`);
    this.options.print(joined(lines, '\n'));
  }
}

function caseOf(file: string, { finding, range: { start } }: Shown): Case {
  const place = `line ${start.line + 1}, column ${start.character + 1}`;
  const resource = resourceOf(finding);
  const where = resource === undefined ? place : `${place}, ${resource}`;
  const text = xml(`${file}, ${where}: ${finding.severity}: ${finding.message} (${finding.rule})`);
  const failed = finding.severity === 'error';
  return {
    name: `${finding.rule} (${where})`,
    at: start.line + 1,
    body: failed
      ? line`<failure type="${xml(finding.rule)}" message="${xml(finding.message)}">${text}</failure>`
      : line`<system-out>${text}</system-out>`,
    kind: failed ? 'failure' : 'passed',
  };
}

function element(file: string, { name, at, body }: Case): Printable[] {
  const place = at === undefined ? line`` : line` line="${at}"`;
  const start = line`    <testcase name="${xml(name)}" classname="${xml(file)}" file="${xml(file)}"${place}`;
  return body === undefined ? [line`${start}/>`] : [line`${start}>`, line`      ${body}`, line`    </testcase>`];
}

function counts(cases: readonly Case[]): Printable {
  const of = (kind: Case['kind']) => cases.filter((one) => one.kind === kind).length;
  return line`tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`;
}
