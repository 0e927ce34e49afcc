import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { healthCheckStub } from '../parts/stubs.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'ECS does not check the health of a container',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS API, HealthCheck', checked: '2026-11-24' },
  concept: 'health-check',
  why: 'Without a `healthCheck`, ECS notices that a container has ended, but not that it hangs. A `HEALTHCHECK` in the image does not count. Behind a load balancer, the load balancer’s own health check may be enough.',
  check(container, report) {
    if (!isKnown(container.essential, true)) return;
    if (container.list('portMappings').length === 0 || container.object('healthCheck').presence !== 'absent') return;
    report({
      at: container.label,
      message: `ECS does not check whether container ${container.title} works: add a healthCheck`,
      fixes: [{ title: 'Add a health check', edits: [set(container.node, 'healthCheck', healthCheckStub(container))] }],
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
    "portMappings": [{ "containerPort": 80 }] // HTTP
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }], "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }], "healthCheck": \${health_check} }]`,
    `[{ "name": "worker", "image": "worker:7", "memory": 128 }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "portMappings": [{ "containerPort": 80 }], // HTTP
    "healthCheck": {
      "command": ["CMD-SHELL", "curl -f http://localhost:80/ || exit 1"],
      "interval": 30,
      "timeout": 5,
      "retries": 3
    }
  }
]`,
  ],
};
