/** Which values are offered: only those that go with the rest of the file. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FARGATE, offer, snippets, task } from './completing.ts';

const labels = (marked: string) => offer(marked).labels;

describe('the size of a task', () => {
  test('cpu is a size of Fargate', () => {
    assert.deepEqual(labels('{ "family": "a", "cpu": "|" }'), [
      '256',
      '512',
      '1024',
      '2048',
      '4096',
      '8192',
      '16384',
      '32768',
    ]);
  });

  test('cpu goes with the memory first, and with Windows only', () => {
    assert.deepEqual(labels('{ "memory": "30720", "cpu": "|" }').slice(0, 1), ['4096']);
    const windows = '"runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }';
    assert.deepEqual(labels(`{ ${windows}, "cpu": "|" }`), ['1024', '2048', '4096']);
  });

  test('memory is what goes with the cpu', () => {
    assert.deepEqual(labels('{ "cpu": "256", "memory": "|" }'), ['512', '1024', '2048']);
    assert.deepEqual(labels('{ "cpu": ".5 vCPU", "memory": "|" }'), ['1024', '2048', '3072', '4096']);
    assert.deepEqual(labels(`{ ${FARGATE} "cpu": "300", "memory": "|" }`), [], 'nothing goes with that');
    assert.ok(labels('{ "requiresCompatibilities": ["EC2"], "cpu": "300", "memory": "|" }').includes('512'));
  });

  test('memory is offered before the member that follows', () => {
    const marked = '{\n  "cpu": "256",\n  "memory": |\n  "family": "a"\n}';
    assert.equal(offer(marked).taking('1024'), '{\n  "cpu": "256",\n  "memory": "1024",\n  "family": "a"\n}');
  });

  test('a container gets what the others leave, as a number', () => {
    const marked = task(
      '{ "name": "a", "image": "b", "cpu": | }, { "name": "c", "image": "d", "cpu": 384 }',
      '"cpu": "1024",',
    );
    assert.deepEqual(labels(marked), ['640', '256', '512', '128']);
    assert.match(offer(marked).taking('640'), /"cpu": 640 \}/);
  });
});

describe('names', () => {
  const db = '{ "name": "db", "image": "d", "healthCheck": { "command": ["CMD", "true"] } }';

  test('of containers to wait for make no circle', () => {
    const waits = '{ "name": "b", "image": "i", "dependsOn": [{ "containerName": "a", "condition": "START" }] }';
    const far = '{ "name": "c", "image": "i", "dependsOn": [{ "containerName": "b", "condition": "START" }] }';
    const own = '{ "name": "a", "image": "i", "dependsOn": [{ "containerName": "|" }] }';
    assert.deepEqual(labels(task(`${own}, ${waits}, ${far}, ${db}`)), ['db']);
  });

  test('of containers to wait for are those that are not waited for yet', () => {
    const own = '{ "name": "a", "image": "i", "dependsOn": [{ "containerName": "db", "condition": "START" }, |] }';
    assert.deepEqual(labels(task(`${own}, ${db}, { "name": "c", "image": "i" }`)), ['c']);
  });

  test('come as whole items of a list', () => {
    const marked = task(`{ "name": "a", "image": "i", "dependsOn": [|] }, ${db}`);
    assert.match(offer(marked).taking('db'), /"dependsOn": \[\{ "containerName": "db", "condition": "HEALTHY" \}\]/);
  });

  test('of other containers in volumesFrom and links, of all in proxyConfiguration', () => {
    const others = (rest: string) => labels(task(`{ "name": "a", "image": "i", ${rest} }, ${db}`));
    assert.deepEqual(others('"volumesFrom": [{ "sourceContainer": "|" }]'), ['db']);
    assert.deepEqual(others('"links": ["|"]'), ['db']);
    assert.deepEqual(others('"links": ["db:database", "|"]'), []);
    assert.deepEqual(labels(task(db, '"proxyConfiguration": { "containerName": "|" },')), ['db']);
  });

  test('of volumes, those first that are not mounted', () => {
    const mounts = '[{ "sourceVolume": "a", "containerPath": "/a" }, { "sourceVolume": "|" }]';
    const volumes =
      '"volumes": [{ "name": "a" }, { "name": "b", "efsVolumeConfiguration": { "fileSystemId": "fs-01234567" } }],';
    const { items } = offer(task(`{ "name": "w", "image": "i", "mountPoints": ${mounts} }`, volumes));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['b', 'a'],
    );
    assert.equal(items[0]!.labelDetails?.description, 'Amazon EFS');
  });

  test('of ports are made of the container’s and are free', () => {
    const ports = '[{ "name": "web", "containerPort": 80 }, { "containerPort": 9000, "name": "|" }]';
    assert.deepEqual(labels(task(`{ "name": "web", "image": "i", "portMappings": ${ports} }`)), [
      'web-9000',
      'web-http',
    ]);
  });
});

describe('conditions', () => {
  const waiting = (target: string) =>
    labels(task(`{ "name": "a", "image": "i", "dependsOn": [{ "containerName": "b", "condition": "|" }] }, ${target}`));

  test('are those that the other container can reach', () => {
    assert.deepEqual(waiting('{ "name": "b", "image": "i" }'), ['START']);
    assert.deepEqual(waiting('{ "name": "b", "image": "i", "essential": false }'), ['SUCCESS', 'COMPLETE', 'START']);
    assert.deepEqual(waiting('{ "name": "b", "image": "i", "healthCheck": { "command": ["CMD", "x"] } }'), [
      'HEALTHY',
      'START',
    ]);
    assert.deepEqual(
      waiting('{ "name": "b", "image": "i", "essential": ${x}, "healthCheck": ${y} }').length,
      4,
      'decided later',
    );
  });
});

describe('logs', () => {
  const log = (config: string, members = '') =>
    labels(task(`{ "name": "w", "image": "i", "logConfiguration": ${config} }`, members));

  test('drivers are those of the launch type', () => {
    assert.deepEqual(log('{ "logDriver": "|" }', FARGATE), ['awslogs', 'awsfirelens', 'splunk']);
    assert.equal(log('{ "logDriver": "|" }').length, 8);
  });

  test('options are those of the driver, the required first', () => {
    assert.deepEqual(log('{ "logDriver": "awslogs", "options": { "|" } }', FARGATE).slice(0, 3), [
      'awslogs-group',
      'awslogs-region',
      'awslogs-stream-prefix',
    ]);
    const splunk = log(
      '{ "logDriver": "splunk", "options": { "|" }, "secretOptions": [{ "name": "splunk-token", "valueFrom": "x" }] }',
    );
    assert.ok(splunk.includes('splunk-url') && !splunk.includes('splunk-token') && !splunk.includes('awslogs-group'));
    assert.ok(
      !log('{ "logDriver": "awslogs", "options": { "awslogs-multiline-pattern": "x", "|" } }').includes(
        'awslogs-datetime-format',
      ),
    );
    assert.ok(log('{ "logDriver": "awsfirelens", "options": { "|" } }').includes('delivery_stream'));
    assert.deepEqual(log('{ "logDriver": "${driver}", "options": { "|" } }'), [], 'decided later');
  });

  test('options have their values', () => {
    assert.deepEqual(log('{ "logDriver": "awslogs", "options": { "mode": "|" } }'), ['non-blocking', 'blocking']);
    assert.deepEqual(log('{ "logDriver": "splunk", "options": { "splunk-gzip": "|" } }'), ['true', 'false']);
    assert.equal(log('{ "logDriver": "splunk", "secretOptions": [{ "name": "|" }] }')[0], 'splunk-token');
  });

  test('Regions are those of the file first', () => {
    const regions = log(
      '{ "logDriver": "awslogs", "options": { "awslogs-region": "|" } }',
      '"executionRoleArn": "arn:aws:iam::111122223333:role/x", "tags": [{ "key": "x", "value": "arn:aws:sqs:eu-north-1:111122223333:q" }],',
    );
    assert.equal(regions[0], 'eu-north-1');
    assert.ok(regions.includes('us-east-1') && regions.filter((region) => region === 'eu-north-1').length === 1);
  });
});

describe('the platform', () => {
  test('network modes', () => {
    const modes = (type: string) => labels(`{ "requiresCompatibilities": ["${type}"], "networkMode": "|" }`);
    assert.deepEqual(modes('FARGATE'), ['awsvpc']);
    assert.deepEqual(modes('EXTERNAL'), ['bridge', 'host', 'none']);
    assert.deepEqual(modes('MANAGED_INSTANCES'), ['awsvpc', 'host']);
    assert.deepEqual(labels('{ "networkMode": "|" }'), ['awsvpc', 'bridge', 'host', 'none']);
  });

  test('operating systems', () => {
    const systems = (type: string) =>
      labels(`{ "requiresCompatibilities": ["${type}"], "runtimePlatform": { "operatingSystemFamily": "|" } }`);
    assert.ok(
      !systems('FARGATE').includes('WINDOWS_SERVER_2016_FULL') && systems('EC2').includes('WINDOWS_SERVER_2016_FULL'),
    );
    assert.deepEqual(systems('MANAGED_INSTANCES'), ['LINUX']);
    assert.deepEqual(labels('{ "runtimePlatform": { "cpuArchitecture": "ARM64", "operatingSystemFamily": "|" } }'), [
      'LINUX',
    ]);
  });

  test('launch types that are not there yet', () => {
    assert.deepEqual(labels('{ "requiresCompatibilities": ["EC2", "|"] }'), [
      'FARGATE',
      'EXTERNAL',
      'MANAGED_INSTANCES',
    ]);
  });

  test('capabilities', () => {
    const add = (members: string) =>
      labels(
        task(
          '{ "name": "w", "image": "i", "linuxParameters": { "capabilities": { "add": ["NET_ADMIN", "|"] } } }',
          members,
        ),
      );
    assert.deepEqual(add(FARGATE), ['SYS_PTRACE']);
    assert.ok(add('').includes('SYS_TIME') && !add('').includes('NET_ADMIN'));
  });

  test('limits, kernel parameters and mount options', () => {
    const container = (rest: string, members = '') => labels(task(`{ "name": "w", "image": "i", ${rest} }`, members));
    const limits = container('"ulimits": [{ "name": "core", "softLimit": 0, "hardLimit": 0 }, { "name": "|" }]');
    assert.equal(limits[0], 'nofile');
    assert.ok(!limits.includes('core') && limits.includes('nproc'));
    const sysctl = (members: string) => container('"systemControls": [{ "namespace": "|" }]', members);
    assert.ok(sysctl('').includes('net.core.somaxconn') && sysctl('').includes('kernel.shmmax'));
    assert.ok(!sysctl('"networkMode": "host",').some((name) => name.startsWith('net.')));
    const options = container('"linuxParameters": { "tmpfs": [{ "mountOptions": ["ro", "|"] }] }');
    assert.ok(options.includes('noexec') && !options.includes('ro'));
  });
});

describe('references', () => {
  const snippet = (marked: string, label: string) => snippets(marked).get(label)?.textEdit?.newText;

  test('to secrets have the account and Region of the file', () => {
    const marked = task(
      '{ "name": "w", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1", "secrets": [{ "name": "A", "valueFrom": "|" }] }',
    );
    assert.equal(
      snippet(marked, 'Secrets Manager key'),
      '"arn:aws:secretsmanager:eu-west-1:111122223333:secret:${1:NAME-AbCdEf}:${2:KEY}::"',
    );
    assert.equal(snippet(marked, 'Parameter Store ARN'), '"arn:aws:ssm:eu-west-1:111122223333:parameter/${1:NAME}"');
  });

  test('to roles, images and files', () => {
    assert.equal(
      snippet('{ "executionRoleArn": "|" }', 'Execution role ARN'),
      '"arn:aws:iam::${1:ACCOUNT_ID}:role/${2:ecsTaskExecutionRole}"',
    );
    assert.ok(labels(task('{ "name": "w", "image": "|" }')).includes('Amazon ECR'));
    assert.match(
      snippet(task('{ "name": "w", "image": "i", "environmentFiles": [{ "value": "|" }] }'), 'S3 object')!,
      /^"arn:aws:s3:::\$\{1:BUCKET\}\/\$\{2:PATH\}\.env"$/,
    );
  });

  test('are found by what is typed of them', () => {
    const { items } = offer(task('{ "name": "w", "image": "i", "secrets": [{ "valueFrom": "arn:|" }] }'));
    assert.ok(items.some(({ filterText }) => filterText?.startsWith('"arn:')));
  });
});

describe('a health check', () => {
  const check = (image: string, command: string, more = '') =>
    task(`{ "name": "w", "image": "${image}"${more}, "healthCheck": { "command": ${command} } }`);

  test('of a well-known image is what that image has in it', () => {
    const { labels, taking } = offer(check('redis:7', '|'));
    assert.equal(labels[0], 'redis-cli ping | grep PONG || exit 1');
    assert.match(taking(labels[0]!), /"command": \["CMD-SHELL", "redis-cli ping \| grep PONG \|\| exit 1"\]/);
    assert.equal(offer(check('public.ecr.aws/datadog/agent:7', '|')).labels[0], 'agent health');
    assert.deepEqual(offer(check('example.com/redis-admin:1', '|')).labels, ['curl', 'wget', 'CMD']);
  });

  test('asks the port of the container', () => {
    const marked = check('example.com/web:1', '["CMD-SHELL", "|"]', ', "portMappings": [{ "containerPort": 3000 }]');
    assert.match(offer(marked).taking('curl'), /"curl -f http:\/\/localhost:3000\/ \|\| exit 1"/);
  });

  test('begins with how it is run', () => {
    assert.deepEqual(labels(check('example.com/web:1', '["|"]')), ['CMD-SHELL', 'CMD']);
    assert.deepEqual(labels(check('example.com/web:1', '["CMD", "|"]')), []);
  });
});

test('ports of the host are what the network mode takes', () => {
  const port = (members: string) =>
    labels(task('{ "name": "w", "image": "i", "portMappings": [{ "containerPort": 8080, "hostPort": | }] }', members));
  assert.deepEqual(port('"networkMode": "awsvpc",'), ['8080']);
  assert.deepEqual(port('"networkMode": "bridge",'), ['0', '8080']);
});

test('of true and false the one comes first that is not the default', () => {
  const member = (key: string) => labels(task(`{ "name": "w", "image": "i", "${key}": | }`));
  assert.deepEqual(member('essential'), ['false', 'true']);
  assert.deepEqual(member('readonlyRootFilesystem'), ['true', 'false']);
});
