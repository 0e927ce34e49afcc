/** Which keys are offered, in which order, and what each brings with it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CompletionItemKind, CompletionItemTag } from 'vscode-languageserver';
import { analyse } from '../../server/src/analysis.ts';
import { documentation } from '../../server/src/features/completion/documentation.ts';
import type { DocsKey } from '../../server/src/features/completion/suggestion.ts';
import { FARGATE, offer, snippets, task } from './completing.ts';

const EC2 = '"requiresCompatibilities": ["EC2"], "networkMode": "bridge",';

/** The keys that a container is offered in a task definition with some members. */
function containerKeys(members: string): string[] {
  return offer(task('{ "name": "web", "image": "example.com/web:1", "|" }', members)).labels;
}

/** The keys that the task definition itself is offered. */
function taskKeys(members: string): string[] {
  return offer(`{ "family": "shop", ${members} "containerDefinitions": [], "|" }`).labels;
}

describe('the order', () => {
  test('is what ECS needs, then what real files use most', () => {
    assert.deepEqual(offer('{ "|" }').labels.slice(0, 4), [
      'family',
      'containerDefinitions',
      'networkMode',
      'requiresCompatibilities',
    ]);
    assert.deepEqual(offer('[{ "|" }]').labels.slice(0, 4), ['name', 'image', 'essential', 'logConfiguration']);
  });

  test('reaches the client, before what others sort by name', () => {
    const { items } = offer('[{ "|" }]');
    const sorted = [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    assert.deepEqual(sorted, items);
    assert.ok(items.every(({ sortText }) => sortText! < '"'));
  });

  test('has what is deprecated at its end, marked', () => {
    const { items: all } = offer(task('{ "name": "web", "image": "example.com/web:1", "|" }', EC2));
    const items = all.filter(({ kind }) => kind === CompletionItemKind.Property);
    assert.equal(items[items.length - 1]!.label, 'links');
    assert.deepEqual(items[items.length - 1]!.tags, [CompletionItemTag.Deprecated]);
    assert.ok(items.slice(0, -1).every(({ tags }) => tags === undefined));
  });
});

describe('left out is', () => {
  test('what is there already', () => {
    const { labels } = offer('{ "cpu": "256", "|", "memory": "512" }');
    assert.ok(!labels.includes('cpu') && !labels.includes('memory') && labels.includes('family'));
  });

  test('what only the output of ECS has, and what ECS refuses', () => {
    const labels = taskKeys('');
    for (const key of ['revision', 'status', 'taskDefinitionArn', 'inferenceAccelerators']) {
      assert.ok(!labels.includes(key), key);
    }
  });

  test('what the launch type refuses', () => {
    for (const key of [
      'privileged',
      'links',
      'hostname',
      'dnsServers',
      'dockerSecurityOptions',
      'resourceRequirements',
    ]) {
      assert.ok(containerKeys(EC2).includes(key), `${key} on EC2`);
      assert.ok(!containerKeys(FARGATE).includes(key), `${key} on Fargate`);
    }
    assert.ok(taskKeys(FARGATE).includes('ephemeralStorage') && !taskKeys(EC2).includes('ephemeralStorage'));
    assert.ok(taskKeys(EC2).includes('ipcMode') && !taskKeys(FARGATE).includes('ipcMode'));
  });

  test('what the network mode refuses', () => {
    assert.ok(
      containerKeys('').includes('hostname') && !containerKeys('"networkMode": "awsvpc",').includes('hostname'),
    );
    assert.ok(!containerKeys('"networkMode": "host",').includes('links'));
    assert.ok(containerKeys('"networkMode": "${mode}",').includes('hostname'), 'a placeholder refuses nothing');
  });

  test('what Windows does not have', () => {
    const windows = '"runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },';
    assert.ok(!containerKeys(windows).includes('linuxParameters') && containerKeys(windows).includes('user'));
  });

  test('the second kind of a volume', () => {
    const volume = (rest: string) =>
      offer(`{ "family": "a", "containerDefinitions": [], "volumes": [{ ${rest} "|" }] }`).labels;
    assert.ok(volume('"name": "data",').includes('efsVolumeConfiguration'));
    assert.deepEqual(volume('"name": "data", "host": {},'), []);
  });
});

describe('a skeleton', () => {
  const text = (marked: string, label: string) => {
    const edit = snippets(marked).get(label)?.textEdit;
    assert.ok(edit && 'range' in edit, `${label} is offered`);
    return edit.newText;
  };

  test('of a container has what ECS needs', () => {
    assert.equal(
      text('{\n  "family": "a",\n  "requiresCompatibilities": ["FARGATE"],\n  "|"\n}', 'containerDefinitions'),
      [
        '"containerDefinitions": [',
        '  {',
        '    "name": "${1:app}",',
        '    "image": "${2:REPOSITORY/IMAGE:TAG}",',
        '    "essential": ${3:true},',
        '    "portMappings": [',
        '      {',
        '        "containerPort": ${4:8080},',
        '        "protocol": "${5:tcp}"',
        '      }',
        '    ]',
        '  }',
        ']',
      ].join('\n'),
    );
    assert.match(
      text('{ "requiresCompatibilities": ["EC2"], "|" }', 'containerDefinitions'),
      /"memory": \$\{3:512\}/,
      'memory, where the task has none',
    );
  });

  test('knows the type of the value', () => {
    const container = '[{ "name": "web", "image": "example.com/web:1", "|" }]';
    assert.equal(text(container, 'essential'), '"essential": ${1:true}');
    assert.equal(text(container, 'stopTimeout'), '"stopTimeout": ${1:30}');
    assert.equal(text(container, 'command'), '"command": ["${1}"]');
    assert.equal(text(container, 'dockerLabels'), '"dockerLabels": {}');
  });

  test('opens the list of values where there are several, and only there', () => {
    const items = snippets('{ "|" }');
    assert.equal(items.get('networkMode')?.command?.command, 'suggest');
    assert.equal(items.get('volumes')?.command, undefined);
    assert.equal(text('{ "requiresCompatibilities": ["FARGATE"], "|" }', 'networkMode'), '"networkMode": "awsvpc"');
  });

  test('is made of what the file says', () => {
    const containers =
      '{ "name": "web", "image": "example.com/web:1", "|" }, { "name": "db", "image": "postgres:16", "healthCheck": { "command": ["CMD", "true"] } }';
    const web = task(containers, '"executionRoleArn": "arn:aws:iam::111122223333:role/x",');
    assert.equal(text(web, 'dependsOn'), '"dependsOn": [{ "containerName": "${1:db}", "condition": "${2:HEALTHY}" }]');
    assert.match(text(web, 'logConfiguration'), /"awslogs-group": "\$\{1:\/ecs\/shop\}"/);
    assert.match(text(web, 'secrets'), /arn:aws:secretsmanager:\$\{2:REGION\}:111122223333:secret:/);
    const db = task('{ "name": "db", "image": "public.ecr.aws/docker/library/postgres:16", "|" }');
    assert.match(text(db, 'portMappings'), /"containerPort": \$\{1:5432\}/);
    assert.match(text(db, 'healthCheck'), /"command": \["CMD-SHELL", "pg_isready -U postgres \|\| exit 1"\]/);
  });

  test('sends logs to the router of the task where there is one', () => {
    const router = '{ "name": "router", "image": "fluent-bit:1", "firelensConfiguration": { "type": "fluentbit" } }';
    assert.match(text(task(`${router}, { "name": "web", "image": "w:1", "|" }`), 'logConfiguration'), /awsfirelens/);
  });

  test('needs no filling in for a client that cannot', () => {
    assert.equal(
      offer('{ "|" }').items.every((item) => !/\$\{/.test(item.textEdit!.newText)),
      true,
    );
  });
});

/** A log router comes first, and the container that sends to it second. */
const UNUSED = 'log-firelens-router-unused';

test('no key that is taken makes ECS refuse the file', () => {
  const role = '"executionRoleArn": "arn:aws:iam::111122223333:role/execution",';
  const tasks = [
    `${FARGATE} ${role} "cpu": "256", "memory": "512",`,
    `${EC2} ${role}`,
    `"requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", ${role}`,
    `"requiresCompatibilities": ["MANAGED_INSTANCES"], "networkMode": "awsvpc", ${role}`,
  ];
  const containers = (rest: string) =>
    `{ "name": "web", "image": "example.com/web:1", "memory": 128${rest} }, { "name": "db", "image": "redis:7", "memory": 128 }`;
  let taken = 0;
  for (const members of tasks) {
    const before = errors(task(containers(''), members));
    for (const marked of [
      task(containers(', "|"'), members),
      task(containers(''), `${members} "|",`).replace('"|",', '"|"'),
    ]) {
      const { items, taking } = offer(marked);
      // Parts may refer to what a task lacks; theirs are the tests of the snippets.
      const keys = items.filter(({ kind }) => kind === CompletionItemKind.Property);
      for (const { label } of keys) {
        const after = taking(label);
        assert.deepEqual(
          errors(after).filter(
            (code) => !before.includes(code) && !(label === 'firelensConfiguration' && code === UNUSED),
          ),
          [],
          `${label}:\n${after}`,
        );
        taken++;
      }
    }
  }
  assert.ok(taken > 150, `${taken} taken`);
});

function errors(text: string): string[] {
  return analyse(text, 'task-definition.json', 'asked')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

test('every key that is offered anywhere has documentation', () => {
  const full =
    '{ "family": "a", "containerDefinitions": [{ "name": "b", "image": "c", X }], "volumes": [{ "name": "v", "efsVolumeConfiguration": { Y } }], Z }';
  for (const mark of ['X', 'Y', 'Z']) {
    const marked = full.replace(mark, '"|"').replaceAll(/, [XYZ]|[XYZ] /g, '');
    const { items } = offer(marked);
    assert.ok(items.length > 3, marked);
    for (const item of items) assert.ok(documentation(item.data as DocsKey), item.label);
  }
});
