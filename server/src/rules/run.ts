import type { TaskDefinition } from '../model/task.ts';
import { losesComment } from '../syntax/comments.ts';
import { type Finding, toFinding } from './finding.ts';
import { RULES } from './index.generated.ts';
import type { NamedRule } from './rule.ts';

/** Runs all rules over a task definition and returns what they report. Fixes that would lose a comment are left out. */
export function runRules(task: TaskDefinition, rules: readonly NamedRule[] = RULES): Finding[] {
  const { document } = task;
  const findings: Finding[] = [];
  for (const { id, severity, check } of rules) {
    check(task, (report) => {
      const finding = toFinding(id, severity, report);
      if (document.comments.length === 0 || finding.fixes.length === 0) {
        findings.push(finding);
      } else {
        const fixes = finding.fixes.filter(({ edits }) => !edits.some((edit) => losesComment(document, edit)));
        findings.push({ ...finding, fixes });
      }
    });
  }
  return findings;
}
