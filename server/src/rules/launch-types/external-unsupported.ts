import { forbid } from '../parts/forbid.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'External instances do not support this',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, external instances; cdk-preflight pf-ecs-proxy-configuration-awsvpc-required, pf-ecs-fargate-ephemeral-storage-ec2',
    checked: '2026-11-28',
  },
  concept: 'external-instances',
  why: 'A proxy needs the network mode `awsvpc`, which external instances do not have. `ephemeralStorage` enlarges the disk of a Fargate task, while tasks on your own servers use the disks there. EBS volumes, fault injection and port ranges are for instances and tasks in AWS.',
  check(task, report) {
    const demand = task.compatibility('EXTERNAL');
    if (!demand) return;
    const more = { related: [{ at: demand, message: 'The task is for external instances' }] };
    forbid(
      task,
      'proxyConfiguration',
      'External instances do not support a proxy: remove "proxyConfiguration"',
      report,
      more,
    );
    // The guides name other launch types for these, but none says how ECS refuses them.
    const softly = { ...more, severity: 'warning' } as const;
    const isAlsoFor = (['EC2', 'FARGATE', 'MANAGED_INSTANCES'] as const).some((type) => task.requires(type) === 'yes');
    if (!isAlsoFor) forbid(task, 'enableFaultInjection', message('enableFaultInjection'), report, softly);
    for (const volume of task.volumes)
      forbid(
        volume,
        'configuredAtLaunch',
        'External instances do not support EBS volumes: remove "configuredAtLaunch"',
        report,
        softly,
      );
    for (const container of task.containers)
      for (const mapping of container.list('portMappings'))
        forbid(mapping, 'containerPortRange', message('containerPortRange'), report, softly);
    // Fargate accepts it, and another rule reports it for EC2.
    if (task.requires('FARGATE') === 'yes' || task.requires('EC2') === 'yes') return;
    forbid(task, 'ephemeralStorage', 'External instances do not support "ephemeralStorage": remove it', report, more);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "scanner",
  "requiresCompatibilities": ["EXTERNAL"],
  "networkMode": "bridge", // in the data centre
  "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy" },
  "containerDefinitions": [{ "name": "envoy", "image": "example.com/envoy:1.0", "memory": 128 }]
}`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512", "ephemeralStorage": { "sizeInGiB": 50 } }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512", "enableFaultInjection": true }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512", "volumes": [{ "name": "data", "configuredAtLaunch": true }] }`,
  ],
  good: [
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512", "enableFaultInjection": false, "volumes": [{ "name": "data", "configuredAtLaunch": false }] }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "proxyConfiguration": null }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EC2"], "networkMode": "awsvpc", "memory": "512", "proxyConfiguration": { "type": "APPMESH", "containerName": "envoy" } }`,
  ],
  fixed: [
    `{
  "family": "scanner",
  "requiresCompatibilities": ["EXTERNAL"],
  "networkMode": "bridge", // in the data centre
  "containerDefinitions": [{ "name": "envoy", "image": "example.com/envoy:1.0", "memory": 128 }]
}`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512" }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512" }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512", "volumes": [{ "name": "data" }] }`,
  ],
};

function message(key: string): string {
  return `External instances do not support "${key}": remove it`;
}
