import { mappingsOf, portNode, portsOf } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

/** Source: Amazon ECS developer guide, task definition parameters: containerPort, checked 2026-11-24. */
const RESERVED_PORT = 3150;

export default containerRule({
  title: 'Port 3150 is reserved in Windows tasks on Fargate',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, task definition parameters: containerPort', checked: '2026-11-24' },
  concept: 'windows',
  why: 'Fargate itself uses port 3150 of a Windows task, so no container can use it. Make the app listen on another port.',
  check(container, report) {
    const { task } = container;
    if (task.isWindows !== 'yes' || task.requires('FARGATE') !== 'yes') return;
    for (const { mapping } of mappingsOf(container)) {
      const ports = portsOf(mapping);
      if (!ports || RESERVED_PORT < ports.first || RESERVED_PORT > ports.last) continue;
      report({
        at: portNode(mapping),
        message: `Fargate reserves port ${RESERVED_PORT} of a Windows task: use another port`,
        related: [{ at: task.compatibility('FARGATE')!, message: 'The task is for Fargate' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "portMappings": [{ "containerPort": 3150 }] }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "portMappings": [{ "containerPort": 3151 }] }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 3150 }] }]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512, "portMappings": [{ "containerPort": 3150 }] }]
}`,
  ],
};
