/** Deployments of whole files as people have them: what the file says of GPUs, file systems, registries and Windows is played. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { container, deploy, eventWith, onFargate, onInstances } from './simulating.ts';

const idsOf = (played: ReturnType<typeof deploy>) => played.assumptions.map(({ id }) => id);

describe('a file system', () => {
  const wiki = (members: object = {}) =>
    onFargate([container('wiki', { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] })], {
      volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-0a1b2c3d', ...members } }],
    });

  test('is mounted before a container starts', () => {
    const played = deploy(wiki());
    assert.ok(eventWith(played, '"data" is mounted').at < eventWith(played, '"wiki" starts').at);
  });

  test('that cannot be mounted stops the task in the words of Fargate', () => {
    for (const answer of ['unreachable', 'missing']) {
      const { outcome, events } = deploy(wiki(), { 'mount-data': answer });
      assert.equal(outcome.stopCode, 'TaskFailedToStart', answer);
      assert.match(outcome.stoppedReason!, /^ResourceInitializationError: failed to invoke EFS utils commands/);
      assert.ok(!events.some(({ text }) => text.includes('"wiki" starts')), answer);
    }
  });

  test('asks for the task role only with IAM authorization', () => {
    const options = (members: object) =>
      deploy(wiki(members)).assumptions.flatMap((each) =>
        each.id === 'mount-data' && each.kind === 'choice' ? each.options.map(({ value }) => value) : [],
      );
    assert.ok(!options({}).includes('denied'));
    const iam = { transitEncryption: 'ENABLED', authorizationConfig: { iam: 'ENABLED' } };
    assert.ok(options(iam).includes('denied'));
    assert.match(deploy(wiki(iam), { 'mount-data': 'denied' }).outcome.text, /task role may not mount/);
  });

  test('is not asked about where there is none', () => {
    assert.ok(!idsOf(deploy(onFargate([container('web')]))).some((id) => id.startsWith('mount-')));
  });
});

describe('a GPU on an instance', () => {
  const gpu = (count = '1') =>
    onInstances([container('train', { resourceRequirements: [{ type: 'GPU', value: count }] })]);

  test('is part of the room that the task needs', () => {
    assert.match(eventWith(deploy(gpu()), 'placed on an instance').text, /GPUs/);
    const full = deploy(gpu(), { capacity: 'gpu', 'started-by': 'task' });
    assert.equal(full.outcome.result, 'not-placed');
    assert.equal(full.events.at(-1)!.aws, 'RESOURCE:GPU');
  });

  test('is not missed by a task that needs none', () => {
    const played = deploy(onInstances([container('web')]), { capacity: 'gpu' });
    assert.equal(played.outcome.result, 'running');
  });
});

describe('the login to a private registry', () => {
  const login = { credentialsParameter: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:ghcr-AbCdEf' };
  const file = onFargate([container('mailer', { image: 'ghcr.io/acme/mailer:3', repositoryCredentials: login })]);

  test('is fetched with the execution role, like a secret', () => {
    eventWith(deploy(file), 'The execution role fetches one secret');
    const denied = deploy(file, { 'secret-repositoryCredentials:mailer': 'denied' });
    assert.equal(denied.outcome.stopCode, 'TaskFailedToStart');
    assert.ok(!denied.events.some(({ text }) => text.includes('is being pulled')));
  });
});

describe('an image of Windows', () => {
  test('takes minutes to pull, unless somebody says otherwise', () => {
    const runtimePlatform = { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE', cpuArchitecture: 'X86_64' };
    const windows = onFargate([container('iis')], { cpu: '1024', memory: '2048', runtimePlatform });
    const pullOf = (played: ReturnType<typeof deploy>) =>
      eventWith(played, 'has been pulled').at - eventWith(played, 'is being pulled').at;
    assert.equal(pullOf(deploy(windows)), 180);
    assert.equal(pullOf(deploy(windows, { 'pull:iis': 60 })), 60);
    assert.equal(pullOf(deploy(onFargate([container('web')]))), 15);
  });
});
