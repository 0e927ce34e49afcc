import { cut, enumerate } from '../model/wording.ts';
import type { LeftOut } from '../syntax/effort.ts';
import type { JsonDocument, SyntaxProblem } from '../syntax/json.ts';
import { endOf } from '../syntax/node.ts';
import type { Finding } from './finding.ts';
import type { Severity } from './rule.ts';

const SEVERITY: Record<SyntaxProblem['code'], Severity> = {
  syntax: 'error',
  'too-deep': 'error',
  encoding: 'error',
  // The AWS CLI refuses both. Comments are often stripped on the way, and our own switches stand in them.
  comment: 'info',
  'trailing-comma': 'error',
};

/** After this many the rest says nothing new. */
const MAX_PROBLEMS = 10;

/**
 * What is wrong with the text before anybody thinks of ECS: broken JSON, or a template that is no JSON yet.
 * @param fileName path or URI: a `.jsonc` file is made into JSON before it is deployed, so a trailing comma only warns there
 */
export function textFindings(document: JsonDocument, fileName: string): Finding[] {
  const template = document.templates[0];
  const findings: Finding[] = [];
  if (template) {
    const text = cut(document.text.slice(template.offset, endOf(template)), 30);
    findings.push({
      rule: 'td-template',
      severity: 'info',
      message: `This is a template: \`${text}\` becomes JSON when it is rendered. The rest is checked`,
      node: undefined,
      offset: template.offset,
      length: template.length,
      fixes: [],
      related: [],
    });
  }
  for (const problem of document.problems) {
    // What looks broken in a template may be whole when it is rendered.
    if (template && problem.code !== 'comment') continue;
    if (findings.length >= MAX_PROBLEMS) break;
    findings.push({
      rule: 'td-invalid-json',
      severity: problem.code === 'trailing-comma' && /\.jsonc$/i.test(fileName) ? 'warning' : SEVERITY[problem.code],
      message: problem.message.replace(/\.$/, ''),
      node: undefined,
      offset: problem.offset,
      length: problem.length,
      fixes: fixesOf(problem),
      related: [],
    });
  }
  return findings;
}

/** What each part that is left out is, in the words of the note. */
const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  templates: 'long placeholders were not read',
  suggestions: 'misspelt names come without a suggestion',
};

/** The note that checking the whole text would take too long. */
export function leftOutFinding({ root }: JsonDocument, leftOut: readonly LeftOut[]): Finding {
  return {
    rule: 'td-not-checked',
    severity: 'info',
    message: `This file takes too long to check as a whole: ${enumerate(
      leftOut.map((part) => LEFT_OUT[part]),
      'and',
    )}`,
    node: undefined,
    offset: root?.offset ?? 0,
    length: 1,
    fixes: [],
    related: [],
  };
}

function fixesOf(problem: SyntaxProblem): Finding['fixes'] {
  if (problem.code === 'trailing-comma') {
    return [{ title: 'Remove the comma', preferred: true, edits: [{ kind: 'cut', span: problem }] }];
  }
  if (problem.code === 'comment') return [{ title: 'Remove the comment', edits: [{ kind: 'cut', span: problem }] }];
  return [];
}
