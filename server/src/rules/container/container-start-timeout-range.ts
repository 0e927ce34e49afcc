import { limitFargateTimeout } from '../parts/fargate-timeout.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'startTimeout is longer than Fargate allows',
  severity: 'warning',
  source: {
    from: 'Amazon ECS API reference, ContainerDefinition: startTimeout, 2 to 120 seconds on Fargate',
    checked: '2026-11-28',
  },
  concept: 'start-order',
  why: 'Containers that depend on this one wait for this many seconds before they give up and the task stops. According to the API reference, Fargate allows at most two minutes.',
  check(container, report) {
    limitFargateTimeout(container, 'startTimeout', report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "startTimeout": 300 // slow to warm up
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "startTimeout": 120 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "startTimeout": 300 }]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "startTimeout": 300 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "startTimeout": 120 // slow to warm up
    }
  ]
}`,
  ],
};
