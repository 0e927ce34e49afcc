/** The right data in the wrong shape: one finding, and a fix that converts all of it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

type Members = Readonly<Record<string, unknown>>;

const WEB: Members = { name: 'web', image: 'public.ecr.aws/nginx/nginx:1.27', memory: 128 };
const TASK: Members = { family: 'web', requiresCompatibilities: ['EC2'], networkMode: 'bridge' };
const LOG: Members = { logDriver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } };

function errorsOf(text: string) {
  const { document, findings } = analyse(text, 'task-definition.json', 'asked');
  return { document, findings: findings.filter(({ severity }) => severity === 'error') };
}

/** The text after the first fix of the one error there is. */
function fixed(task: unknown): string {
  const text = JSON.stringify(task, undefined, 2);
  const { document, findings } = errorsOf(text);
  assert.deepEqual(findings.length, 1, `one error, not: ${findings.map((f) => `${f.rule}: ${f.message}`).join('; ')}`);
  assert.ok(findings[0]!.message.length <= 110, findings[0]!.message);
  const fix = findings[0]!.fixes[0];
  assert.ok(fix, `no fix for: ${findings[0]!.message}`);
  const after = applyEdits(text, editsOf(document, fix));
  assert.deepEqual(
    errorsOf(after).findings.map((f) => f.message),
    [],
    after,
  );
  return after;
}

const ENVIRONMENT = [
  { name: 'A', value: 'b=c' },
  { name: 'PORT', value: '8080' },
];
const TAGS = [
  { key: 'team', value: 'shop' },
  { key: 'stage', value: '1' },
];
const SECRET = 'arn:aws:ssm:eu-west-1:111122223333:parameter/db';
const ROLE = 'arn:aws:iam::111122223333:role/exec';

/** What a member was written as, and what it is meant to be. */
const IN_CONTAINER: readonly (readonly [key: string, written: unknown, meant: unknown, volumes?: unknown])[] = [
  ['environment', { A: 'b=c', PORT: 8080 }, ENVIRONMENT],
  ['environment', ['A=b=c', 'PORT=8080'], ENVIRONMENT],
  ['environment', [{ A: 'b=c' }, { PORT: 8080 }], ENVIRONMENT],
  ['environment', [{ A: 'b=c', PORT: '8080' }], ENVIRONMENT],
  ['environment', [{ key: 'A', value: 'b=c' }, ENVIRONMENT[1]], ENVIRONMENT],
  ['environment', [ENVIRONMENT[0], { key: 'PORT', value: '8080' }], ENVIRONMENT],
  ['environment', [ENVIRONMENT], ENVIRONMENT],
  ['environment', [['A=b=c', 'PORT=8080']], ENVIRONMENT],
  ['environment', ENVIRONMENT[0], [ENVIRONMENT[0]]],
  ['environment', 'A=b=c', [ENVIRONMENT[0]]],
  ['environment', '[{"name":"A","value":"b=c"}]', [ENVIRONMENT[0]]],
  [
    'environment',
    { NAME: 'x', VALUE_OF: 'y' },
    [
      { name: 'NAME', value: 'x' },
      { name: 'VALUE_OF', value: 'y' },
    ],
  ],
  ['secrets', { A: SECRET }, [{ name: 'A', valueFrom: SECRET }]],
  ['secrets', [`A=${SECRET}`], [{ name: 'A', valueFrom: SECRET }]],
  ['secrets', [{ key: 'A', valueFrom: SECRET }], [{ name: 'A', valueFrom: SECRET }]],
  ['secrets', [{ A: SECRET }], [{ name: 'A', valueFrom: SECRET }]],
  ['portMappings', ['8080:80'], [{ containerPort: 80, hostPort: 8080 }]],
  [
    'portMappings',
    ['80:80', '53/udp'],
    [
      { containerPort: 80, hostPort: 80 },
      { containerPort: 53, protocol: 'udp' },
    ],
  ],
  ['portMappings', [80], [{ containerPort: 80 }]],
  ['portMappings', [80, { containerPort: 81 }], [{ containerPort: 80 }, { containerPort: 81 }]],
  ['portMappings', ['80'], [{ containerPort: 80 }]],
  ['portMappings', '80', [{ containerPort: 80 }]],
  ['portMappings', 80, [{ containerPort: 80 }]],
  ['portMappings', { '8080': 80 }, [{ containerPort: 80, hostPort: 8080 }]],
  ['portMappings', { containerPort: 80 }, [{ containerPort: 80 }]],
  ['portMappings', [[{ containerPort: 80 }]], [{ containerPort: 80 }]],
  ['portMappings', ['8000-8010'], [{ containerPortRange: '8000-8010' }]],
  ['mountPoints', ['data:/data'], [{ sourceVolume: 'data', containerPath: '/data' }], [{ name: 'data' }]],
  ['mountPoints', ['./d:/d'], [{ sourceVolume: 'd', containerPath: '/d' }], [{ name: 'd' }]],
  [
    'mountPoints',
    ['/srv/d:/d:ro'],
    [{ sourceVolume: 'd', containerPath: '/d', readOnly: true }],
    [{ name: 'd', host: { sourcePath: '/srv/d' } }],
  ],
  ['mountPoints', { data: '/data' }, [{ sourceVolume: 'data', containerPath: '/data' }], [{ name: 'data' }]],
  ['dockerLabels', ['a=b', 'c=d'], { a: 'b', c: 'd' }],
  ['dockerLabels', [{ name: 'a', value: 'b' }], { a: 'b' }],
  ['dockerLabels', [{ a: 'b' }, { c: 1 }], { a: 'b', c: '1' }],
  ['logConfiguration', [LOG], LOG],
  ['logConfiguration', { ...LOG, options: ['max-size=10m', 'max-file=3'] }, LOG],
  ['logConfiguration', { ...LOG, options: [{ key: 'max-size', value: '10m' }, { 'max-file': 3 }] }, LOG],
  ['healthCheck', [{ command: ['CMD', '/check'] }], { command: ['CMD', '/check'] }],
  ['healthCheck', ['CMD-SHELL', '/check'], { command: ['CMD-SHELL', '/check'] }],
  ['healthCheck', '/check', { command: ['CMD', '/check'] }],
  ['healthCheck', { test: ['CMD', '/check'], interval: 30 }, { command: ['CMD', '/check'], interval: 30 }],
  ['environment', 'A=b=c,PORT=8080', ENVIRONMENT],
  ['secrets', { A: { valueFrom: SECRET } }, [{ name: 'A', valueFrom: SECRET }]],
  ['portMappings', '80,443', [{ containerPort: 80 }, { containerPort: 443 }]],
  ['portMappings', [{ port: 80 }], [{ containerPort: 80 }]],
  ['command', [['npm', 'start']], ['npm', 'start']],
  ['ulimits', { nofile: 1024 }, [{ name: 'nofile', softLimit: 1024, hardLimit: 1024 }]],
  ['ulimits', [{ nofile: { soft: 1, hard: 2 } }], [{ name: 'nofile', softLimit: 1, hardLimit: 2 }]],
  ['ulimits', ['nofile=1024:2048'], [{ name: 'nofile', softLimit: 1024, hardLimit: 2048 }]],
  ['extraHosts', ['db:10.0.0.5'], [{ hostname: 'db', ipAddress: '10.0.0.5' }]],
  ['extraHosts', { db: '10.0.0.5' }, [{ hostname: 'db', ipAddress: '10.0.0.5' }]],
  ['systemControls', { 'net.core.somaxconn': 1024 }, [{ namespace: 'net.core.somaxconn', value: '1024' }]],
  ['resourceRequirements', { GPU: 1 }, [{ type: 'GPU', value: '1' }]],
  ['environmentFiles', ['arn:aws:s3:::b/a.env'], [{ value: 'arn:aws:s3:::b/a.env', type: 's3' }]],
];

describe('a member of a container', () => {
  for (const [key, written, meant, volumes] of IN_CONTAINER) {
    test(`${key}: ${JSON.stringify(written)}`, () => {
      const task = (value: unknown) => ({
        ...TASK,
        executionRoleArn: ROLE,
        containerDefinitions: [{ ...WEB, [key]: value }],
      });
      const after = JSON.parse(fixed(task(written)));
      assert.deepEqual(after, { ...task(meant), ...(volumes ? { volumes } : {}) });
    });
  }

  test('dependsOn by names', () => {
    const db = { ...WEB, name: 'db' };
    for (const [written, condition] of [
      [['db'], 'START'],
      [{ db: { condition: 'service_started' } }, 'START'],
      [['db:START'], 'START'],
    ] as const) {
      const task = (dependsOn: unknown) => ({ ...TASK, containerDefinitions: [{ ...WEB, dependsOn }, db] });
      assert.deepEqual(JSON.parse(fixed(task(written))), task([{ containerName: 'db', condition }]));
    }
  });

  test('ports that are those of the host anyway are written once', () => {
    const task = (portMappings: unknown) => ({
      family: 'web',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ ...WEB, portMappings }],
    });
    assert.deepEqual(JSON.parse(fixed(task(['8080:80']))), task([{ containerPort: 80 }]));
  });

  test('a volume that is there is used, and others stay', () => {
    const task = (mountPoints: unknown, volumes: unknown) => ({
      ...TASK,
      containerDefinitions: [{ ...WEB, mountPoints }],
      volumes,
    });
    const mounts = [
      { sourceVolume: 'data', containerPath: '/a' },
      { sourceVolume: 'new', containerPath: '/b' },
    ];
    assert.deepEqual(
      JSON.parse(fixed(task(['data:/a', 'new:/b'], [{ name: 'data' }]))),
      task(mounts, [{ name: 'data' }, { name: 'new' }]),
    );
  });
});

describe('a member of the task', () => {
  const cases: readonly (readonly [key: string, written: unknown, meant: unknown])[] = [
    ['tags', { team: 'shop', stage: 1 }, TAGS],
    ['tags', ['team=shop', 'stage=1'], TAGS],
    ['tags', [{ name: 'team', value: 'shop' }, TAGS[1]], TAGS],
    ['tags', [{ team: 'shop' }, { stage: '1' }], TAGS],
    ['tags', TAGS[0], [TAGS[0]]],
    ['volumes', { name: 'd' }, [{ name: 'd' }]],
    ['volumes', ['d'], [{ name: 'd' }]],
    ['volumes', { d: { host: { sourcePath: '/d' } } }, [{ name: 'd', host: { sourcePath: '/d' } }]],
    ['placementConstraints', ['memberOf(task:group == a)'], [{ type: 'memberOf', expression: 'task:group == a' }]],
    ['requiresCompatibilities', 'EC2', ['EC2']],
    ['requiresCompatibilities', 'EC2,EXTERNAL', ['EC2', 'EXTERNAL']],
    ['requiresCompatibilities', [['EC2']], ['EC2']],
  ];
  for (const [key, written, meant] of cases) {
    test(`${key}: ${JSON.stringify(written)}`, () => {
      const task = (value: unknown) => ({ ...TASK, [key]: value, containerDefinitions: [WEB] });
      assert.deepEqual(JSON.parse(fixed(task(written))), task(meant));
    });
  }
});

describe('the containers', () => {
  const right = { ...TASK, containerDefinitions: [WEB] };
  const { name: _, ...nameless } = WEB;
  const cases: readonly (readonly [name: string, written: unknown])[] = [
    ['one object', { ...TASK, containerDefinitions: WEB }],
    ['by name', { ...TASK, containerDefinitions: { web: nameless } }],
    ['a list in a list', { ...TASK, containerDefinitions: [[WEB]] }],
    ['JSON in a text', { ...TASK, containerDefinitions: JSON.stringify([WEB]) }],
    ['a whole task definition in the list', { family: 'web', containerDefinitions: [{ ...right, family: 'other' }] }],
    ['a whole task definition in a list', [right]],
  ];
  for (const [name, written] of cases) {
    test(name, () => assert.deepEqual(JSON.parse(fixed(written)), right));
  }
});

describe('what is not plain', () => {
  const cases: readonly (readonly [key: string, written: unknown])[] = [
    ['environment', ['A']],
    ['environment', 'production'],
    ['environment', { A: { b: 'c' } }],
    ['portMappings', ['127.0.0.1:80:80']],
    ['portMappings', ['http']],
    ['mountPoints', ['C:\\data:C:\\data']],
    ['logConfiguration', [LOG, LOG]],
    ['environment', `{"name": ${'['.repeat(30)}${']'.repeat(30)}}`],
  ];
  for (const [key, written] of cases) {
    test(`${key}: ${JSON.stringify(written).slice(0, 60)} is told once, and nothing is made up`, () => {
      const text = JSON.stringify({ ...TASK, containerDefinitions: [{ ...WEB, [key]: written }] });
      const { findings } = errorsOf(text);
      assert.deepEqual(
        findings.map(({ rule, fixes }) => [rule, fixes.length]),
        [['wrong-type', 0]],
      );
    });
  }

  test('placeholders are left alone', () => {
    for (const environment of ['${ENVIRONMENT}', ['${A}', { name: 'B', value: 'c' }]]) {
      const text = JSON.stringify({ ...TASK, containerDefinitions: [{ ...WEB, environment }] });
      assert.deepEqual(errorsOf(text).findings, []);
    }
  });

  test('a slip in a name is told as such', () => {
    const environment = [{ nam: 'A', vale: 'b' }];
    const text = JSON.stringify({ ...TASK, containerDefinitions: [{ ...WEB, environment }] });
    assert.ok(errorsOf(text).findings.every(({ rule }) => rule === 'unknown-property'));
  });

  test('ten thousand items are read in time', () => {
    const environment = Array.from({ length: 10_000 }, (_, i) => `A${i}=b`);
    const mountPoints = environment.map((_, i) => `v${i}:/v${i}`);
    const begun = process.cpuUsage();
    errorsOf(JSON.stringify({ ...TASK, containerDefinitions: [{ ...WEB, environment, mountPoints }] }));
    const { user } = process.cpuUsage(begun);
    assert.ok(user < 3_000_000, `${user} µs`);
  });
});
