/** Deployments of a service whose file is known: what it says is taken, and the rest is ECS's default or assumed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Chosen } from '../../server/src/simulator/assumptions.ts';
import type { Simulation } from '../../server/src/simulator/simulation.ts';
import { CHECK, container, deployService, eventWith, onFargate, onInstances } from './simulating.ts';

const WEB = onFargate([container('web', { portMappings: [{ containerPort: 80 }] })]);
const GROUP = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop/0123456789abcdef';
const BALANCED = { loadBalancers: [{ targetGroupArn: GROUP, containerName: 'web', containerPort: 80 }] };

function serviceOf(members: object = {}): object {
  return {
    serviceName: 'shop-web',
    cluster: 'prod',
    taskDefinition: 'shop',
    desiredCount: 3,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
    },
    ...members,
  };
}

function onInstancesService(members: object = {}): object {
  return {
    serviceName: 'shop-web',
    cluster: 'prod',
    taskDefinition: 'shop',
    launchType: 'EC2',
    desiredCount: 2,
    ...members,
  };
}

function batches({ events }: Simulation): string[] {
  return events.flatMap(({ step, text }) => {
    const match = step === 'deployment' && /^The service (starts|stops) (\d+) tasks?/.exec(text);
    return match ? [`${match[1]} ${match[2]}`] : [];
  });
}

function awsOf({ events }: Simulation): string {
  return events.flatMap(({ aws }) => aws ?? []).join('\n');
}

function asks({ assumptions }: Simulation, id: string): boolean {
  return assumptions.some((each) => each.id === id);
}

describe('the file of a service', () => {
  test('says how many tasks there are, and both percentages, so that nothing is assumed for them', () => {
    const config = { deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 150 } };
    const played = deployService(WEB, serviceOf({ desiredCount: 4, ...config }));
    assert.deepEqual(batches(played), ['starts 2', 'stops 2', 'starts 2', 'stops 2']);
    for (const id of ['desired-count', 'minimum-healthy', 'maximum', 'circuit-breaker', 'started-by'])
      assert.ok(!asks(played, id), id);
    assert.equal(played.outcome.deploymentResult, 'completed');
    assert.match(awsOf(played), /^\(service shop-web\) has started 2 tasks/m);
  });

  test('may ask for no tasks at all, which is no deployment that is stuck', () => {
    const played = deployService(WEB, serviceOf({ desiredCount: 0 }));
    assert.equal(played.outcome.deploymentResult, 'completed');
    assert.deepEqual(batches(played), []);
  });

  test('leaves the defaults of ECS where it says nothing, and asks for what is decided later', () => {
    assert.deepEqual(batches(deployService(WEB, serviceOf())), ['starts 3', 'stops 3']);
    const open = serviceOf({ deploymentConfiguration: { maximumPercent: '${MAX}' } });
    assert.ok(asks(deployService(WEB, open), 'maximum'));
    assert.ok(asks(deployService(WEB, serviceOf({ desiredCount: '${COUNT}' })), 'desired-count'));
  });

  test('switches the circuit breaker on, with or without rollback', () => {
    const breaker = (deploymentCircuitBreaker: object) =>
      deployService(WEB, serviceOf({ deploymentConfiguration: { deploymentCircuitBreaker } }), {
        'exit:web': 'exits',
      }).outcome.deploymentResult;
    assert.equal(breaker({ enable: true, rollback: true }), 'rolled-back');
    assert.equal(breaker({ enable: true, rollback: false }), 'failed');
    assert.equal(breaker({ enable: false, rollback: true }), 'in-progress');
  });

  test('is refused for its own faults, and where it names a launch type that the task definition is not for', () => {
    const config = { deploymentConfiguration: { minimumHealthyPercent: 200, maximumPercent: 100 } };
    assert.equal(deployService(WEB, serviceOf(config)).outcome.refusedBy, 'service');
    const onEc2 = deployService(WEB, onInstancesService());
    assert.equal(onEc2.outcome.result, 'refused');
    const onFargateService = deployService(onInstances([container('web')]), serviceOf());
    assert.equal(onFargateService.outcome.refusedBy, 'service');
    assert.ok(onFargateService.outcome.registered);
  });

  test('of another family is not the service of a task definition', () => {
    assert.throws(() => deployService(WEB, serviceOf({ taskDefinition: 'orders:7' })), /it is the service/);
  });
});

describe('a load balancer', () => {
  test('registers the task, and the service counts it once it is healthy', () => {
    const played = deployService(WEB, serviceOf(BALANCED), { 'ready-after:web': 20 });
    assert.match(awsOf(played), /registered 1 targets in \(target-group …\)/);
    const healthy = eventWith(played, 'answers the load balancer');
    const running = eventWith(played, 'the task is running');
    // The first check fails, since the program is not ready; the next comes 30 s later.
    assert.equal(healthy.at - running.at, 31);
    assert.equal(eventWith(played, 'so the service counts it').at, healthy.at);
    assert.match(awsOf(played), /has begun draining connections on 3 tasks/);
  });

  test('makes the service stop a task that it calls unhealthy', () => {
    const { outcome, events } = deployService(WEB, serviceOf(BALANCED), { 'target:web': 'never' });
    assert.equal(outcome.stoppedReason, 'Task failed ELB health checks in (target-group …)');
    assert.equal(outcome.stopCode, 'ServiceSchedulerInitiated');
    assert.ok(events.some(({ aws }) => aws?.includes('(port 80) is unhealthy in (target-group …)')));
  });

  test('is not heard within the grace period, which a slow start needs', () => {
    const slow = { 'ready-after:web': 100 };
    assert.equal(deployService(WEB, serviceOf(BALANCED), slow).outcome.result, 'stopped');
    const patient = serviceOf({ ...BALANCED, healthCheckGracePeriodSeconds: 150 });
    const played = deployService(WEB, patient, slow);
    assert.equal(played.outcome.result, 'running');
    assert.equal(played.outcome.deploymentResult, 'completed');
    const short = serviceOf({ ...BALANCED, healthCheckGracePeriodSeconds: 60 });
    assert.equal(deployService(WEB, short, slow).outcome.result, 'stopped');
  });

  test('leaves a container that is unhealthy to itself within the grace period', () => {
    const checked = onFargate([container('web', { portMappings: [{ containerPort: 80 }], healthCheck: CHECK })]);
    const slow = { 'ready-after:web': 100 };
    assert.equal(deployService(checked, serviceOf(), slow).outcome.result, 'stopped');
    const patient = serviceOf({ ...BALANCED, healthCheckGracePeriodSeconds: 150 });
    assert.equal(deployService(checked, patient, slow).outcome.result, 'running');
  });
});

describe('blue/green and its kin', () => {
  const strategy = (members: object) => serviceOf({ deploymentConfiguration: members });

  test('start everything beside the old tasks, and stop those after the bake time', () => {
    const played = deployService(WEB, strategy({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 10 }));
    const shifted = eventWith(played, '100 % of the traffic');
    assert.equal(eventWith(played, 'stops the tasks of the old revision').at - shifted.at, 600);
    assert.equal(played.outcome.deploymentResult, 'completed');
  });

  test('shift a part of the traffic first with CANARY, and step by step with LINEAR', () => {
    const percents = (members: object) =>
      deployService(WEB, strategy(members)).events.flatMap(
        ({ text }) => /^(\d+) % of the traffic/.exec(text)?.[1] ?? [],
      );
    const canary = { canaryPercent: 10, canaryBakeTimeInMinutes: 5 };
    assert.deepEqual(percents({ strategy: 'CANARY', canaryConfiguration: canary }), ['10', '100']);
    const linear = { stepPercent: 40, stepBakeTimeInMinutes: 1 };
    assert.deepEqual(percents({ strategy: 'LINEAR', linearConfiguration: linear }), ['40', '80', '100']);
  });

  test('shift nothing to tasks that stop', () => {
    const played = deployService(WEB, strategy({ strategy: 'BLUE_GREEN' }), { 'exit:web': 'exits' });
    assert.ok(!played.events.some(({ text }) => text.includes('of the traffic goes')));
    assert.match(played.outcome.deployment!, /all traffic stays on blue/);
  });

  test('fail when so many tasks have stopped that the circuit breaker opens, and not before', () => {
    const breaker = { enable: true, rollback: true };
    const failing = (members: object, chosen: Chosen = {}) =>
      deployService(WEB, serviceOf({ desiredCount: 2, deploymentConfiguration: members }), {
        'exit:web': 'exits',
        ...chosen,
      });
    const played = failing({ strategy: 'BLUE_GREEN', deploymentCircuitBreaker: breaker });
    assert.equal(played.outcome.deploymentResult, 'rolled-back');
    // The threshold is 3, and two tasks fail each time.
    assert.equal(played.events.at(-1)!.state.service!.failures, 4);
    // AWS's pages differ on whether it watches anything but rolling deployments, so it is assumed.
    assert.equal(
      failing({ strategy: 'CANARY', deploymentCircuitBreaker: breaker }).outcome.deploymentResult,
      'in-progress',
    );
    const watched = failing({ strategy: 'CANARY', deploymentCircuitBreaker: breaker }, { 'breaker-works': 'yes' });
    assert.equal(watched.outcome.deploymentResult, 'rolled-back');
  });

  test('start nothing where no tasks are wanted', () => {
    const none = serviceOf({ desiredCount: 0, deploymentConfiguration: { strategy: 'BLUE_GREEN' } });
    assert.equal(deployService(WEB, none, { 'exit:web': 'exits' }).outcome.deploymentResult, 'completed');
  });
});

describe('the threshold of the circuit breaker', () => {
  const failures = (thresholdConfiguration: object | undefined, desiredCount = 10) => {
    const deploymentCircuitBreaker = {
      enable: true,
      rollback: false,
      ...(thresholdConfiguration && { thresholdConfiguration }),
    };
    const service = serviceOf({
      desiredCount,
      deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 110, deploymentCircuitBreaker },
    });
    return deployService(WEB, service, { 'exit:web': 'exits' }).events.at(-1)!.state.service!.failures;
  };

  test('is half of the desired count, or what the service says', () => {
    assert.equal(failures(undefined), 5);
    assert.equal(failures({ type: 'COUNT', value: 2 }), 2);
    assert.equal(failures({ type: 'BOUNDED_PERCENT', value: 10 }), 3);
    assert.equal(failures({ type: 'UNBOUNDED_PERCENT', value: 10 }), 1);
  });
});

describe('a daemon', () => {
  const daemon = (members: object = {}) => {
    const { desiredCount: _, ...service } = onInstancesService() as Record<string, unknown>;
    return { ...service, schedulingStrategy: 'DAEMON', ...members };
  };
  const fixed = onInstances([container('web', { portMappings: [{ containerPort: 80, hostPort: 80 }] })]);

  test('runs one task on each instance, and stops all old ones first', () => {
    const played = deployService(fixed, daemon(), { 'daemon-instances': 4 });
    const states = played.events.flatMap(({ state }) => state.service ?? []);
    assert.equal(states[0]!.desired, 4);
    assert.ok(
      states.some(({ old, new: fresh, starting }) => old + fresh + starting === 0),
      'nothing runs in between',
    );
    assert.ok(states.every(({ old, new: fresh, starting }) => old + fresh + starting <= 4));
    assert.equal(played.outcome.deploymentResult, 'completed');
  });

  test('keeps as many as its minimum says', () => {
    const played = deployService(
      fixed,
      daemon({ deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 } }),
      {
        'daemon-instances': 4,
      },
    );
    const running = played.events.flatMap(({ state }) => state.service ?? []).map(({ old, new: fresh }) => old + fresh);
    assert.equal(Math.min(...running), 2);
  });

  test('asks for no desired count and no room', () => {
    const { assumptions } = deployService(fixed, daemon());
    const ids = assumptions.map(({ id }) => id);
    assert.ok(ids.includes('daemon-instances'));
    for (const id of ['desired-count', 'instances', 'instance-memory']) assert.ok(!ids.includes(id), id);
  });
});

describe('the instances of a cluster', () => {
  const fixed = onInstances([container('web', { portMappings: [{ containerPort: 80, hostPort: 80 }] })]);
  const dynamic = onInstances([container('web', { portMappings: [{ containerPort: 80, hostPort: 0 }] })]);
  const two = { instances: 2 };

  test('take one task each that uses a fixed host port, so that a deployment gets stuck', () => {
    const played = deployService(fixed, onInstancesService(), two);
    assert.equal(played.outcome.deploymentResult, 'stuck');
    assert.match(awsOf(played), /is already using a port required by your task/);
    assert.equal(deployService(dynamic, onInstancesService(), two).outcome.deploymentResult, 'completed');
  });

  test('have room again where the service may stop old tasks first', () => {
    const config = { deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 } };
    const played = deployService(fixed, onInstancesService(config), two);
    assert.deepEqual(batches(played), ['stops 1', 'starts 1', 'stops 1', 'starts 1']);
    assert.equal(played.outcome.deploymentResult, 'completed');
  });

  test('take as many tasks as their memory and CPU hold', () => {
    const small = { ...two, 'instance-memory': 400 };
    const played = deployService(dynamic, onInstancesService(), small);
    assert.match(awsOf(played), /has insufficient memory available/);
    assert.equal(played.outcome.deploymentResult, 'stuck');
  });
});
