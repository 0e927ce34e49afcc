import * as vscode from 'vscode';
import { dueQuestions } from './due.ts';
import type { ProgressStore } from './store.ts';

/** Often enough for something counted in days. */
const EVERY_MS = 10 * 60_000;

/** Shows in the status bar how many questions are due. This is the only reminder. */
export class DueItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('taskdef.due', vscode.StatusBarAlignment.Right, 89);
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly store: ProgressStore) {
    this.item.name = vscode.l10n.t('Taskdef: questions due');
    this.item.command = { title: '', command: 'taskdef.quiz', arguments: ['due'] };
    const timer = setInterval(() => this.show(), EVERY_MS);
    this.disposables = [this.item, store.onDidChange(() => this.show()), { dispose: () => clearInterval(timer) }];
    this.show();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private show(): void {
    const due = dueQuestions(this.store.progress, Date.now()).length;
    if (due === 0) {
      this.item.hide();
      return;
    }
    const { t } = vscode.l10n;
    this.item.text = `$(mortar-board) ${t('{0} due', due)}`;
    this.item.tooltip =
      due === 1
        ? t('1 question on Amazon ECS is due for review')
        : t('{0} questions on Amazon ECS are due for review', due);
    this.item.accessibilityInformation = { label: this.item.tooltip };
    this.item.show();
  }
}
