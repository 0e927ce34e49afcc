import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { unlessJoined } from '../parts/bare-list.ts';
import { logOf, logsOf, switchToAwslogs } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'awsfirelens needs a log router',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-awsfirelens-without-router and the rejection that users report',
    checked: '2026-11-24',
  },
  concept: 'firelens',
  why: '`awsfirelens` passes the logs to another container of the task, which runs Fluent Bit or Fluentd. ECS recognizes it by its `firelensConfiguration`.',
  rejection:
    'When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.',
  check(task, report) {
    // On Windows the log driver itself is wrong: see log-firelens-windows.
    if (task.containers.open || task.isWindows === 'yes') return;
    if (task.containers.items.some((container) => container.object('firelensConfiguration').presence !== 'absent'))
      return;
    const logs = logsOf(task, 'awsfirelens');
    const [first, ...others] = logs;
    if (!first) return;
    report({
      at: first.driverNode,
      ...unlessJoined(task),
      message: 'awsfirelens needs a log router: give one container a "firelensConfiguration"',
      fixes: [...makeRouter(task), { title: 'Use awslogs instead', edits: logs.flatMap(switchToAwslogs) }],
      related: others.map(({ driverNode }) => ({ at: driverNode, message: 'This needs the log router too' })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "log_router",
    "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.0",
    "memory": 64, // it needs little
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "router" }
    }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }]`,
  ],
  good: [
    `[
  {
    "name": "log_router",
    "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.0",
    "memory": 64,
    "firelensConfiguration": { "type": "fluentbit" }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent-bit:3", "memory": 64, "firelensConfiguration": \${firelens} },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } },
  \${log_router}
]`,
  ],
  fixed: [
    `[
  {
    "name": "log_router",
    "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.0",
    "memory": 64, // it needs little
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "router" }
    },
    "firelensConfiguration": {
      "type": "fluentbit"
    }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/my-service", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" } } }]`,
  ],
};

/** Makes the container whose image is Fluent Bit or Fluentd the log router. */
function makeRouter(task: TaskDefinition): Fix[] {
  for (const container of task.containers) {
    const program = /fluent-?(bit|d)\b/.exec(container.text('image')?.value ?? '')?.[1];
    if (!program || logOf(container)?.driver === 'awsfirelens' || isKnown(container.essential, false)) continue;
    const type = program === 'bit' ? 'fluentbit' : 'fluentd';
    return [
      {
        title: `Make ${container.title} the log router`,
        edits: [set(container.node, 'firelensConfiguration', { type })],
      },
    ];
  }
  return [];
}
