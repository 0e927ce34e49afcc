/** "Fix all" repairs what has one sensible answer, and leaves to the user what the file does not say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver/node';
import { FIX_ALL, type FixAllResult } from '../../server/src/protocol.ts';
import { Session } from './session.ts';

const TERRAFORM = `resource "aws_iam_role" "ecs_execution" {
  assume_role_policy = "{}"
}

resource "aws_ecs_task_definition" "shop" {
  family                   = "shop"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([
    {
      name    = "web"
      image   = "444455556666.dkr.ecr.eu-west-1.amazonaws.com/web:1"
      secrets = [{ name = "TOKEN", valueFrom = "/shop/token" }]
    }
  ])
}
`;

const TEMPLATE = `Resources:
  ExecutionRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Condition:
              StringEquals: { "aws:SourceAccount": "444455556666" }
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: "256"
      Memory: "512"
      ContainerDefinitions:
        - Name: web
          Image: 444455556666.dkr.ecr.eu-west-1.amazonaws.com/web:1
          Secrets:
            - Name: TOKEN
              ValueFrom: /shop/token
`;

const PLAIN = JSON.stringify(
  {
    family: 'shop',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'web', image: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/web:1' }],
  },
  null,
  2,
);

async function fixed(session: Session, text: string, uri: string): Promise<[after: string, result: FixAllResult]> {
  await session.open(text, uri);
  const result = await session.client.sendRequest<FixAllResult>(FIX_ALL, { uri });
  const after =
    result.edits.length === 0 ? text : session.after({ changes: { [uri]: result.edits as TextEdit[] } }, uri);
  await session.close(uri);
  return [after, result];
}

describe('"fix all" and a missing execution role', () => {
  const tf = 'file:///shop/main.tf';
  const yaml = 'file:///shop/template.yaml';

  test('takes the one that the Terraform file makes', async (t) => {
    const session = await Session.start(t);
    const [after, { repaired, left }] = await fixed(session, TERRAFORM, tf);
    assert.match(after, /\n {2}family +=\s*"shop"\n {2}execution_role_arn +=\s*aws_iam_role\.ecs_execution\.arn\n/);
    assert.equal(after.replace(/ +execution_role_arn.*\n/, ''), TERRAFORM);
    // Whether and where to log is for the user to say.
    assert.deepEqual([repaired, left], [1, 1]);
  });

  test('takes the one that the template makes', async (t) => {
    const session = await Session.start(t);
    const [after, { repaired, left }] = await fixed(session, TEMPLATE, yaml);
    assert.match(after, /\n {6}ExecutionRoleArn: !GetAtt ExecutionRole\.Arn\n/);
    // Whether and where to log is for the user to say.
    assert.deepEqual([repaired, left], [1, 1]);
  });

  test('takes the one of the other task definition of the file', async (t) => {
    const session = await Session.start(t);
    const other = (role: string) => `
resource "aws_ecs_task_definition" "${role}" {
  family                = "other"
  execution_role_arn    = aws_iam_role.${role}.arn
  container_definitions = jsonencode([{ name = "web", image = "example.com/web:1", memory = 128 }])
}
`;
    const text = TERRAFORM.replace('"ecs_execution"', '"for_ecs"');
    const [one] = await fixed(session, text + other('for_ecs'), tf);
    assert.equal(one.match(/execution_role_arn +=\s*aws_iam_role\.for_ecs\.arn/g)?.length, 2, one);
    // Two that differ do not tell which.
    const [two] = await fixed(session, text + other('for_ecs') + other('another'), tf);
    assert.equal(two, text + other('for_ecs') + other('another'));
  });

  test('leaves it where the role may not be there', async (t) => {
    const session = await Session.start(t);
    const counted = TERRAFORM.replace('  assume_role', '  count = var.own_role ? 1 : 0\n  assume_role');
    assert.equal((await fixed(session, counted, tf))[0], counted);
    const conditional = TEMPLATE.replace(
      '    Type: AWS::IAM::Role\n',
      '    Type: AWS::IAM::Role\n    Condition: OwnRole\n',
    );
    assert.equal((await fixed(session, conditional, yaml))[0], conditional);
  });

  test('leaves it where nothing says which one it is', async (t) => {
    const session = await Session.start(t);
    const [after, { repaired, left }] = await fixed(session, PLAIN, 'file:///shop/task-definition.json');
    assert.equal(after, PLAIN);
    assert.deepEqual([repaired, left], [0, 2]);
  });
});

describe('"fix all" and a container that is waited for', () => {
  const text = (condition: string, essential: boolean) => `{
  "family": "shop",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 64, "dependsOn": [{ "containerName": "migrate", "condition": "${condition}" }] },
    { "name": "migrate", "image": "example.com/migrate:1", "memory": 64, "essential": ${essential} }
  ]
}`;

  test('writes the condition that was meant, and lets the container end', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///shop/task-definition.json';
    assert.equal((await fixed(session, text('COMPLETED', false), uri))[0], text('COMPLETE', false));
    assert.equal((await fixed(session, text('COMPLETED', true), uri))[0], text('COMPLETE', false));
    assert.equal((await fixed(session, text('SUCCESS', true), uri))[0], text('SUCCESS', false));
  });

  test('leaves the condition where it shows a fault without an answer', async (t) => {
    const session = await Session.start(t);
    const alone = text('COMPLETED', true).replace('"web", "image"', '"web", "essential": false, "image"');
    const [after] = await fixed(session, alone, 'file:///shop/task-definition.json');
    assert.equal(after, alone);
  });
});
