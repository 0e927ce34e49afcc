/** What a fix adds is written as the rest of the file is: the same kind of name, in the same account and Region. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { logHabit } from '../../server/src/model/log-habits.ts';
import { spellingOf } from '../../server/src/model/name-style.ts';
import { roleHabit } from '../../server/src/model/role-habits.ts';
import { secretReference, storesInUse } from '../../server/src/model/secret-habits.ts';
import type { TaskDefinition } from '../../server/src/model/task.ts';
import { Ask, type Json, Words } from '../../server/src/syntax/value.ts';
import { offer } from './completing.ts';

interface Written {
  readonly name: string;
  readonly group?: string;
  readonly region?: string;
  readonly prefix?: string;
}

/** How each format writes containers; the last one, `new`, has no logs. A value beginning with `=` is an expression. */
const FORMATS: Readonly<
  Record<string, (containers: readonly Written[], more?: string) => [text: string, file: string]>
> = {
  json: (containers) => [
    JSON.stringify({
      family: 'shop',
      containerDefinitions: [
        ...containers.map(({ name, ...log }) => ({ name, image: 'x:1', logConfiguration: logOf(log) })),
        { name: 'new', image: 'x:1' },
      ],
    }),
    'task-definition.json',
  ],
  terraform: (containers, more = '') => [
    `${more}
resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([
${containers
  .map(
    ({ name, group, region, prefix }) =>
      `    { name = "${name}", image = "x:1", logConfiguration = { logDriver = "awslogs", options = { ${[
        ['awslogs-group', group],
        ['awslogs-region', region],
        ['awslogs-stream-prefix', prefix],
      ]
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `"${key}" = ${value!.startsWith('=') ? value!.slice(1) : `"${value}"`}`)
        .join(', ')} } } },`,
  )
  .join('\n')}
    { name = "new", image = "x:1" }
  ])
}
`,
    'main.tf',
  ],
  cloudformation: (containers, more = '') => [
    `${more}Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      ContainerDefinitions:
${containers
  .map(
    ({ name, group, region, prefix }) => `        - Name: ${name}
          Image: x:1
          LogConfiguration:
            LogDriver: awslogs
            Options:
${[
  ['awslogs-group', group],
  ['awslogs-region', region],
  ['awslogs-stream-prefix', prefix],
]
  .filter(([, value]) => value !== undefined)
  .map(([key, value]) => `              ${key}: ${value!.startsWith('=') ? value!.slice(1) : value}`)
  .join('\n')}`,
  )
  .join('\n')}
        - Name: new
          Image: x:1
`,
    'template.yaml',
  ],
};

function logOf({ group, region, prefix }: Omit<Written, 'name'>) {
  const options = { 'awslogs-group': group, 'awslogs-region': region, 'awslogs-stream-prefix': prefix };
  return { logDriver: 'awslogs', options };
}

function taskIn([text, file]: [string, string]): TaskDefinition {
  const [task] = analyse(text, file).tasks;
  assert.ok(task, text);
  return task;
}

/** A value as plain data; what is to be filled in is between guillemets. */
function plain(value: Json | undefined): unknown {
  if (value instanceof Ask) return `«${value.text}»`;
  if (value instanceof Words)
    return value.parts.map((part) => (part instanceof Ask ? `«${part.text}»` : part)).join('');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part as Json)]));
}

describe('a log option of a new container', () => {
  const cases: readonly [what: string, containers: readonly Written[], prefix: unknown, group: unknown][] = [
    [
      'is the one that all have',
      [
        { name: 'web', group: '/ecs/shop', prefix: 'ecs' },
        { name: 'api', group: '/ecs/shop', prefix: 'ecs' },
      ],
      'ecs',
      '/ecs/shop',
    ],
    [
      'is a word of their own',
      [
        { name: 'web', group: 'shop-logs', prefix: 'shop' },
        { name: 'api', group: 'shop-logs', prefix: 'shop' },
      ],
      'shop',
      'shop-logs',
    ],
    [
      'has its own name where theirs have',
      [
        { name: 'web', group: '/ecs/shop', prefix: 'web' },
        { name: 'api', group: '/ecs/shop', prefix: 'api' },
      ],
      'new',
      '/ecs/shop',
    ],
    [
      'has its own name in it',
      [
        { name: 'web', group: '/aws/ecs/shop/web', prefix: 'shop-web' },
        { name: 'api', group: '/aws/ecs/shop/api', prefix: 'shop-api' },
      ],
      'shop-new',
      '«/aws/ecs/shop/new»',
    ],
    ['goes by the only other one', [{ name: 'web', group: '/ecs/shop/web', prefix: 'web' }], 'new', '«/ecs/shop/new»'],
    [
      'goes by most of them',
      [
        { name: 'web', prefix: 'web' },
        { name: 'api', prefix: 'api' },
        { name: 'xray', prefix: 'ecs' },
      ],
      'new',
      undefined,
    ],
    [
      'is not known where they differ',
      [
        { name: 'web', group: '/a', prefix: 'x' },
        { name: 'api', group: '/b', prefix: 'y' },
      ],
      undefined,
      undefined,
    ],
    [
      'does not take the family for the name',
      [{ name: 'shop', group: '/ecs/shop', prefix: 'shop' }],
      'shop',
      '/ecs/shop',
    ],
  ];
  for (const [format, write] of Object.entries(FORMATS)) {
    for (const [what, containers, prefix, group] of cases) {
      test(`${what} (${format})`, () => {
        const task = taskIn(write(containers));
        const container = task.containers.items.at(-1);
        assert.deepEqual(plain(logHabit(task, 'awslogs-stream-prefix', container)), prefix);
        assert.deepEqual(plain(logHabit(task, 'awslogs-group', container)), group);
      });
    }
  }

  test('is the same expression in Terraform', () => {
    const task = taskIn(
      FORMATS.terraform!([
        {
          name: 'web',
          group: '=aws_cloudwatch_log_group.shop.name',
          region: '=data.aws_region.current.name',
          prefix: '${var.stage}-web',
        },
      ]),
    );
    const container = task.containers.items.at(-1);
    assert.equal(logHabit(task, 'awslogs-group', container), '${aws_cloudwatch_log_group.shop.name}');
    assert.equal(logHabit(task, 'awslogs-region', container), '${data.aws_region.current.name}');
    assert.equal(logHabit(task, 'awslogs-stream-prefix', container), '${var.stage}-new');
  });

  test('is the same function in CloudFormation', () => {
    const task = taskIn(
      FORMATS.cloudformation!([
        { name: 'web', group: '=!Ref LogGroup', region: '=!Ref AWS::Region', prefix: '=!Sub "${AWS::StackName}-web"' },
      ]),
    );
    const container = task.containers.items.at(-1);
    assert.deepEqual(logHabit(task, 'awslogs-group', container), { Ref: 'LogGroup' });
    assert.deepEqual(logHabit(task, 'awslogs-region', container), { Ref: 'AWS::Region' });
    assert.deepEqual(logHabit(task, 'awslogs-stream-prefix', container), { 'Fn::Sub': '${AWS::StackName}-new' });
  });
});

describe('the reference to a new secret', () => {
  const secretsOf = (pairs: readonly (readonly [name: string, valueFrom: string])[]) =>
    taskIn([
      JSON.stringify({
        family: 'shop',
        containerDefinitions: [
          { name: 'web', image: 'x:1', secrets: pairs.map(([name, valueFrom]) => ({ name, valueFrom })) },
        ],
      }),
      'task-definition.json',
    ]);
  const sm = 'arn:aws:secretsmanager:eu-central-1:444455556666:secret:';
  const ssm = 'arn:aws:ssm:eu-central-1:444455556666:parameter/';
  const cases: readonly [
    what: string,
    pairs: readonly (readonly [string, string])[],
    store: 'secret' | 'parameter',
    written: string,
  ][] = [
    ['is a name in the same path', [['DB_HOST', '/shop/DB_HOST']], 'parameter', '/shop/«API_KEY»'],
    [
      'is spelt as the others are',
      [
        ['DB_HOST', '/shop/db-host'],
        ['DB_USER', '/shop/db-user'],
      ],
      'parameter',
      '/shop/«api-key»',
    ],
    ['is spelt with underlines', [['DB_HOST', 'shop.db_host']], 'parameter', 'shop.«api_key»'],
    ['is the ARN of a parameter', [['DB_HOST', `${ssm}prod/DB_HOST`]], 'parameter', `${ssm}prod/«API_KEY»`],
    ['is a secret of its own', [['DB_HOST', `${sm}shop/db-host-Xy12Zw`]], 'secret', `${sm}shop/«api-key-AbCdEf»`],
    [
      'is a key of the same secret',
      [
        ['DB_HOST', `${sm}shop-Xy12Zw:DB_HOST::`],
        ['DB_USER', `${sm}shop-Xy12Zw:DB_USER::`],
      ],
      'secret',
      `${sm}shop-Xy12Zw:«API_KEY»::`,
    ],
    [
      'is in the same place where the names say something else',
      [['DB_HOST', `${sm}prod/main-Xy12Zw`]],
      'secret',
      `${sm}prod/«API_KEY-AbCdEf»`,
    ],
    [
      'keeps the placeholders of the others',
      [['DB_HOST', 'arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/DB_HOST']],
      'parameter',
      'arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/«API_KEY»',
    ],
  ];
  for (const [what, pairs, store, written] of cases)
    test(what, () => {
      const task = secretsOf(pairs);
      assert.deepEqual(storesInUse(task), [store]);
      assert.equal(plain(secretReference(task, store, 'API_KEY')), written);
    });

  test('is the secret that the file makes', () => {
    const terraform = FORMATS.terraform!([], 'resource "aws_secretsmanager_secret" "api_key" {}\n');
    assert.equal(secretReference(taskIn(terraform), 'secret', 'API_KEY'), '${aws_secretsmanager_secret.api_key.arn}');
    assert.match(String(plain(secretReference(taskIn(terraform), 'secret', 'OTHER'))), /«OTHER-AbCdEf»$/);
  });
});

describe('a role', () => {
  const role = (members: object, key: 'taskRoleArn' | 'executionRoleArn') =>
    plain(
      roleHabit(
        taskIn([
          JSON.stringify({ family: 'shop', ...members, containerDefinitions: [{ name: 'web', image: 'x:1' }] }),
          'task-definition.json',
        ]),
        key,
      ),
    );
  const at = 'arn:aws:iam::444455556666:role/';
  test('is called as the other one is, in its account and path', () => {
    assert.equal(role({ executionRoleArn: `${at}ecsTaskExecutionRole` }, 'taskRoleArn'), `${at}«TASK_ROLE»`);
    assert.equal(role({ executionRoleArn: `${at}team/shop-execution` }, 'taskRoleArn'), `${at}team/«shop-task»`);
    assert.equal(role({ taskRoleArn: `${at}shop-task-role` }, 'executionRoleArn'), `${at}«shop-execution-role»`);
    assert.equal(role({ taskRoleArn: `${at}ShopTaskRole` }, 'executionRoleArn'), `${at}«ShopTaskExecutionRole»`);
  });
  test('is a bare name where the other one is', () => {
    assert.equal(role({ taskRoleArn: 'shop-task' }, 'executionRoleArn'), '«shop-execution»');
  });
  test('is the one that the file makes', () => {
    const terraform = FORMATS.terraform!(
      [],
      'resource "aws_iam_role" "task" {}\ndata "aws_iam_role" "ecs_execution" {}\n',
    );
    assert.equal(roleHabit(taskIn(terraform), 'executionRoleArn'), '${data.aws_iam_role.ecs_execution.arn}');
    assert.equal(roleHabit(taskIn(terraform), 'taskRoleArn'), '${aws_iam_role.task.arn}');
    const template = FORMATS.cloudformation!([]).map((text) =>
      text.replace('Resources:\n', 'Resources:\n  ExecutionRole:\n    Type: AWS::IAM::Role\n'),
    ) as [string, string];
    assert.deepEqual(roleHabit(taskIn(template), 'executionRoleArn'), { 'Fn::GetAtt': ['ExecutionRole', 'Arn'] });
  });
});

describe('a name of a variable or a tag', () => {
  test('is spelt as those beside it', () => {
    for (const [names, spelt] of [
      [['DB_HOST', 'PORT'], 'LOG_LEVEL'],
      [['db_host', 'port'], 'log_level'],
      [['db-host', 'port'], 'log-level'],
      [['DbHost', 'Port'], 'LogLevel'],
      [['dbHost', 'port'], 'logLevel'],
      // One that differs is an exception, and not the habit.
      [['DbHost', 'Port', 'aws:cloudformation:stack-name'], 'LogLevel'],
    ] as const)
      assert.equal(spellingOf(names)?.('log level'), spelt, names.join());
    assert.equal(spellingOf([]), undefined);
    assert.equal(spellingOf(['DB_HOST', 'db-port']), undefined);
  });

  test('is that of a secret that is renamed', () => {
    for (const [name, renamed] of [
      ['DB_PASSWORD', 'DB_PASSWORD_SECRET'],
      ['dbPassword', 'dbPasswordSecret'],
      ['db-password', 'db-password-secret'],
    ] as const) {
      const secret = (from: string) => ({ name, valueFrom: from });
      const text = JSON.stringify({
        family: 'web',
        executionRoleArn: 'ecsTaskExecutionRole',
        containerDefinitions: [{ name: 'web', image: 'x:1', memory: 64, secrets: [secret('/a'), secret('/b')] }],
      });
      const titles = analyse(text, 'task-definition.json', 'asked').findings.flatMap(({ fixes }) =>
        fixes.filter(({ title }) => title === 'Rename this secret').flatMap(({ edits }) => edits),
      );
      assert.deepEqual(
        titles.map((edit) => ('value' in edit ? plain(edit.value) : undefined)),
        [`«${renamed}»`],
      );
    }
  });

  test('is to be typed as the others are', () => {
    const text = (name: string) =>
      `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "x:1", "environment": [{ "name": "${name}", "value": "1" }, |] }] }`;
    const first = (name: string) => offer(text(name)).items.map(({ textEdit }) => textEdit?.newText ?? '');
    assert.ok(
      first('DbHost').some((newText) => newText.includes('"Name"')),
      first('DbHost').join('\n'),
    );
    assert.ok(first('DB_HOST').some((newText) => newText.includes('"NAME"')));
    const tags = (key: string) =>
      offer(
        `{ "family": "web", "tags": [{ "key": "${key}", "value": "1" }, |], "containerDefinitions": [] }`,
      ).items.map(({ textEdit }) => textEdit?.newText ?? '');
    assert.ok(
      tags('CostCenter').some((newText) => newText.includes('"Key"')),
      tags('CostCenter').join('\n'),
    );
    assert.ok(tags('cost-center').some((newText) => newText.includes('"key": "key"')));
  });
});
