import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fault injection is enabled',
  severity: 'info',
  source: { from: 'Amazon ECS API reference, RegisterTaskDefinition: enableFaultInjection', checked: '2026-11-24' },
  concept: 'task-definition',
  why: 'With `enableFaultInjection`, the containers of the task can ask for faults like lost or delayed network packets. Tests need that; production rarely does.',
  check(task, report) {
    const enabled = task.boolean('enableFaultInjection');
    if (!isKnown(enabled, true)) return;
    report({
      at: enabled.property!.key,
      message: 'Containers of this task may ask for network faults: use this only for tests',
      fixes: [{ title: 'Set enableFaultInjection to false', edits: [set(task.node!, 'enableFaultInjection', false)] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "enableFaultInjection": true, // for the game day
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "enableFaultInjection": \${fault_injection},
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "enableFaultInjection": false, // for the game day
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};
