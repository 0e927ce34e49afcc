import { isKnown } from '../../model/field.ts';
import { remove, set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A privileged container is root on the instance',
  severity: 'warning',
  source: { from: 'AWS Security Hub ECS.4; checkov CKV_AWS_334', checked: '2026-11-24' },
  concept: 'linux-capabilities',
  why: 'A privileged container has every right of root on the instance: all devices, all capabilities, and with them every other task there. If the app needs one right, add that one in `linuxParameters.capabilities`.',
  check(container, report) {
    const { task } = container;
    // Fargate and Windows refuse it: see fargate-privileged and windows-unsupported-field.
    if (task.requires('FARGATE') === 'yes' || task.isWindows === 'yes') return;
    const privileged = container.boolean('privileged');
    if (!isKnown(privileged, true)) return;
    report({
      at: privileged.node!,
      message: `Container ${container.title} has all rights on the instance: remove "privileged"`,
      fixes: [
        { title: 'Remove "privileged"', edits: [remove(privileged.property!)] },
        { title: 'Set privileged to false', edits: [set(container.node, 'privileged', false)] },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "builder",
    "image": "docker:27", // builds images
    "memory": 1024,
    "privileged": true
  }
]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "privileged": false }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "privileged": \${privileged} }]`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "privileged": true }] }`,
  ],
  fixed: [
    `[
  {
    "name": "builder",
    "image": "docker:27", // builds images
    "memory": 1024
  }
]`,
  ],
};
