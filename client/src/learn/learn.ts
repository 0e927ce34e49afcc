import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { EXPLORE, type SimulateParams } from '../../../server/src/protocol.ts';
import type { StatusItem } from '../status.ts';
import { ActiveFile } from './active-file.ts';
import { Attempts, exerciseOf } from './attempts.ts';
import { besideOf } from './beside.ts';
import { CourseFile } from './course-file.ts';
import { DeploymentPanel } from './deployment-panel.ts';
import { DueItem } from './due-item.ts';
import { reviewFindings } from './findings.ts';
import type { Boot, Explored } from './messages.ts';
import { LearnPanel } from './panel.ts';
import { resetProgress } from './progress.ts';
import { PROGRESS_KEY, ProgressStore } from './store.ts';
import { TaskPicture } from './task-picture.ts';

/**
 * Sets up the course: its panel, its commands, and what it shows elsewhere in the editor.
 * @param client the language client, with its server started if necessary; only exercises, the picture and the
 * deployment need it
 * @param status what the server says about the open documents
 * @returns the exercises, whose virtual files it does not hold itself
 */
export function registerLearn(
  context: vscode.ExtensionContext,
  client: () => Promise<BaseLanguageClient>,
  status: StatusItem,
): Attempts {
  const { commands, window, l10n } = vscode;
  const { extensionUri } = context;
  context.globalState.setKeysForSync([PROGRESS_KEY]);
  const course = new CourseFile(extensionUri);
  const store = new ProgressStore(context.globalState, new vscode.EventEmitter());
  const attempts = new Attempts(course, store, context.workspaceState, client);
  const file = new ActiveFile(status);
  const explore = async (): Promise<Explored | null> => {
    const { document } = file;
    if (!document) return null;
    const params: SimulateParams = { uri: document.uri.toString(), beside: await besideOf(document.uri) };
    try {
      return await (await client()).sendRequest<Explored | null>(EXPLORE, params);
    } catch {
      return null;
    }
  };
  const memory = context.workspaceState;
  const panel = new LearnPanel({ extensionUri, course, store, attempts, file, explore, memory });
  const picture = new TaskPicture(extensionUri, client, () => file.document, file.onDidSwitch);
  const deployment = new DeploymentPanel(extensionUri, client, () => file.document);

  const exerciseCommand = (name: string, run: (id: string) => Promise<unknown>) =>
    commands.registerCommand(name, async (id: unknown) => {
      const exercise = await course.exercise(id);
      if (exercise) await run(exercise.id);
    });

  context.subscriptions.push(
    store,
    attempts,
    file,
    panel,
    picture,
    deployment,
    new DueItem(store),
    reviewFindings(course, store),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) void store.refresh();
    }),
    // Links too can call commands with any argument. If it is not an id of the course, open the start page.
    commands.registerCommand('taskdef.learn', async (id: unknown) => {
      const section = await course.section(id);
      await panel.show(section ? { screen: 'section', id: section.id } : { screen: 'contents' });
    }),
    commands.registerCommand('taskdef.quiz', async (what: unknown) => {
      const section = await course.section(what);
      const first: Boot['first'] = section
        ? { quiz: 'section', section: section.id }
        : what === 'due'
          ? { quiz: 'due' }
          : { screen: 'quiz' };
      await panel.show(first);
    }),
    commands.registerCommand('taskdef.exercise', async (id: unknown) => {
      const exercise = await course.exercise(id);
      await panel.show(exercise ? { screen: 'exercise', id: exercise.id } : { screen: 'exercises' });
    }),
    exerciseCommand('taskdef.exerciseHint', async (id) => {
      const known = store.progress.hints[id]?.count ?? 0;
      await attempts.hint(id, Math.min(known + 1, 3));
      await panel.show({ screen: 'exercise', id });
    }),
    exerciseCommand('taskdef.exerciseDeploy', async (id) => {
      await attempts.deploy((await course.exercise(id))!);
      await panel.show({ screen: 'exercise', id });
    }),
    exerciseCommand('taskdef.exerciseFindings', async (id) => {
      const isShown = attempts.all[id]?.shown === true;
      await attempts.showFindings((await course.exercise(id))!, !isShown);
    }),
    exerciseCommand('taskdef.exerciseSolution', async (id) => attempts.showSolution((await course.exercise(id))!)),
    exerciseCommand('taskdef.exerciseReset', async (id) => attempts.reset((await course.exercise(id))!)),
    commands.registerCommand('taskdef.showPicture', () => picture.show()),
    commands.registerCommand('taskdef.simulateDeployment', async () => {
      // An exercise is deployed where its story happens, and not under assumptions.
      const id = file.document && exerciseOf(file.document.uri);
      if (id === undefined) await deployment.show();
      else await commands.executeCommand('taskdef.exerciseDeploy', id);
    }),
    commands.registerCommand('taskdef.resetProgress', async () => {
      const reset = l10n.t('Reset');
      const choice = await window.showWarningMessage(
        l10n.t('Delete everything you have read, answered and solved?'),
        { modal: true, detail: l10n.t('This cannot be undone. Open exercises stay open.') },
        reset,
      );
      if (choice === reset) await store.change((progress) => resetProgress(Date.now(), progress));
    }),
  );
  return attempts;
}
