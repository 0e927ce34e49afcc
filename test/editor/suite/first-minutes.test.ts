import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, codeOf, findings, findingsWith, openText, workspaceFile } from './editor.ts';

const ANSWERS = { launchType: 'FARGATE', cpuUnits: 256, memoryMiB: 512, image: 'nginx:1.27', port: 80 };

/** The manifest of the extension as the editor read it, texts filled in. */
function manifest() {
  const { extensionUri, packageJSON } = vscode.extensions.getExtension('taskdef.taskdef')!;
  return { extensionUri, contributes: packageJSON.contributes };
}

describe('the first five minutes', () => {
  afterEach(closeWithoutSaving);

  it('bring a new task definition that passes our own check', async () => {
    await vscode.commands.executeCommand('taskdef.newTaskDefinition', ANSWERS);
    const { document, selections } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.toString(), workspaceFile('task-definition-2.json').toString());
    assert.match(document.getText(), /"image": "nginx:1.27"/);
    assert.equal(document.getText(selections[0]), '111122223333');
    // Notes show that it was checked; nothing is worse than a note.
    const found = await findings(document.uri, (now) => now.length > 0);
    const serious = found.filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
    assert.deepEqual(serious.map(codeOf), []);
  });

  it('never write over a file', async () => {
    await vscode.commands.executeCommand('taskdef.newTaskDefinition', ANSWERS);
    assert.match(vscode.window.activeTextEditor!.document.uri.path, /\/task-definition-3\.json$/);
  });

  it('fill an empty file where one is open', async () => {
    const { document } = await openText('');
    await vscode.commands.executeCommand('taskdef.newTaskDefinition', ANSWERS);
    assert.equal(vscode.window.activeTextEditor!.document, document);
    assert.match(document.getText(), /"family": "nginx"/);
  });

  it('say in an empty file what to do', async () => {
    const empty = workspaceFile('empty.task-definition.json');
    await vscode.workspace.fs.writeFile(empty, new Uint8Array());
    await vscode.window.showTextDocument(empty);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', empty, 10);
    assert.ok(lenses.some(({ command }) => command?.command === 'taskdef.newTaskDefinition'));
  });

  it('show the product on an example', async () => {
    await vscode.commands.executeCommand('taskdef.openExample');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.path, '/orders (example).task-definition.json');
    await findingsWith(document.uri, 'fargate-cpu-memory-combination');
  });

  it('have a walkthrough whose pictures and commands are there', async () => {
    const { extensionUri, contributes } = manifest();
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough.steps.length, 5);
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { title, description, media } of walkthrough.steps) {
      assert.doesNotMatch(title, /^%/);
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(extensionUri, media.svg));
      const commands = [...description.matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command);
      assert.ok(commands.length > 0, title);
      for (const command of commands) assert.ok(known.has(command), command);
    }
    await vscode.commands.executeCommand('taskdef.getStarted');
  });
});

describe('an assistant in the editor', () => {
  afterEach(closeWithoutSaving);

  // The interface of the editor that came with 1.95; an older editor has no such tools.
  const lm = vscode.lm as unknown as {
    tools?: readonly { name: string }[];
    invokeTool?(name: string, options: object): Promise<{ content: readonly { value: string }[] }>;
  };
  const ask = async (input: object) => {
    const { content } = await lm.invokeTool!('taskdef_check', { input, toolInvocationToken: undefined });
    return content.map(({ value }) => value).join('');
  };
  const hasTools = Number(vscode.version.split('.')[1]) >= 95;

  if (hasTools)
    it('can ask whether ECS would take a file', async () => {
      const report = await ask({ file: 'task-definition.json' });
      const { accepted, findings } = JSON.parse(report) as {
        accepted: boolean;
        findings: { rule: string; severity: string; fix?: { title: string; edits?: object[] } }[];
      };
      assert.equal(accepted, false);
      const size = findings.find(({ rule }) => rule === 'fargate-cpu-memory-combination');
      assert.equal(size?.severity, 'error');
      assert.equal(size.fix?.title, 'Set memory to "1024" (1 GB)');
      assert.equal(size.fix.edits?.length, 1);
    });

  if (hasTools)
    it('can ask about a text', async () => {
      const good = {
        family: 'web',
        containerDefinitions: [{ name: 'web', image: 'nginx:1.27', memory: 128 }],
      };
      assert.match(await ask({ text: JSON.stringify(good) }), /^\{"accepted":true/);
      assert.match(await ask({ text: '{ "openapi": "3.1.0" }' }), /Not a task definition/);
    });

  if (hasTools)
    it('is told nothing about files outside of the workspace', async () => {
      assert.match(await ask({ file: '../../../../etc/hostname' }), /There is no file/);
      assert.match(await ask({ file: '/etc/hostname' }), /There is no file/);
    });

  /** A file beside the workspace's folder, which holds what nobody is to see. */
  const withSecret = async (use: (outside: vscode.Uri, folder: vscode.Uri) => Promise<void>) => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const outside = vscode.Uri.joinPath(folder, '..', 'taskdef-outside-secret.json');
    const task = {
      family: 'secret-family',
      containerDefinitions: [{ name: 'secret-name', image: 'a:latest', cpu: 'x' }],
    };
    await vscode.workspace.fs.writeFile(outside, new TextEncoder().encode(JSON.stringify(task)));
    try {
      await use(outside, folder);
    } finally {
      await vscode.workspace.fs.delete(outside);
    }
  };

  // The virtual file system of the web host has nothing beside the workspace.
  const hasOutside = vscode.workspace.workspaceFolders?.[0]?.uri.scheme === 'file';

  if (hasTools && hasOutside)
    it('is told nothing by a path that leads out and in', async () => {
      await withSecret(async ({ path }, folder) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        for (const file of [
          `${folder.path}/../${name}`,
          `${folder.path}/x/../../${name}`,
          `${folder.path}/./../${name}`,
          `../${name}`,
          `x/../../${name}`,
          path,
        ])
          assert.match(await ask({ file }), /There is no file/, file);
      });
    });

  if (hasTools && hasOutside)
    it('is told nothing of a tab with a file from elsewhere', async () => {
      await withSecret(async (outside, folder) => {
        await vscode.window.showTextDocument(outside);
        assert.match(await ask({ file: outside.path }), /There is no file/);
        assert.match(await ask({ file: outside.fsPath }), /There is no file/);
        assert.match(await ask({}), /not in the workspace/);
        await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'task-definition.json'));
        assert.match(await ask({}), /"accepted":false/);
      });
    });

  // The suite also runs in a worker, where an import of it would fail.
  const files = globalThis.process?.getBuiltinModule?.('node:fs/promises');

  if (hasTools && hasOutside && files && process.platform !== 'win32')
    it('is told nothing through a link', async () => {
      await withSecret(async (outside, folder) => {
        const { symlink, rm } = files!;
        const link = vscode.Uri.joinPath(folder, 'link-taskdef.json');
        const inside = vscode.Uri.joinPath(folder, 'inside-taskdef.json');
        await symlink(outside.fsPath, link.fsPath);
        await symlink('task-definition.json', inside.fsPath);
        try {
          assert.match(await ask({ file: 'link-taskdef.json' }), /There is no file/);
          assert.match(await ask({ file: link.path }), /There is no file/);
          await vscode.window.showTextDocument(link);
          assert.match(await ask({ file: 'link-taskdef.json' }), /There is no file/);
          assert.match(await ask({}), /not in the workspace/);
          assert.match(await ask({ file: 'inside-taskdef.json' }), /"accepted":false/);
        } finally {
          await rm(link.fsPath);
          await rm(inside.fsPath);
        }
      });
    });
});
