/** `taskdef policy` and `taskdef diff`. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { folder, taskdef } from '../unit/cli.ts';

const TASK = {
  family: 'shop',
  executionRoleArn: 'arn:aws:iam::444455556666:role/exec',
  containerDefinitions: [{ name: 'app', image: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1', memory: 512 }],
};

const TEMPLATE = `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{ Name: web, Image: nginx:1, Memory: 512 }]
  Jobs:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{ Name: jobs, Image: nginx:1, Memory: 512 }]
`;

function files(t: TestContext, contents: Readonly<Record<string, string>>): string {
  const cwd = folder(t);
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(cwd, name), content);
  return cwd;
}

test('prints a policy that IAM accepts, and the rest on standard error', (t) => {
  const cwd = files(t, { 'task-definition.json': JSON.stringify(TASK) });
  const { status, stdout, stderr } = taskdef(['policy', 'task-definition.json', '--role', 'execution'], { cwd });
  assert.equal(status, 0);
  const { Version, Statement } = JSON.parse(stdout) as { Version: string; Statement: { Sid: string }[] };
  assert.equal(Version, '2012-10-17');
  assert.deepEqual(
    Statement.map(({ Sid }) => Sid),
    ['EcrLogin', 'EcrPull'],
  );
  assert.equal(stderr, '');
});

test('says what the file cannot know', (t) => {
  const secrets = [{ name: 'A', valueFrom: 'arn:aws:ssm:eu-west-1:444455556666:parameter/a' }];
  const cwd = folder(t);
  const input = JSON.stringify({ ...TASK, containerDefinitions: [{ ...TASK.containerDefinitions[0], secrets }] });
  const { stderr } = taskdef(['policy', '-', '--role', 'execution'], { cwd, input });
  assert.match(stderr, /^execution role: .*kms:Decrypt/m);
});

test('prints both policies under their names', (t) => {
  const cwd = files(t, { 'task-definition.json': JSON.stringify(TASK) });
  const { stdout } = taskdef(['policy', 'task-definition.json'], { cwd });
  const { executionRole, taskRole } = JSON.parse(stdout) as Record<string, unknown>;
  assert.ok(executionRole);
  assert.equal(taskRole, null);
});

test('prints no policy where none is needed', (t) => {
  const cwd = files(t, { 'task-definition.json': JSON.stringify(TASK) });
  const { status, stdout, stderr } = taskdef(['policy', 'task-definition.json', '--role', 'task'], { cwd });
  assert.equal(status, 0);
  assert.equal(stdout, '');
  assert.match(stderr, /needs no permissions/);
});

test('asks which task definition of a template is meant', (t) => {
  const cwd = files(t, { 'template.yaml': TEMPLATE });
  const unnamed = taskdef(['policy', 'template.yaml'], { cwd });
  assert.equal(unnamed.status, 2);
  assert.match(unnamed.stderr, /--task: "Web" and "Jobs"/);
  assert.equal(taskdef(['policy', 'template.yaml', '--task', 'Jobs'], { cwd }).status, 0);
  assert.match(taskdef(['policy', 'template.yaml', '--task', 'X'], { cwd }).stderr, /no task definition "X"/);
});

test('compares by meaning, and tells so by its status', (t) => {
  const described = {
    taskDefinition: {
      ...TASK,
      revision: 7,
      containerDefinitions: [{ ...TASK.containerDefinitions[0], cpu: 0, essential: true, environment: [] }],
    },
  };
  const changed = { ...TASK, containerDefinitions: [{ ...TASK.containerDefinitions[0], memory: 1024 }] };
  const cwd = files(t, { 'a.json': JSON.stringify(TASK), 'b.json': JSON.stringify(changed) });
  const same = taskdef(['diff', 'a.json', '-'], { cwd, input: JSON.stringify(described) });
  assert.equal(same.status, 0, same.stdout);
  assert.equal(same.stdout, '');
  const other = taskdef(['diff', 'a.json', 'b.json'], { cwd });
  assert.equal(other.status, 1);
  assert.equal(other.stdout, 'container "app", memory: 512 → 1024\n');
  const asJson = taskdef(['diff', 'a.json', 'b.json', '--format', 'json'], { cwd });
  assert.deepEqual(JSON.parse(asJson.stdout), {
    equal: false,
    tasks: [{ name: 'shop', differences: ['container "app", memory: 512 → 1024'], undecided: [] }],
  });
});

test('compares the task definitions of templates by their names', (t) => {
  const cwd = files(t, {
    'a.yaml': TEMPLATE,
    'b.yaml': TEMPLATE.replace('Jobs', 'Work').replace('nginx:1', 'nginx:2'),
  });
  const { status, stdout } = taskdef(['diff', 'a.yaml', 'b.yaml'], { cwd });
  assert.equal(status, 1);
  assert.deepEqual(stdout.trim().split('\n'), [
    'Web: container "web", image: "nginx:1" → "nginx:2"',
    'Jobs: only in a.yaml',
    'Work: only in b.yaml',
  ]);
});

test('refuses what it cannot read', (t) => {
  const cwd = files(t, {
    'a.json': JSON.stringify(TASK),
    'broken.json': '{ "family": "a", "containerDefinitions": [',
    'empty.json': '',
  });
  for (const [args, message] of [
    [['policy', 'missing.json'], /missing\.json: /],
    [['policy', 'a.json', '--role', 'x'], /--role takes execution or task/],
    [['policy'], /policy takes one file/],
    [['diff', 'a.json'], /diff takes two files/],
    [['diff', '-', '-'], /Only one/],
    [['diff', 'a.json', 'broken.json'], /broken\.json: The text has syntax errors/],
    [['diff', 'a.json', 'empty.json'], /empty\.json: It contains no task definition/],
  ] as const) {
    const { status, stdout, stderr } = taskdef([...args], { cwd });
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, message);
  }
});
