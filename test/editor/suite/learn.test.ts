import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, codeOf, findingsWith, open, openText, positionOf, until } from './editor.ts';

/** The tab of the course, where it is open. */
function courseTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('taskdef.learn'));
}

/** The titles of an exercise's code lenses, once one of them passes a test. */
async function lenses(uri: vscode.Uri, wanted: (title: string) => boolean): Promise<string[]> {
  let titles: string[] = [];
  const look = async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
    titles = found.map(({ command }) => command?.title ?? '');
    return titles.some(wanted);
  };
  const deadline = Date.now() + 15_000;
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error(`code lenses are: ${titles.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return titles;
}

async function closeEverything(): Promise<void> {
  const tab = courseTab();
  if (tab) await vscode.window.tabGroups.close(tab);
  await closeWithoutSaving();
}

describe('the course', () => {
  afterEach(closeEverything);

  it('opens in a panel, once', async () => {
    await vscode.commands.executeCommand('taskdef.learn');
    await vscode.commands.executeCommand('taskdef.learn', 'networking');
    const tabs = await until(courseTab, vscode.window.tabGroups.onDidChangeTabs, () => 'no tab of the course');
    assert.equal(tabs.label, 'Learn Amazon ECS');
    const all = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(all.filter(({ input }) => input instanceof vscode.TabInputWebview).length, 1);
  });

  it('is not led astray by what a link passes', async () => {
    for (const nonsense of [null, 7, '../../x', { section: 'logs' }, ['logs']])
      await vscode.commands.executeCommand('taskdef.learn', nonsense);
    await until(courseTab, vscode.window.tabGroups.onDidChangeTabs, () => 'no tab of the course');
  });

  it('is offered at a finding, in the light bulb and in the hover', async () => {
    const { document } = await open('task-definition.json');
    // Where a finding has five fixes, the light bulb has no room for the course.
    const found = await findingsWith(document.uri, 'fargate-execution-role-missing');
    const finding = found.find((diagnostic) => codeOf(diagnostic) === 'fargate-execution-role-missing')!;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const learn = actions.find(({ title }) => title.startsWith('Learn: why ('));
    assert.equal(learn?.command?.command, 'taskdef.learn', actions.map(({ title }) => title).join(', '));
    assert.equal(learn.command.arguments?.length, 1);

    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, '"memory": "512"').translate(0, '"memory": "'.length),
    );
    const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
    const text = contents.map(({ value }) => value).join('\n');
    assert.match(text, /\[Choosing a task size\]\(command:taskdef\.learn\?%5B%22task-size%22%5D\)/);
    for (const { isTrusted } of contents)
      assert.ok(!isTrusted || (isTrusted !== true && isTrusted.enabledCommands.join() === 'taskdef.learn'));
  });

  it('shows nothing of what is wrong in an exercise until asked to', async () => {
    await vscode.commands.executeCommand('taskdef.exerciseReset', 'cache-out-of-reach');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.path, '/exercises/cache-out-of-reach/task-definition.json');
    await lenses(document.uri, (title) => title === 'Exercise: Moved, and the cache is gone');
    await vscode.commands.executeCommand('taskdef.exerciseDeploy', 'cache-out-of-reach');
    await lenses(document.uri, (title) => /problems? left/.test(title));
    const ofOurs = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'taskdef');
    assert.deepEqual(ofOurs(), []);
    const everywhere = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      everywhere,
    );
    assert.deepEqual(
      actions.map(({ title }) => title).filter((title) => /localhost|Learn|Taskdef/.test(title)),
      [],
    );
    await vscode.commands.executeCommand('taskdef.exerciseFindings', 'cache-out-of-reach');
    await findingsWith(document.uri, 'env-container-host-name');
    await vscode.commands.executeCommand('taskdef.exerciseFindings', 'cache-out-of-reach');
    await until(
      () => ofOurs().length === 0 || undefined,
      vscode.languages.onDidChangeDiagnostics,
      () => 'the findings stay',
    );
  });

  it('takes an exercise for solved once its deployment goes as the story asks', async () => {
    await vscode.commands.executeCommand('taskdef.exerciseReset', 'slow-start');
    const { document } = vscode.window.activeTextEditor!;
    await vscode.commands.executeCommand('taskdef.exerciseDeploy', 'slow-start');
    await lenses(document.uri, (title) => title === '$(error) Exercise: 1 problem left');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, positionOf(document, '"interval": 30'), '"startPeriod": 240, ');
    await vscode.workspace.applyEdit(edit);
    await lenses(document.uri, (title) => title.startsWith('Exercise: '));
    await vscode.commands.executeCommand('taskdef.simulateDeployment');
    const titles = await lenses(document.uri, (title) => title.includes('Exercise solved'));
    const solved = titles.findIndex((title) => title.includes('Exercise solved'));
    const others = ['Next exercise', '$(rocket) Deploy', 'Hint', 'Show findings', 'Solution', 'Reset'];
    assert.deepEqual(titles.slice(solved + 1, solved + 7), others);
  });

  it('shows the solution of an exercise as a difference', async () => {
    await vscode.commands.executeCommand('taskdef.exerciseSolution', 'slow-start');
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const solution = await vscode.workspace.openTextDocument(input.modified);
    assert.match(solution.getText(), /"startPeriod": 240/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});

describe('the picture of a task', () => {
  afterEach(closeEverything);

  it('opens beside the text', async () => {
    await openText('{ "family": "shop", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }] }');
    await vscode.commands.executeCommand('taskdef.showPicture');
    const look = () =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs).find(({ label }) => label === 'Picture: shop');
    const tab = await until(look, vscode.window.tabGroups.onDidChangeTabs, () => 'no picture');
    await vscode.window.tabGroups.close(tab);
  });
});

describe('the deployment of a task', () => {
  afterEach(closeEverything);

  it('opens beside the text', async () => {
    await openText('{ "family": "shop", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }] }');
    await vscode.commands.executeCommand('taskdef.simulateDeployment');
    const look = () =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs).find(({ label }) => label === 'Deployment: shop');
    const tab = await until(look, vscode.window.tabGroups.onDidChangeTabs, () => 'no deployment');
    await vscode.window.tabGroups.close(tab);
  });
});
