import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, codeOf, findings, findingsWith, findingsWithout, openText, positionOf } from './editor.ts';

const TASK = `resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  cpu                      = 256
  memory                   = 4096
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  container_definitions    = jsonencode([{
    name  = "web"
    image = "nginx:1.27"
  }])
}
`;

describe('a file of Terraform', () => {
  afterEach(closeWithoutSaving);

  it('shows what is wrong, explains it and has it mended', async () => {
    const { document } = await openText(TASK, 'tf');
    const found = await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    const finding = found.find((diagnostic) => codeOf(diagnostic) === 'fargate-cpu-memory-combination')!;
    assert.equal(document.getText(finding.range), '4096');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);

    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, '4096'),
    );
    const text = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value));
    assert.match(text.join('\n'), /No Fargate configuration exists for given values/);

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Set memory to "2048" (2 GB)');
    assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await findingsWithout(document.uri, 'fargate-cpu-memory-combination');
  });

  it('has no fault of its syntax reported', async () => {
    const { document } = await openText(`${TASK}resource "aws_vpc" {\n  = = =\n`, 'tf');
    const found = await findings(document.uri, (all) => all.length > 0);
    assert.deepEqual(
      found.map(codeOf).filter((code) => code === 'td-invalid-json' || code === 'syntax'),
      [],
    );
  });
});
