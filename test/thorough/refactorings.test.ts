/** Refactorings other than conversions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newFindings, textAfter } from '../../server/src/features/code-actions/refactorings/new-problems.ts';
import { FARGATE, pick, read, resultOf, titles, web } from './refactoring.ts';

const AWSLOGS = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' },
};

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
    assert.match(result.taskRoleArn, /TASK_ROLE/);
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
