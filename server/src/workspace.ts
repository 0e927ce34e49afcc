import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Analysis,
  analyse,
  formatOf,
  type Outline,
  seeksTasks,
  serviceAt,
  taskAt,
  withTasksBeside,
} from './analysis.ts';
import { applyConfig, type Config } from './config/config.ts';
import { Configs, type FoundConfig, type Host, type TellProblems } from './config/configs.ts';
import type { Finding } from './findings/finding.ts';
import { apart, joined } from './findings/joined.ts';
import type { Runner } from './findings/runner.ts';
import { isModuleFile, isOtherVersion } from './formats/file-names.ts';
import type { ServiceDefinition } from './model/service.ts';
import type { TaskDefinition } from './model/task.ts';
import { isExercise } from './model/virtual-file.ts';
import { ModuleFiles } from './module-files.ts';
import { type Changes, OpenDocument, type Wishes } from './open-document.ts';
import type { InitializationOptions, Settings, TextPosition } from './protocol.ts';
import { folderOf, keyOf, type TaskFile, WorkspaceFiles } from './workspace-files.ts';

/** A machine without files. */
const NO_HOST: Host = { readText: async () => undefined, exists: async () => false };

/** The open documents, each with the analysis of its current version. */
export class Workspace {
  private readonly documents = new Map<string, OpenDocument>();
  /** Findings as shown, with the settings that they depend on. */
  private readonly shown = new WeakMap<
    Analysis,
    { settings: Settings; config: Config | undefined; findings: Finding[] }
  >();
  /** Analyses together with those of other documents that they depend on. */
  private readonly joined = new WeakMap<Analysis, { beside: readonly Outline[]; result: Analysis }>();
  private readonly asked: Set<string>;
  /** Exercises for which findings are not kept back. */
  private readonly shownExercises: Set<string>;
  private readonly reportSyntaxErrors: boolean;
  private readonly hasCfnLint: boolean;
  /** Whether links to the lesson work in this client. */
  readonly hasLesson: boolean;
  private readonly configs: Configs;
  private readonly files: WorkspaceFiles;
  private readonly modules: ModuleFiles;
  private settings: Settings;

  constructor(
    options: InitializationOptions = {},
    host: Host = NO_HOST,
    roots: readonly string[] = [],
    tellProblems?: TellProblems,
    follow: () => Promise<boolean> = async () => false,
  ) {
    this.configs = new Configs(host, roots, tellProblems);
    this.asked = new Set(options.asked);
    this.shownExercises = new Set(options.shown);
    this.files = new WorkspaceFiles(host, roots, this.asked, follow);
    this.modules = new ModuleFiles(host);
    this.reportSyntaxErrors = options.reportSyntaxErrors ?? true;
    this.hasCfnLint = options.hasCfnLint ?? false;
    this.hasLesson = options.learnCommand === true;
    this.settings = options.settings ?? {};
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    if (isOtherVersion(uri)) return;
    const wishes: Wishes = {
      intent: () => (this.asked.has(uri) ? 'asked' : 'open'),
      whyLeft: (outline) => this.whyLeft(outline, uri),
    };
    this.documents.set(uri, new OpenDocument(TextDocument.create(uri, languageId, version, text), wishes));
  }

  change(uri: string, version: number, changes: Changes): void {
    this.documents.get(uri)?.change(version, changes);
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }

  get uris(): string[] {
    return [...this.documents.keys()];
  }

  document(uri: string): TextDocument | undefined {
    return this.documents.get(uri)?.text;
  }

  /**
   * The task definition at a position of an open document; the first one if there is none there, or no position is
   * given. Undefined if the document is not open or has no task definition.
   */
  taskAt(uri: string, position?: TextPosition): TaskDefinition | undefined {
    const document = this.document(uri);
    const tasks = this.analysis(uri)?.tasks ?? [];
    return taskAt(tasks, (position && document?.offsetAt(position)) ?? 0) ?? tasks[0];
  }

  /** The analysis of the current version of an open document; undefined if the document is not open. */
  analysis(uri: string): Analysis | undefined {
    return this.documents.get(uri)?.analysis;
  }

  /** What an open document contains; for what need not wait until it is judged. */
  outline(uri: string): Outline | undefined {
    return this.documents.get(uri)?.outline;
  }

  /** Why a document is left alone: the user wants none of its format looked into. Being asked for it goes first. */
  private whyLeft(outline: Outline, uri: string): string | undefined {
    const format = this.settings.formats && !this.asked.has(uri) ? formatOf(outline) : undefined;
    if (!format || !outline.detection.accepted || this.settings.formats?.[format] !== false) return undefined;
    return `The setting taskdef.formats.${format} is off.`;
  }

  /**
   * The same, with services judged together with their task definitions in other open documents of the same folder. It is
   * for findings only: names and places of other documents are in {@link taskFiles}.
   */
  private analysisWithTasks(uri: string): Analysis | undefined {
    const analysis = this.analysis(uri) ?? this.modules.analysis(uri);
    if (!analysis || !seeksTasks(analysis)) return analysis;
    const beside = this.besides(uri);
    const known = this.joined.get(analysis);
    if (known && known.beside.length === beside.length && known.beside.every((one, i) => one === beside[i]))
      return known.result;
    const result = withTasksBeside(analysis, uri, beside);
    this.joined.set(analysis, { beside, result });
    return result;
  }

  /** The services of a document, each with its task definition, which may be in another document. */
  services(uri: string): readonly ServiceDefinition[] {
    return this.analysisWithTasks(uri)?.services ?? [];
  }

  /**
   * The service at a position of an open document, with its task definition. Without a position, and in a document with
   * nothing else, the first one.
   */
  serviceAt(uri: string, position?: TextPosition): ServiceDefinition | undefined {
    const services = this.services(uri);
    const offset = (position && this.document(uri)?.offsetAt(position)) ?? 0;
    return serviceAt(services, offset) ?? (this.analysis(uri)?.tasks.length === 0 ? services[0] : undefined);
  }

  /** The services that run a task definition of an open document, in this and in the other documents of the folder. */
  runnersOf(task: TaskDefinition, uri: string): Runner[] {
    const others = [...this.openBesides(uri), ...this.closedBesides(uri).map((file) => file.uri)];
    return [uri, ...others].flatMap((other) =>
      this.services(other)
        .filter((service) => service.task?.part === task.part)
        .map((service) => ({ service, findings: this.findings(other), uri: other === uri ? undefined : other })),
    );
  }

  /** The other documents of a document's folder: those that are open, and of a Terraform module all that are known. */
  private besides(uri: string): Outline[] {
    return [...this.openBesides(uri).map((other) => this.analysis(other)!), ...this.closedBesides(uri)];
  }

  private closedBesides(uri: string): TaskFile[] {
    const open = new Set([...this.uris, uri].map(keyOf));
    return this.modules.files(uri).filter((file) => !open.has(keyOf(file.uri)));
  }

  private openBesides(uri: string): string[] {
    const folder = folderOf(uri);
    return this.uris.filter((other) => other !== uri && folderOf(other) === folder);
  }

  /** The open documents whose findings depend on a document, other than itself. */
  dependents(uri: string): string[] {
    return this.openBesides(uri).filter((other) => seeksTasks(this.analysis(other)!));
  }

  /**
   * Reads the files of a Terraform module that are not open, if a document of it needs them. Nobody waits for this.
   * @param uri of an open document, or of a file that has changed
   * @returns the open documents of the folder that may have other findings now
   */
  async readModule(uri: string): Promise<string[]> {
    if (!isModuleFile(uri)) return [];
    const folder = folderOf(uri);
    const seeking = this.uris.filter((one) => folderOf(one) === folder && isModuleFile(one) && this.seeks(one));
    return seeking.length > 0 && (await this.modules.read(uri)) ? seeking : [];
  }

  /** The other files of a file's module, the open ones as they are in the editor. */
  async wholeModule(uri: string): Promise<readonly Outline[]> {
    if (isModuleFile(uri)) await this.modules.read(uri);
    return this.besides(uri);
  }

  private seeks(uri: string): boolean {
    const analysis = this.analysis(uri);
    return analysis !== undefined && seeksTasks(analysis);
  }

  /** The open documents with task definitions or services. */
  get openFiles(): TaskFile[] {
    return this.uris.flatMap((uri) => {
      const outline = this.outline(uri);
      const text = this.document(uri)!;
      return outline?.detection.accepted ? { ...outline, uri, text, version: text.version } : [];
    });
  }

  /**
   * Every file of the workspace with a task definition or a service, the open ones as they are in the editor. The others
   * are read when this is first asked for.
   * @param again URIs of files to read again because they are about to be edited
   */
  async taskFiles(again: readonly string[] = []): Promise<TaskFile[]> {
    const files = await this.files.all(again);
    const open = this.openFiles;
    const keys = new Set(this.uris.map(keyOf));
    return [...open, ...[...files].flatMap(([key, file]) => (keys.has(key) ? [] : file))];
  }

  /** Takes note that a file of the workspace was created, changed or deleted. */
  noteChange(uri: string): void {
    this.files.note(uri);
  }

  /** Waits until everything that a document's findings depend on has been read. */
  async ready(uri: string): Promise<void> {
    await this.configs.load(uri);
  }

  /** The text of an open document, or of a file of a module that is not open. */
  textOf(uri: string): TextDocument | undefined {
    return this.document(uri) ?? this.modules.file(uri)?.text;
  }

  /**
   * The findings to show for a document, with the user's severities. Cached, as several features need them.
   */
  findings(uri: string): Finding[] {
    const analysis = this.analysisWithTasks(uri);
    if (!analysis || this.isMuted(uri)) return [];
    const config = this.configs.find(uri)?.config;
    const known = this.shown.get(analysis);
    if (known && known.settings === this.settings && known.config === config) return known.findings;
    const findings = this.judged(uri, analysis.findings);
    this.shown.set(analysis, { settings: this.settings, config, findings });
    return findings;
  }

  /**
   * Applies the user's severities, and removes findings that the user does not want. The settings file has the last
   * word.
   */
  judged(uri: string, findings: readonly Finding[]): Finding[] {
    const { rules = {} } = this.settings;
    const isLeft = this.hasCfnLint && this.settings.cloudformation?.overlap !== 'keep';
    const shown: Finding[] = [];
    for (const finding of apart(findings)) {
      // Of JSON within another file the editor reports nothing.
      if (finding.rule === 'td-invalid-json' && !this.reportSyntaxErrors && !finding.part) continue;
      if (isLeft && finding.part?.dialect.inCfnLint?.has(finding.rule)) continue;
      const setting = rules[finding.rule];
      if (setting === 'off') continue;
      const isSet = setting === 'error' || setting === 'warning' || setting === 'info';
      shown.push(isSet ? { ...finding, severity: setting, isSet } : finding);
    }
    const found = this.configs.find(uri);
    return found ? applyConfig(found.config, found.path, joined(shown)) : joined(shown);
  }

  /** Checks a changed text of a task definition, for fixes: it still counts as one, whatever they remove. */
  check(uri: string, text: string): Pick<Analysis, 'document' | 'findings'> {
    const { document, findings } = withTasksBeside(analyse(text, uri, 'asked'), uri, this.besides(uri));
    return { document, findings: this.judged(uri, findings) };
  }

  /** The settings file that applies to a document. */
  config(uri: string): FoundConfig | undefined {
    return this.configs.find(uri);
  }

  /** Rereads the settings file that applies to a document before it is edited. */
  async reloadConfig(uri: string): Promise<void> {
    await this.configs.reload(uri);
  }

  /** Where to create a settings file for a document. */
  placeForConfig(uri: string): string {
    return this.configs.placeFor(uri);
  }

  /** Forgets the settings files after one of them has changed. */
  forgetConfigs(): void {
    this.configs.clear();
  }

  /** Whether the user wants this kind of annotation in the text. */
  shows(notes: 'inlayHints' | 'codeLens'): boolean {
    return this.settings[notes]?.enabled !== false;
  }

  /** Whether hints about good practice are marked only once in a file. */
  get marksGoodPracticeOnce(): boolean {
    return this.settings.goodPractice?.marks === 'once';
  }

  /** Whether images and ARNs are links in the text; otherwise hovers lead to their pages. */
  get underlinesLinks(): boolean {
    return this.settings.links?.underlined !== false;
  }

  configure(settings: Settings | null | undefined): void {
    const before = JSON.stringify(this.settings.formats);
    this.settings = settings ?? {};
    if (JSON.stringify(this.settings.formats) === before) return;
    for (const document of this.documents.values()) document.forget();
  }

  /** Whether findings, fixes and hints are kept back for a document. */
  isMuted(uri: string): boolean {
    return isExercise(uri) && !this.shownExercises.has(uri);
  }

  mute(uri: string, muted: boolean): void {
    if (muted) this.shownExercises.delete(uri);
    else this.shownExercises.add(uri);
  }

  /** Whether the user said that a document is a task definition. */
  isAsked(uri: string): boolean {
    return this.asked.has(uri);
  }

  /** Records that the user says a document is a task definition, or takes that back. */
  ask(uri: string, asked: boolean): void {
    if (asked) this.asked.add(uri);
    else this.asked.delete(uri);
    this.documents.get(uri)?.forget();
  }
}
