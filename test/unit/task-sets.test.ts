/** Task sets, the parts of a service with an external deployment controller: read in each format, judged by what they share with services. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { analyse } from '../../server/src/analysis.ts';

type Members = Readonly<Record<string, unknown>>;

const upper = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(upper)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value).map(([key, each]) => [
            key === 'Ref' ? key : key.charAt(0).toUpperCase() + key.slice(1),
            upper(each),
          ]),
        )
      : value;

const TASK: Members = {
  family: 'shop',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'web', image: 'example.com/web:1', portMappings: [{ containerPort: 80 }] }],
};
const BASE: Members = { cluster: 'shop', service: 'web', taskDefinition: { Ref: 'Task' } };
const NETWORK: Members = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } };
const balancer = (containerName: string, containerPort = 80): Members => ({
  loadBalancers: [{ targetGroupArn: { Ref: 'Targets' }, containerName, containerPort }],
});

function template(set: Members, task = TASK) {
  return {
    Resources: {
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: upper(task) },
      Blue: { Type: 'AWS::ECS::TaskSet', Properties: upper({ ...BASE, ...set }) },
    },
  };
}

/** The rules with a warning or an error about the task set. */
function found(text: string, fileName: string): string[] {
  const { findings, services } = analyse(text, fileName);
  assert.equal(services.length, 1);
  assert.ok(services[0]!.isTaskSet);
  return findings.filter(({ part, severity }) => part?.kind !== 'task' && severity !== 'info').map(({ rule }) => rule);
}

function inTemplates(set: Members, task = TASK): string[] {
  const content = template(set, task);
  const rules = found(JSON.stringify(content, null, 2), 'template.json');
  assert.deepEqual(found(stringify(content), 'template.yaml'), rules);
  return rules;
}

const BRIDGE = { ...TASK, networkMode: 'bridge', requiresCompatibilities: ['EC2'] };

describe('a task set in CloudFormation', () => {
  const bad: readonly [rule: string, set: Members, task?: Members][] = [
    ['svc-lb-container-unknown', { ...NETWORK, launchType: 'FARGATE', ...balancer('ghost') }],
    ['svc-lb-container-port', { ...NETWORK, launchType: 'FARGATE', ...balancer('web', 81) }],
    ['svc-platform-version-ec2', { launchType: 'EC2', platformVersion: 'LATEST' }, BRIDGE],
    ['svc-fargate-compatibility', { ...NETWORK, launchType: 'FARGATE' }, { ...TASK, requiresCompatibilities: ['EC2'] }],
    ['svc-network-configuration-required', { launchType: 'FARGATE' }],
    ['svc-network-configuration-mode', { launchType: 'EC2', ...NETWORK }, BRIDGE],
    [
      'svc-launch-type-capacity-provider',
      { ...NETWORK, launchType: 'FARGATE', capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }] },
    ],
    ['unknown-value', { ...NETWORK, launchType: 'fargate' }],
    ['unknown-value', { ...NETWORK, scale: { unit: 'COUNT', value: 1 } }],
    ['out-of-range', { ...NETWORK, scale: { unit: 'PERCENT', value: 150 } }],
    ['unknown-property', { ...NETWORK, desiredCount: 2 }],
  ];
  for (const [rule, set, task] of bad) {
    test(`is judged by ${rule}: ${JSON.stringify(set)}`, () => {
      assert.deepEqual(inTemplates(set, task), [rule]);
    });
  }

  const good: readonly [set: Members, task?: Members][] = [
    [{ ...NETWORK, launchType: 'FARGATE', ...balancer('web'), scale: { unit: 'PERCENT', value: 12.5 } }],
    [{ ...NETWORK, launchType: 'FARGATE', platformVersion: 'LATEST', externalId: 'blue' }],
    [
      {
        launchType: 'EC2',
        serviceRegistries: [{ registryArn: { Ref: 'R' }, containerName: 'web', containerPort: 80 }],
      },
      BRIDGE,
    ],
    [{ ...NETWORK, capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }],
  ];
  for (const [set, task] of good) {
    test(`is left alone: ${JSON.stringify(set)}`, () => assert.deepEqual(inTemplates(set, task), []));
  }

  test('lacks what it requires', () => {
    const { Resources } = template({});
    const content = { Resources: { Blue: { ...Resources.Blue, Properties: { LaunchType: 'EC2' } } } };
    const { findings } = analyse(JSON.stringify(content), 'template.json');
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['missing-property', 'missing-property', 'missing-property'],
    );
    assert.match(findings[0]!.message, /^A task set requires /);
  });

  test('is called by its name', () => {
    const { detection } = analyse(JSON.stringify(template(NETWORK)), 'template.json');
    assert.equal(detection.reason, 'It is a CloudFormation template with a task definition and a task set.');
  });
});

describe('a task set in Terraform', () => {
  const file = (set: string) => `resource "aws_ecs_task_definition" "shop" {
  family                   = "shop"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{ name = "web", image = "example.com/web:1", portMappings = [{ containerPort = 80 }] }])
}
resource "aws_ecs_task_set" "blue" {
  service         = aws_ecs_service.web.id
  cluster         = aws_ecs_cluster.shop.id
  task_definition = aws_ecs_task_definition.shop.arn
  wait_until_stable = true
  ${set}
}
`;
  const network = 'network_configuration {\n    subnets = var.subnets\n  }';
  const bad: readonly [rule: string, set: string][] = [
    [
      'svc-lb-container-unknown',
      `${network}\n  load_balancer {\n    target_group_arn = var.t\n    container_name = "ghost"\n    container_port = 80\n  }`,
    ],
    [
      'svc-lb-container-port',
      `${network}\n  load_balancer {\n    target_group_arn = var.t\n    container_name = "web"\n    container_port = 81\n  }`,
    ],
    ['svc-network-configuration-required', 'launch_type = "FARGATE"'],
    ['out-of-range', `${network}\n  scale {\n    unit = "PERCENT"\n    value = 150\n  }`],
  ];
  for (const [rule, set] of bad)
    test(`is judged by ${rule}`, () => assert.deepEqual(found(file(set), 'ecs.tf'), [rule]));

  test('is left alone where it is right', () => {
    const set = `launch_type = "FARGATE"\n  ${network}\n  scale {\n    value = 50.0\n  }\n  force_delete = true`;
    assert.deepEqual(found(file(set), 'ecs.tf'), []);
  });
});

describe('the input of CreateTaskSet', () => {
  const input = { service: 'web', cluster: 'shop', taskDefinition: 'shop:3', externalId: 'blue', launchType: 'EC2' };

  test('is recognized by its own members and judged', () => {
    assert.deepEqual(found(JSON.stringify(input), 'create-task-set.json'), []);
    assert.deepEqual(found(JSON.stringify({ ...input, platformVersion: 'LATEST' }), 'create-task-set.json'), [
      'svc-platform-version-ec2',
    ]);
    assert.deepEqual(found(JSON.stringify({ ...input, scale: { unit: 'percent', value: 5 } }), 'blue.json'), [
      'unknown-value',
    ]);
  });
});
