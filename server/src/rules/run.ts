import type { TaskDefinition } from '../model/task.ts';
import { losesComment } from '../syntax/comments.ts';
import { type Reads, recordReads, WHOLE_TEXT } from '../syntax/reads.ts';
import { atItsPlace, type Finding, toFinding } from './finding.ts';
import { RULES } from './index.generated.ts';
import type { NamedRule, Report } from './rule.ts';

/** What a rule found, and what it read to find it. */
export interface RuleRun {
  readonly rule: NamedRule;
  readonly reads: Reads;
  readonly findings: readonly Finding[];
}

/** Runs all rules over a task definition and returns what they report. Fixes that would lose a comment are left out. */
export function runRules(task: TaskDefinition, rules: readonly NamedRule[] = RULES): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) run(rule, task, findings);
  return findings;
}

/** The same, rule by rule. */
export function runEachRule(task: TaskDefinition): RuleRun[] {
  return RULES.map((rule) => record(rule, task));
}

/**
 * The same after a value of a member has changed and nothing else: a rule that has read no such value would find the same.
 * @param member the number of the member
 */
export function againRules(task: TaskDefinition, runs: readonly RuleRun[], member: number): RuleRun[] {
  return runs.map((last) => {
    if (last.reads[member] || last.reads[WHOLE_TEXT]) return record(last.rule, task);
    return last.findings.length === 0 ? last : { ...last, findings: last.findings.map(atItsPlace) };
  });
}

function record(rule: NamedRule, task: TaskDefinition): RuleRun {
  const findings: Finding[] = [];
  const reads = recordReads(task.document.members, () => run(rule, task, findings));
  return { rule, reads, findings };
}

let onFailure = (_rule: string, error: unknown): void => {
  throw error;
};

/**
 * Lets the other rules go on where one throws, which is a defect of ours and no reason to leave somebody without help.
 * @param tell is told of it
 */
export function surviveFailures(tell: (rule: string, error: unknown) => void): void {
  onFailure = tell;
}

/** What to say of a rule that threw. */
export function failureText(rule: string, error: unknown): string {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `The rule ${rule} failed; all others were run. Please report this as a defect of Taskdef. ${reason}`;
}

function run({ id, severity, check }: NamedRule, task: TaskDefinition, findings: Finding[]): void {
  const { document } = task;
  const before = findings.length;
  const report = (report: Report) => {
    const finding = toFinding(id, severity, report);
    if (document.comments.length === 0 || finding.fixes.length === 0) {
      findings.push(finding);
    } else {
      const fixes = finding.fixes.filter(({ edits }) => !edits.some((edit) => losesComment(document, edit)));
      findings.push({ ...finding, fixes });
    }
  };
  try {
    check(task, report);
  } catch (error) {
    // Half of what a rule has to say may be wrong.
    findings.length = before;
    onFailure(id, error);
  }
}
