/** What we write stands in the file as the rest of it does: VS Code indents the lines of a snippet once more by itself. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, findingsWith, open, positionOf, workspaceFile } from './editor.ts';

const TEXT = `{
  "family": "shop",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "environment": [
        { "name": "API_TOKEN", "value": "hunter2hunter2" }
      ]
    }
  ]
}
`;

interface Case {
  readonly title: string;
  /** What the user asks for; everything where it is left out. */
  readonly kind?: string;
  /** Where the cursor is. */
  readonly at: string;
  /** The text with what the action adds. */
  readonly after: string;
}

const CASES: readonly Case[] = [
  {
    title: 'Add a health check to container "web"',
    at: '"web"',
    after: TEXT.replace(
      '      ]\n    }',
      `      ],
      "healthCheck": {
        "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"],
        "interval": 30,
        "timeout": 5,
        "retries": 3
      }
    }`,
    ),
  },
  {
    title: 'Add tags',
    at: '"shop"',
    after: TEXT.replace(
      '  ]\n}',
      `  ],
  "tags": [
    {
      "key": "team",
      "value": "my-team"
    }
  ]
}`,
    ),
  },
  {
    title: 'Move "API_TOKEN" to secrets (Parameter Store)',
    at: '"API_TOKEN"',
    after: TEXT.replace(
      '  "requires',
      '  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",\n  "requires',
    )
      .replace('"environment"', '"secrets"')
      .replace(
        '{ "name": "API_TOKEN", "value": "hunter2hunter2" }',
        `{
          "name": "API_TOKEN",
          "valueFrom": "arn:aws:ssm:REGION:111122223333:parameter/API_TOKEN"
        }`,
      ),
  },
  {
    title: 'Extract a directory of container "web" to a volume',
    kind: 'refactor.extract',
    at: '"web"',
    after: TEXT.replace(
      '      ]\n    }\n  ]',
      `      ],
      "mountPoints": [
        {
          "sourceVolume": "data",
          "containerPath": "/data"
        }
      ]
    }
  ],
  "volumes": [
    {
      "name": "data"
    }
  ]`,
    ),
  },
];

const TEMPLATE = `Resources:
  ExecutionRole:
    Type: AWS::IAM::Role
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: web
          Image: example.com/web:1
          Environment:
            - Name: API_TOKEN
              Value: hunter2hunter2
`;

const TERRAFORM = `resource "aws_iam_role" "execution" {
  name = "shop-execution"
}

resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "example.com/web:1"
      environment = [
        { name = "API_TOKEN", value = "hunter2hunter2" }
      ]
    }
  ])
}
`;

/** A role that the file makes is written at once, the name of the secret is to be filled in. */
const FORMATS: readonly [file: string, before: string, after: string][] = [
  [
    'secret.template.yaml',
    TEMPLATE,
    TEMPLATE.replace('Family: shop\n', 'Family: shop\n      ExecutionRoleArn: !GetAtt ExecutionRole.Arn\n')
      .replace('Environment:', 'Secrets:')
      .replace(
        'Value: hunter2hunter2',
        `ValueFrom: !Sub "arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/API_TOKEN"`,
      ),
  ],
  [
    'secret.tf',
    TERRAFORM,
    TERRAFORM.replace('  family = "shop"\n', '  family = "shop"\n  execution_role_arn = aws_iam_role.execution.arn\n')
      .replace('environment =', 'secrets =')
      .replace('value = "hunter2hunter2"', 'valueFrom = "arn:aws:ssm:REGION:111122223333:parameter/API_TOKEN"'),
  ],
];

/** The text in another layout: `unit` for two blanks, `eol` for a line feed. */
function laidOut(text: string, unit: string, eol: string): string {
  return text.replaceAll(/^(?: {2})+/gm, (blanks) => unit.repeat(blanks.length / 2)).replaceAll('\n', eol);
}

const LAYOUTS: readonly [name: string, unit: string, eol: string][] = [
  ['two blanks', '  ', '\n'],
  ['four blanks', '    ', '\n'],
  ['tabs', '\t', '\n'],
  ['two blanks and CRLF', '  ', '\r\n'],
];

let files = 0;

describe('a change with places to type', () => {
  afterEach(closeWithoutSaving);

  for (const { title, kind, at, after } of CASES)
    for (const [name, unit, eol] of LAYOUTS)
      it(`"${title}" is indented as the file is, with ${name}`, async () => {
        // VS Code looks how a file is indented when it opens it.
        const file = `layout-${++files}.task-definition.json`;
        await vscode.workspace.fs.writeFile(workspaceFile(file), new TextEncoder().encode(laidOut(TEXT, unit, eol)));
        const { document } = await open(file);
        await findingsWith(document.uri, 'env-plaintext-secret');
        const place = positionOf(document, at);
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(place, place),
          kind,
        );
        const action = actions.find((one) => one.title === title);
        assert.ok(action?.edit, `offered: ${actions.map((one) => one.title).join(', ')}`);
        assert.ok(await vscode.workspace.applyEdit(action.edit));
        assert.equal(document.getText(), laidOut(after, unit, eol));
      });

  for (const [file, before, after] of FORMATS)
    it(`of which one part has none is indented as the file is: ${file}`, async () => {
      await vscode.workspace.fs.writeFile(workspaceFile(file), new TextEncoder().encode(before));
      const { document } = await open(file);
      await findingsWith(document.uri, 'env-plaintext-secret');
      const place = positionOf(document, 'hunter2hunter2');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(place, place),
        vscode.CodeActionKind.QuickFix.value,
      );
      const action = actions.find((one) => one.title === 'Move "API_TOKEN" to secrets (Parameter Store)');
      assert.ok(action?.edit, `offered: ${actions.map((one) => one.title).join(', ')}`);
      assert.ok(await vscode.workspace.applyEdit(action.edit));
      assert.equal(document.getText(), after);
    });
});
