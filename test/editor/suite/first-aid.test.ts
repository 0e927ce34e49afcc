import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import {
  closeWithoutSaving,
  codeOf,
  findings,
  findingsWith,
  findingsWithout,
  IN_NODE,
  open,
  openText,
  positionOf,
  until,
} from './editor.ts';

/** The language servers that this extension host started. */
function serverProcesses(): number[] {
  const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'dist/server/node.js'], {
    encoding: 'utf8',
  });
  return children.trim().split('\n').map(Number);
}

/** Waits until processes have ended. Nobody but their parent is told of it, so they are asked for again and again. */
function untilGone(ids: readonly number[]): Promise<true> {
  const remaining = () => ids.filter(isThere);
  return until(
    () => (remaining().length === 0 ? true : undefined),
    (again) => {
      const timer = setInterval(again, 50);
      return new vscode.Disposable(() => clearInterval(timer));
    },
    () => `still there: ${remaining().join(', ')}`,
  );
}

function isThere(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe('a task definition with mistakes', () => {
  afterEach(closeWithoutSaving);

  it('shows what is wrong when it opens', async () => {
    const { document } = await open('task-definition.json');
    const found = await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    const finding = found.find((diagnostic) => codeOf(diagnostic) === 'fargate-cpu-memory-combination')!;
    assert.equal(document.getText(finding.range), '"512"');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(finding.relatedInformation?.length);
  });

  it('explains it in a hover', async () => {
    const { document } = await open('task-definition.json');
    await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    const at = positionOf(document, '"memory": "512"').translate(0, '"memory": "'.length);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const text = hovers
      .flatMap((hover) => hover.contents.map((part) => (part as vscode.MarkdownString).value))
      .join('\n');
    assert.match(text, /No Fargate configuration exists for given values/);
    assert.match(text, /\*\*memory\*\*/);
  });

  it('is repaired by a quick fix', async () => {
    const { document } = await open('task-definition.json');
    const found = await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    const finding = found.find((diagnostic) => codeOf(diagnostic) === 'fargate-cpu-memory-combination')!;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find((action) => action.title === 'Set memory to "1024" (1 GB)');
    assert.ok(fix?.edit, `offered: ${actions.map((action) => action.title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /"memory": "1024"/);
    await findingsWithout(document.uri, 'fargate-cpu-memory-combination');
  });

  it('is repaired as a whole, safe or not', async () => {
    const { document } = await open('task-definition.json');
    await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    const [repair] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      'quickfix.taskdef.repair',
      1,
    );
    assert.ok(repair?.edit, 'the edit is made when it is asked for');
    assert.ok(await vscode.workspace.applyEdit(repair.edit));
    await findingsWithout(document.uri, 'fargate-cpu-memory-combination');
    await findings(document.uri, (found) =>
      found.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    );
  });

  it('is repaired by fix all, once and for all', async () => {
    const { document } = await openText(
      '{\n  "family": "web", // keep me\n  "Cpu": "256",\n  "containerDefinitions": []\n}\n',
      'jsonc',
    );
    await findingsWith(document.uri, 'td-cfn-casing');
    await vscode.commands.executeCommand('taskdef.fixAll');
    await findingsWithout(document.uri, 'td-cfn-casing');
    const once = document.getText();
    assert.match(once, /"cpu": "256"/);
    assert.match(once, /\/\/ keep me/);
    await vscode.commands.executeCommand('taskdef.fixAll');
    assert.equal(document.getText(), once);
  });

  it('loses its findings when it is closed', async () => {
    const { document } = await open('task-definition.json');
    await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await findings(document.uri, (found) => found.length === 0);
  });

  // In a web worker the server is no process that somebody could stop.
  if (IN_NODE)
    it('is checked again once a server that hangs was restarted', async () => {
      const { document } = await open('task-definition.json');
      await findingsWith(document.uri, 'fargate-cpu-memory-combination');
      const hanging = serverProcesses();
      for (const id of hanging) process.kill(id, 'SIGSTOP');
      await vscode.commands.executeCommand('taskdef.restartServer');
      const edit = new vscode.WorkspaceEdit();
      const start = positionOf(document, '"memory": "512"').translate(0, '"memory": '.length);
      edit.replace(document.uri, new vscode.Range(start, start.translate(0, 5)), '"1024"');
      assert.ok(await vscode.workspace.applyEdit(edit));
      await findingsWithout(document.uri, 'fargate-cpu-memory-combination');
      await untilGone(hanging);
    });

  if (IN_NODE)
    it('keeps being checked after the server was killed', async () => {
      const { document } = await open('task-definition.json');
      await findingsWith(document.uri, 'fargate-cpu-memory-combination');
      for (const id of serverProcesses()) process.kill(id, 'SIGKILL');
      await findings(document.uri, (found) => found.length === 0);
      await findingsWith(document.uri, 'fargate-cpu-memory-combination');
      const edit = new vscode.WorkspaceEdit();
      const start = positionOf(document, '"memory": "512"').translate(0, '"memory": '.length);
      edit.replace(document.uri, new vscode.Range(start, start.translate(0, 5)), '"1024"');
      assert.ok(await vscode.workspace.applyEdit(edit));
      await findingsWithout(document.uri, 'fargate-cpu-memory-combination');
    });
});

describe('a file that is no task definition', () => {
  afterEach(closeWithoutSaving);

  it('is left alone until the user says it is one', async () => {
    const { document } = await openText('{ "name": "x", "cpu": 256 }');
    await vscode.commands.executeCommand('taskdef.treatAsTaskDefinition');
    await findingsWith(document.uri, 'missing-property');
    await vscode.commands.executeCommand('taskdef.stopTreatingAsTaskDefinition');
    await findings(document.uri, (found) => found.length === 0);
  });
});
