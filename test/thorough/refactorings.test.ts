/**
 * Refactorings: each one's result, and over all examples of all rules what must hold for every one of them:
 * the text stays JSON, it has no error or warning that it had not before, and comments stay unless the user is asked.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { annotatedEdits } from '../../server/src/features/code-actions/annotated-edits.ts';
import { newFindings, textAfter } from '../../server/src/features/code-actions/refactorings/new-problems.ts';
import type { Refactoring } from '../../server/src/features/code-actions/refactorings/refactoring.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import type { Span, ValueNode } from '../../server/src/syntax/node.ts';

function read(text: string) {
  return analyse(text, 'task-definition.json', 'asked');
}

/** What a text says, however it is laid out. */
function parse(text: string): unknown {
  const said = (node: ValueNode | undefined): unknown => {
    if (node?.kind === 'object') return node.properties.map(({ key, value }) => [key.value, said(value)]);
    if (node?.kind === 'array') return node.items.map(said);
    return node && 'value' in node ? node.value : node?.kind;
  };
  return said(read(text).document.root);
}

/** What is offered where some words stand, or at the start of the text. */
function offered(text: string, words?: string): Refactoring[] {
  const offset = words === undefined ? 0 : text.indexOf(words);
  assert.ok(offset >= 0, `"${words}" is in the text`);
  return read(text).tasks.flatMap((task) => refactoringsAt(task, { offset, length: 0 }));
}

function titles(text: string, words?: string): string[] {
  return offered(text, words).map(({ title }) => title);
}

function pick(text: string, title: RegExp, words?: string): Refactoring {
  const all = offered(text, words);
  const found = all.find((refactoring) => title.test(refactoring.title));
  assert.ok(found, `offered: ${all.map((one) => one.title).join(', ')}`);
  return found;
}

/** The value that a document holds after a refactoring. */
function resultOf(text: string, title: RegExp, words?: string) {
  const refactoring = pick(text, title, words);
  assert.equal(refactoring.disabled, undefined);
  return JSON.parse(textAfter(read(text).tasks[0]!, refactoring));
}

function web(more: object = {}, container: object = {}): string {
  return JSON.stringify(
    {
      family: 'web',
      ...more,
      containerDefinitions: [{ name: 'web', image: 'example.com/web:1', memory: 300, ...container }],
    },
    null,
    2,
  );
}

const AWSLOGS = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' },
};
const ROLE = 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole';
const FARGATE = {
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  executionRoleArn: ROLE,
};

describe('convert to Fargate', () => {
  const title = /^Convert to Fargate$/;

  test('sets launch type, network mode, size, execution role and logs', () => {
    const result = resultOf(web({ requiresCompatibilities: ['EC2'], networkMode: 'bridge' }), title);
    assert.deepEqual(result.requiresCompatibilities, ['FARGATE']);
    assert.equal(result.networkMode, 'awsvpc');
    assert.deepEqual([result.cpu, result.memory], ['256', '512']);
    assert.match(result.executionRoleArn, /:role\/ecsTaskExecutionRole$/);
    assert.equal(result.containerDefinitions[0].logConfiguration.logDriver, 'awslogs');
  });

  test('rounds the size up from what the containers claim', () => {
    const result = resultOf(web({}, { cpu: 300, memory: 2500 }), title);
    assert.deepEqual([result.cpu, result.memory], ['512', '3072']);
  });

  test('rounds a size up that Fargate has not, and keeps one that it has', () => {
    const up = resultOf(web({ cpu: '300', memory: '900' }), title);
    assert.deepEqual([up.cpu, up.memory], ['512', '1024']);
    const kept = resultOf(web({ cpu: '.5 vCPU', memory: '2 GB' }), title);
    assert.deepEqual([kept.cpu, kept.memory], ['.5 vCPU', '2 GB']);
  });

  test('leaves values alone that are decided later', () => {
    const result = resultOf(web({ cpu: '${cpu}', memory: '${memory}', networkMode: '${mode}' }), title);
    assert.deepEqual([result.cpu, result.memory, result.networkMode], ['${cpu}', '${memory}', '${mode}']);
  });

  test('takes away what Fargate refuses, each kind with its reason', () => {
    const text = web(
      {
        placementConstraints: [{ type: 'distinctInstance' }],
        ipcMode: 'host',
        pidMode: 'host',
        volumes: [
          { name: 'data', host: { sourcePath: '/srv' } },
          { name: 'x', dockerVolumeConfiguration: { scope: 'task' } },
        ],
      },
      {
        privileged: true,
        links: ['db'],
        portMappings: [{ containerPort: 80, hostPort: 8080 }],
        linuxParameters: {
          devices: [{ hostPath: '/dev/x' }],
          capabilities: { add: ['NET_ADMIN', 'SYS_PTRACE'] },
          initProcessEnabled: true,
        },
        logConfiguration: { logDriver: 'json-file', options: { 'max-size': '10m' } },
        mountPoints: [
          { sourceVolume: 'data', containerPath: '/data' },
          { sourceVolume: 'x', containerPath: '/x' },
        ],
        resourceRequirements: [{ type: 'GPU', value: '1' }],
        stopTimeout: 300,
      },
    );
    const refactoring = pick(text, title);
    const confirmed = refactoring.changes.filter(({ givesUp }) => givesUp);
    assert.deepEqual(confirmed.map(({ label }) => label).sort(), [
      'Log with awslogs instead of json-file',
      'Remove "devices"',
      'Remove "dockerVolumeConfiguration"',
      'Remove "ipcMode"',
      'Remove "links"',
      'Remove "pidMode"',
      'Remove "placementConstraints"',
      'Remove "privileged"',
      'Remove "resourceRequirements"',
      'Remove "sourcePath"',
      'Remove capabilities',
      'Set "stopTimeout" to 120',
    ]);
    for (const { label, description } of confirmed) assert.ok(description, `"${label}" says what it means`);
    const result = resultOf(text, title);
    const [container] = result.containerDefinitions;
    assert.deepEqual(container.portMappings, [{ containerPort: 80 }]);
    assert.deepEqual(container.linuxParameters, { capabilities: { add: ['SYS_PTRACE'] }, initProcessEnabled: true });
    assert.equal(container.stopTimeout, 120);
    assert.deepEqual(result.volumes, [{ name: 'data' }, { name: 'x' }]);
    for (const key of ['placementConstraints', 'ipcMode', 'pidMode']) assert.ok(!(key in result), key);
    for (const key of ['privileged', 'links', 'resourceRequirements']) assert.ok(!(key in container), key);
  });

  test('says why it cannot be done', () => {
    const port = { containerPort: 80 };
    const twice = JSON.stringify({
      family: 'web',
      containerDefinitions: ['a', 'b'].map((name) => ({ name, image: 'nginx:1.27', memory: 99, portMappings: [port] })),
    });
    assert.match(pick(twice, title).disabled ?? '', /port 80/);
    assert.match(pick(web({ cpu: '100000', memory: '500000' }), title).disabled ?? '', /no size/);
  });

  test('is not offered for what is on Fargate, for bare lists, and for broken text', () => {
    for (const text of [
      web(FARGATE),
      '[{"name":"a","image":"b:1"}]',
      '{"family": "a", "containerDefinitions": [{"name": "a"',
    ]) {
      assert.ok(!titles(text).some((one) => title.test(one)), text);
    }
  });
});

describe('convert to ARM64', () => {
  const title = /^Convert to ARM64$/;

  test('names the images that have to be built for it', () => {
    const text = web({}, { image: 'example.com/web:1.2-amd64' });
    assert.match(pick(text, title).changes[0]!.description ?? '', /"example.com\/web:1.2-amd64"/);
    const result = resultOf(text, title);
    assert.deepEqual(result.runtimePlatform, { operatingSystemFamily: 'LINUX', cpuArchitecture: 'ARM64' });
    assert.equal(result.containerDefinitions[0].image, 'example.com/web:1.2-arm64');
  });

  test('is not offered for Windows and for what is ARM64', () => {
    for (const runtimePlatform of [
      { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' },
      { cpuArchitecture: 'ARM64' },
    ]) {
      assert.ok(!titles(web({ runtimePlatform })).some((one) => title.test(one)));
    }
  });
});

describe('move environment entries to secrets', () => {
  const environment = [
    { name: 'PORT', value: '80' },
    { name: 'DB_PASSWORD', value: 'hunter2' },
    { name: 'API_TOKEN', value: 'k3Jd82mZq01x' },
  ];

  test('moves the entry at the cursor, to either store', () => {
    const text = web(FARGATE, { environment });
    const secrets = resultOf(text, /^Move "PORT" to secrets \(Parameter Store\)$/, '"PORT"').containerDefinitions[0]
      .secrets;
    assert.deepEqual(
      secrets.map(({ name }: { name: string }) => name),
      ['PORT'],
    );
    assert.match(secrets[0].valueFrom, /^arn:aws:ssm:/);
    assert.ok(titles(text, '"PORT"').includes('Move "PORT" to secrets (Secrets Manager)'));
  });

  test('moves all that hold a secret where no entry is selected', () => {
    const result = resultOf(web({}, { environment }), /^Move 2 environment entries .*Secrets Manager/, '"name": "web"');
    const [container] = result.containerDefinitions;
    assert.deepEqual(container.environment, [environment[0]]);
    assert.deepEqual(
      container.secrets.map(({ name }: { name: string }) => name),
      ['DB_PASSWORD', 'API_TOKEN'],
    );
    assert.match(result.executionRoleArn, /ecsTaskExecutionRole/);
  });

  test('is not offered at another member', () => {
    const text = web({}, { environment });
    for (const words of ['"image"', 'example.com', '"memory"', '"family"'])
      assert.ok(!titles(text, words).some((one) => /to secrets/.test(one)), words);
    for (const words of ['"name": "web"', '"environment"'])
      assert.ok(
        titles(text, words).some((one) => /to secrets/.test(one)),
        words,
      );
  });

  test('is not offered where nothing is a secret, and for a name that is one already', () => {
    const secrets = [{ name: 'DB_PASSWORD', valueFrom: 'db' }];
    assert.ok(!titles(web({}, { environment: [environment[0]] }), '"name": "web"').some((one) => /secrets/.test(one)));
    assert.ok(!titles(web({}, { environment, secrets }), '"DB_PASSWORD"').some((one) => /"DB_PASSWORD"/.test(one)));
  });
});

describe('health check and logs', () => {
  test('a health check for the container at the cursor', () => {
    const result = resultOf(
      web({}, { portMappings: [{ containerPort: 8080 }] }),
      /health check to container "web"/,
      '"image"',
    );
    assert.match(result.containerDefinitions[0].healthCheck.command[1], /8080/);
    assert.ok(
      !titles(web({}, { healthCheck: { command: ['CMD', 'true'] } }), '"image"').some((one) => /health/.test(one)),
    );
  });

  test('a command that the image is known to have', () => {
    const [container] = resultOf(web({}, { image: 'postgres:17' }), /health check/, '"image"').containerDefinitions;
    assert.match(container.healthCheck.command[1], /pg_isready/);
  });

  test('logs for all containers that have none', () => {
    const text = JSON.stringify({
      family: 'web',
      containerDefinitions: [
        { name: 'a', image: 'a:1', memory: 9 },
        { name: 'b', image: 'b:1', memory: 9, logConfiguration: AWSLOGS },
        { name: 'c', image: 'c:1', memory: 9 },
      ],
    });
    const result = resultOf(text, /of both containers without logs/);
    const groups = result.containerDefinitions.map(
      ({ logConfiguration }: { logConfiguration: typeof AWSLOGS }) => logConfiguration.options['awslogs-group'],
    );
    assert.deepEqual(groups, ['/ecs/web', '/ecs/web', '/ecs/web']);
    const three = web().replace('"containerDefinitions": [', '"containerDefinitions": [{}, {},');
    assert.ok(titles(three).some((one) => /all 3 containers without logs/.test(one)));
    assert.ok(!titles(web({}, { logConfiguration: AWSLOGS })).some((one) => /Send the output/.test(one)));
  });
});

describe('what is done to one container', () => {
  const text = JSON.stringify({
    family: 'web',
    requiresCompatibilities: ['EC2'],
    volumes: [{ name: 'files' }],
    containerDefinitions: [
      { name: 'a', image: 'a:1', memory: 9, logConfiguration: AWSLOGS, healthCheck: { command: ['CMD', 'true'] } },
      { name: 'b', image: 'b:1', memory: 9 },
    ],
  });
  const ours = (words?: string) =>
    titles(text, words).filter((one) => /health check|Send the output|Extract|to secrets/.test(one));

  test('is offered in the container', () => {
    assert.deepEqual(ours('"b:1"'), [
      'Add a health check to container "b"',
      'Send the output of container "b" to CloudWatch Logs',
      'Extract a directory of container "b" to a volume',
    ]);
    assert.deepEqual(ours('"a:1"'), ['Extract a directory of container "a" to a volume']);
  });

  test('and at the root, where it can only mean that one', () => {
    for (const words of [undefined, '"family"', '"containerDefinitions"'])
      assert.deepEqual(ours(words), [
        'Add a health check to container "b"',
        'Send the output of container "b" to CloudWatch Logs',
      ]);
  });

  test('and nowhere else', () => {
    for (const words of ['"EC2"', '"files"']) assert.deepEqual(ours(words), [], words);
    assert.ok(titles(text, '"files"').includes('Convert to ARM64'), 'what is done to the whole is offered everywhere');
  });
});

describe('sidecars', () => {
  const text = web(FARGATE, { logConfiguration: AWSLOGS });

  test('for traces, metrics and logs', () => {
    assert.deepEqual(
      titles(text).filter((one) => /sidecar/.test(one)),
      [
        'Add the ADOT Collector as a sidecar (OpenTelemetry)',
        'Add the CloudWatch agent as a sidecar',
        'Add the X-Ray daemon as a sidecar',
        'Add a FireLens log router as a sidecar',
      ],
    );
    const result = resultOf(text, /ADOT/);
    assert.equal(result.containerDefinitions[1].essential, false);
    assert.match(result.taskRoleArn, /ecsTaskRole/);
  });

  test('the log router keeps the log group', () => {
    const [app, router] = resultOf(text, /FireLens/).containerDefinitions;
    assert.equal(app.logConfiguration.logDriver, 'awsfirelens');
    assert.equal(app.logConfiguration.options.log_group_name, '/ecs/web');
    assert.equal(router.firelensConfiguration.type, 'fluentbit');
    assert.equal(router.essential, true);
  });

  test('none twice, none where containers do not share localhost, none on Windows', () => {
    const beside = (more: object, container: object = {}) =>
      titles(web({ ...FARGATE, ...more }, { logConfiguration: AWSLOGS, ...container })).filter((one) =>
        /sidecar/.test(one),
      );
    assert.ok(!beside({}, { image: 'public.ecr.aws/xray/aws-xray-daemon:3.x' }).some((one) => /X-Ray/.test(one)));
    assert.deepEqual(beside({ requiresCompatibilities: ['EC2'], networkMode: 'bridge' }), [
      'Add a FireLens log router as a sidecar',
    ]);
    assert.deepEqual(beside({ runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }), []);
  });
});

describe('volumes', () => {
  test('a directory becomes a volume with a name that is free', () => {
    const result = resultOf(web({ volumes: [{ name: 'data' }] }), /Extract a directory/, '"image"');
    assert.deepEqual(result.volumes, [{ name: 'data' }, { name: 'data-2' }]);
    assert.deepEqual(result.containerDefinitions[0].mountPoints, [{ sourceVolume: 'data-2', containerPath: '/data' }]);
  });

  test('volumesFrom becomes mount points, read-only as before', () => {
    const text = JSON.stringify({
      family: 'web',
      volumes: [{ name: 'a' }, { name: 'b' }],
      containerDefinitions: [
        {
          name: 'source',
          image: 'a:1',
          memory: 9,
          mountPoints: [
            { sourceVolume: 'a', containerPath: '/a' },
            { sourceVolume: 'b', containerPath: '/b', readOnly: true },
          ],
        },
        { name: 'app', image: 'b:1', memory: 9, volumesFrom: [{ sourceContainer: 'source' }] },
      ],
    });
    const [, app] = resultOf(text, /Replace "volumesFrom"/, '"app"').containerDefinitions;
    assert.deepEqual(app.mountPoints, [
      { sourceVolume: 'a', containerPath: '/a' },
      { sourceVolume: 'b', containerPath: '/b', readOnly: true },
    ]);
    assert.ok(!('volumesFrom' in app));
  });
});

describe('clean what describe-task-definition printed', () => {
  test('leaves what can be registered, and tags', () => {
    const printed = {
      taskDefinition: {
        taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3',
        containerDefinitions: [
          {
            name: 'web',
            image: 'example.com/web:1',
            cpu: 0,
            memory: 300,
            portMappings: [],
            environment: [],
            mountPoints: [],
            volumesFrom: [],
          },
        ],
        family: 'web',
        revision: 3,
        volumes: [],
        status: 'ACTIVE',
        placementConstraints: [],
        compatibilities: ['EC2'],
      },
      tags: [{ key: 'team', value: 'web' }],
    };
    for (const indent of [undefined, 2, '\t']) {
      assert.deepEqual(
        resultOf(JSON.stringify(printed, null, indent), /^Remove what only describe-task-definition prints$/),
        {
          containerDefinitions: [{ name: 'web', image: 'example.com/web:1', memory: 300 }],
          family: 'web',
          tags: [{ key: 'team', value: 'web' }],
        },
      );
    }
  });

  test('is not offered for a file that somebody wrote', () => {
    assert.ok(!titles(web()).some((one) => /describe-task-definition/.test(one)));
  });
});

describe('split unrelated containers', () => {
  const shop = (api: object = {}, web: object = {}) =>
    JSON.stringify(
      {
        family: 'shop',
        ...FARGATE,
        cpu: '1024',
        memory: '4096',
        volumes: [{ name: 'uploads' }],
        containerDefinitions: [
          {
            name: 'web',
            image: 'example.com/web:1',
            cpu: 256,
            memory: 512,
            portMappings: [{ containerPort: 80 }],
            ...web,
          },
          {
            name: 'api',
            image: 'example.com/api:1',
            cpu: 512,
            memory: 1024,
            mountPoints: [{ sourceVolume: 'uploads', containerPath: '/uploads' }],
            portMappings: [{ containerPort: 8080 }],
            ...api,
          },
        ],
      },
      null,
      2,
    );

  test('each half keeps its containers, volumes and a size of its own', () => {
    const text = shop();
    const refactoring = pick(text, /^Move "api" to a separate task definition$/, '"example.com/api:1"');
    const stays = JSON.parse(textAfter(read(text).tasks[0]!, refactoring));
    const goes = JSON.parse(refactoring.newFile!.text);
    const names = (task: { containerDefinitions: { name: string }[] }) =>
      task.containerDefinitions.map(({ name }) => name);
    assert.deepEqual([names(stays), names(goes)], [['web'], ['api']]);
    assert.deepEqual([stays.family, goes.family, refactoring.newFile!.suffix], ['shop', 'shop-api', 'api']);
    assert.ok(!('volumes' in stays));
    assert.deepEqual(goes.volumes, [{ name: 'uploads' }]);
    assert.deepEqual([stays.cpu, stays.memory, goes.cpu, goes.memory], ['256', '512', '512', '1024']);
    const [half] = [read(refactoring.newFile!.text)];
    assert.deepEqual(newFindings(read(text), half), []);
  });

  const related: [why: string, api: object, web?: object][] = [
    ['a dependency', { dependsOn: [{ containerName: 'web', condition: 'START' }] }],
    ['an address', { environment: [{ name: 'UPSTREAM', value: 'http://localhost:80' }] }],
    ['a name', { environment: [{ name: 'UPSTREAM', value: 'http://web/' }] }],
    ['a volume', {}, { mountPoints: [{ sourceVolume: 'uploads', containerPath: '/up' }] }],
    ['a sidecar', { name: 'proxy', image: 'envoyproxy/envoy:v1.32' }],
  ];
  for (const [why, api, more] of related) {
    test(`is not offered where there is ${why}`, () => {
      assert.ok(!titles(shop(api, more)).some((one) => /^Move .* own$/.test(one)));
    });
  }
});

describe('every refactoring of every example of every rule', () => {
  const examples = [...new Set(Object.values(RULE_EXAMPLES).flatMap(({ good, bad }) => [...good, ...bad]))];
  let done = 0;

  test('leaves JSON, no new error or warning, and the comments', () => {
    const problems: string[] = [];
    for (const text of examples) {
      const before = read(text);
      for (const task of before.tasks) {
        const places: Span[] = [
          { offset: 0, length: 0 },
          ...task.containers.items.map(({ node }) => ({ offset: node.offset + 1, length: 0 })),
        ];
        const seen = new Set<string>();
        for (const place of places) {
          for (const refactoring of refactoringsAt(task, place)) {
            if (refactoring.disabled !== undefined || seen.has(refactoring.title)) continue;
            seen.add(refactoring.title);
            done++;
            const result = textAfter(task, refactoring);
            const after = read(result);
            const say = (what: string) => problems.push(`${refactoring.title}: ${what}\n${text}\n→\n${result}`);
            const broken = after.document.problems.filter(({ code }) => code === 'syntax');
            if (broken.length > 0) say(broken[0]!.message);
            const [added] = newFindings(before, after);
            if (added) say(`adds ${added.rule}: ${added.message}`);
            // What a preview has ticked when it opens.
            const ticked = refactoring.changes.filter(({ confirm }) => !confirm);
            if (ticked.length < refactoring.changes.length && ticked.length > 0) {
              const [worse] = newFindings(before, read(textAfter(task, { ...refactoring, changes: ticked }))).filter(
                ({ severity }) => severity === 'error',
              );
              if (worse) say(`adds by default ${worse.rule}: ${worse.message}`);
            }
            if (result === text && !refactoring.newFile) say('changes nothing');
            if (!refactoring.changes.some(({ confirm }) => confirm) && !refactoring.newFile) {
              const lost = before.document.comments.length - after.document.comments.length;
              if (lost > 0) say(`loses ${lost} comments`);
            }
          }
        }
      }
    }
    assert.ok(done > 2000, `${done} were tried`);
    assert.equal(problems.length, 0, `${problems.length} of ${done}:\n${problems.slice(0, 12).join('\n\n')}`);
  });
});

describe('every conversion of every example of every rule, in part', () => {
  // A user may leave out any change in the preview.
  test('is JSON whichever change is left out', () => {
    const problems: string[] = [];
    let done = 0;
    for (const text of new Set(Object.values(RULE_EXAMPLES).flatMap(({ good, bad }) => [...good, ...bad]))) {
      for (const task of read(text).tasks) {
        for (const { title, changes } of refactoringsAt(task, { offset: 0, length: 0 })) {
          if (changes.length < 2) continue;
          const whole = applyEdits(
            text,
            toTextEdits(
              task.document,
              changes.flatMap(({ edits }) => edits),
            ),
          );
          const edits = annotatedEdits(task.document, changes);
          assert.deepEqual(parse(applyEdits(text, edits)), parse(whole), `${title}:\n${text}`);
          for (const left of changes) {
            done++;
            const result = applyEdits(
              text,
              edits.filter(({ change }) => change !== left),
            );
            const [broken] = read(result).document.problems.filter(({ code }) => code === 'syntax');
            if (broken) problems.push(`${title} without ${left.label}: ${broken.message}\n${text}\n→\n${result}`);
          }
        }
      }
    }
    assert.ok(done > 1000, `${done} were tried`);
    assert.equal(problems.length, 0, `${problems.length} of ${done}:\n${problems.slice(0, 8).join('\n\n')}`);
  });
});
