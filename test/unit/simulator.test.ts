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

describe('health checks', () => {
  const unhealthy = { 'health:web': 'never' };

  test('an essential container that is unhealthy makes the service stop the task', () => {
    const played = deploy(onFargate([container('web', { healthCheck: CHECK })]), unhealthy);
    const { result, stopCode, stoppedReason } = played.outcome;
    assert.deepEqual(
      { result, stopCode, stoppedReason },
      {
        result: 'stopped',
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed container health checks',
      },
    );
  });

  test('it is unhealthy after `retries` failures, 3 of them 30 seconds apart', () => {
    const played = deploy(onFargate([container('web', { healthCheck: CHECK })]), unhealthy);
    assert.equal(eventWith(played, '"web" is unhealthy').at - startOf(played, 'web')!, 90);
  });

  test('`interval` and `retries` of the file count', () => {
    const played = deploy(
      onFargate([container('web', { healthCheck: { ...CHECK, interval: 10, retries: 5 } })]),
      unhealthy,
    );
    assert.equal(eventWith(played, '"web" is unhealthy').at - startOf(played, 'web')!, 50);
  });

  test('failures within the start period do not count', () => {
    const healthCheck = { ...CHECK, interval: 10, retries: 2, startPeriod: 35 };
    const played = deploy(onFargate([container('web', { healthCheck })]), unhealthy);
    // At 10, 20 and 30 seconds they do not count, at 40 and 50 they do.
    assert.equal(eventWith(played, '"web" is unhealthy').at - startOf(played, 'web')!, 50);
  });

  test('a start period that is long enough lets a slow program become healthy', () => {
    const healthCheck = { ...CHECK, interval: 10, retries: 2 };
    const slow = { 'ready-after:web': 60 };
    assert.equal(deploy(onFargate([container('web', { healthCheck })]), slow).outcome.result, 'stopped');
    const patient = { ...healthCheck, startPeriod: 60 };
    assert.equal(deploy(onFargate([container('web', { healthCheck: patient })]), slow).outcome.health, 'HEALTHY');
  });

  test('a task that was started by itself goes on though it is unhealthy', () => {
    const { outcome } = deploy(onFargate([container('web', { healthCheck: CHECK })]), {
      ...unhealthy,
      'started-by': 'task',
    });
    assert.equal(outcome.result, 'running');
    assert.equal(outcome.health, 'UNHEALTHY');
  });

  test('the health of a container that is not essential does not stop the task', () => {
    const side = container('side', { essential: false, healthCheck: CHECK });
    const played = deploy(onFargate([container('web', { healthCheck: CHECK }), side]), { 'health:side': 'never' });
    assert.equal(played.outcome.result, 'running');
    assert.equal(played.outcome.health, 'HEALTHY');
    assert.equal(atEnd(played, 'side').health, 'UNHEALTHY');
  });

  test('a check that fails later makes a healthy container unhealthy', () => {
    const chosen = { 'health:web': 'stops', 'fails-after:web': 100 };
    const played = deploy(onFargate([container('web', { healthCheck: CHECK })]), chosen);
    // Checked at 120, 150 and 180 seconds.
    assert.equal(eventWith(played, '"web" is unhealthy').at - startOf(played, 'web')!, 180);
    assert.equal(played.outcome.result, 'stopped');
  });

  test('a check that is switched off is none', () => {
    const played = deploy(onFargate([container('web', { healthCheck: { command: ['NONE'] } })]));
    assert.equal(played.outcome.health, 'UNKNOWN');
    assert.ok(!played.assumptions.some(({ id }) => id === 'health:web'));
  });
});

describe('the start order', () => {
  const on = (containerName: string, condition: string) => ({ dependsOn: [{ containerName, condition }] });

  test('START waits for the start and no longer', () => {
    const played = deploy(onFargate([container('web', on('db', 'START')), container('db')]));
    assert.equal(startOf(played, 'web')! - startOf(played, 'db')!, 1);
  });

  test('HEALTHY waits for the first check that passes', () => {
    const db = container('db', { healthCheck: { ...CHECK, interval: 15 } });
    const played = deploy(onFargate([container('web', on('db', 'HEALTHY')), db]));
    assert.ok(startOf(played, 'web')! > eventWith(played, '"db"', 'it is healthy').at);
  });

  test('COMPLETE is met by any exit code', () => {
    const job = container('job', { essential: false });
    const played = deploy(onFargate([container('web', on('job', 'COMPLETE')), job]), { 'exit-code:job': 1 });
    assert.ok(startOf(played, 'web')! > eventWith(played, '"job" ends with exit code 1').at);
    assert.equal(played.outcome.result, 'running');
  });

  test('SUCCESS is met by exit code 0', () => {
    const job = container('job', { essential: false });
    const played = deploy(onFargate([container('web', on('job', 'SUCCESS')), job]));
    assert.equal(played.outcome.result, 'running');
    assert.equal(atEnd(played, 'job').exitCode, 0);
  });

  test('SUCCESS fails at once with another exit code, and the task stops', () => {
    const job = container('job', { essential: false });
    const played = deploy(onInstances([container('web', on('job', 'SUCCESS')), job]), { 'exit-code:job': 1 });
    assert.equal(startOf(played, 'web'), undefined);
    assert.equal(played.outcome.stopCode, 'TaskFailedToStart');
    assert.equal(played.outcome.stoppedReason, 'Task failed to start');
    assert.equal(atEnd(played, 'web').exitCode, 143);
  });

  test('what Fargate shows for a container that is given up is not made up', () => {
    const job = container('job', { essential: false });
    const played = deploy(onFargate([container('web', on('job', 'SUCCESS')), job]), { 'exit-code:job': 1 });
    assert.equal(played.outcome.stopCode, 'TaskFailedToStart');
    assert.equal(played.outcome.stoppedReason, undefined);
    assert.equal(atEnd(played, 'web').reason, undefined);
  });

  test('a container that is not essential is done without', () => {
    const job = container('job', { essential: false });
    const report = container('report', { essential: false, ...on('job', 'SUCCESS') });
    const played = deploy(onFargate([container('web'), report, job]), { 'exit-code:job': 1 });
    assert.equal(startOf(played, 'report'), undefined);
    assert.equal(played.outcome.result, 'running');
  });

  test('startTimeout of the container waited for ends the waiting', () => {
    const db = container('db', { healthCheck: { ...CHECK, startPeriod: 300 }, startTimeout: 50 });
    const played = deploy(onFargate([container('web', on('db', 'HEALTHY')), db]), { 'ready-after:db': 100 });
    const timeout = eventWith(played, '"web" has waited 50 s');
    assert.equal(timeout.at - startOf(played, 'db')!, 50);
    assert.equal(played.outcome.stopCode, 'TaskFailedToStart');
  });

  test('startTimeout does not end what is there in time', () => {
    const db = container('db', { healthCheck: { ...CHECK, interval: 10 }, startTimeout: 50 });
    const played = deploy(onFargate([container('web', on('db', 'HEALTHY')), db]), { 'ready-after:db': 35 });
    assert.equal(played.outcome.result, 'stopped', '3 failures make it unhealthy first');
    const patient = container('db', { healthCheck: { ...CHECK, interval: 10, startPeriod: 60 }, startTimeout: 50 });
    assert.equal(
      deploy(onFargate([container('web', on('db', 'HEALTHY')), patient]), { 'ready-after:db': 35 }).outcome.result,
      'running',
    );
  });

  test('without a startTimeout a job that never ends is waited for forever', () => {
    const job = container('job', { essential: false });
    const played = deploy(onFargate([container('web', on('job', 'COMPLETE')), job]), { 'exit:job': 'runs' });
    assert.equal(played.outcome.result, 'waiting');
    assert.match(played.outcome.text, /"web" waits forever/);
  });

  test('containers stop in the reverse order', () => {
    const chosen = { 'exit:web': 'exits', 'ends-within:proxy': 5 };
    const proxy = container('proxy', { ...on('cache', 'START') });
    const played = deploy(onFargate([container('cache'), proxy, container('web')]), chosen);
    assert.ok(eventWith(played, '"cache" gets SIGTERM').at >= eventWith(played, '"proxy" ends').at);
    assert.equal(eventWith(played, '"cache" gets SIGTERM').at - eventWith(played, '"proxy" gets SIGTERM').at, 5);
  });

  test('links and volumesFrom wait for the start', () => {
    const linked = container('web', { links: ['db'] });
    const played = deploy(
      onInstances([linked, container('db'), container('files', { volumesFrom: [{ sourceContainer: 'web' }] })]),
    );
    assert.ok(startOf(played, 'web')! > startOf(played, 'db')!);
    assert.ok(startOf(played, 'files')! > startOf(played, 'web')!);
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
