import { atItsPlace, type Finding, keepingComments, toFinding } from '../findings/finding.ts';
import { inOwnDocument } from '../findings/other-document.ts';
import type { Report } from '../findings/report.ts';
import type { ImageDefinitions } from '../model/image-definitions.ts';
import type { ServiceDefinition } from '../model/service.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { NodeEdit } from '../syntax/edit.ts';
import { admits, isEnough } from '../syntax/effort.ts';
import { propertyOf, type SyntaxNode } from '../syntax/node.ts';
import { overlap, type Reads, recordReads } from '../syntax/reads.ts';
import { IMAGES_RULES, SERVICE_RULES, TASK_RULES } from './index.generated.ts';
import type { NamedImagesRule, NamedRule, NamedServiceRule } from './rule.ts';

/** What a rule found, and what it read to find it. */
export interface RuleRun {
  readonly rule: NamedRule;
  readonly reads: Reads;
  /** All findings of the rule. */
  readonly found: readonly Finding[];
  /** The findings that remain once those of other rules are taken into account. */
  readonly findings: readonly Finding[];
}

type Subject = TaskDefinition | ServiceDefinition | ImageDefinitions;
/** What all rules have in common, whatever they are about. */
interface RuleOf<S>
  extends Pick<NamedRule | NamedServiceRule | NamedImagesRule, 'id' | 'severity' | 'refusedBy' | 'quiet' | 'yields'> {
  readonly check: (subject: S, report: (finding: Report) => void) => void;
}

interface Ran extends Pick<RuleRun, 'found' | 'findings'> {
  readonly rule: Pick<RuleOf<Subject>, 'quiet' | 'yields'>;
}

/** Runs all rules on a task definition and returns their findings, without fixes that would lose a comment. */
export function runRules(task: TaskDefinition, rules: readonly NamedRule[] = TASK_RULES): Finding[] {
  return runAll(task, rules);
}

/** The same for rules about services. */
export function runServiceRules(service: ServiceDefinition): Finding[] {
  const found = runAll(service, SERVICE_RULES);
  return service.isApart ? found.map((finding) => inOwnDocument(service, finding)) : found;
}

/** The same for rules about image definitions. */
export function runImagesRules(images: ImageDefinitions): Finding[] {
  return runAll(images, IMAGES_RULES);
}

function runAll<S extends Subject>(subject: S, rules: readonly RuleOf<S>[]): Finding[] {
  const runs: Ran[] = [];
  // Most rules find nothing; avoid an empty list for each of them in ten thousand files.
  let found: Finding[] = [];
  for (const rule of rules) {
    run(rule, subject, found);
    if (found.length === 0) continue;
    runs.push({ rule, found, findings: found });
    found = [];
  }
  return settle(runs).flatMap(({ findings }) => findings);
}

/** The same, with a result per rule. */
export function runEachRule(task: TaskDefinition): RuleRun[] {
  return settle(TASK_RULES.map((rule) => record(rule, task)));
}

/**
 * The same after an edit of the tree in place. A rule that has read nothing of what has changed keeps its findings.
 * @param changed what the edit changes
 */
export function againRules(task: TaskDefinition, runs: readonly RuleRun[], changed: Reads): RuleRun[] {
  const again = runs.map((last) => {
    if (overlap(last.reads, changed)) return record(last.rule, task);
    if (last.found.length === 0) return last;
    const found = last.found.map(atItsPlace);
    return { ...last, found, findings: found };
  });
  return settle(again);
}

/** Silences rules that yield wherever another finding's fix fills in what they want removed. */
function settle<R extends Ran>(runs: readonly R[]): R[] {
  const yielding = runs.filter(({ rule, found }) => rule.yields && found.length > 0);
  if (yielding.length === 0) return [...runs];
  const filled = new Set<SyntaxNode>();
  for (const { rule, found } of runs) {
    // A hint does not outweigh "this sets nothing".
    if (rule.quiet || rule.yields) continue;
    for (const { fixes } of found) for (const { edits } of fixes) for (const edit of edits) markFilled(edit, filled);
  }
  return runs.map((one) =>
    yielding.includes(one) ? { ...one, findings: one.found.filter((finding) => !isFilled(finding, filled)) } : one,
  );
}

/** Marks the nodes that an edit writes into, and all nodes around them. */
function markFilled(edit: NodeEdit, filled: Set<SyntaxNode>): void {
  let node: SyntaxNode | undefined;
  if (edit.kind === 'set') node = propertyOf(edit.object, edit.key) ?? edit.object;
  else if (edit.kind === 'insert') node = edit.array;
  else if (edit.kind === 'replace') node = edit.node;
  for (; node && !filled.has(node); node = node.parent) filled.add(node);
}

function isFilled({ node }: Finding, filled: ReadonlySet<SyntaxNode>): boolean {
  // The AWS CLI refuses a null, whatever else is said about it.
  if (!node || node.kind === 'null') return false;
  return filled.has(node) || (node.parent?.kind === 'property' && filled.has(node.parent));
}

function record(rule: NamedRule, task: TaskDefinition): RuleRun {
  const findings: Finding[] = [];
  const reads = recordReads(() => run(rule, task, findings));
  return { rule, reads, found: findings, findings };
}

let onFailure = (_rule: string, error: unknown): void => {
  throw error;
};

/**
 * Keeps the other rules running if one throws: a defect of ours must not leave the user without help.
 * @param tell is called with the rule and the error
 */
export function surviveFailures(tell: (rule: string, error: unknown) => void): void {
  onFailure = tell;
}

/** The message about a rule that threw. */
export function failureText(rule: string, error: unknown): string {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `The rule ${rule} failed; all others were run. Please report this as a defect of Taskdef. ${reason}`;
}

/**
 * Thrown to stop a rule that has reported more than anyone reads, before it works out fixes for a hundred thousand
 * findings.
 */
const ENOUGH = new Error('enough findings of a kind');

function run<S extends Subject>(rule: RuleOf<S>, subject: S, findings: Finding[]): void {
  const { document } = subject;
  const before = findings.length;
  const report = (report: Report) => {
    if (!admits(rule.id)) throw ENOUGH;
    findings.push(keepingComments(document, toFinding(rule, report)));
  };
  if (isEnough(rule.id)) return;
  try {
    rule.check(subject, report);
  } catch (error) {
    if (error === ENOUGH) return;
    // What a rule reported before it failed may be wrong.
    findings.length = before;
    onFailure(rule.id, error);
  }
}
