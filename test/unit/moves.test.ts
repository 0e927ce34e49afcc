/** A member in the wrong place is moved with the value that stood in the file, and nothing is invented. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf, fixAll } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

type Members = Readonly<Record<string, unknown>>;

const WEB = { name: 'web', image: 'nginx:1.27', memory: 128 };

function task(container: Members, members: Members = {}): string {
  return JSON.stringify({ family: 'web', ...members, containerDefinitions: [{ ...WEB, ...container }] });
}

function moved(text: string, key: string): Members & { containerDefinitions: [Members] } {
  const { document, findings } = analyse(text, 'task-definition.json', 'asked');
  const finding = findings.find(
    ({ rule, message }) => /^(?:unknown-property|wrong-type)$/.test(rule) && message.includes(`"${key}"`),
  );
  assert.ok(finding, `nothing about ${key}: ${findings.map(({ message }) => message).join('; ')}`);
  return JSON.parse(applyEdits(text, editsOf(document, finding.fixes[0]!)));
}

const ROLE = 'arn:aws:iam::444455556666:role/prodExec';
const TASK_MEMBERS: Members = {
  executionRoleArn: ROLE,
  taskRoleArn: ROLE,
  networkMode: 'host',
  requiresCompatibilities: ['EC2'],
  volumes: [{ name: 'd', host: { sourcePath: '/dk' } }],
};
for (const [key, value] of Object.entries(TASK_MEMBERS)) {
  test(`${key} goes from a container to the task`, () => {
    const after = moved(task({ [key]: value }), key);
    assert.deepEqual(after[key], value);
    assert.deepEqual(after.containerDefinitions, [WEB]);
  });
}

test('volumes join those that the task has', () => {
  const after = moved(task({ volumes: [{ name: 'b' }] }, { volumes: [{ name: 'a' }] }), 'volumes');
  assert.deepEqual(after.volumes, [{ name: 'a' }, { name: 'b' }]);
});

test('another value at the task level is not overwritten', () => {
  const after = moved(task({ executionRoleArn: ROLE }, { executionRoleArn: `${ROLE}2` }), 'executionRoleArn');
  assert.equal(after.executionRoleArn, `${ROLE}2`);
});

const CONTAINER_MEMBERS: Members = {
  portMappings: [{ containerPort: 80 }],
  environment: [{ name: 'A', value: 'b' }],
  command: ['npm', 'start'],
};
for (const [key, value] of Object.entries(CONTAINER_MEMBERS)) {
  test(`${key} goes from the task into its one container`, () => {
    const after = moved(task({}, { [key]: value }), key);
    assert.equal(after[key], undefined);
    assert.deepEqual(after.containerDefinitions, [{ ...WEB, [key]: value }]);
  });
}

test('a variable with valueFrom becomes a secret', () => {
  const entry = { name: 'A', valueFrom: '/db' };
  const kept = { name: 'B', value: '1' };
  const alone = moved(task({ environment: [entry] }), 'valueFrom').containerDefinitions[0];
  assert.deepEqual(alone, { ...WEB, secrets: [entry] });
  const other = { name: 'C', valueFrom: '/c' };
  const beside = moved(task({ environment: [entry, kept], secrets: [other] }), 'valueFrom').containerDefinitions[0];
  assert.deepEqual(beside, { ...WEB, environment: [kept], secrets: [other, entry] });
});

test('key and value become name and value', () => {
  const after = moved(task({ environment: [{ key: 'A', value: 'b' }] }), 'key').containerDefinitions[0];
  assert.deepEqual(after, { ...WEB, environment: [{ name: 'A', value: 'b' }] });
});

test('what moves is missing nowhere, and nothing is invented for it', () => {
  const logConfiguration = {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'web' },
  };
  const fargate = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512' };
  const texts = [
    task({ executionRoleArn: ROLE, logConfiguration, secrets: [{ name: 'A', valueFrom: '/a' }] }, fargate),
    task({ volumes: [{ name: 'd' }], mountPoints: [{ sourceVolume: 'd', containerPath: '/d' }] }),
    task({ networkMode: 'awsvpc' }, { ...fargate, networkMode: undefined, executionRoleArn: ROLE }),
    task({ image: undefined }, { image: 'nginx:1.27' }),
    task({ family: 'web' }, { family: undefined }),
  ];
  for (const text of texts) {
    const errors = analyse(text, 'task-definition.json', 'asked').findings.filter(
      ({ severity }) => severity === 'error',
    );
    assert.deepEqual(
      errors.map(({ rule }) => rule),
      ['unknown-property'],
      text,
    );
  }
});

test('the same member in every container is moved once', () => {
  const both = [
    { ...WEB, executionRoleArn: ROLE },
    { ...WEB, name: 'b', executionRoleArn: ROLE },
  ];
  const after = moved(JSON.stringify({ family: 'web', containerDefinitions: both }), 'executionRoleArn');
  assert.deepEqual(after, {
    family: 'web',
    executionRoleArn: ROLE,
    containerDefinitions: [WEB, { ...WEB, name: 'b' }],
  });
});

const LOOSE: readonly (readonly [what: string, written: Members, meant: Members])[] = [
  [
    'the whole container',
    { family: 'web', ...WEB, portMappings: [{ containerPort: 80 }], networkMode: 'awsvpc' },
    { family: 'web', networkMode: 'awsvpc', containerDefinitions: [{ ...WEB, portMappings: [{ containerPort: 80 }] }] },
  ],
  [
    'with sizes that are of the task as Fargate needs them',
    { family: 'web', name: 'web', image: 'nginx:1.27', cpu: '256', memory: 512, requiresCompatibilities: ['FARGATE'] },
    {
      family: 'web',
      cpu: '256',
      memory: 512,
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [{ name: 'web', image: 'nginx:1.27' }],
    },
  ],
  [
    'with sizes of the task as text',
    { family: 'web', name: 'web', image: 'nginx:1.27', memory: '512' },
    { family: 'web', memory: '512', containerDefinitions: [{ name: 'web', image: 'nginx:1.27' }] },
  ],
  [
    'without a name or memory, which are left to fill in',
    { family: 'web', image: 'nginx:1.27' },
    { family: 'web', containerDefinitions: [{ name: 'app', image: 'nginx:1.27', memory: 512 }] },
  ],
  [
    'with an empty list for it',
    { family: 'web', containerDefinitions: [], ...WEB, command: ['npm', 'start'] },
    { family: 'web', containerDefinitions: [{ ...WEB, command: ['npm', 'start'] }] },
  ],
  [
    'with null for the list',
    { family: 'web', containerDefinitions: null, ...WEB },
    { family: 'web', containerDefinitions: [WEB] },
  ],
  [
    'one member alone',
    { family: 'web', memory: '512', environment: [{ name: 'A', value: 'b' }] },
    {
      family: 'web',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: 'REGISTRY/IMAGE:TAG', environment: [{ name: 'A', value: 'b' }] }],
    },
  ],
];
for (const [what, written, meant] of LOOSE) {
  test(`members of a container without containerDefinitions: ${what}`, () => {
    const text = JSON.stringify(written);
    const { document, findings } = analyse(text, 'task-definition.json', 'asked');
    const about = findings.filter(({ rule }) => /^(?:unknown|missing)-property$/.test(rule));
    assert.equal(about.length, 1, about.map(({ message }) => message).join('; '));
    const [fix, ...others] = about[0]!.fixes;
    assert.deepEqual(others, [], 'removing it is no help');
    const fixed = applyEdits(text, editsOf(document, fix!));
    assert.deepEqual(JSON.parse(fixed), meant);
    const left = analyse(fixed, 'task-definition.json', 'asked').findings.filter(
      ({ severity }) => severity === 'error',
    );
    const before = new Set(findings.map(({ rule, node }) => `${rule} ${node?.kind}`));
    assert.deepEqual(
      left.filter(({ rule, node }) => !before.has(`${rule} ${node?.kind}`)).map(({ message }) => message),
      [],
    );
  });
}

test('a misspelt list is renamed, and its task members are no container', () => {
  const text = JSON.stringify({ family: 'web', image: 'nginx:1.27', containerDefinition: [WEB] });
  const { findings } = analyse(text, 'task-definition.json', 'asked');
  assert.ok(!findings.some(({ fixes }) => fixes.some(({ title }) => title.includes('new container'))));
});

test('of several containers somebody chooses', () => {
  const text = JSON.stringify({ family: 'web', user: '1000', containerDefinitions: [WEB, { ...WEB, name: 'b' }] });
  const { findings } = analyse(text, 'task-definition.json', 'asked');
  const titles = findings.find(({ rule }) => rule === 'unknown-property')!.fixes.map(({ title }) => title);
  assert.deepEqual(titles.slice(0, 2), ['Move it to container "web"', 'Move it to container "b"']);
});

const PARTS: readonly (readonly [written: Members, meant: Members, key: string])[] = [
  [{ capabilities: { drop: ['ALL'] } }, { linuxParameters: { capabilities: { drop: ['ALL'] } } }, 'capabilities'],
  [
    { healthCheck: { command: ['CMD', '/x'] }, interval: 30, retries: 3 },
    { healthCheck: { command: ['CMD', '/x'], interval: 30, retries: 3 } },
    'interval',
  ],
  [
    { logDriver: 'json-file', options: { 'max-size': '1m' } },
    { logConfiguration: { logDriver: 'json-file', options: { 'max-size': '1m' } } },
    'logDriver',
  ],
  [
    { logConfiguration: { logDriver: 'json-file', 'max-size': '1m', 'max-file': '3' } },
    { logConfiguration: { logDriver: 'json-file', options: { 'max-size': '1m', 'max-file': '3' } } },
    'max-size',
  ],
  [{ initProcessEnabled: true }, { linuxParameters: { initProcessEnabled: true } }, 'initProcessEnabled'],
];
for (const [written, meant, key] of PARTS) {
  test(`${Object.keys(written).join(' and ')} of a container`, () => {
    assert.deepEqual(moved(task(written), key).containerDefinitions, [{ ...WEB, ...meant }]);
  });
}

const VOLUMES: readonly (readonly [written: Members, meant: Members, key: string])[] = [
  [{ sourcePath: '/d' }, { host: { sourcePath: '/d' } }, 'sourcePath'],
  [{ host: {}, sourcePath: '/d' }, { host: { sourcePath: '/d' } }, 'sourcePath'],
  [{ host: '/d' }, { host: { sourcePath: '/d' } }, 'host'],
  [
    { driver: 'local', autoprovision: true, scope: 'shared' },
    { dockerVolumeConfiguration: { driver: 'local', autoprovision: true, scope: 'shared' } },
    'driver',
  ],
  [
    { fileSystemId: 'fs-0123456789abcdef0', transitEncryption: 'ENABLED' },
    { efsVolumeConfiguration: { fileSystemId: 'fs-0123456789abcdef0', transitEncryption: 'ENABLED' } },
    'fileSystemId',
  ],
];
for (const [written, meant, key] of VOLUMES) {
  test(`${Object.keys(written).join(' and ')} of a volume`, () => {
    const after = moved(task({}, { volumes: [{ name: 'd', ...written }] }), key);
    assert.deepEqual(after.volumes, [{ name: 'd', ...meant }]);
  });
}

test('a part that may be of two members is left to its author', () => {
  const text = task({}, { volumes: [{ name: 'd', fileSystemId: 'fs-0123456789abcdef0' }] });
  const { findings } = analyse(text, 'task-definition.json', 'asked');
  const fixes = findings.find(({ rule }) => rule === 'unknown-property')!.fixes;
  assert.deepEqual(
    fixes.map(({ title }) => title),
    ['Remove "fileSystemId"'],
  );
});

test('a secret with a value is renamed, or becomes a variable', () => {
  const secret = 'arn:aws:ssm:eu-west-1:111122223333:parameter/db';
  const renamed = moved(task({ secrets: [{ name: 'A', value: secret }] }), 'value').containerDefinitions[0];
  assert.deepEqual(renamed, { ...WEB, secrets: [{ name: 'A', valueFrom: secret }] });
  const plain = moved(task({ secrets: [{ name: 'A', value: 'debug' }] }), 'value').containerDefinitions[0];
  assert.deepEqual(plain, { ...WEB, environment: [{ name: 'A', value: 'debug' }] });
});

test('nothing is safe where the level of the members is unclear', () => {
  const unclear: readonly unknown[] = [
    { family: 'web', cpu: 512, memory: 512, image: 'nginx:1.27', containerDefinitions: [{ name: 'web' }] },
    [{ ...WEB, family: 'web', cpu: '512', requiresCompatibilities: 'EC2' }],
    { family: 'web', containerDefinitions: [{ ...WEB, networkMode: 'awsvpc', cpu: '512' }] },
    { family: 'web', cpu: 512, portMappings: [{ containerPort: '80' }] },
    { name: 'web', cpu: 512, networkMode: 'awsvpc', containerDefinitions: [WEB] },
    { family: 'web', cpu: 256, memory: 512, image: 'nginx:1.27', environment: { A: 'b' } },
    [{ ...WEB, memory: '512', containerDefinitions: [WEB] }],
    [{ ...WEB, cpu: '256', essential: 'true', networkMode: 'awsvpc' }],
    { family: 'web', containerDefinitions: [{ ...WEB, cpu: '256', requiresCompatibilities: ['fargate'] }] },
  ];
  for (const document of unclear) {
    const text = JSON.stringify(document);
    const read = (text: string) => analyse(text, 'task-definition.json', 'asked');
    assert.equal(fixAll(text, read), text);
    assert.ok(read(text).findings.some(({ fixes }) => fixes.length > 0));
  }
  const clear = JSON.stringify({ family: 'web', cpu: 512, containerDefinitions: [WEB] });
  assert.match(
    fixAll(clear, (text) => analyse(text, 'task-definition.json', 'asked')),
    /"cpu":"512"/,
  );
});

test('the one network mode of Fargate is set unasked, unless something has to go for it', () => {
  const fargate = { requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '512' };
  const after = (container: Members, members: Members) =>
    JSON.parse(
      fixAll(task(container, { ...fargate, ...members }), (text) => analyse(text, 'task-definition.json', 'asked')),
    );
  for (const mode of [
    {},
    { networkMode: 'bridge' },
    { networkMode: 'host' },
    { networkMode: 'vpc' },
    { networkMode: 'AWSVPC' },
  ])
    assert.equal(after({}, mode).networkMode, 'awsvpc', JSON.stringify(mode));
  assert.equal(after({ links: ['b'] }, { networkMode: 'bridge' }).networkMode, 'bridge');
  assert.equal(after({}, { networkMode: '${mode}' }).networkMode, '${mode}');
});

test('a role that is added is of the account that the file names', () => {
  const secrets = [{ name: 'A', valueFrom: 'arn:aws-cn:ssm:cn-north-1:444455556666:parameter/a' }];
  const added = (members: Members) => {
    const text = task({ secrets }, members);
    const { document, findings } = analyse(text, 'task-definition.json', 'asked');
    const finding = findings.find(({ rule }) => rule === 'secret-execution-role');
    return JSON.parse(applyEdits(text, editsOf(document, finding!.fixes[0]!))).executionRoleArn;
  };
  assert.equal(added({}), 'arn:aws-cn:iam::444455556666:role/ecsTaskExecutionRole');
  const other = { taskRoleArn: 'arn:aws:iam::777788889999:role/web' };
  assert.equal(added(other), 'arn:aws:iam::777788889999:role/ecsTaskExecutionRole');
  assert.equal(
    added({ taskRoleArn: 'arn:aws:iam::${account}:role/web' }),
    'arn:aws:iam::${account}:role/ecsTaskExecutionRole',
  );
});

test('options beside the options are not missing', () => {
  const logConfiguration = {
    logDriver: 'awslogs',
    'awslogs-group': '/web',
    'awslogs-region': 'eu-west-1',
    'awslogs-stream-prefix': 'web',
  };
  const fargate = {
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: ROLE,
  };
  const { findings } = analyse(task({ logConfiguration }, fargate), 'task-definition.json', 'asked');
  const errors = findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ rule }) => rule),
    ['unknown-property'],
  );
});
