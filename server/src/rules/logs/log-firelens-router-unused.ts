import { set } from '../../syntax/edit.ts';
import { routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'No container sends its logs to the log router',
  severity: 'info',
  source: {
    from: 'AWS Prescriptive Guidance, custom log routing with FireLens: only the awsfirelens driver hands logs, and the address, to the router',
    checked: '2026-11-24',
  },
  concept: 'firelens',
  why: 'A log router gets the output of the containers whose log driver is `awsfirelens`; only these are told its address, too. Where there is none it runs, and is paid for, without anything to route.',
  check(task, report) {
    // On Windows the router itself is wrong: log-firelens-windows.
    if (task.containers.open || task.isWindows === 'yes') return;
    const [router] = routersOf(task);
    // Its own settings may read logs from files.
    if (router?.options.presence !== 'absent') return;
    const others = task.containers.items.filter((container) => container !== router.container);
    // A list with the router alone is a part of something.
    if (others.length === 0) return;
    const drivers = others.map((container) => container.object('logConfiguration').string('logDriver'));
    if (drivers.some(({ state, value }) => state === 'deferred' || value === 'awsfirelens')) return;
    const silent = others.filter((container) => container.object('logConfiguration').presence === 'absent');
    report({
      at: router.property.key,
      message: 'No container sends its logs here: set "logDriver": "awsfirelens" where they should be routed',
      fixes: silent.map((container) => ({
        title: `Send the output of ${container.title} to the log router`,
        edits: [set(container.node, 'logConfiguration', { logDriver: 'awsfirelens' })],
      })),
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
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": {
      "type": "fluentbit",
      "options": { "config-file-type": "file", "config-file-value": "/tail.conf" }
    }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128 }
]`,
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
  ],
};
