import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { closeWithoutSaving, findingsWith, IN_NODE, open, openText } from './editor.ts';

/** What the extension may add to opening a JSON file. */
const GOAL_MS = 15;

/** When the editor began and ended what it does for extensions, as its command "Startup Performance" shows it. */
const MARKS = (
  globalThis as { MonacoPerformanceMarks?: { getMarks(): readonly { name: string; startTime: number }[] } }
).MonacoPerformanceMarks;

/** How long a step of our start took to the editor, in milliseconds; undefined if it does not say. */
function tookEditor(step: 'LoadExtensionCode' | 'ActivateExtension'): number | undefined {
  const at = (mark: string) =>
    MARKS?.getMarks().find(({ name }) => name === `code/extHost/${mark}${step}/taskdef.taskdef`)?.startTime;
  const [begun, ended] = [at('will'), at('did')];
  return begun === undefined || ended === undefined ? undefined : ended - begun;
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('taskdef.taskdef');
  assert.ok(found, 'the extension is installed');
  return found!;
}

/** Our language servers under this extension host. */
function servers(): string[] {
  try {
    const found = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'dist/server/node.js'], { encoding: 'utf8' });
    return found.trim().split('\n');
  } catch {
    return [];
  }
}

// This comes first: once a task definition was open, there is a server.
describe('starting', () => {
  after(closeWithoutSaving);

  it('waits for JSON, YAML or Terraform, for a command, or for the course that was open', () => {
    // Some editors open JSON of their own at the start, so that it may be active already.
    const { activationEvents } = extension().packageJSON;
    assert.deepEqual(activationEvents, [
      'onLanguage:json',
      'onLanguage:jsonc',
      'onLanguage:yaml',
      'onLanguage:cloudformation',
      'onLanguage:terraform',
      'onLanguage:opentofu',
      'onLanguage:plaintext',
      'onFileSystem:taskdef-file',
      'onWebviewPanel:taskdef.learn',
    ]);
  });

  it('says how long it took', async () => {
    const { activatedIn } = (await extension().activate()) as { readonly activatedIn: number };
    // Printed and not judged: on a busy machine the figure says little.
    console.log(`    activation: ${activatedIn.toFixed(1)} ms; the goal is ${GOAL_MS}`);
    const [loading, activating] = [tookEditor('LoadExtensionCode'), tookEditor('ActivateExtension')];
    // The second has all that the editor does meanwhile, such as waiting for the window.
    if (loading !== undefined && activating !== undefined)
      console.log(`    to the editor: loading the code ${loading} ms, activating ${activating} ms`);
    assert.ok(activatedIn > 0);
  });

  if (IN_NODE)
    it('starts no server for JSON that is no task definition, and one for a task definition', async () => {
      await openText('{ "name": "x", "version": "1.0.0" }');
      await openText('services:\n  web:\n    image: nginx\n', 'yaml');
      await openText('resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n', 'tf');
      assert.deepEqual(servers(), []);
      const { document } = await open('task-definition.json');
      await findingsWith(document.uri, 'fargate-cpu-memory-combination');
      assert.equal(servers().length, 1);
    });

  it('checks YAML once there is a task definition in it', async () => {
    const { document } = await openText('Resources:\n  Web:\n', 'yaml');
    const typed = `    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      Memory: 4096
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions: []
`;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), typed);
    await vscode.workspace.applyEdit(edit);
    await findingsWith(document.uri, 'fargate-cpu-memory-combination');
  });
});
