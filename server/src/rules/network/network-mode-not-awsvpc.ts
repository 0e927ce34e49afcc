import { isKnown } from '../../model/field.ts';
import { awsvpcIfPossible } from '../parts/awsvpc-if-possible.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Network mode is bridge, not awsvpc',
  severity: 'info',
  quiet: true,
  source: {
    from: 'KICS ecs_task_definition_network_mode_not_recommended; AWS Control Tower CT.ECS.PR.4',
    checked: '2026-11-24',
  },
  concept: 'awsvpc',
  why: 'With `awsvpc`, each task has its own network interface and security groups, and the same file can move to Fargate. Since the number of network interfaces is limited, `bridge` fits more tasks on an instance, so it is a valid choice.',
  check(task, report) {
    const mode = task.networkMode;
    if (!isKnown(mode, 'bridge') || task.isWindows === 'yes') return;
    // These launch types either do not support awsvpc or have their own rule for the network mode.
    if ((['FARGATE', 'MANAGED_INSTANCES', 'EXTERNAL'] as const).some((type) => task.requires(type) === 'yes')) return;
    const links = task.containers.items.flatMap((container) => container.strings('links').property?.key ?? []);
    report({
      at: mode.node!,
      message: 'With networkMode "bridge" a task has no security group of its own: consider "awsvpc"',
      related: links.map((at) => ({ at, message: 'With "awsvpc" this is "localhost", without links' })),
      fixes: awsvpcIfPossible(task),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        {
          "containerPort": 80, // nginx
          "hostPort": 8080
        }
      ]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "bridge", "requiresCompatibilities": ["EXTERNAL"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "{{ mode }}", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        {
          "containerPort": 80 // nginx
        }
      ]
    }
  ]
}`,
  ],
};
