import { atItsPlace, type Finding, keepingComments, toFinding } from '../findings/finding.ts';
import { inOwnDocument } from '../findings/other-document.ts';
import type { Report } from '../findings/report.ts';
import type { ImageDefinitions } from '../model/image-definitions.ts';
import type { ServiceDefinition } from '../model/service.ts';
import type { Container, TaskDefinition } from '../model/task.ts';
import type { NodeEdit } from '../syntax/edit.ts';
import { admits, isEnough } from '../syntax/effort.ts';
import { propertyOf, type SyntaxNode, type ValueNode } from '../syntax/node.ts';
import { overlap, type Reads, recordReads } from '../syntax/reads.ts';
import { askEach, type Before, type OfContainers } from './each-container.ts';
import { IMAGES_RULES, SERVICE_RULES, TASK_RULES } from './index.generated.ts';
import type { ContainerRule, NamedImagesRule, NamedRule, NamedServiceRule } from './rule.ts';

/** What a rule found, and what it read to find it. */
export interface RuleRun {
  readonly rule: NamedRule;
  readonly reads: Reads;
  /** Of a rule about containers: the findings in each. */
  readonly ofContainers?: OfContainers;
  /** All findings of the rule. */
  readonly found: readonly Finding[];
  /** The findings that remain once those of other rules are taken into account. */
  readonly findings: readonly Finding[];
}

type Subject = TaskDefinition | ServiceDefinition | ImageDefinitions;
/** What all rules have in common, whatever they are about. */
type Described = Pick<
  NamedRule | NamedServiceRule | NamedImagesRule,
  'id' | 'severity' | 'refusedBy' | 'quiet' | 'yields' | 'cause'
>;
interface RuleOf<S> extends Described {
  readonly of?: 'container' | 'service' | 'images';
  readonly check: (subject: S, report: (finding: Report) => void) => void;
}

interface Ran extends Pick<RuleRun, 'found' | 'findings'> {
  readonly rule: Pick<Described, 'quiet' | 'yields'>;
}

/** Runs all rules on a task definition and returns their findings, without fixes that would lose a comment. */
export function runRules(task: TaskDefinition, rules: readonly NamedRule[] = TASK_RULES): Finding[] {
  return runAll(rules, (rule, found) => {
    if (rule.of !== 'container') return runOn(rule, task, found);
    const report = reporter(rule, task, found);
    for (const container of task.containers.items) ask(rule, container, report, found);
    if (rule.rest) ask(restOf(rule, rule.rest), task, report, found);
  });
}

/** The same for rules about services. */
export function runServiceRules(service: ServiceDefinition): Finding[] {
  const found = runAll(SERVICE_RULES, (rule, found) => runOn(rule, service, found));
  return service.isApart ? found.map((finding) => inOwnDocument(service, finding)) : found;
}

/** The same for rules about image definitions. */
export function runImagesRules(images: ImageDefinitions): Finding[] {
  return runAll(IMAGES_RULES, (rule, found) => runOn(rule, images, found));
}

function runAll<R extends Described>(rules: readonly R[], run: (rule: R, found: Finding[]) => void): Finding[] {
  const runs: Ran[] = [];
  // Most rules find nothing; avoid an empty list for each of them in ten thousand files.
  let found: Finding[] = [];
  for (const rule of rules) {
    run(rule, found);
    if (found.length === 0) continue;
    runs.push({ rule, found, findings: found });
    found = [];
  }
  return settle(runs).flatMap(({ findings }) => findings);
}

/** The same, with a result per rule. */
export function runEachRule(task: TaskDefinition, rules: readonly NamedRule[] = TASK_RULES): RuleRun[] {
  return settle(rules.map((rule) => record(rule, task)));
}

/**
 * The same after an edit of the tree in place. A rule that has read nothing of what has changed keeps its findings, and
 * a rule about containers those in the containers that the edit does not concern.
 * @param changed what the edit changes
 * @param edited the containers that it concerns; undefined if it may concern all
 */
export function againRules(
  task: TaskDefinition,
  runs: readonly RuleRun[],
  changed: Reads,
  edited: ReadonlySet<ValueNode> | undefined,
): RuleRun[] {
  const again = runs.map((last) => {
    if (overlap(last.reads, changed)) return record(last.rule, task, edited && { last, edited });
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

/** @param before the last run, if only some containers have been edited since */
function record(
  rule: NamedRule,
  task: TaskDefinition,
  before?: { readonly last: RuleRun; readonly edited: ReadonlySet<ValueNode> },
): RuleRun {
  if (rule.of === 'container') {
    const results = before?.last.ofContainers;
    return recordEach(rule, task, results && { results, edited: before.edited }, before?.last.reads);
  }
  const findings: Finding[] = [];
  const reads = recordReads(() => runOn(rule, task, findings));
  return { rule, reads, found: findings, findings };
}

/** @param read what the last run has read, some of whose findings are kept */
function recordEach(
  rule: ContainerRule & NamedRule,
  task: TaskDefinition,
  before: Before | undefined,
  read: Reads | undefined,
): RuleRun {
  const findings: Finding[] = [];
  const report = reporter(rule, task, findings);
  let ofContainers: OfContainers | undefined;
  const reads = recordReads(() => {
    const { items } = task.containers;
    if (!rule.rest) {
      ofContainers = askEach(items, (container) => ask(rule, container, report, findings), findings, before);
      return;
    }
    const rest = restOf(rule, rule.rest);
    const askAny = (subject: Container | TaskDefinition) =>
      subject === task ? ask(rest, task, report, findings) : ask(rule, subject as Container, report, findings);
    ofContainers = askEach([...items, task], askAny, findings, before);
  }, read);
  const found = before ? [...ofContainers!.found.values()].flat() : findings;
  return { rule, reads, ofContainers: ofContainers!, found, findings: found };
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

/** A rule about containers as the rule about the rest of the task definition that it is, too. */
function restOf(rule: ContainerRule & NamedRule, check: NonNullable<ContainerRule['rest']>): RuleOf<TaskDefinition> {
  return { ...rule, check };
}

function runOn<S extends Subject>(rule: RuleOf<S>, subject: S, findings: Finding[]): void {
  ask(rule, subject, reporter(rule, subject, findings), findings);
}

/** What a rule reports with. */
function reporter(rule: Described, { document }: Subject, findings: Finding[]): (report: Report) => void {
  return (report) => {
    if (!admits(rule.id)) throw ENOUGH;
    findings.push(keepingComments(document, toFinding(rule, report)));
  };
}

/** Asks a rule about one thing. */
function ask<S>(rule: RuleOf<S>, subject: S, report: (report: Report) => void, findings: Finding[]): void {
  const before = findings.length;
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
