/** What the simulator makes of health checks. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atEnd, CHECK, container, deploy, eventWith, onFargate, startOf } from './simulating.ts';

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
