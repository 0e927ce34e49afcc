import { fargateSize } from '../../model/facts.ts';
import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'No launch type is specified',
  severity: 'info',
  source: { from: 'Amazon ECS API reference, RegisterTaskDefinition: requiresCompatibilities', checked: '2026-11-24' },
  concept: 'launch-type',
  why: 'ECS checks a task definition against the launch types in `requiresCompatibilities`, and so does Taskdef. Without the list, a mistake shows up only when a task is started or a service is created.',
  check(task, report) {
    // A partial task definition may get its launch type from wherever it gets its containers.
    if (task.node?.open || task.containers.length === 0) return;
    const list = task.strings('requiresCompatibilities');
    if (list.presence === 'deferred' || list.open || list.node?.items.length) return;
    const launchType = looksLikeFargate(task) ? 'FARGATE' : 'EC2';
    report({
      at: list.property?.key ?? task.label,
      message: 'Without requiresCompatibilities, ECS checks no launch type before a task starts: add it',
      fixes: [
        {
          title: `Set requiresCompatibilities to ["${launchType}"]`,
          edits: [set(task.node!, 'requiresCompatibilities', [launchType], 'family')],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "runtimePlatform": { "operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["\${launch_type}"],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "runtimePlatform": { "operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
};

/** Whether the task has what Fargate requires: its network mode, and a size that it offers. */
function looksLikeFargate(task: TaskDefinition): boolean {
  const { cpuUnits: cpu, memoryMiB: memory } = task;
  if (!isKnown(task.networkMode, 'awsvpc') || cpu.state !== 'known' || memory.state !== 'known') return false;
  return fargateSize(cpu.value)?.memoryMiB.includes(memory.value) ?? false;
}
