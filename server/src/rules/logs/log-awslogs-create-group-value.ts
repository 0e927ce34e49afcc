import { replace } from '../../syntax/edit.ts';
import { logsOf, optionRemoval } from '../parts/log-configuration.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

export default rule({
  title: 'awslogs-create-group is "true" or left out',
  severity: 'error',
  source: {
    from: 'the rejection that users report (tflint-ruleset-aws issue 348); Amazon ECS API, LogConfiguration',
    checked: '2026-11-24',
  },
  concept: 'logs',
  why: 'The option is off where it is left out. ECS takes the text `"true"` for it; users report that it refuses `"false"`, while others still write it.',
  rejection: "Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else omit option.",
  check(task, report) {
    for (const { options } of logsOf(task, 'awslogs')) {
      const create = options.string('awslogs-create-group');
      if (create.state !== 'known' || create.value === 'true') continue;
      const off = /^(false|f|no|n|off|0)$/i.test(create.value);
      const on = /^(true|t|yes|y|on|1)$/i.test(create.value);
      const removal: Fix = { ...optionRemoval(options, create.property!), preferred: off };
      const writeTrue: Fix = { title: 'Write "true"', preferred: on, edits: [replace(create.node, 'true')] };
      report({
        at: create.node,
        message: `"awslogs-create-group" takes "true" only, not "${create.value}": ${on ? 'write "true"' : 'else leave it out'}`,
        // Spellings of true and false that Docker reads: files with them are in use.
        severity: /^(true|t|1|false|f|0)$/i.test(create.value) ? 'warning' : 'error',
        fixes: on ? [writeTrue, removal] : [removal],
      });
    }
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
