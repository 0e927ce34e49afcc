import { set } from '../../syntax/edit.ts';
import { unlessJoined } from '../parts/bare-list.ts';
import { removal } from '../parts/forbid.ts';
import { routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'No container sends its logs to the log router',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'https://github.com/aws/amazon-cloudwatch-logs-for-fluent-bit/issues/20, the rejection of RegisterTaskDefinition',
    checked: '2026-11-28',
  },
  concept: 'firelens',
  why: 'A log router gets the output of the containers whose log driver is `awsfirelens`. ECS refuses a task definition with a router and no such container, whatever else the router reads.',
  rejection:
    'When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver',
  check(task, report) {
    // On Windows the log router itself is wrong: see log-firelens-windows.
    if (task.containers.open || task.isWindows === 'yes') return;
    const [router] = routersOf(task);
    if (!router) return;
    const others = task.containers.items.filter((container) => container !== router.container);
    // A bare list with only the router in it is a fragment, to be joined with others.
    if (others.length === 0 && task.isBareList) return;
    const drivers = task.containers.items.map((container) => container.object('logConfiguration').string('logDriver'));
    if (drivers.some(({ state, value }) => state === 'deferred' || value === 'awsfirelens')) return;
    const silent = others.filter((container) => container.object('logConfiguration').presence === 'absent');
    report({
      at: router.property.key,
      message: 'No container sends its logs here: set "logDriver": "awsfirelens" in one, or remove the router',
      ...unlessJoined(task),
      fixes: [
        ...silent.map((container) => ({
          title: `Send the output of ${container.title} to the log router`,
          edits: [set(container.node, 'logConfiguration', { logDriver: 'awsfirelens' })],
        })),
        removal(router.property),
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": { "type": "fluentbit" } // for the shop
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128 }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file" } }
]`,
  ],
  good: [
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "\${driver}" } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  \${app}
]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } }]`,
  ],
  fixed: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": { "type": "fluentbit" } // for the shop
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens" } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64 },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file" } }
]`,
  ],
};
