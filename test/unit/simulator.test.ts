/** What the simulator plays after a task has been placed: one behaviour of ECS in each test. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atEnd, CHECK, container, deploy, eventWith, onFargate, onInstances, startOf } from './simulating.ts';

const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

describe('a task in which nothing goes wrong', () => {
  test('runs, and nobody checks its health', () => {
    const played = deploy(onFargate([container('web')]));
    assert.equal(played.outcome.result, 'running');
    assert.equal(played.outcome.health, 'UNKNOWN');
    assert.equal(played.events.at(-1)!.aws, '(service shop) has reached a steady state.');
  });

  test('is healthy after the first check, one interval after the start', () => {
    const played = deploy(onFargate([container('web', { healthCheck: { ...CHECK, interval: 20 } })]));
    assert.equal(played.outcome.health, 'HEALTHY');
    assert.equal(eventWith(played, 'it is healthy').at - startOf(played, 'web')!, 20);
  });
});

describe('the end of a container', () => {
  const exits = { 'exit:web': 'exits', 'exit-after:web': 40, 'exit-code:web': 3 };

  test('an essential one stops the task', () => {
    const played = deploy(onFargate([container('web'), container('side', { essential: false })]), exits);
    assert.equal(played.outcome.stopCode, 'EssentialContainerExited');
    assert.equal(played.outcome.stoppedReason, 'Essential container in task exited');
    assert.equal(atEnd(played, 'web').exitCode, 3);
    assert.equal(atEnd(played, 'side').status, 'STOPPED');
  });

  test('one that is not essential does not', () => {
    const played = deploy(onFargate([container('app'), container('web', { essential: false })]), exits);
    assert.equal(played.outcome.result, 'running');
    assert.equal(atEnd(played, 'web').status, 'STOPPED');
  });

  test('one that does not end within its stopTimeout is killed', () => {
    const side = container('side', { essential: false, stopTimeout: 10 });
    const played = deploy(onFargate([container('web'), side]), { ...exits, 'ends-within:side': 60 });
    assert.equal(atEnd(played, 'side').exitCode, 137);
    assert.equal(eventWith(played, 'SIGKILL').at - eventWith(played, '"side" gets SIGTERM').at, 10);
  });

  test('the stop timeout is 30 seconds where nothing is said', () => {
    const played = deploy(onFargate([container('web'), container('side')]), { ...exits, 'ends-within:side': 60 });
    assert.equal(eventWith(played, 'SIGKILL').at - eventWith(played, '"side" gets SIGTERM').at, 30);
  });

  test('a service starts another task, run-task does not', () => {
    const another = /starts another task/;
    const texts = (played: ReturnType<typeof deploy>) => played.events.map(({ text }) => text).join('\n');
    const later = { ...exits, 'exit-after:web': 100 };
    assert.match(texts(deploy(onFargate([container('web')]), later)), another);
    assert.doesNotMatch(texts(deploy(onFargate([container('web')]), { ...later, 'started-by': 'task' })), another);
  });
});

describe('a restart policy', () => {
  const restartPolicy = { enabled: true, restartAttemptPeriod: 60 };
  const exits = { 'exit:web': 'exits', 'exit-after:web': 90 };

  test('restarts an essential container in place, and the task stays', () => {
    const played = deploy(onFargate([container('web', { restartPolicy })]), exits);
    assert.equal(played.outcome.result, 'running');
    assert.ok(atEnd(played, 'web').restarts > 0);
  });

  test('does not restart one that has run for less than its period', () => {
    const played = deploy(onFargate([container('web', { restartPolicy })]), { ...exits, 'exit-after:web': 50 });
    assert.equal(played.outcome.stopCode, 'EssentialContainerExited');
  });

  test('has a period of 300 seconds where nothing is said', () => {
    const web = container('web', { restartPolicy: { enabled: true } });
    assert.equal(deploy(onFargate([web]), { ...exits, 'exit-after:web': 299 }).outcome.result, 'stopped');
    assert.equal(deploy(onFargate([web]), { ...exits, 'exit-after:web': 300 }).outcome.result, 'running');
  });

  test('leaves ignored exit codes alone', () => {
    const web = container('web', { restartPolicy: { ...restartPolicy, ignoredExitCodes: [3] } });
    assert.equal(deploy(onFargate([web]), { ...exits, 'exit-code:web': 3 }).outcome.result, 'stopped');
    assert.equal(deploy(onFargate([web]), { ...exits, 'exit-code:web': 4 }).outcome.result, 'running');
  });

  test('does nothing where it is not enabled', () => {
    const web = container('web', { restartPolicy: { enabled: false } });
    assert.equal(deploy(onFargate([web]), { ...exits, 'exit-after:web': 900 }).outcome.result, 'stopped');
  });
});

describe('memory', () => {
  test('a container over its limit is killed with exit code 137', () => {
    const played = deploy(onFargate([container('web', { memory: 300 })]), { 'memory:web': 400 });
    const { exitCode, reason } = atEnd(played, 'web');
    assert.equal(exitCode, 137);
    assert.equal(reason, 'OutOfMemoryError: Container killed due to memory usage');
    assert.equal(played.outcome.stopCode, 'EssentialContainerExited');
  });

  test('a container at its limit is not', () => {
    assert.equal(
      deploy(onFargate([container('web', { memory: 300 })]), { 'memory:web': 300 }).outcome.result,
      'running',
    );
  });

  test('containers that go beyond the task’s memory together lose the largest', () => {
    const chosen = { 'memory:web': 300, 'memory:side': 250 };
    const played = deploy(onFargate([container('side', { essential: false }), container('web')]), chosen);
    assert.equal(atEnd(played, 'web').exitCode, 137);
  });

  test('what a reservation says is no limit', () => {
    const soft = { ...container('web'), memory: undefined, memoryReservation: 128 };
    const played = deploy(onInstances([soft]));
    assert.equal(played.outcome.result, 'running');
    assert.ok(!played.assumptions.some(({ id }) => id === 'memory:web'));
  });
});

describe('images', () => {
  test('one that is not there stops the task on Fargate, in AWS’s words', () => {
    const played = deploy(onFargate([container('web', { image: `${ECR}/shop:7` })]), { 'image:web': 'missing' });
    assert.equal(played.outcome.stopCode, 'TaskFailedToStart');
    assert.equal(
      played.outcome.stoppedReason,
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${ECR}/shop:7: not found`,
    );
  });

  test('an instance does without the image of a container that is not essential', () => {
    const side = container('side', { essential: false });
    const played = deploy(onInstances([container('web'), side]), { 'image:side': 'missing' });
    assert.equal(played.outcome.result, 'running');
    assert.match(atEnd(played, 'side').reason!, /^CannotPullContainerError: .*manifest unknown/);
  });

  test('an instance pulls when a container may start, Fargate before all of them', () => {
    const waits = { dependsOn: [{ containerName: 'job', condition: 'SUCCESS' }] };
    const containers = [container('web', waits), container('job', { essential: false })];
    const pulled = (played: ReturnType<typeof deploy>) => eventWith(played, 'The image of "web" is being pulled').at;
    const late = deploy(onInstances(containers));
    assert.ok(pulled(late) >= eventWith(late, '"job" ends').at);
    const early = deploy(onFargate(containers));
    assert.ok(pulled(early) < startOf(early, 'job')!);
  });

  test('without a way out nothing is pulled from Docker Hub', () => {
    const played = deploy(onFargate([container('web')]), { reach: 'nothing' });
    assert.match(
      played.outcome.stoppedReason!,
      /failed to resolve ref docker\.io\/library\/nginx:1\.27: .*i\/o timeout$/,
    );
  });

  test('without a way out Fargate cannot log in to Amazon ECR', () => {
    const played = deploy(onFargate([container('web', { image: `${ECR}/shop:7` })]), { reach: 'nothing' });
    assert.match(played.outcome.stoppedReason!, /^ResourceInitializationError: .*api\.ecr\.eu-west-1\.amazonaws\.com/);
  });
});

describe('secrets', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf';
  const web = container('web', { secrets: [{ name: 'DB_PASSWORD', valueFrom: arn }] });

  test('one that may not be read keeps the task from starting', () => {
    const played = deploy(onFargate([web]), { 'secret-DB_PASSWORD:web': 'denied' });
    assert.equal(played.outcome.stopCode, 'TaskFailedToStart');
    assert.match(played.outcome.stoppedReason!, /^ResourceInitializationError: .*AccessDeniedException/);
    assert.equal(startOf(played, 'web'), undefined);
  });

  test('one that does not exist is named', () => {
    const played = deploy(onInstances([web], { executionRoleArn: 'arn:aws:iam::111122223333:role/e' }), {
      'secret-DB_PASSWORD:web': 'missing',
    });
    assert.ok(played.outcome.stoppedReason!.includes(arn));
    assert.match(played.outcome.stoppedReason!, /ResourceNotFoundException/);
  });
});

describe('placement', () => {
  test('no instance with room: the service goes on trying, and there is no task', () => {
    const played = deploy(onInstances([container('web')]), { capacity: 'memory' });
    assert.equal(played.outcome.result, 'not-placed');
    assert.equal(played.events.at(-1)!.state.task, undefined);
    assert.match(played.events.at(-1)!.aws!, /was unable to place a task because no container instance met all/);
  });

  test('run-task answers with a failure', () => {
    const played = deploy(onInstances([container('web')]), { capacity: 'cpu', 'started-by': 'task' });
    assert.equal(played.events.at(-1)!.aws, 'RESOURCE:CPU');
  });

  test('Fargate is never asked whether it has room', () => {
    assert.ok(!deploy(onFargate([container('web')])).assumptions.some(({ id }) => id === 'capacity'));
  });
});

describe('the output of a container', () => {
  const logging = (logConfiguration: object | undefined) => container('web', { logConfiguration });

  test('goes to a group and a stream of CloudWatch Logs', () => {
    const options = { 'awslogs-group': '/ecs/shop', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'shop' };
    const role = { executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole' };
    const played = deploy(onFargate([logging({ logDriver: 'awslogs', options })], role));
    assert.match(eventWith(played, 'The output of "web"').text, /group \/ecs\/shop, stream shop\/web\/TASK_ID\.$/);
  });

  test('is lost on Fargate without a logConfiguration, and stays on an instance', () => {
    assert.equal(eventWith(deploy(onFargate([logging(undefined)])), 'is lost').kind, 'warning');
    assert.equal(eventWith(deploy(onInstances([logging(undefined)])), 'stays on the instance').kind, 'progress');
  });

  test('is said nothing of where it is decided later', () => {
    const text = JSON.stringify(onFargate([logging({ logDriver: 'X' })])).replace('"X"', '"${driver}"');
    assert.ok(!deploy(text).events.some((event) => event.text.includes('output')));
  });
});

describe('what the file leaves open is assumed', () => {
  test('which containers are essential', () => {
    const text = JSON.stringify(onFargate([container('app'), container('web', { essential: 'X' })])).replace(
      '"X"',
      '"${essential}"',
    );
    const chosen = { 'exit:web': 'exits' };
    assert.equal(deploy(text, chosen).outcome.result, 'stopped');
    assert.equal(deploy(text, { ...chosen, 'essential:web': 'no' }).outcome.result, 'running');
  });

  test('the numbers of a health check', () => {
    const text = JSON.stringify(onFargate([container('web', { healthCheck: { ...CHECK, interval: 'X' } })])).replace(
      '"X"',
      '${interval}',
    );
    const played = deploy(text, { 'interval:web': 7 });
    assert.equal(eventWith(played, '"web" fails (1 of 3').at - startOf(played, 'web')!, 7);
  });

  test('how long others wait for a container', () => {
    const db = container('db', { healthCheck: CHECK, startTimeout: 'X' });
    const web = container('web', { dependsOn: [{ containerName: 'db', condition: 'HEALTHY' }] });
    const text = JSON.stringify(onFargate([web, db])).replace('"X"', '${timeout}');
    assert.equal(deploy(text).outcome.result, 'running');
    assert.equal(deploy(text, { 'start-timeout:db': 20 }).outcome.stopCode, 'TaskFailedToStart');
  });

  test('the launch type', () => {
    const both = { ...onFargate([container('web', { memory: 128 })]), requiresCompatibilities: ['EC2', 'FARGATE'] };
    assert.equal(deploy(both).launchType, 'FARGATE');
    assert.equal(deploy(both, { 'launch-type': 'EC2' }).launchType, 'EC2');
  });

  test('what nobody can choose is passed over', () => {
    const file = onFargate([container('web')]);
    const nonsense = { reach: 'perhaps', 'pull:web': Number.NaN, 'exit:web': 7, __proto__: 1, 'pull:nobody': 3 };
    assert.deepEqual(deploy(file, nonsense as never), deploy(file));
  });
});
