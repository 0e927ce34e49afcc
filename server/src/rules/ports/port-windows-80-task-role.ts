import { letEcsChoose, mappingsOf, mapsHostPorts } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'On Windows instances, task roles use host port 80',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, additional configuration for Windows IAM roles for tasks',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'On a Windows instance, the service that provides containers with the task role uses port 80. A task that has a task role and needs the same port does not start; put a load balancer in front instead.',
  check(container, report) {
    const { task } = container;
    if (task.isWindows !== 'yes' || !task.has('taskRoleArn') || !mapsHostPorts(task)) return;
    for (const { mapping } of mappingsOf(container)) {
      const host = mapping.number('hostPort');
      if (host.value !== 80) continue;
      report({
        at: host.node!,
        message: 'On a Windows instance, task roles use host port 80: choose another host port',
        fixes: [letEcsChoose(host.node!)],
        related: [{ at: task.member('taskRoleArn')!.key, message: 'The task role' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/iis:1",
      "memory": 512,
      "portMappings": [{ "containerPort": 80, "hostPort": 80 }] // IIS
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }]
}`,
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }]
}`,
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/iis:1",
      "memory": 512,
      "portMappings": [{ "containerPort": 80, "hostPort": 0 }] // IIS
    }
  ]
}`,
  ],
};
