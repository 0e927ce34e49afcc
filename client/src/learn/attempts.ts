import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Exercise } from '../../../server/src/course/course.ts';
import { VIRTUAL_SCHEME } from '../../../server/src/model/virtual-file.ts';
import {
  DEPLOY_EXERCISE,
  type DeployExerciseParams,
  type DeployExerciseResult,
  MUTE,
  type MuteParams,
} from '../../../server/src/protocol.ts';
import type { Simulation } from '../../../server/src/simulator/simulation.ts';
import { replaceText, VirtualFiles } from '../virtual-files.ts';
import type { CourseFile } from './course-file.ts';
import { type Attempt, CLOSED } from './messages.ts';
import { exerciseAfter, recordHints, recordMet, recordSolved } from './progress.ts';
import type { ProgressStore } from './store.ts';

/** The virtual files of the exercises. */
const PATH = /^\/exercises\/([\w-]+)\/([\w-]+\.json)$/;
/** The exercises whose findings or solution were looked at; stored in the same place. */
const HELPED_KEY = 'taskdef.attemptsHelped';
/** The URI scheme of documents that show a solution. */
const SOLUTION_SCHEME = 'taskdef-solution';

/** The documents in which the user works on exercises, and what came of the last deployment of each. */
export class Attempts implements vscode.CodeLensProvider, vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly states = new Map<string, Attempt>();
  private readonly helped: Set<string>;
  private readonly changed = new vscode.EventEmitter<{ exercise: string; attempt: Attempt }>();
  private readonly lensesChanged = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  readonly onDidChangeAttempt = this.changed.event;
  readonly onDidChangeCodeLenses = this.lensesChanged.event;

  constructor(
    private readonly course: CourseFile,
    private readonly store: ProgressStore,
    private readonly memory: vscode.Memento,
    private readonly client: () => Promise<BaseLanguageClient>,
  ) {
    const { workspace, languages } = vscode;
    this.helped = new Set(memory.get<string[]>(HELPED_KEY, []));
    this.disposables = [
      this.changed,
      this.lensesChanged,
      languages.registerCodeLensProvider({ scheme: VIRTUAL_SCHEME }, this),
      workspace.registerTextDocumentContentProvider(SOLUTION_SCHEME, this),
      workspace.onDidOpenTextDocument((document) => this.opened(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.edited(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.closed(document)),
    ];
    for (const document of workspace.textDocuments) this.opened(document);
  }

  /** The state of each exercise that is being worked on. */
  get all(): Record<string, Attempt> {
    return Object.fromEntries(this.states);
  }

  /** The addresses of the files in which the server is to show what it finds; in the others it does not. */
  get shown(): string[] {
    return vscode.workspace.textDocuments.flatMap(({ uri }) => {
      const id = exerciseOf(uri);
      return id !== undefined && this.isShown(id) ? [uri.toString()] : [];
    });
  }

  /** The file of an exercise as it went wrong, by its path; undefined if the path is that of another file. */
  async original(path: string): Promise<string | undefined> {
    const [, id, name] = PATH.exec(path) ?? [];
    return (await this.course.exercise(id))?.files.find((file) => file.name === name)?.start;
  }

  /** Opens the files of an exercise as they were left, the task definition in front. */
  async open(exercise: Exercise): Promise<vscode.TextEditor> {
    const uris = urisOf(exercise);
    const isOf = ({ document }: vscode.TextEditor) => uris.some((uri) => uri.toString() === document.uri.toString());
    const viewColumn = vscode.window.visibleTextEditors.find(isOf)?.viewColumn ?? beside();
    let editor: vscode.TextEditor | undefined;
    for (const uri of [...uris].reverse()) {
      const document = await vscode.workspace.openTextDocument(uri);
      editor = await vscode.window.showTextDocument(document, {
        viewColumn: editor?.viewColumn ?? viewColumn,
        preview: false,
      });
    }
    if (!this.states.has(exercise.id)) this.set(exercise.id, this.fresh(exercise.id));
    return editor!;
  }

  /** Restores the files as they went wrong. */
  async reset(exercise: Exercise): Promise<void> {
    await this.open(exercise);
    for (const [file, uri] of urisOf(exercise).entries())
      await replaceText(await vscode.workspace.openTextDocument(uri), exercise.files[file]!.start);
    this.set(exercise.id, this.fresh(exercise.id));
  }

  /** Deploys the files as they are now, in the simulation, and records it if that solves the exercise. */
  async deploy(exercise: Exercise): Promise<void> {
    await this.open(exercise);
    const { id } = exercise;
    const before = this.states.get(id) ?? this.fresh(id);
    this.set(id, { ...before, state: 'deploying' });
    const params: DeployExerciseParams = { exercise: id, uris: urisOf(exercise).map(String) };
    let result: DeployExerciseResult | null | undefined;
    try {
      // The first exercise may start the server, so the answer can take as long as that.
      result = await (await this.client()).sendRequest<DeployExerciseResult | null>(DEPLOY_EXERCISE, params);
    } catch {
      result = undefined;
    }
    if (!this.states.has(id)) return;
    if (!result) return this.set(id, { ...before, state: 'unavailable' });
    const { solved, problems, comments } = result;
    const simulation = result.simulation as Simulation | null;
    this.set(id, { ...before, state: solved ? 'solved' : 'failed', problems, comments, simulation, edited: false });
    if (!solved) return;
    const helped = this.helped.has(id);
    const questions = helped ? await this.course.questionsOf(exercise.section) : [];
    await this.store.change((progress) =>
      // Who needed help is asked about it later.
      recordMet(recordSolved(progress, id, helped, Date.now()), questions.slice(0, 2), Date.now()),
    );
  }

  /** Shows what Taskdef finds in the files, or keeps it back again. Who has looked has been helped. */
  async showFindings(exercise: Exercise, shown: boolean): Promise<void> {
    await this.open(exercise);
    if (shown) this.help(exercise.id);
    this.set(exercise.id, { ...(this.states.get(exercise.id) ?? this.fresh(exercise.id)), shown });
    const client = await this.client();
    for (const uri of urisOf(exercise)) {
      const params: MuteParams = { uri: uri.toString(), muted: !shown };
      await client.sendNotification(MUTE, params);
    }
  }

  /** Compares the user's version with our solution. */
  async showSolution(exercise: Exercise): Promise<void> {
    this.help(exercise.id);
    await this.open(exercise);
    let isSame = true;
    for (const [file, { name, start, solution }] of [...exercise.files.entries()].reverse()) {
      if (start === solution) continue;
      const own = await vscode.workspace.openTextDocument(urisOf(exercise)[file]!);
      if (compact(own.getText()) === compact(solution)) continue;
      isSame = false;
      const uri = vscode.Uri.from({ scheme: SOLUTION_SCHEME, path: `/${exercise.id}/${name}` });
      const title = vscode.l10n.t('{0}: your file and the solution', exercise.title);
      await vscode.commands.executeCommand('vscode.diff', urisOf(exercise)[file], uri, title, { viewColumn: beside() });
    }
    if (isSame) void vscode.window.showInformationMessage(vscode.l10n.t('Your file is the same as our solution.'));
  }

  /** Records that a hint was looked at, so that the panel shows it again. */
  async hint(exercise: string, hints: number): Promise<void> {
    await this.store.change((progress) => recordHints(progress, exercise, hints, Date.now()));
    this.lensesChanged.fire();
  }

  /** Deploys nothing, but lets an attempt that had no answer be tried again. */
  checkAll(): void {
    for (const [id, attempt] of this.states) {
      if (attempt.state === 'unavailable') this.set(id, { ...attempt, state: attempt.simulation ? 'failed' : 'open' });
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [, id, name] = uri.path.split('/');
    return (await this.course.exercise(id))?.files.find((file) => file.name === name)?.solution ?? '';
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const exercise = await this.course.exercise(exerciseOf(document.uri));
    if (!exercise) return [];
    const { t } = vscode.l10n;
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, { title, command, arguments: [exercise.id] });
    const { state, edited } = this.states.get(exercise.id) ?? CLOSED;
    const next = state === 'solved' && !edited ? await this.next(exercise) : undefined;
    return [
      lens(this.summary(exercise), 'taskdef.exercise'),
      ...(next
        ? [new vscode.CodeLens(top, { title: t('Next exercise'), command: 'taskdef.exercise', arguments: [next.id] })]
        : []),
      lens(t('$(rocket) Deploy'), 'taskdef.exerciseDeploy'),
      lens(t('Hint'), 'taskdef.exerciseHint'),
      lens(this.isShown(exercise.id) ? t('Hide findings') : t('Show findings'), 'taskdef.exerciseFindings'),
      lens(t('Solution'), 'taskdef.exerciseSolution'),
      lens(t('Reset'), 'taskdef.exerciseReset'),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** The exercise to do after this one: the next one that is not solved. */
  private async next({ id }: Exercise): Promise<Exercise | undefined> {
    const { exercises } = await this.course.read();
    return exerciseAfter(exercises, id, (other) => this.store.progress.solved[other] !== undefined);
  }

  private summary({ id, title }: Exercise): string {
    const { t } = vscode.l10n;
    const { state, problems, edited } = this.states.get(id) ?? CLOSED;
    if (state === 'unavailable') return t('$(warning) Exercise: the language server does not respond');
    if (state === 'deploying') return t('$(loading~spin) Exercise: deploying');
    if (edited || state === 'open' || state === 'closed') return t('Exercise: {0}', title);
    if (state === 'solved') return t('$(pass) Exercise solved: {0}', title);
    return problems.length === 1
      ? t('$(error) Exercise: 1 problem left')
      : t('$(error) Exercise: {0} problems left', problems.length);
  }

  private fresh(exercise: string): Attempt {
    return { ...CLOSED, state: 'open', shown: this.isShown(exercise) };
  }

  private isShown(exercise: string): boolean {
    return this.states.get(exercise)?.shown === true;
  }

  private help(exercise: string): void {
    if (this.helped.has(exercise)) return;
    this.helped.add(exercise);
    void this.memory.update(HELPED_KEY, [...this.helped]);
  }

  private opened({ uri }: vscode.TextDocument): void {
    const id = exerciseOf(uri);
    if (id !== undefined && !this.states.has(id)) this.set(id, this.fresh(id));
  }

  private edited({ uri }: vscode.TextDocument): void {
    const id = exerciseOf(uri);
    const attempt = id === undefined ? undefined : this.states.get(id);
    if (attempt && !attempt.edited) this.set(id!, { ...attempt, edited: true });
  }

  private set(exercise: string, attempt: Attempt): void {
    if (attempt.state === 'closed') this.states.delete(exercise);
    else this.states.set(exercise, attempt);
    this.changed.fire({ exercise, attempt });
    this.lensesChanged.fire();
  }

  private closed({ uri }: vscode.TextDocument): void {
    const id = exerciseOf(uri);
    if (id === undefined) return;
    // When a document changes language, the editor closes it and reopens it at once.
    setTimeout(() => {
      if (!vscode.workspace.textDocuments.some((document) => exerciseOf(document.uri) === id)) this.set(id, CLOSED);
    });
  }
}

/** The exercise whose file has an address. */
export function exerciseOf({ scheme, path }: vscode.Uri): string | undefined {
  return scheme === VIRTUAL_SCHEME ? PATH.exec(path)?.[1] : undefined;
}

/** The addresses of an exercise's files, in its order. */
function urisOf({ id, files }: Exercise): vscode.Uri[] {
  return files.map(({ name }) => VirtualFiles.uri(`/exercises/${id}/${name}`));
}

/** The column beside the course if the user is looking at it, otherwise the active column. */
function beside(): vscode.ViewColumn {
  return vscode.window.activeTextEditor ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

/** A text without white space: how a file is laid out does not make it another solution. */
function compact(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
