import type { TaskDefinition } from '../model/task.ts';
import { type Finding, toFinding } from './finding.ts';
import { RULES } from './index.generated.ts';
import type { NamedRule } from './rule.ts';

/** Runs all rules over a task definition and returns what they report. */
export function runRules(task: TaskDefinition, rules: readonly NamedRule[] = RULES): Finding[] {
  const findings: Finding[] = [];
  for (const { id, severity, check } of rules) check(task, (report) => findings.push(toFinding(id, severity, report)));
  return findings;
}
