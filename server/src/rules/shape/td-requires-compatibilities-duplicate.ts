import { remove } from '../../syntax/edit.ts';
import type { StringNode } from '../../syntax/node.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A launch type occurs twice in requiresCompatibilities',
  severity: 'warning',
  source: { from: 'cfn-lint E3037 (unique items)', checked: '2026-11-24' },
  concept: 'launch-type',
  why: 'Each launch type is checked once, however often it is listed. A repeated one is usually a slip for another.',
  check(task, report) {
    const first = new Map<string, StringNode>();
    for (const item of task.strings('requiresCompatibilities')) {
      const earlier = first.get(item.value);
      if (!earlier) {
        first.set(item.value, item);
        continue;
      }
      report({
        at: item,
        message: `"${item.value}" occurs twice in requiresCompatibilities: remove this one`,
        tag: 'unnecessary',
        fixes: [{ title: `Remove this "${item.value}"`, preferred: true, edits: [remove(item)] }],
        related: [{ at: earlier, message: 'It first occurs here' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": [
    "EC2",
    "EC2" // and once more
  ],
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2", "EXTERNAL"],
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["\${type}", "\${type}"],
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": [
    "EC2"
    // and once more
  ],
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};
