import { remove } from '../../syntax/edit.ts';
import { logsOf, routersOf, switchToAwslogs } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Windows containers do not support FireLens',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Amazon ECS developer guide, using FireLens: considerations; aws/containers-roadmap issue 1875, open',
    checked: '2026-11-28',
  },
  concept: 'firelens',
  why: 'The log router works only on Linux, so a task for Windows with `awsfirelens` or a `firelensConfiguration` does not start. `awslogs` works on both.',
  check(task, report) {
    if (task.isWindows !== 'yes') return;
    const logs = logsOf(task, 'awsfirelens');
    const routers = routersOf(task);
    const places = [...logs.map(({ driverNode }) => driverNode), ...routers.map(({ property }) => property.key)];
    const [first, ...others] = places;
    const system = task.object('runtimePlatform').string('operatingSystemFamily');
    if (!first || system.state !== 'known') return;
    report({
      at: first,
      message: 'Windows containers cannot use FireLens: use awslogs',
      fixes: [
        {
          title: logs.length > 0 ? 'Use awslogs instead of FireLens' : 'Remove "firelensConfiguration"',
          edits: [...logs.flatMap(switchToAwslogs), ...routers.map(({ property }) => remove(property))],
        },
      ],
      related: [
        { at: system.node, message: 'The operating system' },
        ...others.map((at) => ({ at, message: 'This uses FireLens too' })),
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "log_router",
      "image": "fluent/fluent-bit:windows-2022-3.2.2",
      "memory": 256, // more than on Linux
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "router" }
      },
      "firelensConfiguration": { "type": "fluentbit" }
    },
    {
      "name": "app",
      "image": "iis:1",
      "memory": 1024,
      "logConfiguration": { "logDriver": "awsfirelens" }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [
    { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
    { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
  ]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "\${OS}" },
  "containerDefinitions": [
    { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "log_router",
      "image": "fluent/fluent-bit:windows-2022-3.2.2",
      "memory": 256, // more than on Linux
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "router" }
      }
    },
    {
      "name": "app",
      "image": "iis:1",
      "memory": 1024,
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app" } }
    }
  ]
}`,
  ],
};
