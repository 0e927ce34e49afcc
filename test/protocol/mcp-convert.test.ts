/** What `taskdef mcp` converts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { folder, task } from '../unit/cli.ts';
import { answer, connect, refusal } from './mcp-client.ts';

describe('convert_task_definition', () => {
  const TERRAFORM = `resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([
    { name = "web", image = "nginx:1.27", portMappings = [{ containerPort = 80 }] }
  ])
}
`;
  const TEMPLATE = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: 256
      Memory: 512
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          PortMappings:
            - ContainerPort: 80
`;
  const EC2 = JSON.stringify({
    family: 'web',
    networkMode: 'bridge',
    containerDefinitions: [
      {
        name: 'web',
        image: 'nginx:1.27',
        memory: 512,
        privileged: true,
        portMappings: [{ containerPort: 80, hostPort: 80 }],
      },
    ],
  });

  test('to Fargate, with what somebody has to look at', async (t) => {
    const { call } = await connect(t, folder(t));
    const { text, accepted, look } = await answer(call('convert_task_definition', { text: EC2, to: 'fargate' }));
    assert.equal(accepted, true);
    const after = JSON.parse(String(text)) as { requiresCompatibilities: string[] };
    assert.deepEqual(after.requiresCompatibilities, ['FARGATE']);
    assert.match(String(look), /privileged/);
    assert.match(
      await refusal(call('convert_task_definition', { text: String(text), to: 'fargate' })),
      /already for Fargate/,
    );
  });

  test('to ARM64, and to what can be registered', async (t) => {
    const { call } = await connect(t, folder(t));
    const arm = await answer(call('convert_task_definition', { text: task(), to: 'arm64' }));
    assert.match(String(arm.text), /"cpuArchitecture": "ARM64"/);
    const text = JSON.stringify({ taskDefinition: { ...JSON.parse(task()), revision: 3, status: 'ACTIVE' } });
    const clean = await answer(call('convert_task_definition', { text, to: 'registrable' }));
    assert.deepEqual(JSON.parse(String(clean.text)), JSON.parse(task()));
  });

  test('to Express Mode, in each format, with what somebody has to look at', async (t) => {
    const { call } = await connect(
      t,
      folder(t, { 'ecs.tf': TERRAFORM, 'template.yaml': TEMPLATE, 'taskdef.json': EC2 }),
    );
    for (const path of ['ecs.tf', 'template.yaml', 'taskdef.json']) {
      const { text, accepted, look } = await answer(call('convert_task_definition', { path, to: 'express' }));
      assert.equal(accepted, true, String(text));
      assert.match(String(text), /[Nn]ame"?\s*[:=]\s*"?Main\b/);
      assert.match(String(text), /[Nn]ame"?\s*[:=]\s*"?http\b/);
      assert.match(String(look), /Change "web" in pipelines/);
    }
    const alone = JSON.stringify({
      family: 'a',
      containerDefinitions: [{ name: 'a', image: 'nginx:1.29', memory: 512 }],
    });
    assert.match(
      await refusal(call('convert_task_definition', { text: alone, to: 'express' })),
      /"a" has none\. Change that first/,
    );
  });

  test('to the policy of a role, with what the file cannot know', async (t) => {
    const { call } = await connect(t, folder(t));
    const secrets = [{ name: 'KEY', valueFrom: 'arn:aws:ssm:eu-west-1:444455556666:parameter/key' }];
    const text = JSON.stringify({ family: 'a', containerDefinitions: [{ name: 'a', image: 'nginx:1.29', secrets }] });
    const policy = await answer(call('convert_task_definition', { text, to: 'execution-role-policy' }));
    const { Statement } = JSON.parse(String(policy.text)) as { Statement: { Action: string[]; Resource: string[] }[] };
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [[['ssm:GetParameters'], ['arn:aws:ssm:eu-west-1:444455556666:parameter/key']]],
    );
    assert.match(String(policy.look), /kms:Decrypt/);
    assert.match(await refusal(call('convert_task_definition', { text, to: 'task-role-policy' })), /no permissions/);
  });

  test('to nothing else, and from nothing broken', async (t) => {
    const { call } = await connect(t, folder(t));
    assert.match(
      await refusal(call('convert_task_definition', { text: EC2, to: 'fargat' })),
      /one of fargate, arm64, express, registrable, execution-role-policy/,
    );
    assert.match(
      await refusal(call('convert_task_definition', { text: '{"containerDefinitions":[{"name":"a"', to: 'arm64' })),
      /syntax errors/,
    );
  });
});
