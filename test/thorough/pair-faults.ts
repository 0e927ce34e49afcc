/** Single faults in task definitions that nothing else is wrong with. */

// biome-ignore lint/suspicious/noExplicitAny: documents are broken on purpose, in places of any type
export type Any = any;

export type LaunchType = 'FARGATE' | 'EC2';

export interface Fault {
  readonly name: string;
  /** The rule that finds it. */
  readonly rule: RegExp;
  /** The launch type that it is a fault on, where it is none on the other. */
  readonly on?: LaunchType;
  /** A place of other findings that is another one with it: the member is gone, or is no list any more. */
  readonly moves?: readonly [from: string, to: string];
  readonly apply: (task: Any) => void;
}

const LOG = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'web' },
};

/** Tasks that nothing is wrong with, with something of everything. */
export const BASES: Readonly<Record<LaunchType, () => Any>> = { FARGATE: fargate, EC2: ec2 };

function fargate(): Any {
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

function ec2(): Any {
  const task = fargate();
  const { cpu: _cpu, memory: _memory, ...rest } = task;
  const [web, side] = task.containerDefinitions;
  return {
    ...rest,
    requiresCompatibilities: ['EC2'],
    networkMode: 'bridge',
    containerDefinitions: [
      { ...web, cpu: 256, memory: 512, portMappings: [{ containerPort: 8080, hostPort: 0, protocol: 'tcp' }] },
      { ...side, cpu: 256, memory: 512 },
    ],
  };
}

const web = (task: Any) => task.containerDefinitions[0];
const side = (task: Any) => task.containerDefinitions[1];

export const FAULTS: readonly Fault[] = [
  // The task.
  { name: 'family', rule: /^wrong-format$/, apply: (t) => (t.family = 'my web') },
  {
    name: 'mode missing',
    on: 'FARGATE',
    moves: ['/networkMode', '/requiresCompatibilities/0'],
    rule: /^fargate-network-mode$/,
    apply: (t) => delete t.networkMode,
  },
  { name: 'mode bridge', on: 'FARGATE', rule: /^fargate-network-mode$/, apply: (t) => (t.networkMode = 'bridge') },
  { name: 'mode unknown', rule: /^unknown-value$/, apply: (t) => (t.networkMode = 'vpc') },
  {
    name: 'fargate in small letters',
    on: 'FARGATE',
    rule: /^unknown-value$/,
    apply: (t) => (t.requiresCompatibilities = ['fargate']),
  },
  {
    name: 'fargate as text',
    on: 'FARGATE',
    moves: ['/requiresCompatibilities/0', '/requiresCompatibilities'],
    rule: /^wrong-type$/,
    apply: (t) => (t.requiresCompatibilities = 'FARGATE'),
  },
  { name: 'cpu as number', rule: /^wrong-type$/, apply: (t) => (t.cpu = 1024) },
  { name: 'memory as number', rule: /^wrong-type$/, apply: (t) => (t.memory = 2048) },
  { name: 'cpu of no size', on: 'FARGATE', rule: /^fargate-cpu-value$/, apply: (t) => (t.cpu = '300') },
  {
    name: 'memory of no size',
    on: 'FARGATE',
    rule: /^fargate-cpu-memory-combination$/,
    apply: (t) => (t.memory = '2500'),
  },
  { name: 'role', rule: /^role-arn-format$/, apply: (t) => (t.taskRoleArn = 'arn:aws:iam::111122223333:user/web') },
  { name: 'pid mode', on: 'FARGATE', rule: /^fargate-pid-mode-host$/, apply: (t) => (t.pidMode = 'host') },
  { name: 'ipc mode', on: 'FARGATE', rule: /^fargate-ipc-mode$/, apply: (t) => (t.ipcMode = 'host') },
  {
    name: 'placement',
    on: 'FARGATE',
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
  { name: 'links', on: 'FARGATE', rule: /^container-links-network-mode$/, apply: (t) => (web(t).links = ['side']) },
  { name: 'host name', on: 'FARGATE', rule: /^container-hostname-awsvpc$/, apply: (t) => (web(t).hostname = 'web') },
  {
    name: 'extra hosts',
    on: 'FARGATE',
    rule: /^container-extra-hosts-awsvpc$/,
    apply: (t) => (web(t).extraHosts = [{ hostname: 'a', ipAddress: '10.0.0.1' }]),
  },
  {
    name: 'name servers',
    on: 'FARGATE',
    rule: /^container-dns-servers-awsvpc$/,
    apply: (t) => (web(t).dnsServers = ['10.0.0.2']),
  },
  { name: 'privileged', on: 'FARGATE', rule: /^fargate-privileged$/, apply: (t) => (web(t).privileged = true) },
  {
    name: 'memory over the task',
    on: 'FARGATE',
    rule: /^container-memory-over-task$|^container-memory-sum-over-task$/,
    apply: (t) => (web(t).memory = 4096),
  },
  {
    name: 'reservation over memory',
    rule: /^container-memory-reservation-over-memory$/,
    apply: (t) => Object.assign(side(t), { memory: 128, memoryReservation: 256 }),
  },
  {
    name: 'cpu over the task',
    on: 'FARGATE',
    rule: /^container-cpu-sum-over-task$/,
    apply: (t) => (side(t).cpu = 4096),
  },
  {
    name: 'stop timeout',
    on: 'FARGATE',
    rule: /^container-stop-timeout-range$/,
    apply: (t) => (web(t).stopTimeout = 600),
  },
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
  {
    name: 'host port',
    on: 'FARGATE',
    rule: /^port-host-port-awsvpc$/,
    apply: (t) => (web(t).portMappings[0].hostPort = 80),
  },
  {
    name: 'port twice',
    on: 'FARGATE',
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
    on: 'FARGATE',
    rule: /^log-awslogs-stream-prefix-fargate$/,
    apply: (t) => delete side(t).logConfiguration.options['awslogs-stream-prefix'],
  },
  {
    name: 'driver',
    on: 'FARGATE',
    rule: /^log-driver-fargate$/,
    apply: (t) => (side(t).logConfiguration = { logDriver: 'syslog' }),
  },
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
    on: 'FARGATE',
    rule: /^volume-host-source-path-fargate$/,
    apply: (t) => (t.volumes[0].host = { sourcePath: '/srv' }),
  },
  {
    name: 'docker volume',
    on: 'FARGATE',
    rule: /^volume-docker-fargate$/,
    apply: (t) => t.volumes.push({ name: 'd', dockerVolumeConfiguration: { scope: 'shared' } }),
  },
  {
    name: 'devices',
    on: 'FARGATE',
    rule: /^linux-devices-fargate$/,
    apply: (t) => (web(t).linuxParameters = { ...web(t).linuxParameters, devices: [{ hostPath: '/dev/a' }] }),
  },
  {
    name: 'shared memory',
    on: 'FARGATE',
    rule: /^linux-shared-memory-fargate$/,
    apply: (t) => (web(t).linuxParameters = { ...web(t).linuxParameters, sharedMemorySize: 64 }),
  },
  {
    name: 'graphics',
    on: 'FARGATE',
    rule: /^resource-gpu-fargate$/,
    apply: (t) => (web(t).resourceRequirements = [{ type: 'GPU', value: '1' }]),
  },
  {
    name: 'limit',
    rule: /^ulimit-soft-over-hard$/,
    apply: (t) => (web(t).ulimits = [{ name: 'nofile', softLimit: 9, hardLimit: 1 }]),
  },
  // EC2.
  {
    name: 'ec2 in small letters',
    on: 'EC2',
    rule: /^unknown-value$/,
    apply: (t) => (t.requiresCompatibilities = ['ec2']),
  },
  { name: 'ec2 as text', on: 'EC2', rule: /^wrong-type$/, apply: (t) => (t.requiresCompatibilities = 'EC2') },
  { name: 'task CPU', on: 'EC2', rule: /^ec2-task-cpu-range$/, apply: (t) => (t.cpu = '64') },
  { name: 'no memory', on: 'EC2', rule: /^container-memory-required$/, apply: (t) => delete web(t).memory },
  { name: 'link to nobody', on: 'EC2', rule: /^container-links-unknown$/, apply: (t) => (web(t).links = ['db']) },
  {
    name: 'links in a circle',
    on: 'EC2',
    rule: /^container-links-cycle$/,
    apply: (t) => {
      web(t).links = ['side'];
      side(t).links = ['web'];
    },
  },
  {
    name: 'host port twice',
    on: 'EC2',
    rule: /^port-duplicate-host-port$/,
    apply: (t) =>
      (side(t).portMappings = [
        { containerPort: 81, hostPort: 8081 },
        { containerPort: 82, hostPort: 8081 },
      ]),
  },
  {
    name: 'host port of SSH',
    on: 'EC2',
    rule: /^port-reserved-host-port$/,
    apply: (t) => web(t).portMappings.push({ containerPort: 23, hostPort: 22 }),
  },
  {
    name: 'other host port on the host',
    on: 'EC2',
    rule: /^port-host-port-host-mode$/,
    apply: (t) => {
      t.networkMode = 'host';
      web(t).portMappings[0].hostPort = 8081;
    },
  },
  {
    name: 'volumes from nobody',
    on: 'EC2',
    rule: /^volumes-from-unknown$/,
    apply: (t) => (web(t).volumesFrom = [{ sourceContainer: 'db' }]),
  },
  {
    name: 'two kinds of volume',
    on: 'EC2',
    rule: /^volume-single-type$/,
    apply: (t) =>
      Object.assign(t.volumes[0], { host: { sourcePath: '/srv' }, dockerVolumeConfiguration: { scope: 'shared' } }),
  },
  {
    name: 'relative host path',
    on: 'EC2',
    rule: /^volume-host-source-path-relative$/,
    apply: (t) => (t.volumes[0].host = { sourcePath: 'srv' }),
  },
  {
    name: 'constraint',
    on: 'EC2',
    rule: /^td-placement-constraint-expression$/,
    apply: (t) => (t.placementConstraints = [{ type: 'memberOf', expression: 'attributes:a == b' }]),
  },
  {
    name: 'constraint of a service',
    on: 'EC2',
    rule: /^unknown-value$/,
    apply: (t) => (t.placementConstraints = [{ type: 'distinctInstance' }]),
  },
  {
    name: 'kernel parameter',
    on: 'EC2',
    rule: /^system-control-not-namespaced$/,
    apply: (t) => (web(t).systemControls = [{ namespace: 'net.core.rmem_max', value: '1' }]),
  },
  {
    name: 'device without a path',
    on: 'EC2',
    rule: /^missing-property$/,
    apply: (t) => (web(t).linuxParameters = { devices: [{ containerPath: '/dev/a' }] }),
  },
  {
    name: 'no GPU',
    on: 'EC2',
    rule: /^resource-gpu-count$/,
    apply: (t) => (web(t).resourceRequirements = [{ type: 'GPU', value: '0' }]),
  },
  {
    name: 'no such driver',
    on: 'EC2',
    rule: /^unknown-value$/,
    apply: (t) => (side(t).logConfiguration = { logDriver: 'cloudwatch' }),
  },
];
