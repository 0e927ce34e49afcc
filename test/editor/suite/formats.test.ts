import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, codeOf, findings, findingsWith, findingsWithout, openText, positionOf } from './editor.ts';

const TERRAFORM = `resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  cpu                      = 256
  memory                   = 4096 # as before
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "example.com/app:1"
      dependsOn = [{ containerName = "proxy", condition = "START" }]
      
    },
    { name = "proxy", image = "example.com/proxy:1", essential = false }
  ])
}
`;

const TEMPLATE = `Resources:
  Logs:
    Type: AWS::Logs::LogGroup
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      Memory: 4096 # as before
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: app
          Image: example.com/app:1
          DependsOn:
            - ContainerName: proxy
              Condition: START
          
        - Name: proxy
          Image: example.com/proxy:1
          Essential: false
`;

/** What is asked of a format. */
interface Format {
  readonly language: string;
  readonly text: string;
  /** The title of the fix for the memory. */
  readonly fix: string;
  /** The line with the memory once it is mended. */
  readonly mended: string;
  /** What stands before the empty line in the first container. */
  readonly before: string;
  readonly key: string;
  /** What the empty line becomes when the key is taken. */
  readonly taken: string;
}

const FORMATS: Readonly<Record<string, Format>> = {
  'a file of Terraform': {
    language: 'tf',
    text: TERRAFORM,
    fix: 'Set memory to "2048" (2 GB)',
    mended: '  memory                   = 2048 # as before\n',
    before: '"START" }]\n      ',
    key: 'portMappings',
    taken:
      '      portMappings = [\n        {\n          containerPort = 8080\n          protocol = "tcp"\n        }\n      ]\n',
  },
  'a CloudFormation template': {
    language: 'yaml',
    text: TEMPLATE,
    fix: 'Set Memory to "2048" (2 GB)',
    mended: '      Memory: 2048 # as before\n',
    before: 'Condition: START\n          ',
    key: 'PortMappings',
    taken: '          PortMappings:\n            - ContainerPort: 8080\n              Protocol: tcp\n',
  },
};

describe('a task definition in another format', () => {
  afterEach(closeWithoutSaving);

  for (const [title, { language, text, fix: wanted, mended, before, key, taken }] of Object.entries(FORMATS)) {
    it(`is judged, explained and mended in ${title}`, async () => {
      const { document } = await openText(text, language);
      const found = await findingsWith(document.uri, 'fargate-cpu-memory-combination');
      const finding = found.find((diagnostic) => codeOf(diagnostic) === 'fargate-cpu-memory-combination')!;
      assert.equal(document.getText(finding.range), '4096');
      assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);

      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        positionOf(document, '4096'),
      );
      const shown = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value));
      assert.match(shown.join('\n'), /No Fargate configuration exists for given values/);

      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const fix = actions.find(({ title: name }) => name === wanted);
      assert.ok(fix?.edit, `offered: ${actions.map(({ title: name }) => name).join(', ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      await findingsWithout(document.uri, 'fargate-cpu-memory-combination');
      assert.ok(document.getText().includes(mended), document.getText());
    });

    it(`is completed in ${title}, as the file is indented`, async () => {
      const editor = await openText(text, language);
      const { document } = editor;
      await findings(document.uri, (found) => found.length > 0);
      const line = positionOf(document, before).line + 1;
      const position = document.lineAt(line).range.end;
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);
      const item = items.find((one) => labelOf(one) === key);
      assert.ok(item, `${key} is offered: ${items.map(labelOf).join(', ')}`);
      editor.selection = new vscode.Selection(position, position);
      assert.ok(item.insertText instanceof vscode.SnippetString, 'there is something to fill in');
      // The API of VS Code 1.91 cannot insert a snippet without indenting it again; accepting a suggestion can.
      if (item.keepWhitespace) {
        const shown = item.insertText.value.replaceAll(/\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}/g, '$1$2');
        assert.ok(await editor.edit((edit) => edit.insert(position, shown)));
      } else assert.ok(await editor.insertSnippet(item.insertText, position));
      assert.ok(document.getText().includes(taken), document.getText());
    });

    it(`has its containers renamed in ${title}`, async () => {
      const { document } = await openText(text, language);
      await findings(document.uri, (found) => found.length > 0);
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        positionOf(document, 'proxy').translate(0, 2),
        'store',
      );
      assert.ok(await vscode.workspace.applyEdit(edit));
      const renamed = text.replace(/(?<=[cC]ontainerName(?::| =) "?)proxy|(?<=[nN]ame(?::| =) "?)proxy/g, 'store');
      assert.equal(document.getText(), renamed);
    });
  }

  it('has no fault of the syntax of Terraform reported', async () => {
    const { document } = await openText(`${TERRAFORM}resource "aws_vpc" {\n  = = =\n`, 'tf');
    const found = await findings(document.uri, (all) => all.length > 0);
    assert.deepEqual(
      found.map(codeOf).filter((code) => code === 'td-invalid-json' || code === 'syntax'),
      [],
    );
  });
});
