/** Where a definition lives, as its file says; and that no fix writes an example's account where the file knows its own. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { type Home, homeOf } from '../../server/src/model/home.ts';
import { scopeOf } from '../../server/src/policy/scope.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';

const OWN = '444455556666';
const OTHER = '777788889999';

function homeIn(text: string, file: string): Home {
  const [task] = analyse(text, file).tasks;
  assert.ok(task, text);
  return homeOf(task);
}

function json(members: object, container: object = {}): Home {
  const text = JSON.stringify({
    family: 'shop',
    containerDefinitions: [{ name: 'web', image: 'x:1', ...container }],
    ...members,
  });
  return homeIn(text, 'task-definition.json');
}

const ecr = (account: string, region: string) => `${account}.dkr.ecr.${region}.amazonaws.com/web:1`;
const logs = (region: string) => ({
  logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/a', 'awslogs-region': region } },
});
const secrets = (...valueFrom: string[]) => ({
  secrets: valueFrom.map((one, i) => ({ name: `S${i}`, valueFrom: one })),
});

describe('account and Region of a file', () => {
  const cases: readonly [what: string, home: () => Home, account: string | undefined, region: string | undefined][] = [
    ['none', () => json({}), undefined, undefined],
    ['an image in ECR', () => json({}, { image: ecr(OWN, 'eu-west-3') }), OWN, 'eu-west-3'],
    ['a role', () => json({ taskRoleArn: `arn:aws:iam::${OWN}:role/a` }), OWN, undefined],
    [
      'a role rather than the image of another account',
      () => json({ taskRoleArn: `arn:aws:iam::${OWN}:role/a` }, { image: ecr(OTHER, 'eu-west-3') }),
      OWN,
      'eu-west-3',
    ],
    [
      'two accounts',
      () => json({}, { image: ecr(OWN, 'eu-west-3'), ...secrets(`arn:aws:ssm:eu-west-3:${OTHER}:parameter/a`) }),
      undefined,
      'eu-west-3',
    ],
    ['two Regions', () => json({}, { image: ecr(OWN, 'us-east-1'), ...logs('eu-west-3') }), OWN, undefined],
    ['logs', () => json({}, logs('eu-west-3')), undefined, 'eu-west-3'],
    [
      'an environment variable',
      () => json({}, { environment: [{ name: 'AWS_REGION', value: 'eu-west-3' }] }),
      undefined,
      'eu-west-3',
    ],
    [
      "an image of AWS's own account",
      () => json({}, { image: ecr('840364872350', 'us-west-2') }),
      undefined,
      undefined,
    ],
    [
      'an account of an example beside a real one',
      () => json({ taskRoleArn: 'arn:aws:iam::123456789012:role/a' }, { image: ecr(OWN, 'eu-west-3') }),
      OWN,
      'eu-west-3',
    ],
    [
      'an account of an example alone',
      () => json({ taskRoleArn: 'arn:aws:iam::123456789012:role/a' }),
      '123456789012',
      undefined,
    ],
    [
      'placeholders',
      () => json({ taskRoleArn: 'arn:aws:iam::${ACCOUNT}:role/a' }, logs('${REGION}')),
      '${ACCOUNT}',
      '${REGION}',
    ],
    [
      'two placeholders',
      () => json({ taskRoleArn: 'arn:aws:iam::${A}:role/a', executionRoleArn: 'arn:aws:iam::${B}:role/a' }),
      undefined,
      undefined,
    ],
    [
      'its own ARN',
      () =>
        json(
          { taskDefinitionArn: `arn:aws:ecs:eu-west-3:${OWN}:task-definition/shop:7` },
          { image: ecr(OTHER, 'us-east-1') },
        ),
      OWN,
      'eu-west-3',
    ],
  ];
  for (const [what, home, account, region] of cases)
    test(`by ${what}`, () => {
      assert.equal(home().account, account);
      assert.equal(home().region, region);
    });

  test('the partition, by an ARN and otherwise by the Region', () => {
    assert.equal(json({ taskRoleArn: `arn:aws-us-gov:iam::${OWN}:role/a` }).partition, 'aws-us-gov');
    assert.equal(json({}, logs('cn-north-1')).partition, 'aws-cn');
    assert.equal(json({}).partition, undefined);
  });
});

describe('in Terraform', () => {
  const file = (more: string, container = 'image = "x:1"', members = '') => `${more}
resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  ${members}
  container_definitions = jsonencode([{ name = "web", ${container} }])
}
`;
  const home = (...args: Parameters<typeof file>) => homeIn(file(...args), 'main.tf');
  test('expressions only where the file has them', () => {
    const data = 'data "aws_caller_identity" "me" {}\ndata "aws_region" "here" {}\ndata "aws_partition" "p" {}\n';
    assert.deepEqual(
      [home(data).account, home(data).region, home(data).partition],
      [
        '${data.aws_caller_identity.me.account_id}',
        '${data.aws_region.here.name}',
        '${data.aws_partition.p.partition}',
      ],
    );
    assert.deepEqual([home('').account, home('').region], [undefined, undefined]);
    assert.equal(home('variable "aws_region" {}').region, '${var.aws_region}');
    assert.equal(home('locals {\n  x = local.account_id\n}').account, '${local.account_id}');
    assert.equal(
      home(`terraform {\n  required_providers {\n    aws = { version = "~> 6.0" }\n  }\n}\n${data}`).region,
      '${data.aws_region.here.region}',
    );
  });
  test('the Region of the provider', () => {
    assert.equal(home('provider "aws" {\n  region = "eu-west-3"\n}').region, 'eu-west-3');
    assert.equal(home('# region = "eu-west-3"').region, undefined);
  });
  test('what the values have, before what other blocks have', () => {
    const role = 'task_role_arn = "arn:aws:iam::${var.account}:role/a"';
    assert.equal(home('data "aws_caller_identity" "me" {}', undefined, role).account, '${var.account}');
    assert.equal(home('data "aws_caller_identity" "me" {}', `image = "${ecr(OWN, 'eu-west-3')}"`).account, OWN);
  });
});

describe('in CloudFormation', () => {
  const file = (image: string, more = '') => `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
${more}      ContainerDefinitions:
        - Name: web
          Image: ${image}
`;
  test('pseudo parameters, unless the file names its account', () => {
    const { account, region, partition } = homeIn(file('x:1'), 'template.yaml');
    assert.deepEqual([account, region, partition], ['${AWS::AccountId}', '${AWS::Region}', '${AWS::Partition}']);
    const named = homeIn(file(ecr(OWN, 'eu-west-3')), 'template.yaml');
    assert.deepEqual([named.account, named.region, named.regionName], [OWN, 'eu-west-3', 'eu-west-3']);
    const mixed = homeIn(
      file(ecr(OWN, 'eu-west-3'), '      TaskRoleArn: !Sub "arn:aws:iam::${AWS::AccountId}:role/a"\n'),
      'template.yaml',
    );
    assert.equal(mixed.account, '${AWS::AccountId}');
  });
});

describe('a fix', () => {
  const fixed = (text: string, file: string, rule: string) => {
    const { document, findings } = analyse(text, file);
    const fix = findings.find((one) => one.rule === rule)?.fixes[0];
    assert.ok(fix, `a fix of ${rule}`);
    const after = applyEdits(text, toTextEdits(document, fix.edits));
    assert.ok(
      !analyse(after, file).findings.some((one) => one.rule === rule),
      `the finding goes with the fix:\n${after}`,
    );
    return after;
  };
  test("writes no example's account where only the image names one", () => {
    const text = `{
  "family": "shop",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "${ecr(OWN, 'eu-west-3')}" }]
}
`;
    assert.match(fixed(text, 'task-definition.json', 'image-ecr-execution-role'), /"arn:aws:iam::444455556666:role\//);
  });
  test('writes the pseudo parameters of a template', () => {
    const text = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: 256
      Memory: 512
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/x/web:1
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref LogGroup
`;
    const role =
      /ExecutionRoleArn: !Sub "?arn:\$\{AWS::Partition\}:iam::\$\{AWS::AccountId\}:role\/ecsTaskExecutionRole"?/;
    assert.match(fixed(text, 'template.yaml', 'log-awslogs-execution-role'), role);
    assert.match(fixed(text, 'template.yaml', 'log-awslogs-region-required'), /awslogs-region: !Ref AWS::Region\n/);
  });
  test('writes the expressions of a file of Terraform', () => {
    const text = `data "aws_caller_identity" "me" {}

resource "aws_ecs_task_definition" "shop" {
  family                   = "shop"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{
    name  = "web"
    image = "public.ecr.aws/x/web:1"
    logConfiguration = { logDriver = "awslogs", options = { "awslogs-group" = "/ecs/shop", "awslogs-region" = "eu-west-3", "awslogs-stream-prefix" = "web" } }
  }])
}
`;
    assert.match(
      fixed(text, 'main.tf', 'log-awslogs-execution-role'),
      /execution_role_arn += "arn:aws:iam::\$\{data\.aws_caller_identity\.me\.account_id\}:role\/ecsTaskExecutionRole"/,
    );
  });
});

test("a policy names the file's own account and Region", () => {
  const text = JSON.stringify({
    family: 'shop',
    containerDefinitions: [{ name: 'web', image: ecr(OWN, 'eu-west-3') }],
  });
  const [task] = analyse(text, 'task-definition.json').tasks;
  assert.deepEqual(scopeOf(task!), { partition: 'aws', region: 'eu-west-3', account: OWN });
});
