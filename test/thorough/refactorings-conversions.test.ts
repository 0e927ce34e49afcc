/** The conversions to Fargate and to ARM64. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FARGATE, pick, resultOf, titles, web } from './refactoring.ts';

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
