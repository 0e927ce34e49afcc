import { carryOut, type Edit } from './edits.ts';
import type { Finding } from './findings/finding.ts';
import { joined } from './findings/joined.ts';
import { MOST_OUTCOMES, outcomeFindings } from './findings/outcomes.ts';
import { withoutSuppressed } from './findings/suppress.ts';
import { leftOutFinding, partTextFindings, textFindings } from './findings/text.ts';
import { detect } from './formats/detect.ts';
import { type Detection, type Intent, refuse } from './formats/detection.ts';
import { inFormat } from './formats/exceptions.ts';
import { languageOf } from './formats/languages.ts';
import type { NamedTargets } from './formats/scaling.ts';
import { TERRAFORM } from './formats/terraform/dialect.ts';
import { scalingInModule, targetsIn } from './formats/terraform/scaling.ts';
import { API } from './model/dialect.ts';
import { ImageDefinitions } from './model/image-definitions.ts';
import { isLevelUnclear } from './model/misplaced.ts';
import type { Choice, Part, ServicePart } from './model/part.ts';
import { ServiceDefinition } from './model/service.ts';
import { TaskDefinition } from './model/task.ts';
import { seeksTask, taskBeside, tasksForImages } from './model/task-beside.ts';
import { saidOnce } from './rules/once.ts';
import { againRules, type RuleRun, runEachRule, runImagesRules, runRules, runServiceRules } from './rules/run.ts';
import { checkSchema } from './schema/check.ts';
import { recheckSchema, runSchema, type SchemaRun } from './schema/recheck.ts';
import type { SourceDocument } from './syntax/document.ts';
import { type LeftOut, MOST_OF_A_KIND, withinEffort } from './syntax/effort.ts';
import { type Location, locate } from './syntax/locate.ts';
import { endOf } from './syntax/node.ts';

/** Everything known about one version of a document. It is the only input of every feature. */
export interface Analysis {
  readonly document: SourceDocument;
  readonly detection: Detection;
  /** The task definitions in the document, if any. */
  readonly tasks: readonly TaskDefinition[];
  /** The services in the document. */
  readonly services: readonly ServiceDefinition[];
  /** In text order. */
  readonly findings: readonly Finding[];
  /** The findings of each check separately, for {@link reanalyse} to build on; undefined if it is not to follow. */
  readonly checks: Checks | undefined;
}

interface Checks {
  readonly intent: Intent;
  readonly schema: SchemaRun;
  readonly rules: readonly RuleRun[];
}

/**
 * Reads a document and finds its faults. Never throws, whatever the text.
 * @param fileName path or URI, used in detection
 * @param intent `asked` if the user said that this is a task definition
 * @param edited whether the text is being edited, so that {@link reanalyse} may follow
 */
export function analyse(text: string, fileName: string, intent: Intent = 'open', edited = false): Analysis {
  const { result, leftOut } = withinEffort(() => analyseWithin(text, fileName, intent, edited));
  return leftOut.length > 0 ? withNote(result, leftOut) : result;
}

/** What a document contains, without anything that is wrong with it. */
export type Outline = Pick<Analysis, 'document' | 'detection' | 'tasks' | 'services'>;

/** Reads a document without checking it; see {@link analyse}. */
export function outlineOf(text: string, fileName: string, intent: Intent = 'open'): Outline {
  return withinEffort(() => outline(text, fileName, intent)).result;
}

function outline(text: string, fileName: string, intent: Intent): Outline {
  const document = languageOf(fileName, text).read(text);
  const detection = detect(fileName, document, intent);
  if (!detection.accepted || document.cut) return { document, detection, tasks: [], services: [] };
  return { document, detection, ...definitionsIn(document, detection, fileName) };
}

/** Whether a document has services or images whose task definitions may be in others; see {@link withTasksBeside}. */
export function seeksTasks({ services, detection }: Pick<Analysis, 'services' | 'detection'>): boolean {
  return (
    services.some((service) => seeksTask(service) || mayBeScaled(service.part)) ||
    (detection.accepted && detection.images !== undefined)
  );
}

/** Whether a service may be scaled by another file of its module. */
function mayBeScaled({ dialect, scaling }: ServicePart): boolean {
  return dialect === TERRAFORM && scaling?.scaled !== 'yes';
}

/**
 * The analysis of a document whose services are judged together with their task definitions in other documents; the same
 * analysis if there are none.
 * @param fileName path or URI of the document
 * @param others the other documents of its folder
 */
export function withTasksBeside(analysis: Analysis, fileName: string, others: readonly Beside[]): Analysis {
  const { document, detection, tasks, services: before } = analysis;
  const known = tasksIn(others);
  if (detection.accepted && detection.images) {
    const beside = tasksForImages(fileName, known);
    return beside.length > 0
      ? judge({ document, detection, tasks, services: before }, fileName, undefined, beside)
      : analysis;
  }
  const targets = before.some(({ part }) => mayBeScaled(part))
    ? targetsIn(others.map((other) => other.document))
    : undefined;
  const after = before.map((service) => together(service, fileName, known, targets));
  if (after.every((service, i) => service === before[i])) return analysis;
  const { result, leftOut } = withinEffort(() => judge({ document, detection, tasks, services: after }, fileName));
  return leftOut.length > 0 ? withNote(result, leftOut) : result;
}

const TASKS = new WeakMap<readonly Beside[], readonly TaskDefinition[]>();

/** The task definitions of a list of documents, put together once for the services that share the list. */
function tasksIn(documents: readonly Beside[]): readonly TaskDefinition[] {
  const tasks = TASKS.get(documents) ?? documents.flatMap((document) => document.tasks);
  TASKS.set(documents, tasks);
  return tasks;
}

/** Another document of a folder, as far as it matters to a service. */
export type Beside = Pick<Outline, 'document' | 'tasks'>;

/** A service with what the other documents of its folder say about it; the same service if they say nothing. */
function together(
  service: ServiceDefinition,
  fileName: string,
  tasks: readonly TaskDefinition[],
  targets: NamedTargets | undefined,
): ServiceDefinition {
  const { document, part, beside } = service;
  const task = taskBeside(service, fileName, tasks);
  const scaling = targets && mayBeScaled(part) ? scalingInModule(part, document.text, targets) : part.scaling;
  if (!task && scaling === part.scaling) return service;
  return new ServiceDefinition(document, scaling ? { ...part, scaling } : part, task ?? service.task, beside);
}

function analyseWithin(text: string, fileName: string, intent: Intent, edited: boolean): Analysis {
  return judge(outline(text, fileName, intent), fileName, edited ? intent : undefined);
}

/** @param edited the intent, if the text is being edited */
function judge(
  { document, detection, tasks, services }: Outline,
  fileName: string,
  edited?: Intent,
  beside: readonly TaskDefinition[] = [],
): Analysis {
  if (!detection.accepted) return { document, detection, tasks, services, findings: [], checks: undefined };
  const isRequest = detection.parts.every(({ dialect }) => dialect === API);
  // Syntax errors in a CloudFormation or Terraform file are left to the tools that read all of it: of these, a note at most.
  const ofText = isRequest ? textFindings(document, fileName) : partTextFindings(document, detection.parts);
  if (detection.images)
    return conclude(document, detection, tasks, services, [
      ...ofText,
      ...runImagesRules(new ImageDefinitions(document, detection.images, fileName, beside)),
    ]);
  const [task] = tasks;
  // Only JSON supports partial rereading.
  if (!task || !isRequest || !edited || services.length > 0 || document.language.id !== 'json') {
    return conclude(document, detection, tasks, services, [
      ...ofText,
      ...findingsIn(document, tasks, services, fileName),
    ]);
  }
  const schema = runSchema(task);
  return concludeChecks(document, detection, task, ofText, { intent: edited, schema, rules: runEachRule(task) });
}

/** What is wrong with each task definition and service, whatever is decided later, and with some of the outcomes. */
function findingsIn(
  document: SourceDocument,
  tasks: readonly TaskDefinition[],
  services: readonly ServiceDefinition[],
  fileName: string,
): Finding[] {
  const limit = { left: MOST_OUTCOMES };
  const ofTasks = tasks.flatMap((task) => {
    const found = ofTask(task);
    const judge = (part: Part) => (part.kind === 'task' ? ofTask(new TaskDefinition(document, part, fileName)) : []);
    return [...found, ...outcomeFindings(task.part, found, limit, judge)];
  });
  const ofServices = services.flatMap((service) => {
    const found = ofService(service);
    const judge = (part: Part, choice: Choice, outcome: number) => {
      if (part.kind !== 'service') return [];
      const same = service.task?.part.choices?.find(({ name }) => name === choice.name);
      const decided = same?.outcomes[outcome]?.part();
      const task = decided?.kind === 'task' ? new TaskDefinition(document, decided, fileName) : service.task;
      return ofService(new ServiceDefinition(document, part, task));
    };
    return [...found, ...outcomeFindings(service.part, found, limit, judge)];
  });
  return [...ofTasks, ...ofServices];
}

function ofTask(task: TaskDefinition): Finding[] {
  return inFormat(task.part, [...checkSchema(task), ...runRules(task)]);
}

function ofService(service: ServiceDefinition): Finding[] {
  return inFormat(service.part, [...checkSchema(service), ...runServiceRules(service)]);
}

/** The task definitions and services that were detected in a document. */
export function definitionsIn(
  document: SourceDocument,
  detection: Detection,
  fileName: string,
): { readonly tasks: TaskDefinition[]; readonly services: ServiceDefinition[] } {
  const parts = detection.accepted ? detection.parts : [];
  const tasks = parts.flatMap((part) => (part.kind === 'task' ? new TaskDefinition(document, part, fileName) : []));
  const services = parts.flatMap((part) => {
    if (part.kind !== 'service') return [];
    const task = tasks.find(({ part: { id } }) => part.task !== undefined && id === part.task);
    return new ServiceDefinition(document, part, task, tasks);
  });
  return { tasks, services };
}

/**
 * Updates an analysis after edits with as little work as possible: only the checks that depend on what has changed are
 * repeated, once for all edits. The analysis before them must not be used again, as its nodes have moved.
 * @param edits one after the other, at least one
 * @returns undefined if a full analysis is needed
 */
export function reanalyse(before: Analysis, edits: readonly Edit[], fileName: string): Analysis | undefined {
  const { checks } = before;
  const [task] = before.tasks;
  if (!task || !checks) return undefined;
  const { result, leftOut } = withinEffort(() => reanalyseWithin(before, task, checks, edits, fileName));
  return result && leftOut.length > 0 ? withNote(result, leftOut) : result;
}

function reanalyseWithin(
  before: Analysis,
  task: TaskDefinition,
  checks: Checks,
  edits: readonly Edit[],
  fileName: string,
): Analysis | undefined {
  const made = carryOut(before.document, task, edits);
  if (!made) return undefined;
  const { document, reads, edited } = made;
  // Detection depends on members and never on their values.
  const detection = made.isOfValues ? before.detection : detect(fileName, document, checks.intent);
  const part = detection.accepted && detection.parts.length === 1 ? detection.parts[0] : undefined;
  if (part?.kind !== 'task' || part.root !== task.root || part.dialect !== API) return undefined;
  const kept = new Map(
    task.containers.items.flatMap((one) => (!edited || edited.has(one.node) ? [] : [[one.node, one]])),
  );
  const after = new TaskDefinition(document, part, fileName, undefined, kept);
  const schema = recheckSchema(after, checks.schema, edited);
  const rules = againRules(after, checks.rules, reads, edited);
  if (isTooMany(schema.findings) || rules.some(({ found }) => found.length > MOST_OF_A_KIND)) return undefined;
  const { intent } = checks;
  return concludeChecks(document, detection, after, textFindings(document, fileName), { intent, schema, rules });
}

/**
 * Whether there are more findings of one kind than are reported. Which of them come first is unclear if they were found
 * at different times.
 */
function isTooMany(findings: readonly Finding[]): boolean {
  if (findings.length <= MOST_OF_A_KIND) return false;
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Math.max(...counts.values()) > MOST_OF_A_KIND;
}

function concludeChecks(
  document: SourceDocument,
  detection: Detection,
  task: TaskDefinition,
  ofText: readonly Finding[],
  checks: Checks,
): Analysis {
  const all = [...ofText, ...checks.schema.findings];
  for (const { findings } of checks.rules) if (findings.length > 0) all.push(...findings);
  return conclude(document, detection, [task], [], all, checks);
}

function conclude(
  document: SourceDocument,
  detection: Detection,
  tasks: readonly TaskDefinition[],
  services: readonly ServiceDefinition[],
  all: readonly Finding[],
  checks?: Checks,
): Analysis {
  // In the doubtful spans after a syntax error nothing is certain.
  const sure = document.doubts.length > 0 ? all.filter((finding) => isSure(document, finding)) : all;
  const findings = joined(
    saidOnce(
      withoutSuppressed(document, tasks.some(({ root }) => isLevelUnclear(root)) ? sure.map(withoutSafe) : sure),
    ),
  );
  findings.sort((a, b) => a.offset - b.offset || RANKS[a.severity] - RANKS[b.severity]);
  return { document, detection, tasks, services, findings, checks };
}

function isSure(document: SourceDocument, { rule, offset }: Finding): boolean {
  return rule === 'td-invalid-json' || rule === 'td-not-checked' || !document.isDoubtful(offset);
}

/** The finding without any fix that would be applied without asking. */
function withoutSafe(finding: Finding): Finding {
  if (!finding.fixes.some(({ preferred }) => preferred)) return finding;
  return { ...finding, fixes: finding.fixes.map((fix) => ({ ...fix, preferred: false })) };
}

/**
 * The analysis with a note of what was left out. As each check then depends on how much work the others needed, the
 * next version is analysed from scratch.
 */
function withNote(analysis: Analysis, leftOut: readonly LeftOut[]): Analysis {
  if (!analysis.detection.accepted) return analysis;
  return {
    ...analysis,
    findings: [leftOutFinding(analysis.document, leftOut), ...analysis.findings],
    checks: undefined,
  };
}

/**
 * The task definition at an offset. If it makes up the whole document, the offset does not matter.
 * Undefined between several task definitions.
 */
export function taskAt(tasks: readonly TaskDefinition[], offset: number): TaskDefinition | undefined {
  const [first] = tasks;
  if (first?.part.id === '') return first;
  return tasks.find(({ root }) => root.offset <= offset && offset <= endOf(root));
}

/** The service at an offset; undefined if none of the given services is there. */
export function serviceAt(services: readonly ServiceDefinition[], offset: number): ServiceDefinition | undefined {
  return services.find(({ root }) => root.offset <= offset && offset <= endOf(root));
}

/** The format of a document that holds other things as well; undefined for JSON of the API. */
export function formatOf({
  document,
  detection,
}: Pick<Analysis, 'document' | 'detection'>): 'cloudformation' | 'terraform' | 'yaml' | undefined {
  const id = detection.accepted ? detection.parts[0]?.dialect.id : undefined;
  if (id === 'cloudformation' || id === 'terraform') return id;
  return document.language.id === 'yaml' ? 'yaml' : undefined;
}

/** The analysis of a document that is left alone. @param reason shown to people */
export function leftAlone({ document }: Pick<Analysis, 'document'>, reason: string): Analysis {
  const detection = refuse(reason, true);
  return { document, detection, tasks: [], services: [], findings: [], checks: undefined };
}

/** What is at an offset, under the API's names if it is in a task definition. */
export function locateIn({ tasks, services, document }: Analysis, offset: number): Location | undefined {
  const task = serviceAt(services, offset) ?? taskAt(tasks, offset);
  return locate(task && task.part.id !== '' ? task.root : document.root, offset);
}

const RANKS = { error: 0, warning: 1, info: 2 };
