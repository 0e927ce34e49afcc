/** Rolling deployments of a service: both percentages, the circuit breaker, and what counts as healthy. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Chosen } from '../../server/src/simulator/assumptions.ts';
import type { ServiceState, Simulation } from '../../server/src/simulator/simulation.ts';
import { CHECK, container, deploy, eventWith, onFargate, onInstances } from './simulating.ts';

const WEB = onFargate([container('web', { healthCheck: CHECK })]);
const UNHEALTHY = { 'health:web': 'never' };

function roll(desired: number, minimum: number, maximum: number, more: Chosen = {}): Simulation {
  return deploy(WEB, { 'desired-count': desired, 'minimum-healthy': minimum, maximum, ...more });
}

/** What the service has after each of its own events. */
function services({ events }: Simulation): ServiceState[] {
  return events.filter(({ step }) => step === 'deployment').map(({ state }) => state.service!);
}

/** How many tasks are started and stopped, in the order of time. */
function batches({ events }: Simulation): string[] {
  return events.flatMap(({ step, text }) => {
    const match = step === 'deployment' && /^The service (starts|stops) (\d+) tasks?/.exec(text);
    return match ? [`${match[1]} ${match[2]}`] : [];
  });
}

describe('a rolling deployment', () => {
  test('starts all new tasks at once with 100 % and 200 %, and stops the old ones when they are healthy', () => {
    const played = roll(3, 100, 200);
    assert.deepEqual(batches(played), ['starts 3', 'stops 3']);
    assert.equal(played.outcome.deployment, 'The deployment is complete.');
    assert.equal(played.events.at(-1)!.aws, '(service shop) has reached a steady state.');
  });

  test('starts as many as the maximum leaves room for, rounded down', () => {
    // 150 % of 3 is 4.5: one more than the three.
    assert.deepEqual(batches(roll(3, 100, 150)), ['starts 1', 'stops 1', 'starts 1', 'stops 1', 'starts 1', 'stops 1']);
  });

  test('stops old tasks first where the maximum leaves no room, down to the minimum, rounded up', () => {
    // 50 % of 3 is 1.5: two keep running.
    assert.deepEqual(batches(roll(3, 50, 100)), ['stops 1', 'starts 1', 'stops 1', 'starts 1', 'stops 1', 'starts 1']);
  });

  test('is stuck where it may neither start nor stop a task', () => {
    const played = roll(1, 50, 100);
    assert.deepEqual(batches(played), []);
    assert.match(played.outcome.deployment!, /stuck/);
  });

  test('never has fewer tasks than the minimum or more than the maximum', () => {
    for (const [desired, minimum, maximum] of [
      [1, 100, 200],
      [4, 50, 125],
      [7, 75, 130],
      [10, 0, 100],
    ] as const) {
      const lower = Math.ceil((desired * minimum) / 100);
      const upper = Math.floor((desired * maximum) / 100);
      const states = services(roll(desired, minimum, maximum));
      assert.equal(states.at(-1)!.new, desired);
      for (const { old, new: fresh, starting } of states) {
        assert.ok(old + fresh >= lower && old + fresh + starting <= upper, `${desired} ${minimum} ${maximum}`);
      }
    }
  });

  test('of a new service starts as many tasks as desired', () => {
    assert.deepEqual(batches(roll(3, 100, 100, { 'old-revision': 'no' })), ['starts 3']);
  });

  test('there is none of a task that was started by itself, nor without an instance', () => {
    assert.equal(deploy(WEB, { 'started-by': 'task' }).outcome.deployment, undefined);
    const played = deploy(onInstances([container('web')]), { capacity: 'none' });
    assert.deepEqual(batches(played), []);
    assert.match(played.outcome.deployment!, /waits until there is room/);
  });
});

describe('what counts as healthy', () => {
  const countedAfter = (played: Simulation) =>
    eventWith(played, 'counts').at - eventWith(played, 'the task is running').at;

  test('a task whose essential containers pass their checks', () => {
    assert.equal(countedAfter(deploy(WEB)), 30);
  });

  test('a task without a check that has run for 40 seconds', () => {
    assert.equal(countedAfter(deploy(onFargate([container('web')]))), 40);
  });

  test('not a task that stops before', () => {
    const exits = { 'exit:web': 'exits', 'exit-after:web': 39 };
    const played = deploy(onFargate([container('web')]), exits);
    assert.match(played.outcome.deployment!, /never ends\. 2 tasks of the old revision keep running/);
    const later = deploy(onFargate([container('web')]), { ...exits, 'exit-after:web': 41 });
    assert.equal(later.outcome.deployment, 'The deployment is complete.');
  });
});

describe('the circuit breaker', () => {
  test('is off unless somebody turns it on: the service goes on for ever', () => {
    const played = roll(2, 100, 200, UNHEALTHY);
    assert.match(played.outcome.deployment!, /never ends/);
    assert.match(played.events.at(-1)!.aws!, /unable to consistently start tasks successfully/);
  });

  test('opens after three tasks, or half of the desired count', () => {
    const failures = (desired: number) =>
      services(roll(desired, 100, 200, { ...UNHEALTHY, 'circuit-breaker': 'on' })).at(-1)!.failures;
    assert.equal(failures(1), 3);
    assert.equal(failures(3), 3);
    // One more at a time: 110 % of 20 leaves room for two.
    const slow = roll(20, 100, 110, { ...UNHEALTHY, 'circuit-breaker': 'on' });
    assert.equal(services(slow).at(-1)!.failures, 10);
    assert.match(slow.events.at(-1)!.aws!, /deployment failed: tasks failed to start\.$/);
  });

  test('leaves what runs alone without a rollback', () => {
    const played = roll(4, 50, 100, { ...UNHEALTHY, 'circuit-breaker': 'on' });
    assert.equal(services(played).at(-1)!.old, 2);
    assert.match(played.outcome.deployment!, /^The deployment has failed\./);
  });

  test('starts the old revision again with a rollback', () => {
    const played = roll(4, 50, 100, { ...UNHEALTHY, 'circuit-breaker': 'rollback' });
    assert.equal(services(played).at(-1)!.old, 4);
    assert.equal(played.events.at(-1)!.aws, '(service shop) rolling back to deployment ecs-svc/….');
  });

  test('has nothing to roll back to in a new service', () => {
    const played = roll(2, 100, 200, { ...UNHEALTHY, 'circuit-breaker': 'rollback', 'old-revision': 'no' });
    assert.match(played.outcome.deployment!, /none to roll back to/);
  });
});
