import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The container can write to its root file system',
  severity: 'info',
  quiet: true,
  source: { from: 'AWS Security Hub ECS.5; checkov CKV_AWS_336', checked: '2026-11-24' },
  concept: 'container',
  why: 'With a read-only root file system, an intruder cannot change the app or leave tools behind. Give the app a volume for what it writes, for example at `/tmp`. ECS Exec needs a writable file system.',
  once: 'Set readonlyRootFilesystem to true in each container',
  check(container, report) {
    const { task } = container;
    if (task.isWindows === 'yes') return;
    const readonly = container.boolean('readonlyRootFilesystem');
    if (readonly.state === 'deferred' || isKnown(readonly, true)) return;
    report({
      at: readonly.node ?? container.label,
      message: `Container ${container.title} can write to its root file system: consider "readonlyRootFilesystem"`,
      fixes: [
        {
          title: 'Set readonlyRootFilesystem to true',
          edits: [set(container.node, 'readonlyRootFilesystem', true)],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27", // writes to /var/cache
    "memory": 128
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "readonlyRootFilesystem": false }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "readonlyRootFilesystem": true }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "readonlyRootFilesystem": "\${readonly}" }]`,
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 128 }] }`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27", // writes to /var/cache
    "memory": 128,
    "readonlyRootFilesystem": true
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "readonlyRootFilesystem": true }]`,
  ],
};
