import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { compareTasks } from '../../server/src/comparison/compare.ts';
import { DEFAULTS } from '../../server/src/comparison/defaults.ts';
import { inWords } from '../../server/src/comparison/words.ts';
import { memberOf, REQUEST, resolve, type Schema } from '../../server/src/schema/schema.ts';

type Text = string | readonly [file: string, text: string];

function taskOf(text: Text) {
  const [file, content] = typeof text === 'string' ? ['task-definition.json', text] : text;
  const [task] = analyse(content, file, 'asked').tasks;
  assert.ok(task, 'a task definition');
  return task;
}

function words(a: Text, b: Text) {
  return inWords(compareTasks(taskOf(a), taskOf(b)));
}

function container(members: object, task: object = {}): string {
  return JSON.stringify({
    family: 'shop',
    ...task,
    containerDefinitions: [{ name: 'app', image: 'nginx:1', ...members }],
  });
}

describe('task definitions that mean the same', () => {
  const cases: readonly (readonly [what: string, a: Text, b: Text])[] = [
    [
      'order of members',
      '{"family":"a","cpu":"256","containerDefinitions":[]}',
      '{"containerDefinitions":[],"cpu":"256","family":"a"}',
    ],
    [
      'defaults left out',
      container({}),
      container({ essential: true, cpu: 0, environment: [], mountPoints: [], volumesFrom: [] }),
    ],
    [
      'a default health check',
      container({ healthCheck: { command: ['CMD', 'true'] } }),
      container({ healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 } }),
    ],
    [
      'order of variables',
      container({
        environment: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      }),
      container({
        environment: [
          { name: 'B', value: '2' },
          { name: 'A', value: '1' },
        ],
      }),
    ],
    [
      'order of containers',
      '{"family":"a","containerDefinitions":[{"name":"a","image":"a"},{"name":"b","image":"b"}]}',
      '{"family":"a","containerDefinitions":[{"name":"b","image":"b"},{"name":"a","image":"a"}]}',
    ],
    [
      'forms of sizes',
      container({}, { cpu: '512', memory: '1024' }),
      container({}, { cpu: '.5 vCPU', memory: '1 GB' }),
    ],
    ['numbers in quotes', container({ memory: 512 }), container({ memory: '512' })],
    [
      'the host port on awsvpc',
      container({ portMappings: [{ containerPort: 80 }] }, { networkMode: 'awsvpc' }),
      container({ portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }] }, { networkMode: 'awsvpc' }),
    ],
    [
      'a host port that Docker chooses',
      container({ portMappings: [{ containerPort: 80 }] }),
      container({ portMappings: [{ containerPort: 80, hostPort: 0, protocol: 'tcp' }] }),
    ],
    ['null and nothing', container({ command: null }), container({})],
    [
      'order of capabilities',
      container({ linuxParameters: { capabilities: { drop: ['A', 'B'] } } }),
      container({ linuxParameters: { capabilities: { drop: ['B', 'A'] } } }),
    ],
    [
      'what describe adds',
      container({}),
      JSON.stringify({
        taskDefinition: {
          taskDefinitionArn: 'arn:aws:ecs:eu-west-1:444455556666:task-definition/shop:7',
          revision: 7,
          status: 'ACTIVE',
          family: 'shop',
          compatibilities: ['EC2'],
          registeredAt: '2026-01-01',
          registeredBy: 'me',
          containerDefinitions: [
            {
              name: 'app',
              image: 'nginx:1',
              cpu: 0,
              essential: true,
              portMappings: [],
              environment: [],
              mountPoints: [],
              volumesFrom: [],
              systemControls: [],
            },
          ],
        },
      }),
    ],
    [
      'other formats',
      container({ essential: false }),
      [
        'template.yaml',
        'Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Family: shop\n      ContainerDefinitions:\n        - Name: app\n          Image: nginx:1\n          Essential: false\n',
      ],
    ],
    [
      'Terraform',
      container({}, { cpu: '256' }),
      [
        'main.tf',
        'resource "aws_ecs_task_definition" "t" {\n  family = "shop"\n  cpu    = 256\n  container_definitions = jsonencode([{ name = "app", image = "nginx:1" }])\n}\n',
      ],
    ],
  ];
  for (const [what, a, b] of cases) {
    it(`ignores ${what}`, () => {
      assert.deepEqual(words(a, b), { differences: [], undecided: [] });
      assert.deepEqual(words(b, a), { differences: [], undecided: [] });
    });
  }
});

describe('task definitions that differ', () => {
  const cases: readonly (readonly [what: string, a: string, b: string, expected: readonly string[]])[] = [
    ['an image', container({}), container({ image: 'nginx:2' }), ['container "app", image: "nginx:1" → "nginx:2"']],
    [
      'a value against its default',
      container({}),
      container({ essential: false }),
      ['container "app", essential: true → false'],
    ],
    [
      'a variable',
      container({ environment: [{ name: 'A', value: '1' }] }),
      container({
        environment: [
          { name: 'A', value: '2' },
          { name: 'B', value: '3' },
        ],
      }),
      ['container "app", variable "A": "1" → "2"', 'container "app", variable "B": added'],
    ],
    [
      'an empty variable',
      container({ environment: [{ name: 'A', value: '' }] }),
      container({ environment: [{ name: 'A', value: '2' }] }),
      ['container "app", variable "A": "" → "2"'],
    ],
    [
      'order of a command',
      container({ command: ['a', 'b'] }),
      container({ command: ['b', 'a'] }),
      ['container "app", command: ["a","b"] → ["b","a"]'],
    ],
    [
      'a container',
      '{"family":"a","containerDefinitions":[{"name":"a","image":"a"},{"name":"b","image":"b"}]}',
      '{"family":"a","containerDefinitions":[{"name":"a","image":"a"}]}',
      ['container "b": removed'],
    ],
    [
      'a nested member',
      container({ healthCheck: { command: ['CMD', 'true'] } }),
      container({ healthCheck: { command: ['CMD', 'true'], interval: 10 } }),
      ['container "app", healthCheck.interval: 30 → 10'],
    ],
    [
      'a secret value, not shown',
      container({ environment: [{ name: 'DB_PASSWORD', value: 'hunter2222' }] }),
      container({ environment: [{ name: 'DB_PASSWORD', value: 'correcthorse' }] }),
      ['container "app", variable "DB_PASSWORD": changed (values not shown)'],
    ],
    [
      'the last of two members of one name',
      '{"family":"a","family":"b","containerDefinitions":[]}',
      '{"family":"a","containerDefinitions":[]}',
      ['family: "b" → "a"'],
    ],
    [
      'a member called __proto__',
      container({ dockerLabels: JSON.parse('{"__proto__":"a"}') }),
      container({}),
      ['container "app", dockerLabels: removed'],
    ],
  ];
  for (const [what, a, b, expected] of cases)
    it(`tells ${what}`, () => assert.deepEqual(words(a, b), { differences: expected, undecided: [] }));

  it('leaves open what is decided later', () => {
    const { differences, undecided } = words(container({ image: 'nginx:${TAG}' }), container({ image: 'nginx:1.2' }));
    assert.deepEqual(differences, []);
    assert.equal(undecided.length, 1);
  });

  it('tells what cannot become equal, whatever the placeholder', () => {
    assert.equal(words(container({ image: 'nginx:${TAG}' }), container({ image: 'httpd:1.2' })).differences.length, 1);
  });
});

describe('the defaults', () => {
  it('are of members that the API has', () => {
    const types = new Map<string, Schema>([['RegisterTaskDefinitionRequest', REQUEST]]);
    const visit = (schema: Schema) => {
      const resolved = resolve(schema);
      const name =
        schema.$ref?.split('/').at(-1) ??
        schema.allOf
          ?.find(({ $ref }) => $ref)
          ?.$ref?.split('/')
          .at(-1);
      if (name && types.has(name)) return;
      if (name) types.set(name, resolved);
      for (const member of Object.values(resolved.properties ?? {})) visit(member);
      if (resolved.items) visit(resolved.items);
    };
    visit(REQUEST);
    for (const [type, members] of Object.entries(DEFAULTS))
      for (const member of Object.keys(members)) assert.ok(memberOf(types.get(type)!, member), `${type}.${member}`);
  });
});

describe('a file and what describes it', () => {
  const own = (more: object = {}) =>
    container({ image: 'docker.io/library/nginx' }, { executionRoleArn: ROLE, ...more });
  const ROLE = 'arn:aws:iam::111122223333:role/exec';
  const described = (more: object = {}, beside: object = {}) =>
    JSON.stringify({
      taskDefinition: {
        taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7',
        ...JSON.parse(
          container({ image: 'nginx:latest', cpu: 0 }, { executionRoleArn: 'exec', revision: 7, status: 'ACTIVE' }),
        ),
        ...more,
      },
      ...beside,
    });
  const TAGS = {
    tags: [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ],
  };

  it('mean the same by the role and the image that they name in another way', () => {
    assert.deepEqual(words(own(), described()), { differences: [], undecided: [] });
    assert.equal(words(own(), described({ executionRoleArn: 'other' })).differences.length, 1);
    const nginx = (image: string) => container({ image });
    for (const [a, b] of [
      ['ghcr.io/nginx', 'nginx'],
      ['example.com:5000/nginx', 'nginx'],
      ['me/nginx', 'nginx'],
      ['nginx@sha256:0', 'nginx'],
    ])
      assert.equal(words(nginx(a!), nginx(b!)).differences.length, 1, a);
    for (const [a, b] of [
      ['example.com:5000/nginx', 'example.com:5000/nginx:latest'],
      ['docker.io/me/nginx:1', 'me/nginx:1'],
    ])
      assert.equal(words(nginx(a!), nginx(b!)).differences.length, 0, a);
  });

  it('differ in tags only where both say what they are', () => {
    assert.deepEqual(words(own(TAGS), described()).differences, []);
    assert.deepEqual(words(own(TAGS), described({}, { tags: [...TAGS.tags].reverse() })).differences, []);
    assert.deepEqual(words(own(TAGS), described({}, { tags: TAGS.tags.slice(1) })).differences, ['tag "a": removed']);
  });

  it('cannot be told apart by a parameter that is named by its ARN', () => {
    const secret = (valueFrom: string) => container({ secrets: [{ name: 'A', valueFrom }] });
    for (const name of ['/shop/key', 'key']) {
      const arn = `arn:aws:ssm:eu-west-1:111122223333:parameter${name.startsWith('/') ? '' : '/'}${name}`;
      const { differences, undecided } = words(secret(name), secret(arn));
      assert.deepEqual([differences.length, undecided.length], [0, 1], name);
    }
    assert.equal(
      words(secret('key'), secret('arn:aws:ssm:eu-west-1:111122223333:parameter/other')).differences.length,
      1,
    );
  });
});
