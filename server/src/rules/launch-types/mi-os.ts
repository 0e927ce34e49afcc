import { remove, set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Managed Instances run only Linux',
  // Documented, but AWS may lift the limit, and no rejection has been seen.
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, Managed Instances; AWS CDK', checked: '2026-11-24' },
  concept: 'managed-instances',
  why: 'The instances that AWS manages for you run Linux. Windows tasks need EC2 instances of your own, or Fargate.',
  check(task, report) {
    const demand = task.compatibility('MANAGED_INSTANCES');
    if (!demand || task.isWindows !== 'yes') return;
    const family = task.object('runtimePlatform').string('operatingSystemFamily');
    report({
      at: family.node ?? demand,
      message: `Managed Instances run only Linux, not "${family.value}": choose EC2`,
      fixes: [
        task.strings('requiresCompatibilities').length > 1
          ? { title: 'Remove "MANAGED_INSTANCES"', edits: [remove(demand)] }
          : {
              title: 'Set requiresCompatibilities to "EC2"',
              edits: [set(task.node!, 'requiresCompatibilities', ['EC2'])],
            },
      ],
      related: [{ at: demand, message: 'The task is for Managed Instances' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "iis",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "runtimePlatform": {
    "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" // IIS
  },
  "containerDefinitions": [{ "name": "iis", "image": "example.com/iis:1.0", "cpu": 256, "memory": 512 }]
}`,
    `{ "family": "iis", "requiresCompatibilities": ["EC2", "MANAGED_INSTANCES"], "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "iis", "image": "example.com/iis:1.0", "cpu": 256, "memory": 512 }] }`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "runtimePlatform": { "operatingSystemFamily": "LINUX" }, "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "runtimePlatform": { "operatingSystemFamily": "\${os}" }, "cpu": "256", "memory": "512" }`,
    `{ "family": "iis", "requiresCompatibilities": ["EC2"], "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" } }`,
  ],
  fixed: [
    `{
  "family": "iis",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": {
    "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" // IIS
  },
  "containerDefinitions": [{ "name": "iis", "image": "example.com/iis:1.0", "cpu": 256, "memory": 512 }]
}`,
    `{ "family": "iis", "requiresCompatibilities": ["EC2"], "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "iis", "image": "example.com/iis:1.0", "cpu": 256, "memory": 512 }] }`,
  ],
};
