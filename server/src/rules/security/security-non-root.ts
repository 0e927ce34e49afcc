import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { runsAsRoot } from '../parts/container-user.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The container may run as root',
  severity: 'info',
  quiet: true,
  source: { from: 'AWS Security Hub ECS.20; AWS Control Tower CT.ECS.PR.3', checked: '2026-11-24' },
  concept: 'container',
  why: 'Root has more ways of breaking out of a container than an ordinary user. Without `user`, the user of the image applies, and that is root unless its Dockerfile says otherwise. Ports below 1024 and files that belong to root may need attention when you change this.',
  once: 'Set user to an ordinary user in each container',
  check(container, report) {
    const { task } = container;
    if (task.isWindows === 'yes') return;
    const isHost = isKnown(task.networkMode, 'host') && task.requires('FARGATE') !== 'yes';
    const root = runsAsRoot(container);
    // A log router is one of the few containers that must run as root.
    if (root === 'no' || root === 'unknown' || container.has('firelensConfiguration')) return;
    // network-host-root-user reports it.
    if (root === 'yes' && isHost) return;
    report({
      at: root === 'yes' ? container.string('user').node! : container.label,
      message:
        root === 'yes'
          ? `Container ${container.title} runs as root: set "user" to an ordinary user`
          : `Container ${container.title} runs as root unless its image says otherwise: consider "user"`,
      fixes: [
        {
          title: 'Set user to an ordinary user',
          edits: [set(container.node, 'user', new Ask('1000:1000'), 'image')],
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
    "image": "nginx:1.27", // listens on 80
    "memory": 128
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "user": "0:0" }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "user": "1000:1000" }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "user": "$UID" }]`,
    `[{ "name": "log_router", "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.5", "memory": 64, "firelensConfiguration": { "type": "fluentbit" }, "user": "0" }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27", // listens on 80
    "user": "1000:1000",
    "memory": 128
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "user": "1000:1000" }]`,
  ],
};
