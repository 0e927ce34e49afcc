import { isKnown } from '../../model/field.ts';
import type { Container } from '../../model/task.ts';
import { replace } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Two containers set the same network parameter differently',
  severity: 'warning',
  source: { from: 'SDK SystemControl', checked: '2026-11-28' },
  concept: 'awsvpc',
  why: 'With `awsvpc` the containers of a task share one network, and a `net.` parameter applies to all of them. The container that starts last determines the value, and which one that is may differ from task to task.',
  check(task, report) {
    if (!isKnown(task.networkMode, 'awsvpc') || task.isWindows === 'yes' || task.containers.open) return;
    const first = new Map<string, { value: string; node: ValueNode; container: Container }>();
    for (const container of task.containers) {
      const controls = container.list('systemControls');
      if (controls.open) continue;
      for (const control of controls) {
        const namespace = control.string('namespace');
        const value = control.string('value');
        if (namespace.state !== 'known' || value.state !== 'known' || !/^net[./]/.test(namespace.value)) continue;
        const earlier = first.get(namespace.value);
        if (!earlier) first.set(namespace.value, { value: value.value, node: value.node, container });
        if (!earlier || earlier.container === container || earlier.value === value.value) continue;
        report({
          at: value.node,
          message: `Container ${earlier.container.title} sets "${namespace.value}" to "${earlier.value}": use one value`,
          fixes: [
            { title: `Set to "${earlier.value}"`, edits: [replace(value.node, earlier.value)] },
            ...removeWhole(task.document, control.node!, 'Remove this system control'),
          ],
          related: [{ at: earlier.node, message: 'The other value' }],
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    {
      "name": "api",
      "image": "node:22",
      "memory": 128,
      "systemControls": [
        { "namespace": "net.core.somaxconn", "value": "4096" } // many clients
      ]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    { "name": "api", "image": "node:22", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    { "name": "api", "image": "node:22", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "4096" }] }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    { "name": "api", "image": "node:22", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "\${backlog}" }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    {
      "name": "api",
      "image": "node:22",
      "memory": 128,
      "systemControls": [
        { "namespace": "net.core.somaxconn", "value": "1024" } // many clients
      ]
    }
  ]
}`,
  ],
};
