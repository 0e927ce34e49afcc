import * as vscode from 'vscode';
import { VIRTUAL_SCHEME } from '../../../server/src/model/virtual-file.ts';
import type { CourseFile } from './course-file.ts';
import { hasBegun, recordMet } from './progress.ts';
import type { ProgressStore } from './store.ts';

/**
 * Puts questions about what Taskdef finds in the user's own files into the review: when a file is saved, for whoever has
 * begun the course, and unless the setting says no. Only the ids of questions are stored, in the editor's own storage.
 */
export function reviewFindings(course: CourseFile, store: ProgressStore): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async (document) => {
    const settings = vscode.workspace.getConfiguration('taskdef', document);
    if (!settings.get('learn.reviewFindings', true) || document.uri.scheme === VIRTUAL_SCHEME) return;
    if (!hasBegun(store.progress)) return;
    const rules = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source, severity }) => source === 'taskdef' && severity <= vscode.DiagnosticSeverity.Warning)
      .map(({ code }) => String(typeof code === 'object' ? code.value : code));
    if (rules.length === 0) return;
    const questions = await course.questionsAbout(rules);
    if (recordMet(store.progress, questions, Date.now()) !== store.progress)
      await store.change((progress) => recordMet(progress, questions, Date.now()));
  });
}
