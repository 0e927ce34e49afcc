/** Notes in the text: units and defaults, verdicts and prices, colours of what JSON does not know. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { expressLens, needsVerdict, priceLens, verdictLens } from '../../server/src/features/code-lens.ts';
import { hintsOf } from '../../server/src/features/inlay-hints.ts';
import { tokensOf } from '../../server/src/features/semantic-tokens.ts';
import { fargateMonthly } from '../../server/src/model/fargate-prices.ts';
import { homeOf } from '../../server/src/model/home.ts';
import type { TaskDefinition } from '../../server/src/model/task.ts';
import { endOf } from '../../server/src/syntax/node.ts';

/** A task definition with those members and containers, as text. */
function task(members: string, containers: string): string {
  return `{ "family": "f", ${members} "containerDefinitions": [${containers}] }`;
}

function taskOf(text: string): TaskDefinition {
  return analyse(text, 'task-definition.json').tasks[0]!;
}

describe('inlay hints', () => {
  /** Each hint behind the text it stands behind. */
  function hints(text: string): string[] {
    return hintsOf(analyse(text, 'task-definition.json')).map(
      ({ node, label }) => `${text.slice(node.offset, endOf(node))} ${label}`,
    );
  }

  test('tell units of bare amounts, and nothing where the unit is written', () => {
    assert.deepEqual(
      hints(task('"cpu": "512", "memory": "1024",', '{ "name": "a", "image": "x", "cpu": 256, "memory": 300 }')),
      ['"512" 0.5 vCPU', '"1024" 1 GB', '256 0.25 vCPU', '300 MiB'],
    );
    assert.deepEqual(hints(task('"cpu": ".5 vCPU", "memory": "1 GB",', '{ "name": "a", "image": "x" }')), []);
  });

  test('know the other amounts in MiB', () => {
    const linux =
      '"linuxParameters": { "sharedMemorySize": 64, "maxSwap": 2048, "tmpfs": [{ "containerPath": "/t", "size": 16 }] }';
    assert.deepEqual(hints(task('', `{ "name": "a", "image": "x", "memoryReservation": 128, ${linux} }`)), [
      '128 MiB',
      '64 MiB',
      '2048 2 GB',
      '16 MiB',
    ]);
  });

  test('are silent on placeholders, zero, and what is no amount', () => {
    assert.deepEqual(
      hints(task('"cpu": "${cpu}", "memory": "lots",', '{ "name": "a", "image": "x", "cpu": 0, "memory": ${m} }')),
      [],
    );
  });

  test('tell what is left for containers without an amount of their own', () => {
    const both =
      '{ "name": "a", "image": "x", "essential": true, "memory": 600, "memoryReservation": 400 }, { "name": "b", "image": "x", "essential": true }';
    assert.ok(hints(task('"memory": "1024",', both)).includes('"1024" 1 GB, 624 MiB left'));
    assert.ok(hints(task('"memory": "1 GB",', both)).includes('"1 GB" 624 MiB left'));
  });

  test('tell nothing of what is left when all claim, none does, too much is claimed, or something is not known', () => {
    const lists = [
      '{ "name": "a", "image": "x", "memory": 400 }, { "name": "b", "image": "x", "memory": 100 }',
      '{ "name": "a", "image": "x" }, { "name": "b", "image": "x" }',
      '{ "name": "a", "image": "x", "memory": 2000 }, { "name": "b", "image": "x" }',
      '{ "name": "a", "image": "x", "memory": 400 }, { "name": "b", "image": "x", "memory": ${m} }',
      '{ "name": "a", "image": "x", "memory": 400 }, ${more}, { "name": "b", "image": "x" }',
    ];
    for (const list of lists) {
      assert.ok(hints(task('"memory": "1024",', list)).includes('"1024" 1 GB'), list);
    }
  });

  test('tell the default of essential where there are several containers and it is left out', () => {
    assert.deepEqual(hints(task('', '{ "name": "a", "image": "x" }')), []);
    const several =
      '{ "name": "a", "image": "x" }, { "name": "b", "image": "x", "essential": false }, { "name": "c", "image": "x", "essential": "${e}" }';
    assert.deepEqual(hints(task('', several)), ['"a" essential: true']);
  });
});

describe('the price of a task', () => {
  const LOGS =
    '"logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "g", "awslogs-region": "eu-west-1" } }';
  const CONTAINER = `{ "name": "a", "image": "x", ${LOGS} }`;
  const FARGATE = '"requiresCompatibilities": ["FARGATE"],';
  const SIZE = '"cpu": "512", "memory": "1024",';

  const price = (members: string, container = CONTAINER) => priceLens(taskOf(task(members, container)));

  test('is that of a month in the region of the file', () => {
    assert.equal(price(`${FARGATE} ${SIZE}`)?.title, 'About $18 a month in eu-west-1');
    assert.equal(price(SIZE)?.title, 'On Fargate about $18 a month in eu-west-1');
    const arm = price(`${FARGATE} ${SIZE} "runtimePlatform": { "cpuArchitecture": "ARM64" },`);
    assert.equal(arm?.title, 'About $14 a month in eu-west-1');
    assert.match(arm?.tooltip ?? '', /0\.5 vCPU and 1 GB, Linux on ARM.*\d{4}-\d\d-\d\d/);
    assert.equal(price(`${FARGATE} "cpu": "16384", "memory": "122880",`)?.title, 'About $862 a month in eu-west-1');
  });

  test('is not told where it is not known', () => {
    const unknown: readonly string[] = [
      `"requiresCompatibilities": ["EC2"], ${SIZE}`,
      `${FARGATE} "cpu": "512",`,
      `${FARGATE} "cpu": "512", "memory": "512",`,
      `${FARGATE} "cpu": "\${cpu}", "memory": "1024",`,
      `${FARGATE} ${SIZE} "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },`,
      `${FARGATE} ${SIZE} "runtimePlatform": { "cpuArchitecture": "\${arch}" },`,
      `${FARGATE} ${SIZE} "runtimePlatform": \${platform},`,
    ];
    for (const members of unknown) assert.equal(price(members), undefined, members);
    const regions = [
      '{ "name": "a", "image": "x" }',
      CONTAINER.replace('eu-west-1', 'af-south-1'),
      CONTAINER.replace('eu-west-1', '${region}'),
    ];
    for (const container of regions) assert.equal(price(`${FARGATE} ${SIZE}`, container), undefined, container);
  });

  test('follows the table: Virginia’s smallest task costs nine dollars', () => {
    assert.equal(fargateMonthly('us-east-1', 'X86_64', 256, 512)?.toFixed(2), '9.01');
    assert.equal(fargateMonthly('us-east-2', 'ARM64', 256, 512), undefined);
    assert.equal(fargateMonthly('toString', 'X86_64', 256, 512), undefined);
  });
});

describe('the region of a task', () => {
  const inEcr = (region: string) =>
    `{ "name": "a", "image": "111122223333.dkr.ecr.${region}.amazonaws.com/a:1", "memory": 1 }`;
  test('is the one that everything names', () => {
    assert.equal(homeOf(taskOf(task('', inEcr('eu-west-1')))).regionName, 'eu-west-1');
    const arn = '"taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/f:1",';
    assert.equal(homeOf(taskOf(task(arn, inEcr('eu-west-1')))).regionName, 'eu-west-1');
    const secret =
      '{ "name": "a", "image": "x", "secrets": [{ "name": "S", "valueFrom": "arn:aws:ssm:us-east-1:111122223333:parameter/s" }] }';
    assert.equal(homeOf(taskOf(task('', secret))).regionName, 'us-east-1');
  });

  test('is not known where two are named, or none', () => {
    assert.equal(homeOf(taskOf(task('', `${inEcr('eu-west-1')}, ${inEcr('us-east-1')}`))).regionName, undefined);
    assert.equal(homeOf(taskOf(task('', '{ "name": "a", "image": "x" }'))).regionName, undefined);
  });
});

describe('the verdict', () => {
  test('is told where the task definition does not say what it is for', () => {
    const text = task('"networkMode": "bridge", "cpu": "256", "memory": "512",', '{ "name": "a", "image": "x:1" }');
    assert.match(verdictLens(taskOf(text)).title, /^Fargate: \d+ problems? · EC2: accepted · /);
    assert.ok(needsVerdict(taskOf(text)));
    assert.ok(
      !needsVerdict(taskOf(text.replace('"networkMode"', '"requiresCompatibilities": ["EC2"], "networkMode"'))),
    );
    assert.ok(
      !needsVerdict(taskOf(text.replace('"networkMode"', '"requiresCompatibilities": ["${type}"], "networkMode"'))),
    );
    assert.ok(!needsVerdict(taskOf('[{ "name": "a", "image": "x", "memory": 1 }]')));
  });
  test('of an Express service is told where a container has its name', () => {
    const main = (ports: string, name = 'Main') => `{ "name": "${name}", "image": "x:1", "portMappings": [${ports}] }`;
    const named = '{ "containerPort": 80, "name": "http" }';
    const on = (types: string, containers: string) =>
      expressLens(
        taskOf(
          task(
            `"networkMode": "awsvpc", "cpu": "256", "memory": "512", "requiresCompatibilities": [${types}],`,
            containers,
          ),
        ),
      )?.title;
    assert.equal(on('"FARGATE"', main(named)), 'Express Mode: accepted');
    assert.equal(on('"FARGATE"', main('{ "containerPort": 80 }')), 'Express Mode: 1 problem');
    assert.equal(on('"FARGATE"', main(`${named}, { "containerPort": 81, "name": "b" }`)), 'Express Mode: 1 problem');
    assert.match(on('"EC2"', main(named))!, /^Express Mode: \d+ problems?$/);
    assert.equal(on('"FARGATE"', main(named, 'web')), undefined);
    assert.equal(on('"FARGATE"', main(named, 'main')), undefined);
    const template = (container: string) =>
      analyse(
        JSON.stringify({
          Resources: {
            Task: {
              Type: 'AWS::ECS::TaskDefinition',
              Properties: {
                NetworkMode: 'awsvpc',
                Cpu: '256',
                Memory: '512',
                RequiresCompatibilities: ['FARGATE'],
                ContainerDefinitions: [
                  { Name: container, Image: 'x:1', PortMappings: [{ ContainerPort: 80, Name: 'http' }] },
                ],
              },
            },
            Web: { Type: 'AWS::ECS::ExpressGatewayService', Properties: { TaskDefinitionArn: { Ref: 'Task' } } },
          },
        }),
        'template.json',
      ).tasks[0]!;
    assert.equal(expressLens(template('Main'))!.title, 'Express Mode: accepted');
    assert.equal(expressLens(template('web'))!.title, 'Express Mode: 1 problem');
  });
  test('counts no rule that the format of the file switches off', () => {
    const tags = { key: '"aws:owner" = "me"', none: '' };
    for (const [what, written] of Object.entries(tags)) {
      const text = `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "nginx:1.27", memory = 128 }])
  tags                  = { ${written} }
}
`;
      const { tasks, findings } = analyse(text, 'main.tf');
      assert.deepEqual(
        findings.filter(({ severity }) => severity === 'error'),
        [],
        what,
      );
      assert.match(verdictLens(tasks[0]!).title, /EC2: accepted/, what);
    }
  });
  test('waits for a container: of nothing there is nothing to accept', () => {
    for (const text of ['{}', '{ "family": "a" }', '{ "family": "a", "containerDefinitions": [] }'])
      assert.ok(!needsVerdict(taskOf(text)), text);
  });
});

describe('semantic tokens', () => {
  function tokens(text: string): string[] {
    const analysis = analyse(text, 'task-definition.json');
    return tokensOf(analysis, analysis.findings).map(
      (token) => `${text.slice(token.offset, endOf(token))} ${[token.type, ...token.modifiers].join('.')}`,
    );
  }

  test('are on names, placeholders and deprecated members', () => {
    const text = task(
      '"volumes": [{ "name": "data" }], "taskRoleArn": "arn:aws:iam::${account}:role/${role}", "inferenceAccelerators": [{ "deviceName": "d", "deviceType": "eia2.medium" }],',
      '{ "name": "web", "image": "x", "cpu": ${cpu}, "portMappings": [{ "name": "http", "containerPort": 1 }], "mountPoints": [{ "sourceVolume": "data" }], "dependsOn": [{ "containerName": "${other}" }] }',
    );
    assert.deepEqual(tokens(text), [
      'data struct.declaration',
      '${account} macro',
      '${role} macro',
      'inferenceAccelerators property.deprecated',
      'web class.declaration',
      '${cpu} macro',
      'http interface.declaration',
      'data struct',
      '${other} macro',
    ]);
  });

  test('leave shell variables in commands alone', () => {
    const text = task('', '{ "name": "a", "image": "x", "command": ["sh", "-c", "echo $HOME ${later}"] }');
    assert.deepEqual(tokens(text), ['a class.declaration', '${later} macro']);
  });

  test('do not overlap and stay on one line', () => {
    const text =
      '[\n{ "name": "a${x}", "image": "{{ a\n}}", "memory": 1 },\n%{ if x }\n{ "name": "b", "image": "${{ x }}" }\n%{ endif }\n]';
    const analysis = analyse(text, 'taskdef.json');
    let end = 0;
    for (const token of tokensOf(analysis, analysis.findings)) {
      assert.ok(token.offset >= end && token.length > 0);
      assert.ok(!text.slice(token.offset, endOf(token)).includes('\n'));
      end = endOf(token);
    }
    assert.ok(end > 0);
  });
});
