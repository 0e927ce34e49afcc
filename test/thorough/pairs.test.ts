/** Two faults in one file are both found: none hides the other, unless one takes away what the other is about. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents are broken on purpose, in places of any type
type Any = any;

interface Fault {
  readonly name: string;
  /** The rule that finds it, and where: the end of the path of the place, or nothing for a place that may differ. */
  readonly rule: RegExp;
  readonly apply: (task: Any) => void;
}

const LOG = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'web' },
};

/** A task that nothing is wrong with, with something of everything. */
function base(): Any {
  return {
    family: 'web',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '1024',
    memory: '2048',
    executionRoleArn: 'arn:aws:iam::111122223333:role/exec',
    taskRoleArn: 'arn:aws:iam::111122223333:role/web',
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    containerDefinitions: [
      {
        name: 'web',
        image: 'public.ecr.aws/nginx/nginx:1.27',
        essential: true,
        portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
        environment: [{ name: 'STAGE', value: 'test' }],
        secrets: [{ name: 'DB', valueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/db' }],
        mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
        dependsOn: [{ containerName: 'side', condition: 'START' }],
        healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/ || exit 1'], interval: 30, timeout: 5 },
        logConfiguration: structuredClone(LOG),
      },
      {
        name: 'side',
        image: 'public.ecr.aws/nginx/nginx:1.27',
        essential: true,
        logConfiguration: structuredClone(LOG),
      },
    ],
    volumes: [{ name: 'data' }],
    tags: [{ key: 'team', value: 'shop' }],
  };
}

const web = (task: Any) => task.containerDefinitions[0];
const side = (task: Any) => task.containerDefinitions[1];

const FAULTS: readonly Fault[] = [
  // The task.
  { name: 'family', rule: /^wrong-format$/, apply: (t) => (t.family = 'my web') },
  { name: 'mode missing', rule: /^fargate-network-mode$/, apply: (t) => delete t.networkMode },
  { name: 'mode bridge', rule: /^fargate-network-mode$/, apply: (t) => (t.networkMode = 'bridge') },
  { name: 'mode unknown', rule: /^unknown-value$/, apply: (t) => (t.networkMode = 'vpc') },
  {
    name: 'fargate in small letters',
    rule: /^unknown-value$/,
    apply: (t) => (t.requiresCompatibilities = ['fargate']),
  },
  { name: 'fargate as text', rule: /^wrong-type$/, apply: (t) => (t.requiresCompatibilities = 'FARGATE') },
  { name: 'cpu as number', rule: /^wrong-type$/, apply: (t) => (t.cpu = 1024) },
  { name: 'memory as number', rule: /^wrong-type$/, apply: (t) => (t.memory = 2048) },
  { name: 'cpu of no size', rule: /^fargate-cpu-value$/, apply: (t) => (t.cpu = '300') },
  { name: 'memory of no size', rule: /^fargate-cpu-memory-combination$/, apply: (t) => (t.memory = '2500') },
  { name: 'role', rule: /^role-arn-format$/, apply: (t) => (t.taskRoleArn = 'arn:aws:iam::111122223333:user/web') },
  { name: 'pid mode', rule: /^fargate-pid-mode-host$/, apply: (t) => (t.pidMode = 'host') },
  { name: 'ipc mode', rule: /^fargate-ipc-mode$/, apply: (t) => (t.ipcMode = 'host') },
  {
    name: 'placement',
    rule: /^fargate-placement-constraints$/,
    apply: (t) => (t.placementConstraints = [{ type: 'memberOf', expression: 'attribute:a == b' }]),
  },
  { name: 'tag twice', rule: /^td-tag-duplicate-key$/, apply: (t) => t.tags.push({ key: 'team', value: 'x' }) },
  { name: 'tag prefix', rule: /^td-tag-reserved-prefix$/, apply: (t) => t.tags.push({ key: 'aws:a', value: 'x' }) },
  { name: 'architecture', rule: /^unknown-value$/, apply: (t) => (t.runtimePlatform.cpuArchitecture = 'arm') },
  { name: 'storage', rule: /^out-of-range$/, apply: (t) => (t.ephemeralStorage = { sizeInGiB: 500 }) },
  { name: 'member of a container at the top', rule: /^unknown-property$/, apply: (t) => (t.user = '1000') },
  { name: 'slip in a name', rule: /^unknown-property$/, apply: (t) => (t.familly = 'x') },
  // Containers.
  { name: 'name twice', rule: /^container-name-duplicate$/, apply: (t) => (side(t).name = web(t).name) },
  { name: 'no image', rule: /^missing-property$/, apply: (t) => delete web(t).image },
  { name: 'image', rule: /^image-format$|^wrong-format$/, apply: (t) => (side(t).image = 'nginx:a b') },
  {
    name: 'nobody essential',
    rule: /^container-essential-required$/,
    apply: (t) => {
      for (const container of t.containerDefinitions) container.essential = false;
    },
  },
  { name: 'essential as text', rule: /^wrong-type$/, apply: (t) => (web(t).essential = 'true') },
  { name: 'links', rule: /^container-links-network-mode$/, apply: (t) => (web(t).links = ['side']) },
  { name: 'host name', rule: /^container-hostname-awsvpc$/, apply: (t) => (web(t).hostname = 'web') },
  {
    name: 'extra hosts',
    rule: /^container-extra-hosts-awsvpc$/,
    apply: (t) => (web(t).extraHosts = [{ hostname: 'a', ipAddress: '10.0.0.1' }]),
  },
  { name: 'name servers', rule: /^container-dns-servers-awsvpc$/, apply: (t) => (web(t).dnsServers = ['10.0.0.2']) },
  { name: 'privileged', rule: /^fargate-privileged$/, apply: (t) => (web(t).privileged = true) },
  {
    name: 'memory over the task',
    rule: /^container-memory-over-task$|^container-memory-sum-over-task$/,
    apply: (t) => (web(t).memory = 4096),
  },
  {
    name: 'reservation over memory',
    rule: /^container-memory-reservation-over-memory$/,
    apply: (t) => Object.assign(side(t), { memory: 128, memoryReservation: 256 }),
  },
  { name: 'cpu over the task', rule: /^container-cpu-sum-over-task$/, apply: (t) => (side(t).cpu = 4096) },
  { name: 'stop timeout', rule: /^container-stop-timeout-range$/, apply: (t) => (web(t).stopTimeout = 600) },
  {
    name: 'command in one text',
    rule: /^container-command-single-string$/,
    apply: (t) => (web(t).command = ['npm run start']),
  },
  // Ports.
  { name: 'port as text', rule: /^wrong-type$/, apply: (t) => (web(t).portMappings[0].containerPort = '8080') },
  {
    name: 'port out of range',
    rule: /^out-of-range$/,
    apply: (t) => web(t).portMappings.push({ containerPort: 70000 }),
  },
  { name: 'host port', rule: /^port-host-port-awsvpc$/, apply: (t) => (web(t).portMappings[0].hostPort = 80) },
  {
    name: 'port twice',
    rule: /^port-duplicate-container-port$/,
    apply: (t) => (side(t).portMappings = [{ containerPort: 8080 }]),
  },
  { name: 'protocol', rule: /^unknown-value$/, apply: (t) => (web(t).portMappings[0].protocol = 'TCP') },
  {
    name: 'application protocol',
    rule: /^port-app-protocol-without-name$/,
    apply: (t) => (web(t).portMappings[0].appProtocol = 'http'),
  },
  // Environment, secrets.
  {
    name: 'variable twice',
    rule: /^env-duplicate-name$/,
    apply: (t) => web(t).environment.push({ name: 'STAGE', value: 'b' }),
  },
  {
    name: 'variable and secret',
    rule: /^env-secret-name-conflict$/,
    apply: (t) => web(t).environment.push({ name: 'DB', value: 'b' }),
  },
  { name: 'value as number', rule: /^wrong-type$/, apply: (t) => web(t).environment.push({ name: 'N', value: 1 }) },
  { name: 'secret without reference', rule: /^missing-property$/, apply: (t) => web(t).secrets.push({ name: 'S' }) },
  { name: 'no execution role', rule: /^secret-execution-role$/, apply: (t) => delete t.executionRoleArn },
  { name: 'map of variables', rule: /^wrong-type$/, apply: (t) => (side(t).environment = { A: 'b' }) },
  // Logs.
  {
    name: 'no group',
    rule: /^log-awslogs-group-required$/,
    apply: (t) => delete web(t).logConfiguration.options['awslogs-group'],
  },
  {
    name: 'no region',
    rule: /^log-awslogs-region-required$/,
    apply: (t) => delete web(t).logConfiguration.options['awslogs-region'],
  },
  {
    name: 'no prefix',
    rule: /^log-awslogs-stream-prefix-fargate$/,
    apply: (t) => delete side(t).logConfiguration.options['awslogs-stream-prefix'],
  },
  { name: 'driver', rule: /^log-driver-fargate$/, apply: (t) => (side(t).logConfiguration = { logDriver: 'syslog' }) },
  // Health checks, order.
  {
    name: 'health check in one text',
    rule: /^healthcheck-command-prefix$/,
    apply: (t) => (web(t).healthCheck.command = ['CMD-SHELL curl x']),
  },
  { name: 'interval', rule: /^out-of-range$/, apply: (t) => (web(t).healthCheck.interval = 1) },
  { name: 'retries', rule: /^out-of-range$/, apply: (t) => (web(t).healthCheck.retries = 20) },
  {
    name: 'dependency on nobody',
    rule: /^dependson-container-unknown$/,
    apply: (t) => web(t).dependsOn.push({ containerName: 'db', condition: 'START' }),
  },
  {
    name: 'no health check to wait for',
    rule: /^dependson-healthy-without-healthcheck$/,
    apply: (t) => (web(t).dependsOn[0].condition = 'HEALTHY'),
  },
  {
    name: 'circle',
    rule: /^dependson-cycle$/,
    apply: (t) => (side(t).dependsOn = [{ containerName: 'web', condition: 'START' }]),
  },
  // Volumes, Linux.
  {
    name: 'no such volume',
    rule: /^mount-source-volume-unknown$/,
    apply: (t) => (side(t).mountPoints = [{ sourceVolume: 'x', containerPath: '/x' }]),
  },
  {
    name: 'host path',
    rule: /^volume-host-source-path-fargate$/,
    apply: (t) => (t.volumes[0].host = { sourcePath: '/srv' }),
  },
  {
    name: 'docker volume',
    rule: /^volume-docker-fargate$/,
    apply: (t) => t.volumes.push({ name: 'd', dockerVolumeConfiguration: { scope: 'shared' } }),
  },
  {
    name: 'devices',
    rule: /^linux-devices-fargate$/,
    apply: (t) => (web(t).linuxParameters = { ...web(t).linuxParameters, devices: [{ hostPath: '/dev/a' }] }),
  },
  {
    name: 'shared memory',
    rule: /^linux-shared-memory-fargate$/,
    apply: (t) => (web(t).linuxParameters = { ...web(t).linuxParameters, sharedMemorySize: 64 }),
  },
  {
    name: 'graphics',
    rule: /^resource-gpu-fargate$/,
    apply: (t) => (web(t).resourceRequirements = [{ type: 'GPU', value: '1' }]),
  },
  {
    name: 'limit',
    rule: /^ulimit-soft-over-hard$/,
    apply: (t) => (web(t).ulimits = [{ name: 'nofile', softLimit: 9, hardLimit: 1 }]),
  },
];

/** Pairs of which one takes away what the other is about, and why. */
const SAME_MEMBER = 'both write the same member, so that only one of them is in the file';
const NEW_SIZE = 'the size of the task is to be chosen anew, and each that is offered holds the containers';
const UNDONE: readonly (readonly [a: string, b: string, why: string])[] = [
  ['mode missing', 'mode bridge', SAME_MEMBER],
  ['mode missing', 'mode unknown', SAME_MEMBER],
  ['mode bridge', 'mode unknown', SAME_MEMBER],
  ['fargate in small letters', 'fargate as text', SAME_MEMBER],
  ['cpu as number', 'cpu of no size', SAME_MEMBER],
  ['memory as number', 'memory of no size', SAME_MEMBER],
  ['driver', 'no prefix', SAME_MEMBER],
  ['nobody essential', 'essential as text', 'the text makes one container essential again'],
  ['cpu of no size', 'memory of no size', NEW_SIZE],
  ['cpu of no size', 'cpu over the task', NEW_SIZE],
  ['memory of no size', 'memory over the task', NEW_SIZE],
  ['name twice', 'no health check to wait for', 'the container to wait for has another name'],
  ['name twice', 'circle', 'the container to wait for has another name'],
];

function found(task: Any): string[] {
  const { findings } = analyse(JSON.stringify(task), 'task-definition.json', 'asked');
  // Several places of one decision are one finding that names them all.
  return findings.flatMap(({ rule, severity, related }) =>
    severity === 'info' ? [] : [rule, ...related.map(() => rule)],
  );
}

const times = (rules: readonly string[], rule: RegExp) => rules.filter((id) => rule.test(id)).length;

describe('a file with one fault', () => {
  test('has nothing wrong without it', () => assert.deepEqual(found(base()), []));
  for (const { name, rule, apply } of FAULTS) {
    test(name, () => {
      const task = base();
      apply(task);
      assert.ok(times(found(task), rule) > 0, `found ${found(task).join(', ') || 'nothing'}`);
    });
  }
});

test('of any two faults in one file both are found', () => {
  assert.ok(FAULTS.length >= 40);
  const alone = new Map(
    FAULTS.map((fault) => {
      const task = base();
      fault.apply(task);
      return [fault, found(task)];
    }),
  );
  const hidden: string[] = [];
  FAULTS.forEach((a, i) => {
    for (const b of FAULTS.slice(i + 1)) {
      const undone = UNDONE.some(([x, y]) => [x, y].includes(a.name) && [x, y].includes(b.name));
      if (undone) continue;
      const task = base();
      a.apply(task);
      b.apply(task);
      const both = found(task);
      for (const fault of [a, b]) {
        const other = fault === a ? b : a;
        // Where both are found by one rule, it has to say more than of one.
        const isSame = times(alone.get(other)!, fault.rule) > 0;
        const least = isSame
          ? Math.max(times(alone.get(fault)!, fault.rule), times(alone.get(other)!, fault.rule)) + 1
          : 1;
        if (times(both, fault.rule) < least) hidden.push(`${other.name} hides ${fault.name}`);
      }
    }
  });
  assert.deepEqual(hidden, []);
});
