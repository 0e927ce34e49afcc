/** In which order the simulator starts containers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atEnd, CHECK, container, deploy, eventWith, onFargate, onInstances, startOf } from './simulating.ts';

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
