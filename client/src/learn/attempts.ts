import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Exercise } from '../../../server/src/course/course.ts';
import { VIRTUAL_SCHEME } from '../../../server/src/model/virtual-file.ts';
import {
  CHECK_EXERCISE,
  type CheckExerciseParams,
  type CheckExerciseResult,
  type ExerciseFinding,
} from '../../../server/src/protocol.ts';
import { goToFirstFinding, replaceText, VirtualFiles } from '../virtual-files.ts';
import type { CourseFile } from './course-file.ts';
import { type Attempt, CLOSED } from './messages.ts';
import { recordHints, recordSolved } from './progress.ts';
import type { ProgressStore } from './store.ts';

/** The virtual files of the exercises. Their names are those of task definitions, whatever is made of their texts. */
const PATH = /^\/exercises\/([\w-]+)\.task-definition\.json$/;
/** The URI scheme of documents that show a solution. */
const SOLUTION_SCHEME = 'taskdef-solution';
/** How long to wait after the last keystroke before checking the file. */
const REST_MS = 150;

/** The documents in which the user works on exercises, and what the server says about each. */
export class Attempts implements vscode.CodeLensProvider, vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly states = new Map<string, Attempt>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly changed = new vscode.EventEmitter<{ exercise: string; attempt: Attempt }>();
  private readonly lensesChanged = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  readonly onDidChangeAttempt = this.changed.event;
  readonly onDidChangeCodeLenses = this.lensesChanged.event;

  constructor(
    private readonly course: CourseFile,
    private readonly store: ProgressStore,
    private readonly client: () => Promise<BaseLanguageClient>,
  ) {
    const { workspace, languages } = vscode;
    this.disposables = [
      this.changed,
      this.lensesChanged,
      languages.registerCodeLensProvider({ scheme: VIRTUAL_SCHEME }, this),
      workspace.registerTextDocumentContentProvider(SOLUTION_SCHEME, this),
      workspace.onDidOpenTextDocument((document) => this.checkSoon(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.checkSoon(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.closed(document)),
    ];
    for (const document of workspace.textDocuments) this.checkSoon(document);
  }

  /** The state of each exercise that is being worked on. */
  get all(): Record<string, Attempt> {
    return Object.fromEntries(this.states);
  }

  /** The broken file of an exercise, by the path of its virtual file; undefined if the path is that of another file. */
  async original(path: string): Promise<string | undefined> {
    return (await this.course.exercise(PATH.exec(path)?.[1]))?.start;
  }

  /** Opens the file of an exercise as it was left, with the cursor on the first thing to do. */
  async open(exercise: Exercise): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument(uriOf(exercise.id));
    const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
    const editor = await vscode.window.showTextDocument(document, { viewColumn: column ?? beside(), preview: false });
    goToFirstFinding(editor);
    this.checkSoon(document);
    return editor;
  }

  /** Restores the broken file. */
  async reset(exercise: Exercise): Promise<void> {
    const { document } = await this.open(exercise);
    await replaceText(document, exercise.start);
  }

  /** Compares the user's version with our solution. */
  async showSolution(exercise: Exercise): Promise<void> {
    const solution = vscode.Uri.from({ scheme: SOLUTION_SCHEME, path: `/${exercise.id}/solution.json` });
    const title = vscode.l10n.t('{0}: your file and the solution', exercise.title);
    await vscode.commands.executeCommand('vscode.diff', uriOf(exercise.id), solution, title, { viewColumn: beside() });
  }

  /** Records that a hint was looked at, so that the panel shows it again. */
  async hint(exercise: string, hints: number): Promise<void> {
    await this.store.change((progress) => recordHints(progress, exercise, hints, Date.now()));
    this.lensesChanged.fire();
  }

  /** Asks the server again about every open attempt. */
  checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.checkSoon(document);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await this.course.exercise(uri.path.split('/')[1]))?.solution ?? '';
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const exercise = await this.course.exercise(exerciseOf(document.uri));
    if (!exercise) return [];
    const { t } = vscode.l10n;
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, { title, command, arguments: [exercise.id] });
    return [
      lens(this.summary(exercise), 'taskdef.exercise'),
      lens(t('Hint'), 'taskdef.exerciseHint'),
      lens(t('Solution'), 'taskdef.exerciseSolution'),
      lens(t('Reset'), 'taskdef.exerciseReset'),
    ];
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private summary({ id, title }: Exercise): string {
    const { t } = vscode.l10n;
    const { state, left, added, broken } = this.states.get(id) ?? CLOSED;
    if (state === 'solved') return t('$(pass) Exercise solved: {0}', title);
    if (state === 'unavailable') return t('$(warning) Exercise: the language server does not answer');
    if (state !== 'left') return t('Exercise: {0}', title);
    const open = left.length + added.length;
    if (open === 1) return t('Exercise: 1 finding left');
    if (open > 1) return t('Exercise: {0} findings left', open);
    return broken.length === 1 ? broken[0]! : t('Exercise: {0} things are missing now', broken.length);
  }

  private checkSoon(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    const exercise = exerciseOf(document.uri);
    if (!exercise) return;
    if (!this.states.has(exercise)) this.set(exercise, { ...CLOSED, state: 'checking' });
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => void this.check(document, exercise), REST_MS),
    );
  }

  private async check(document: vscode.TextDocument, exercise: string): Promise<void> {
    const params: CheckExerciseParams = { uri: document.uri.toString(), exercise };
    let result: CheckExerciseResult | null | undefined;
    try {
      // The first exercise may start the server, so the answer can take as long as that.
      result = await (await this.client()).sendRequest<CheckExerciseResult | null>(CHECK_EXERCISE, params);
    } catch {
      result = undefined;
    }
    if (document.isClosed) return;
    if (!result) return this.set(exercise, { ...CLOSED, state: 'unavailable' });
    // The text has changed since the request: ask again.
    if (result.version !== document.version) return this.checkSoon(document);
    this.set(exercise, {
      state: result.solved ? 'solved' : 'left',
      left: result.remaining.map(inWords),
      added: result.added.map(inWords),
      broken: result.broken,
    });
    if (result.solved && !this.store.progress.solved[exercise]) {
      await this.store.change((progress) => recordSolved(progress, exercise, Date.now()));
    }
  }

  private set(exercise: string, attempt: Attempt): void {
    if (attempt.state === 'closed') this.states.delete(exercise);
    else this.states.set(exercise, attempt);
    this.changed.fire({ exercise, attempt });
    this.lensesChanged.fire();
  }

  private closed({ uri }: vscode.TextDocument): void {
    const exercise = exerciseOf(uri);
    if (!exercise) return;
    // When a document changes language, the editor closes it and reopens it at once.
    setTimeout(() => {
      const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
      if (!isOpen) this.set(exercise, CLOSED);
    });
  }
}

function uriOf(exercise: string): vscode.Uri {
  return VirtualFiles.uri(`/exercises/${exercise}.task-definition.json`);
}

/** The ID of the exercise whose file this is. */
function exerciseOf({ scheme, path }: vscode.Uri): string | undefined {
  return scheme === VIRTUAL_SCHEME ? PATH.exec(path)?.[1] : undefined;
}

function inWords({ line, message }: ExerciseFinding): string {
  return vscode.l10n.t('Line {0}: {1}', line, message);
}

/** The column beside the course if the user is looking at it, otherwise the active column. */
function beside(): vscode.ViewColumn {
  return vscode.window.activeTextEditor ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}
