import { FIRELENS_OWN_FILES } from '../../model/log-options.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The log router’s own configuration is at the path of ECS’s',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, routing logs to FireLens', checked: '2026-11-24' },
  concept: 'firelens',
  why: 'ECS writes the router’s configuration to this path and includes your file in it. If both have the same path, yours is hidden and the file includes itself.',
  check(task, report) {
    for (const { options } of routersOf(task)) {
      const file = options.string('config-file-value');
      if (file.state !== 'known' || !FIRELENS_OWN_FILES.has(file.value)) continue;
      report({
        at: file.node,
        message: 'ECS writes its own configuration to this path: use another path for yours',
        fixes: [{ title: 'Write another path', edits: [replace(file.node, new Ask('/extra.conf'))] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": {
      "type": "fluentbit",
      "options": {
        "config-file-type": "file",
        "config-file-value": "/fluent-bit/etc/fluent-bit.conf" // in the image
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "file", "config-file-value": "/fluent-bit/etc/extra.conf" } } }]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "file", "config-file-value": "\${FILE}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": {
      "type": "fluentbit",
      "options": {
        "config-file-type": "file",
        "config-file-value": "/extra.conf" // in the image
      }
    }
  }
]`,
  ],
};
