import * as vscode from 'vscode';
import { isOtherVersion } from '../../server/src/formats/file-names.ts';
import type { StatusParams } from '../../server/src/protocol.ts';
import { isGuessedIn } from './suggest-alone.ts';

/** How long a file must have stopped being a task definition before the status item says so. */
const LEAVES_AFTER_MS = 2000;

/**
 * Shows the result of the check in the status bar, and in the language menu why a file is, or is not, treated as a task
 * definition.
 */
export class StatusItem implements vscode.Disposable {
  private readonly bar = vscode.window.createStatusBarItem('taskdef.findings', vscode.StatusBarAlignment.Right, 90);
  private readonly language: vscode.LanguageStatusItem;
  /** Says that VS Code suggests members as well, where it does. */
  private readonly twice: vscode.LanguageStatusItem;
  private readonly known = new Map<string, StatusParams>();
  private readonly leaving = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly updated = new vscode.EventEmitter<vscode.Uri>();
  private shown: vscode.TextDocument | undefined;
  /** Fires for each document when the server has said what it is. */
  readonly onDidUpdate = this.updated.event;

  constructor(private readonly selector: readonly vscode.DocumentFilter[]) {
    this.bar.name = 'Taskdef';
    this.language = vscode.languages.createLanguageStatusItem('taskdef.detection', selector);
    this.language.name = 'Taskdef';
    this.twice = vscode.languages.createLanguageStatusItem('taskdef.twice', []);
    this.twice.name = 'Taskdef';
    this.twice.text = vscode.l10n.t('Members are suggested twice');
    this.twice.detail = vscode.l10n.t('VS Code guesses them from the rest of the file.');
    this.twice.command = { title: vscode.l10n.t('Leave it to Taskdef'), command: 'taskdef.suggestAlone' };
  }

  /** Takes the server's result for a document. */
  update(status: StatusParams): void {
    const uri = vscode.Uri.parse(status.uri);
    const key = uri.toString();
    clearTimeout(this.leaving.get(key));
    this.leaving.delete(key);
    // A half-typed word can briefly hide what a file is; the item should not flicker because of it.
    if (!status.accepted && this.known.get(key)?.accepted) {
      this.leaving.set(
        key,
        setTimeout(() => this.take(uri, status), LEAVES_AFTER_MS),
      );
    } else this.take(uri, status);
  }

  private take(uri: vscode.Uri, status: StatusParams): void {
    this.known.set(uri.toString(), status);
    if (this.shown?.uri.toString() === uri.toString()) this.render();
    this.updated.fire(uri);
  }

  /** Whether the server treats a document as a task definition; false until it has said so. */
  isTaskDefinition(uri: vscode.Uri): boolean {
    return this.known.get(uri.toString())?.accepted === true;
  }

  /** Shows the status of the document that the user is looking at. */
  show(document: vscode.TextDocument | undefined): void {
    const isOurs =
      document && vscode.languages.match(this.selector, document) > 0 && !isOtherVersion(document.uri.toString());
    this.shown = isOurs ? document : undefined;
    this.render();
  }

  forget(uri: vscode.Uri): void {
    clearTimeout(this.leaving.get(uri.toString()));
    this.known.delete(uri.toString());
  }

  serverStopped(): void {
    this.known.clear();
    this.render();
  }

  private render(): void {
    const document = this.shown;
    const accepted = document !== undefined && this.isTaskDefinition(document.uri);
    void vscode.commands.executeCommand('setContext', 'taskdef.isTaskDefinition', accepted);
    this.twice.selector = accepted && isGuessedIn(document) ? this.selector : [];
    if (!document) {
      this.bar.hide();
      return;
    }
    const status = this.known.get(document.uri.toString());
    if (status?.accepted) this.renderFindings(status);
    else this.renderRefusal(status?.reason);
  }

  private renderFindings(status: StatusParams): void {
    const { errors, warnings, notes } = status;
    const { t } = vscode.l10n;
    if (status.muted) return this.renderMuted();
    const words = status.blank ? t('empty') : counts(status);
    this.bar.text = `${iconOf(status)} ECS: ${verdictOf(status)}`;
    const label = t('Taskdef: {0}', words);
    this.bar.tooltip = `${label}.`;
    this.bar.accessibilityInformation = { label };
    const hasProblems = errors + warnings + notes > 0;
    if (hasProblems) this.bar.tooltip += ` ${t('Click to see the problems.')}`;
    const fills = errors === 0 && status.toFillIn > 0;
    if (status.toFillIn > 0) this.bar.tooltip += ` ${t('{0} to fill in.', status.toFillIn)}`;
    // The server writes English: a line of its own keeps it apart from the words of the editor's language.
    this.bar.tooltip += `\n${status.reason}`;
    this.bar.command = fills ? 'taskdef.toFillIn' : hasProblems ? 'workbench.actions.view.problems' : undefined;
    this.bar.show();
    // The status bar shows the result; this menu is narrow.
    this.language.text = nameOf(status.kind);
    this.language.detail = status.reason;
    this.language.severity =
      errors > 0 ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    this.language.command = { title: t('Show problems'), command: 'workbench.actions.view.problems' };
  }

  /** An exercise: how many problems there are would be a hint. */
  private renderMuted(): void {
    const { t } = vscode.l10n;
    const text = t('An exercise: what Taskdef finds is kept back. Deploy it to see what happens.');
    this.bar.text = t('$(mortar-board) ECS: exercise');
    this.bar.tooltip = text;
    this.bar.accessibilityInformation = { label: text };
    this.bar.command = 'taskdef.exercise';
    this.bar.show();
    this.language.text = t('Task definition');
    this.language.detail = text;
    this.language.severity = vscode.LanguageStatusSeverity.Information;
    this.language.command = { title: t('Show problems'), command: 'workbench.actions.view.problems' };
  }

  private renderRefusal(reason: string | undefined): void {
    const { t } = vscode.l10n;
    this.bar.hide();
    this.language.text = t('Not a task definition');
    this.language.detail = reason ?? t('Neither its name nor its content indicates one.');
    this.language.severity = vscode.LanguageStatusSeverity.Information;
    this.language.command = { title: t('Treat as task definition'), command: 'taskdef.treatAsTaskDefinition' };
  }

  dispose(): void {
    for (const timer of this.leaving.values()) clearTimeout(timer);
    this.bar.dispose();
    this.language.dispose();
    this.twice.dispose();
    this.updated.dispose();
  }
}

function nameOf(kind: StatusParams['kind']): string {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'service':
      return t('Service');
    case 'both':
      return t('Task definition and service');
    case 'images':
      return t('Image definitions');
    default:
      return t('Task definition');
  }
}

/** The result in words. The editor's own counters already show the numbers of errors and warnings. */
function verdictOf({ blank, errors, toFillIn }: StatusParams): string {
  const { t } = vscode.l10n;
  if (blank) return t('empty');
  if (errors > 0) return t('refused');
  return toFillIn > 0 ? t('{0} to fill in', toFillIn) : t('accepted');
}

function iconOf({ errors, warnings, toFillIn }: StatusParams): string {
  if (errors > 0) return '$(error)';
  if (toFillIn > 0) return '$(edit)';
  return warnings > 0 ? '$(warning)' : '$(pass)';
}

function counts({ errors, warnings, notes }: StatusParams): string {
  const { t } = vscode.l10n;
  const parts = [
    errors > 0 ? (errors === 1 ? t('1 error') : t('{0} errors', errors)) : '',
    warnings > 0 ? (warnings === 1 ? t('1 warning') : t('{0} warnings', warnings)) : '',
    notes > 0 ? (notes === 1 ? t('1 note') : t('{0} notes', notes)) : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : t('no problems');
}
