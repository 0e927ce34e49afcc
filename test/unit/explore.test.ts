/** What the pictures to play with show: the simulator's own deployments, and Fargate's own sizes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Checked,
  CPU_UNITS,
  healthTimeLine,
  placeTogether,
  ROLE_USES,
  rolling,
  sizesWith,
  startedFirst,
} from '../../client/src/learn/explore.ts';
import { explore } from '../../server/src/features/explore.ts';
import { container, deploy, filesOf, onFargate, onInstances } from './simulating.ts';

describe('a rolling deployment to play with', () => {
  const first = (desired: number, minimumHealthyPercent: number, maximumPercent: number) =>
    startedFirst(rolling({ desired, minimumHealthyPercent, maximumPercent }));

  test('starts as many tasks first as the maximum leaves room for', () => {
    assert.equal(first(4, 100, 200), 4);
    assert.equal(first(4, 100, 150), 2);
    assert.equal(first(4, 100, 130), 1);
  });

  test('starts none first where it has to stop old ones, or is stuck', () => {
    assert.equal(first(4, 50, 100), 0);
    assert.equal(first(4, 100, 110), 0);
    assert.equal(rolling({ desired: 4, minimumHealthyPercent: 100, maximumPercent: 110 }).result, 'stuck');
  });
});

describe('the sizes of Fargate to play with', () => {
  test('have a price each, which grows with the memory', () => {
    for (const units of CPU_UNITS) {
      const prices = sizesWith(units).map(({ monthly }) => monthly);
      assert.ok(prices.length > 0 && prices.every((price, i) => i === 0 || price > prices[i - 1]!), String(units));
    }
  });

  test('are those of the documentation', () => {
    assert.deepEqual(
      sizesWith(512).map(({ memoryMiB }) => memoryMiB),
      [1024, 2048, 3072, 4096],
    );
  });
});

describe('health checks to play with', () => {
  const line = (members: Partial<Checked>) =>
    healthTimeLine({ interval: 30, timeout: 5, retries: 3, startPeriod: 0, readyAfter: 100, hangs: false, ...members });

  test('end as soon as the container is healthy or unhealthy', () => {
    assert.deepEqual([line({}).healthy, line({}).at], [false, 90]);
    assert.deepEqual([line({ readyAfter: 90 }).healthy, line({ readyAfter: 90 }).at], [true, 90]);
    assert.deepEqual([line({ startPeriod: 60 }).healthy, line({ startPeriod: 60 }).at], [true, 120]);
  });

  test('wait for the timeout of a check that hangs', () => {
    assert.equal(line({ hangs: true, timeout: 10, readyAfter: 200 }).at, 30 + 10 + 30 + 10 + 30 + 10);
    // The third check comes late enough.
    assert.equal(line({ hangs: true, timeout: 10 }).healthy, true);
  });

  test('name the shortest start period that is enough', () => {
    assert.equal(line({}).enough, 40);
    assert.equal(line({ startPeriod: line({}).enough! }).healthy, true);
    assert.equal(line({ readyAfter: 900 }).enough, undefined);
  });

  test('come when the simulator says, whatever is set', () => {
    for (const interval of [5, 45])
      for (const retries of [1, 3])
        for (const startPeriod of [0, 20, 300])
          for (const readyAfter of [0, 7, 100, 500])
            for (const hangs of [false, true]) {
              const [timeout, name] = [4, 'web'];
              const healthCheck = { command: ['CMD', '/check'], interval, timeout, retries, startPeriod };
              const chosen = hangs
                ? {
                    'health:web': 'stops',
                    'ready-after:web': readyAfter,
                    'fails-after:web': 80_000,
                    'check-fails:web': 'hangs',
                  }
                : { 'ready-after:web': readyAfter };
              const { events } = deploy(onFargate([container(name, { healthCheck })]), chosen);
              const began = events.find(({ state }) => state.containers[0]?.status === 'RUNNING')!.at;
              const said = events.find(({ text }) => /it is healthy\.|is unhealthy\./.test(text))!;
              const expected = healthTimeLine({ interval, timeout, retries, startPeriod, readyAfter, hangs });
              const which = JSON.stringify({ interval, retries, startPeriod, readyAfter, hangs });
              assert.equal(said.at - began, expected.at, which);
              assert.equal(/it is healthy/.test(said.text), expected.healthy, which);
            }
  });
});

describe('tasks on one instance to play with', () => {
  const running = (mode: 'awsvpc' | 'bridge' | 'host', hostPort: number, count = 2) =>
    placeTogether(mode, { containerPort: 8080, hostPort }, count).filter(({ obstacle }) => obstacle === undefined)
      .length;

  test('collide on a fixed port of the instance only', () => {
    assert.equal(running('bridge', 80), 1);
    assert.equal(running('bridge', 0), 2);
    assert.equal(running('host', 0), 1);
    assert.equal(running('host', 8080, 5), 1);
    assert.equal(running('awsvpc', 8080, 5), 5);
  });

  test('collide with what the instance itself runs', () => {
    assert.equal(running('bridge', 22), 0);
    assert.equal(running('bridge', 51678), 0);
  });

  test('are as many as the simulator places', () => {
    for (const networkMode of ['awsvpc', 'bridge', 'host'] as const)
      for (const hostPort of [0, 8080]) {
        const portMappings = [{ containerPort: 8080, ...(hostPort > 0 && { hostPort }) }];
        const definition = onInstances([container('web', { portMappings })], { networkMode });
        const { events } = deploy(definition, { instances: 1, 'desired-count': 2, 'old-revision': 'no' });
        const most = Math.max(...events.map(({ state }) => (state.service?.new ?? 0) + (state.service?.starting ?? 0)));
        assert.equal(most, running(networkMode, hostPort), `${networkMode} ${hostPort}`);
      }
  });
});

describe('the roles to play with', () => {
  const everything = onFargate(
    [
      container('web', {
        image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1',
        secrets: [{ name: 'A', valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf' }],
        environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::bucket/a.env' }],
        logConfiguration: {
          logDriver: 'awsfirelens',
          options: { Name: 'cloudwatch_logs', region: 'eu-west-1', log_group_name: 'a', log_stream_prefix: 'b' },
        },
      }),
      container('router', {
        firelensConfiguration: { type: 'fluentbit' },
        logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'a', 'awslogs-region': 'eu-west-1' } },
      }),
    ],
    {
      volumes: [
        {
          name: 'files',
          efsVolumeConfiguration: {
            fileSystemId: 'fs-0123456789abcdef0',
            transitEncryption: 'ENABLED',
            authorizationConfig: { iam: 'ENABLED' },
          },
        },
      ],
    },
  );

  test('are those whose policies the engine writes', () => {
    const service = { serviceName: 'shop', taskDefinition: 'shop', enableExecuteCommand: true };
    const { roles } = explore(filesOf(everything, service));
    for (const { id, role, statement } of ROLE_USES) {
      if (statement === undefined) continue;
      assert.deepEqual(
        roles.filter((each) => each.statement === statement).map((each) => each.role),
        [role],
        id,
      );
    }
  });
});

describe('what the pictures take from a file', () => {
  const check = { command: ['CMD', '/check'], interval: 10, retries: 2 };
  const file = onInstances([
    container('web', {
      healthCheck: check,
      portMappings: [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }],
    }),
    container('plain'),
  ]);

  test('is what it says, and the defaults of ECS for what it leaves out', () => {
    const explored = explore(filesOf(file, { serviceName: 'shop', taskDefinition: 'shop', desiredCount: 3 }));
    assert.deepEqual(explored.healthChecks, [
      { container: 'web', interval: 10, timeout: 5, retries: 2, startPeriod: 0 },
    ]);
    assert.equal(explored.networkMode, 'bridge');
    assert.deepEqual(
      explored.ports.map(({ containerPort, hostPort }) => [containerPort, hostPort]),
      [
        [80, 0],
        [81, 8081],
      ],
    );
    assert.deepEqual(explored.service, { desiredCount: 3, minimumHealthyPercent: 100, maximumPercent: 200 });
  });

  test('is replaced before it is started again where each instance runs one', () => {
    const daemon = {
      serviceName: 'shop',
      taskDefinition: 'shop',
      schedulingStrategy: 'DAEMON',
      deploymentConfiguration: {},
    };
    const { service } = explore(filesOf(file, daemon));
    assert.deepEqual([service?.minimumHealthyPercent, service?.maximumPercent], [0, 100]);
  });

  test('is nothing where a value is decided later', () => {
    const open = { ...check, interval: '${INTERVAL}' };
    const explored = explore(
      filesOf(onFargate([container('web', { healthCheck: open })]), {
        serviceName: 'shop',
        taskDefinition: 'shop',
        desiredCount: '${COUNT}',
      }),
    );
    assert.equal(explored.healthChecks[0]!.interval, undefined);
    assert.equal(explored.service!.desiredCount, undefined);
  });
});
