import { limitFargateTimeout } from '../parts/fargate-timeout.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'stopTimeout is longer than Fargate allows',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS API reference, ContainerDefinition: stopTimeout; the rejection that users report',
    checked: '2026-11-24',
  },
  concept: 'stop-timeout',
  why: 'When a task stops, each container gets this many seconds to end by itself before it is killed. Fargate waits for two minutes at most; a job that takes longer has to save its progress.',
  check(container, report) {
    limitFargateTimeout(container, 'stopTimeout', report);
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
      "stopTimeout": 300 // long jobs
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
  "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "stopTimeout": 120 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "stopTimeout": 300 }]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "stopTimeout": 300 }] }`,
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
      "stopTimeout": 120 // long jobs
    }
  ]
}`,
  ],
};
