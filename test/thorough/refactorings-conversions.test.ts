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

describe('convert to Express Mode', () => {
  const title = /^Convert to Express Mode$/;
  const port = { portMappings: [{ containerPort: 8080 }] };
  const sidecar = { name: 'agent', image: 'example.com/agent:1', essential: false, ...port };
  const disabled = (text: string) => pick(text, title).disabled;
  const both = (...more: object[]) =>
    JSON.stringify({
      ...JSON.parse(web(FARGATE, port)),
      containerDefinitions: [...JSON.parse(web({}, port)).containerDefinitions, ...more],
    });

  test('names the container and its port, wherever they are used', () => {
    const text = both({
      ...sidecar,
      portMappings: [{ containerPort: 9000, name: 'http' }],
      dependsOn: [{ containerName: 'web', condition: 'START' }],
      volumesFrom: [{ sourceContainer: 'web' }],
    });
    const result = resultOf(text, title);
    const [main, agent] = result.containerDefinitions;
    assert.equal(main.name, 'Main');
    assert.deepEqual(main.portMappings, [{ containerPort: 8080, name: 'main-http' }]);
    assert.equal(agent.dependsOn[0].containerName, 'Main');
    assert.equal(agent.volumesFrom[0].sourceContainer, 'Main');
    assert.equal(agent.name, 'agent');
    assert.ok(!titles(JSON.stringify(result), undefined).some((one) => title.test(one)), 'nothing is left to do');
  });

  test('converts to Fargate first', () => {
    const result = resultOf(
      web(
        { requiresCompatibilities: ['EC2'], networkMode: 'bridge' },
        { portMappings: [{ containerPort: 80, hostPort: 8080 }], links: ['web:x'] },
      ),
      title,
    );
    assert.deepEqual(result.requiresCompatibilities, ['FARGATE']);
    assert.deepEqual(result.containerDefinitions[0].portMappings, [{ containerPort: 80, name: 'http' }]);
    assert.equal(result.containerDefinitions[0].name, 'Main');
    assert.equal(result.containerDefinitions[0].links, undefined);
  });

  test('says what has to be decided first', () => {
    assert.match(disabled(web(FARGATE))!, /"web" has none$/);
    assert.match(
      disabled(web(FARGATE, { portMappings: [{ containerPort: 1 }, { containerPort: 2 }] }))!,
      /"web" has 2$/,
    );
    assert.match(disabled(web(FARGATE, { portMappings: [{ containerPort: 1, protocol: 'udp' }] }))!, /UDP$/);
    assert.match(disabled(web(FARGATE, { portMappings: [{ containerPortRange: '1-5' }] }))!, /a range$/);
    assert.match(disabled(both({ ...sidecar, essential: true }))!, /name one of them "Main"/);
    assert.match(disabled(web({ cpu: '65536', memory: '900000' }, port))!, /Fargate has no size/);
  });

  test('leaves alone what is decided later', () => {
    assert.ok(!titles(web(FARGATE, { name: '${name}', ...port })).some((one) => title.test(one)), 'the name');
    const result = resultOf(web({ ...FARGATE }, { portMappings: '${ports}' }), title);
    assert.equal(result.containerDefinitions[0].portMappings, '${ports}');
    assert.equal(result.containerDefinitions[0].name, 'Main');
    const named = web(FARGATE, { portMappings: [{ containerPort: 80, name: '${port_name}' }] });
    assert.equal(resultOf(named, title).containerDefinitions[0].portMappings[0].name, '${port_name}');
  });

  test('takes the one that has the name, and the one that must not stop', () => {
    const [first, second] = resultOf(both(sidecar), title).containerDefinitions;
    assert.deepEqual([first.name, second.name], ['Main', 'agent']);
    const already = resultOf(both({ ...sidecar, essential: true, name: 'Main' }), title).containerDefinitions;
    assert.deepEqual([already[0].name, already[1].portMappings[0].name], ['web', 'http']);
  });
});
