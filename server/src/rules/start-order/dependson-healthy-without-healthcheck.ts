import { isKnown } from '../../model/field.ts';
import { replace, set } from '../../syntax/edit.ts';
import { dependenciesOf } from '../parts/dependencies.ts';
import { healthCheckStub } from '../parts/stubs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'dependsOn waits for the health of a container without a health check',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-dependson-healthy-without-healthcheck', checked: '2026-11-24' },
  concept: 'health-check',
  why: 'ECS knows that a container is healthy only from the `healthCheck` in the task definition. A `HEALTHCHECK` in the image does not count.',
  rejection: 'A dependency container with HEALTHY condition must have health check configured',
  check(task, report) {
    for (const { container, target, condition } of dependenciesOf(task)) {
      if (condition.state !== 'known' || !isKnown(condition, 'HEALTHY') || !target || target === container) continue;
      if (target.object('healthCheck').presence !== 'absent') continue;
      report({
        at: condition.node,
        message: `${target.title} has no healthCheck, so it never becomes "HEALTHY": add one to it`,
        fixes: [
          {
            title: `Add a health check to ${target.title}`,
            edits: [set(target.node, 'healthCheck', healthCheckStub(target))],
          },
          { title: 'Wait for "START"', edits: [replace(condition.node, 'START')] },
        ],
        related: [{ at: target.label, message: `${target.title} has no healthCheck` }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "api",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:7",
    "memory": 256,
    "portMappings": [{ "containerPort": 8080 }] // HTTP
  },
  {
    "name": "proxy",
    "image": "nginx:1.27",
    "memory": 128,
    "dependsOn": [{ "containerName": "api", "condition": "HEALTHY" }]
  }
]`,
    `[
  { "name": "cache", "image": "public.ecr.aws/docker/library/redis:7.4", "memory": 256 },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "cache", "condition": "HEALTHY" }] }
]`,
  ],
  good: [
    `[
  { "name": "db", "image": "postgres:17", "memory": 256, "healthCheck": { "command": ["CMD", "pg_isready"] } },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }
]`,
    `[
  { "name": "db", "image": "postgres:17", "memory": 256, "healthCheck": \${health_check} },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }
]`,
    `[
  { "name": "db", "image": "postgres:17", "memory": 256 },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "START" }] }
]`,
  ],
  fixed: [
    `[
  {
    "name": "api",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:7",
    "memory": 256,
    "portMappings": [{ "containerPort": 8080 }], // HTTP
    "healthCheck": {
      "command": ["CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"],
      "interval": 30,
      "timeout": 5,
      "retries": 3
    }
  },
  {
    "name": "proxy",
    "image": "nginx:1.27",
    "memory": 128,
    "dependsOn": [{ "containerName": "api", "condition": "HEALTHY" }]
  }
]`,
    `[
  { "name": "cache", "image": "public.ecr.aws/docker/library/redis:7.4", "memory": 256, "healthCheck": { "command": ["CMD-SHELL", "redis-cli ping | grep PONG || exit 1"], "interval": 30, "timeout": 5, "retries": 3 } },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "cache", "condition": "HEALTHY" }] }
]`,
  ],
};
