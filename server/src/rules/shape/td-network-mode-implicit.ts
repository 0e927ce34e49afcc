import type { Fix } from '../../findings/report.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { useAwsvpc } from '../parts/awsvpc-fix.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The network mode is not set',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS API reference, RegisterTaskDefinition: networkMode', checked: '2026-11-24' },
  concept: 'network-mode',
  why: 'Without `networkMode`, ECS uses `bridge` on Linux instances: containers share the address of their host, and their ports are mapped to its ports. Ports, links and load balancers all depend on the mode, so it is worth stating.',
  check(task, report) {
    // Fargate and Managed Instances have their own rules and defaults; on Windows the member should be left out.
    if (task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes') return;
    const launchType = (['EC2', 'EXTERNAL'] as const).find((type) => task.requires(type) === 'yes');
    if (!launchType || task.isWindows !== 'no' || task.networkMode.state !== 'absent') return;
    report({
      at: task.compatibility(launchType)!,
      message: 'networkMode is left out, so ECS uses "bridge": state the mode you want',
      fixes: [launchType === 'EC2' ? useAwsvpc(task) : keepBridge(task)],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"], // our own instances
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "\${mode}",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 512 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"], // our own instances
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};

/** Keeps bridge: on-premises servers do not support awsvpc. */
function keepBridge(task: TaskDefinition): Fix {
  return {
    title: 'Set networkMode to "bridge", as it is now',
    edits: [set(task.node!, 'networkMode', 'bridge', 'requiresCompatibilities')],
  };
}
