/** What is known about images, roles, secrets, networks and programs decides what is assumed from the start. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Program, World } from '../../server/src/simulator/world.ts';
import { atEnd, container, deploy, deployService, onFargate, onInstances } from './simulating.ts';

const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop';
const ROLE = 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf';
const LOGS = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/shop', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' },
};

function reasonOf(members: object, world: World, task: object = {}): string {
  return deploy(onFargate([container('web', members)], task), {}, world).outcome.stoppedReason ?? 'runs';
}

function run(program: Program, members: object = {}, task: object = {}) {
  const web = container('web', { logConfiguration: LOGS, ...members });
  return deploy(onFargate([web], task), {}, { programs: { nginx: program } });
}

function logsOf({ events }: ReturnType<typeof deploy>): string[] {
  return events.flatMap(({ log }) => log ?? []);
}

describe('a known world', () => {
  test('has the images that it names, each built for some CPUs', () => {
    assert.equal(reasonOf({}, { images: { 'nginx:1.27': ['X86_64'] } }), 'runs');
    assert.match(reasonOf({}, { images: { 'nginx:1.26': ['X86_64'] } }), /nginx:1\.27: not found/);
    const arm = { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } };
    assert.match(reasonOf({}, { images: { 'nginx:1.27': ['X86_64'] } }, arm), /platform 'linux\/arm64'/);
  });

  test('has roles, which allow what they name', () => {
    const image = { image: `${ECR}:1` };
    assert.match(reasonOf(image, { roles: {} }), /unable to assume the role '.*ecsTaskExecutionRole'/);
    assert.match(reasonOf(image, { roles: { [ROLE]: [] } }), /not authorized to perform: ecr:GetAuthorizationToken/);
    assert.equal(reasonOf(image, { roles: { [ROLE]: ['ecr:GetAuthorizationToken'] } }), 'runs');
  });

  test('has secrets with JSON keys, which a role must be allowed to read', () => {
    const one = (valueFrom: string) => ({ secrets: [{ name: 'PASSWORD', valueFrom }] });
    const world = { secrets: { [SECRET]: ['password'] } };
    assert.equal(reasonOf(one(`${SECRET}:password::`), world), 'runs');
    assert.match(reasonOf(one(`${SECRET}:passwd::`), world), /did not contain json key passwd/);
    assert.match(reasonOf(one(SECRET.replace('db', 'cache')), world), /ResourceNotFoundException/);
    assert.match(reasonOf(one(SECRET), { ...world, roles: { [ROLE]: [] } }), /AccessDeniedException/);
  });

  test('has log groups', () => {
    const roles = { [ROLE]: ['logs:CreateLogStream'] };
    const logs = { logConfiguration: LOGS };
    assert.equal(reasonOf(logs, { roles, logGroups: ['eu-west-1:/ecs/shop'] }), 'runs');
    assert.match(reasonOf(logs, { roles, logGroups: ['eu-central-1:/ecs/shop'] }), /log group does not exist/);
    const creating = { logConfiguration: { ...LOGS, options: { ...LOGS.options, 'awslogs-create-group': 'true' } } };
    assert.match(reasonOf(creating, { roles, logGroups: [] }), /not authorized to perform: logs:CreateLogGroup/);
  });

  test('has subnets: in a public one a task needs a public IP address', () => {
    const task = onFargate([container('web', { image: `${ECR}:1` })]);
    const reason = (assignPublicIp: string) => {
      const awsvpcConfiguration = { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp };
      const service = { serviceName: 'web', taskDefinition: 'shop', launchType: 'FARGATE', desiredCount: 1 };
      const members = { ...service, networkConfiguration: { awsvpcConfiguration } };
      return deployService(task, members, {}, { subnets: { 'subnet-1': 'public' } }).outcome.stoppedReason;
    };
    assert.match(reason('DISABLED')!, /api\.ecr\.eu-west-1\.amazonaws\.com/);
    assert.equal(reason('ENABLED'), undefined);
  });
});

describe('a known program', () => {
  test('exits without a variable that it needs, and says so in its log', () => {
    const program = { needs: [{ env: 'MODE', matches: 'dev|prod', log: 'MODE must be dev or prod' }] };
    const played = run(program, { environment: [{ name: 'MODE', value: 'test' }] });
    assert.deepEqual(logsOf(played), ['MODE must be dev or prod']);
    assert.equal(atEnd(played, 'web').exitCode, 1);
    assert.equal(run(program, { environment: [{ name: 'MODE', value: 'prod' }] }).outcome.result, 'running');
  });

  test('keeps its log to itself where the output goes nowhere', () => {
    const program = { needs: [{ env: 'MODE', log: 'no MODE' }] };
    assert.deepEqual(logsOf(run(program, { logConfiguration: undefined })), []);
  });

  test('is checked on the port and path on which it answers, by a program that its image has', () => {
    const program = { listens: 8080, answers: ['/health'], has: ['curl'] };
    const health = (...command: string[]) => run(program, { healthCheck: { command } }).outcome.health ?? 'stopped';
    assert.equal(health('CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'), 'HEALTHY');
    assert.equal(health('CMD', 'curl', '-f', 'http://localhost:8080/health'), 'HEALTHY');
    for (const line of [
      'curl -f http://localhost/health || exit 1',
      'curl -f http://localhost:8080/ || exit 1',
      'wget -q http://localhost:8080/health || exit 1',
    ])
      assert.equal(health('CMD-SHELL', line), 'stopped', line);
    // Without -f, curl takes any answer for a success.
    assert.equal(health('CMD-SHELL', 'curl http://localhost:8080/ || exit 1'), 'HEALTHY');
  });

  test('that hangs is noticed by a check that asks it, and not by one that always passes', () => {
    const program = { listens: 80, has: ['curl'], hangsAfter: 300 };
    const result = (line: string) => run(program, { healthCheck: { command: ['CMD-SHELL', line] } }).outcome.result;
    assert.equal(result('curl -f http://localhost/ || exit 1'), 'stopped');
    assert.equal(result('exit 0'), 'running');
  });

  test('reaches its neighbour by localhost with awsvpc, by a link on a bridge, once it is ready', () => {
    const programs = {
      web: { reaches: [{ env: 'CACHE', port: 6379 }] },
      cache: { listens: 6379, readyAfter: 0 },
    };
    const containers = (host: string, members: object = {}) => [
      container('cache', { image: 'cache:1', memory: 128 }),
      container('web', {
        image: 'web:1',
        memory: 128,
        environment: [{ name: 'CACHE', value: host }],
        dependsOn: [{ containerName: 'cache', condition: 'START' }],
        ...members,
      }),
    ];
    const world = { programs, hosts: [] };
    assert.equal(deploy(onFargate(containers('localhost')), {}, world).outcome.result, 'running');
    assert.equal(deploy(onFargate(containers('cache')), {}, world).outcome.result, 'stopped');
    assert.equal(deploy(onInstances(containers('localhost')), {}, world).outcome.result, 'stopped');
    const linked = containers('cache', { links: ['cache'] });
    assert.equal(deploy(onInstances(linked), {}, world).outcome.result, 'running');
    const slow = { ...world, programs: { ...programs, cache: { listens: 6379, readyAfter: 20 } } };
    assert.equal(deploy(onFargate(containers('localhost')), {}, slow).outcome.result, 'stopped');
  });

  test('writes only where it may, and calls AWS with the task role', () => {
    const readOnly = { readonlyRootFilesystem: true };
    const mount = { mountPoints: [{ sourceVolume: 'tmp', containerPath: '/tmp' }] };
    assert.equal(run({ writes: ['/tmp'] }, readOnly).outcome.result, 'stopped');
    const volumes = { volumes: [{ name: 'tmp' }] };
    assert.equal(run({ writes: ['/tmp'] }, { ...readOnly, ...mount }, volumes).outcome.result, 'running');
    assert.match(logsOf(run({ calls: ['s3:PutObject'] }))[0]!, /Could not load credentials/);
    assert.equal(run({ calls: ['s3:PutObject'] }, {}, { taskRoleArn: ROLE }).outcome.result, 'running');
  });
});
