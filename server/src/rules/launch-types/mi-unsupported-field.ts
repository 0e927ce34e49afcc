import type { NetworkMode } from '@aws-sdk/client-ecs';
import type { Report } from '../../findings/report.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { forbid } from '../parts/forbid.ts';
import { containerRule, type Examples } from '../rule.ts';

/**
 * Container members that are listed as not valid on Managed Instances. With network mode awsvpc every launch type
 * refuses them, and other rules report that. Members of linuxParameters and FSx volumes have their own rules as well.
 * Source: Amazon ECS developer guide, task definition differences for Managed Instances, checked 2026-11-24.
 */
const WITHOUT_AWSVPC = [
  'disableNetworking',
  'dnsSearchDomains',
  'dnsServers',
  'extraHosts',
  'hostname',
  'links',
] as const;

/** Only the guide lists these, and such lists have become shorter before. */
const SOFTLY = { severity: 'warning' } as const;

export default containerRule({
  title: 'Managed Instances do not support this',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, task definition differences for Managed Instances; AWS CDK',
    checked: '2026-11-24',
  },
  concept: 'managed-instances',
  why: 'AWS runs Managed Instances for you, without access to Docker or to the network of the instance. Members that configure these are not valid there.',
  check(container, report) {
    const { task } = container;
    if (task.requires('MANAGED_INSTANCES') !== 'yes') return;
    forbid(container, 'dockerLabels', message('dockerLabels'), report, SOFTLY);
    // Fargate refuses the others as well, and its rules report them.
    if (task.requires('FARGATE') === 'yes') return;
    forbid(container, 'dockerSecurityOptions', message('dockerSecurityOptions'), report, SOFTLY);
    checkNetwork(container, task.networkMode.value, (finding) => report({ ...finding, ...SOFTLY }));
  },
  rest(task, report) {
    if (task.requires('MANAGED_INSTANCES') === 'yes') checkTask(task, task.requires('FARGATE') === 'yes', report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "ipcMode": "task",
  "memory": "512", // MiB
  "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "task" } }],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "hostname": "web",
      "dockerLabels": { "team": "blue" },
      "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "dockerLabels": {} }] }`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "ipcMode": "\${ipc}" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "memory": "512", "ipcMode": "task", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "hostname": "web" }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "memory": "512", // MiB
  "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "task" } }],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "hostname": "web",
      "dockerLabels": { "team": "blue" },
      "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }]
    }
  ]
}`,
  ],
};

function checkTask(task: TaskDefinition, isForFargate: boolean, report: (finding: Report) => void): void {
  forbid(task, 'proxyConfiguration', message('proxyConfiguration'), report);
  // Fargate either accepts these or has its own rules for them.
  if (isForFargate) return;
  if (task.string('ipcMode').state === 'known') forbid(task, 'ipcMode', message('ipcMode'), report);
  for (const volume of task.volumes) {
    forbid(volume, 'dockerVolumeConfiguration', message('dockerVolumeConfiguration'), report);
  }
  // Other rules report these for EC2 and external instances.
  if (task.requires('EC2') === 'yes') return;
  forbid(task, 'enableFaultInjection', message('enableFaultInjection'), report, SOFTLY);
  if (task.requires('EXTERNAL') === 'yes') return;
  forbid(task, 'ephemeralStorage', message('ephemeralStorage'), report);
}

function checkNetwork(container: Container, mode: NetworkMode | undefined, report: (finding: Report) => void): void {
  if (mode === 'awsvpc') return;
  for (const key of WITHOUT_AWSVPC) {
    if (key === 'hostname' && container.string('hostname').state !== 'known') continue;
    if (key === 'disableNetworking' && container.boolean('disableNetworking').state !== 'known') continue;
    // Links with any mode but bridge are refused on every launch type.
    if (key === 'links' && mode !== undefined && mode !== 'bridge') continue;
    forbid(container, key, message(key), report);
  }
}

function message(key: string): string {
  return `Managed Instances do not support "${key}": remove it`;
}
