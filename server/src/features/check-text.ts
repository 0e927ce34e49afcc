import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../analysis.ts';
import type { Finding } from '../findings/finding.ts';
import { visible } from '../model/visible.ts';
import { CHECK_TEXT, type CheckTextParams, type CheckTextResult } from '../protocol.ts';
import { isHint } from '../rules/catalogue.ts';
import { verdicts } from '../verdict.ts';
import type { Feature } from './feature.ts';
import { pageOf } from './pages.ts';

/** A longer report is of no use to its reader. */
const MOST = 60;

/** Checks a text that need not be open, on behalf of other programs: the extension's language-model tool. */
export const checkText: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(CHECK_TEXT, async ({ uri, text }: CheckTextParams): Promise<CheckTextResult> => {
      await workspace().ready(uri);
      const analysis = analyse(text, uri, 'asked');
      return { report: report(analysis, workspace().judged(uri, analysis.findings)) };
    });
  },
};

/**
 * The result of a check in plain words.
 * @param findings the findings of the analysis, with the user's severities
 */
export function report(analysis: Analysis, findings: readonly Finding[]): string {
  const { detection, document, tasks } = analysis;
  if (!detection.accepted) return `Not a task definition. ${detection.reason}`;
  const text = TextDocument.create('', 'json', 0, document.text);
  const shown = findings.filter((finding) => !isHint(finding));
  // Counted before the user's settings are applied: the question is what ECS does.
  const errors = analysis.findings.filter(({ severity }) => severity === 'error').length;
  const lines = [
    errors > 0
      ? `Amazon ECS would refuse this task definition: ${errors} ${errors === 1 ? 'error' : 'errors'}.`
      : 'Nothing is known for which Amazon ECS would refuse this task definition.',
  ];
  for (const task of tasks) {
    if (task.isBareList) continue;
    const words = verdicts(task).map(({ launchType, errors: n }) => `${launchType} ${n === 0 ? 'yes' : `no (${n})`}`);
    lines.push(`Launch types that would take it: ${words.join(', ')}.`);
  }
  for (const { severity, rule, message, offset, fixes } of shown.slice(0, MOST)) {
    const { line, character } = text.positionAt(offset);
    lines.push(`- line ${line + 1}, column ${character + 1}: ${severity} ${rule}: ${visible(message)}`);
    for (const { title } of fixes.slice(0, 3)) lines.push(`  possible fix: ${visible(title)}`);
    lines.push(`  about the rule: ${pageOf(rule)}`);
  }
  if (shown.length > MOST) lines.push(`- and ${shown.length - MOST} more`);
  return lines.join('\n');
}
