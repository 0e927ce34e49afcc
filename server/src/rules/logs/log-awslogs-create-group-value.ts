import type { Fix } from '../../findings/report.ts';
import { replace } from '../../syntax/edit.ts';
import { logOf, optionRemoval } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'awslogs-create-group has a value other than "true"',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'the rejection that users report (tflint-ruleset-aws issue 348); "True" in task definitions of the Amazon ECS developer guide',
    checked: '2026-11-28',
  },
  concept: 'logs',
  why: 'If the option is left out, it is off. ECS accepts the text `"true"`, in upper or lower case, and refuses any other value, including `"false"`.',
  rejection: "Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else omit option.",
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    const { options } = log;
    const create = options.string('awslogs-create-group');
    if (create.state !== 'known' || create.value.toLowerCase() === 'true') return;
    const off = /^(false|f|no|n|off|0)$/i.test(create.value);
    const on = /^(true|t|yes|y|on|1)$/i.test(create.value);
    const removal: Fix = { ...optionRemoval(options, create.property!), preferred: off };
    const writeTrue: Fix = { title: 'Write "true"', preferred: on, edits: [replace(create.node, 'true')] };
    report({
      at: create.node,
      message: `"awslogs-create-group" can only be "true", not "${create.value}": ${on ? 'write "true"' : 'leave it out'}`,
      fixes: on ? [writeTrue, removal] : [removal],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-create-group": "false", // the stack makes it
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "ecs"
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-create-group": "maybe" } } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-create-group": "true" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-create-group": "%CREATE%" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-create-group": "True" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        // the stack makes it
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "ecs"
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
  ],
};
