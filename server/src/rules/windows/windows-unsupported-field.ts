import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Severity } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { forbidBecause, systemDemand } from '../parts/demands.ts';
import { containerRule, type Examples } from '../rule.ts';

/**
 * Members that the API reference lists as not supported on Windows. `user` is left out, because AWS Security Hub ECS.21
 * asks Windows containers for one. For the second list, Docker on Windows refuses to create the container (moby,
 * runconfig/hostconfig_windows.go). Checked 2026-11-24.
 */
const NETWORK = ['disableNetworking', 'dnsSearchDomains', 'dnsServers', 'extraHosts', 'links'] as const;
const REFUSED_BY_DOCKER = ['privileged', 'readonlyRootFilesystem'] as const;

export default containerRule({
  title: 'A setting that Windows containers do not support',
  severity: 'warning',
  source: {
    from: 'Amazon ECS API reference, ContainerDefinition; developer guide, container restart policies: considerations; moby runconfig/hostconfig_windows.go',
    checked: '2026-11-28',
  },
  concept: 'windows',
  why: 'The setting is for Linux. On Windows it is ignored at best, and some settings keep the container from being created.',
  check(container, report) {
    const { task } = container;
    if (task.isWindows !== 'yes') return;
    const demand = systemDemand(task);
    const keys = unsupported(task);
    const isFargate = task.requires('FARGATE') === 'yes';
    if (isFargate && isKnown(container.object('restartPolicy').boolean('enabled'), true)) {
      const restarts = 'Windows containers on Fargate do not support "restartPolicy": remove it';
      forbidBecause(demand, task, container, 'restartPolicy', restarts, report);
    }
    for (const [key, severity] of keys) {
      const message = `Windows containers do not support "${key}": remove it`;
      forbidBecause(
        demand,
        task,
        container,
        key,
        message,
        report,
        severity === 'error' ? { severity, refusedBy: 'start' } : { severity },
      );
    }
  },
  rest(task, report) {
    if (task.isWindows !== 'yes' || task.requires('FARGATE') !== 'yes') return;
    const faults = 'Windows containers do not support "enableFaultInjection": remove it';
    forbidBecause(systemDemand(task), task, task, 'enableFaultInjection', faults, report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "iis:1",
      "memory": 2048, // the least for IIS
      "readonlyRootFilesystem": true
    }
  ]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 2048, "dnsServers": ["10.0.0.2"] }]
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1024", "memory": "2048", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "iis:1", "restartPolicy": { "enabled": true } }] }`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 2048, "restartPolicy": { "enabled": true } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1024", "memory": "2048", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "iis:1", "restartPolicy": { "enabled": false } }] }`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "readonlyRootFilesystem": true }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 2048, "privileged": false, "links": [] }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 2048, "dnsServers": ["10.0.0.2"] }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "iis:1",
      "memory": 2048 // the least for IIS
    }
  ]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 2048 }]
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1024", "memory": "2048", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "iis:1" }] }`,
  ],
};

/**
 * The members that only this rule reports: Fargate and network mode awsvpc refuse some, and other rules report those.
 */
function unsupported(task: TaskDefinition): (readonly [keyof ContainerDefinition, Severity])[] {
  const isFargate = task.requires('FARGATE') === 'yes';
  const isAwsvpc = isKnown(task.networkMode, 'awsvpc');
  const refusal = task.requires('EC2') === 'yes' ? 'error' : 'warning';
  const found: (readonly [keyof ContainerDefinition, Severity])[] = [['memoryReservation', 'warning']];
  if (!isAwsvpc && !isFargate) for (const key of NETWORK) found.push([key, 'warning']);
  for (const key of REFUSED_BY_DOCKER) {
    if (!isFargate) found.push([key, refusal]);
    else if (key !== 'privileged') found.push([key, 'warning']);
  }
  return found;
}
