import { forbid } from '../parts/forbid.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'External instances do not take this',
  severity: 'error',
  source: {
    from: 'Amazon ECS developer guide, external instances; cdk-preflight pf-ecs-proxy-configuration-awsvpc-required, pf-ecs-fargate-ephemeral-storage-ec2',
    checked: '2026-11-24',
  },
  concept: 'external-instances',
  why: 'A proxy needs the network mode `awsvpc`, which external instances do not have. `ephemeralStorage` enlarges the disk of a Fargate task, while tasks on your own servers use the disks there.',
  check(task, report) {
    const demand = task.compatibility('EXTERNAL');
    if (!demand) return;
    const more = { related: [{ at: demand, message: 'The task is for external instances' }] };
    forbid(task, 'proxyConfiguration', 'External instances run no proxy: remove "proxyConfiguration"', report, more);
    // Fargate takes it, and for EC2 another rule reports it.
    if (task.requires('FARGATE') === 'yes' || task.requires('EC2') === 'yes') return;
    forbid(task, 'ephemeralStorage', 'External instances take no "ephemeralStorage": remove it', report, more);
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
  ],
  good: [
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
  ],
};
