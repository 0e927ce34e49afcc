import * as vscode from 'vscode';
import { formOf, isRight } from '../../../server/src/course/form.ts';
import type { ActiveFile } from './active-file.ts';
import type { Attempts } from './attempts.ts';
import { type CourseFile, viewCourse } from './course-file.ts';
import { type Boot, type Explored, type ToExtension, type ToView, toExtensionMessage } from './messages.ts';
import { page } from './page.ts';
import { courseShell } from './page-text.ts';
import { markRead, recordAnswer } from './progress.ts';
import type { ProgressStore } from './store.ts';
import { wordsOf } from './words-of.ts';

/** The panel's type, by which the editor restores it after a restart. */
const PANEL_TYPE = 'taskdef.learn';

/** Where the page's state is kept. The editor's own copy is written late, and is lost with the panel. */
const KEPT_KEY = 'taskdef.learn.kept';

/** What the panel works with. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly course: CourseFile;
  readonly store: ProgressStore;
  readonly attempts: Attempts;
  readonly file: ActiveFile;
  /** What the pictures can take from the user's file; null if there is none, or if the server does not answer. */
  readonly explore: () => Promise<Explored | null>;
  /** Stores the reader's place in the course. */
  readonly memory: vscode.Memento;
}

/** The panel of the course; there is only one. It draws nothing itself; see view/. */
export class LearnPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  /** Where the page should begin; sent only once. */
  private first: Boot['first'];
  /** Whether the page has received what it needs to draw. */
  private booted = false;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly services: Services) {
    const { store, attempts, file } = services;
    this.disposables = [
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
      store.onDidChange((progress) => this.tell({ type: 'progress', progress })),
      attempts.onDidChangeAttempt(({ exercise, attempt }) => this.tell({ type: 'attempt', exercise, attempt })),
      file.onDidChange((state) => this.tell({ type: 'file', file: state })),
    ];
  }

  /** Opens the panel, or brings it to the front, at a place; without one, where it was. */
  async show(first?: Boot['first']): Promise<void> {
    if (this.panel) {
      // A page that was hidden no longer exists. Like a new page, it asks where to begin.
      if (first && !(this.panel.visible && this.booted)) this.first = first;
      else if (first)
        this.tell(
          'quiz' in first ? { type: 'quiz', kind: first.quiz, section: first.section } : { type: 'go', route: first },
        );
      this.panel.reveal(undefined, false);
      return;
    }
    const title = vscode.l10n.t('Learn Amazon ECS');
    const panel = vscode.window.createWebviewPanel(PANEL_TYPE, title, vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    await this.fill(panel, first);
  }

  /** Called by the editor for a panel that was open when the editor was closed. The page keeps its own state. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.panel?.dispose();
    await this.fill(panel);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
    this.panel?.dispose();
  }

  private async fill(panel: vscode.WebviewPanel, first?: Boot['first']): Promise<void> {
    const { extensionUri, course } = this.services;
    this.panel = panel;
    this.first = first;
    this.booted = false;
    // Read the file while the page starts up.
    void course.read();
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'client', 'media', 'learn-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'client', 'media', 'learn-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = toExtensionMessage(value);
      if (message) void this.answer(message);
    });
    panel.webview.html = await page(extensionUri, {
      title: panel.title,
      style: 'style.css',
      script: 'view.js',
      body: courseShell(vscode.l10n.t),
      data: null,
    });
  }

  private async boot(): Promise<Boot> {
    const { course, store, attempts, file, memory } = this.services;
    const boot: Boot = {
      course: viewCourse(await course.read()),
      progress: store.progress,
      readOnly: store.readOnly,
      file: file.state,
      attempts: attempts.all,
      first: this.first,
      kept: memory.get<string>(KEPT_KEY),
      words: wordsOf(vscode.l10n.bundle),
    };
    this.first = undefined;
    this.booted = true;
    return boot;
  }

  private tell(message: ToView): void {
    // A hidden page does not exist; when it returns, it sends "ready" and gets everything.
    if (this.panel?.visible) void this.panel.webview.postMessage(message);
  }

  private async answer(message: ToExtension): Promise<void> {
    const { course, store, attempts, file } = this.services;
    const exercise = 'exercise' in message ? await course.exercise(message.exercise) : undefined;
    switch (message.type) {
      case 'ready':
        // Not through tell(): a page that asks exists, even if the editor does not call it visible yet.
        void this.panel?.webview.postMessage({ type: 'boot', boot: await this.boot() } satisfies ToView);
        return;
      case 'read':
        if (await course.section(message.section))
          await store.change((progress) => markRead(progress, message.section, message.read, Date.now()));
        return;
      case 'answer': {
        const question = await course.question(message.question);
        if (!question) return;
        const right = isRight(formOf(question, (await course.read()).pools, message.time), message.answer);
        const how = { right, guessed: message.guessed };
        await store.change((progress) => recordAnswer(progress, question.id, how, Date.now()));
        return;
      }
      case 'tryExample': {
        const example = (await course.section(message.section))?.examples[message.example];
        if (example) await openBeside(example.text);
        return;
      }
      case 'openExercise':
        if (exercise) await attempts.open(exercise);
        return;
      case 'resetExercise':
        if (exercise) await attempts.reset(exercise);
        return;
      case 'deployExercise':
        if (exercise) await attempts.deploy(exercise);
        return;
      case 'showFindings':
        if (exercise) await attempts.showFindings(exercise, message.shown);
        return;
      case 'showSolution':
        if (exercise) await attempts.showSolution(exercise);
        return;
      case 'hint':
        if (exercise) await attempts.hint(exercise.id, message.hints);
        return;
      case 'keep':
        await this.services.memory.update(KEPT_KEY, message.kept);
        return;
      case 'reveal':
        await file.reveal(message.rule);
        return;
      case 'explore':
        this.tell({ type: 'explored', explored: await this.services.explore() });
        return;
      case 'restartServer':
        try {
          await vscode.commands.executeCommand('taskdef.restartServer');
        } finally {
          // Also if the server did not start, so that the attempts say so.
          attempts.checkAll();
        }
        return;
    }
  }
}

async function openBeside(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'json', content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}
