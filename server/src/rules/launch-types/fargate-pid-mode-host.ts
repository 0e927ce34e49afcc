import { set } from '../../syntax/edit.ts';
import { removal } from '../parts/forbid.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate does not support pidMode host',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-pid-mode-host', checked: '2026-11-24' },
  concept: 'fargate',
  why: 'With `host`, containers see the processes of the instance, and on Fargate you have none. With `task`, the containers of a task see each other’s processes, as a monitoring sidecar needs to.',
  rejection:
    "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is 'task'.",
  check(task, report) {
    const mode = task.string('pidMode');
    if (task.requires('FARGATE') !== 'yes' || mode.state !== 'known' || mode.value !== 'host') return;
    // Windows containers do not support pidMode at all.
    const isWindows = task.isWindows === 'yes';
    report({
      at: mode.node,
      message: `Fargate does not support pidMode "host": ${isWindows ? '' : 'use "task" or '}remove it`,
      fixes: [
        ...(isWindows ? [] : [{ title: 'Set pidMode to "task"', edits: [set(task.node!, 'pidMode', 'task')] }]),
        removal(mode.property!),
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "pidMode": "host", // for the profiler
  "cpu": "256",
  "memory": "512"
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "pidMode": "task", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "pidMode": "host", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "pidMode": "\${pid}", "cpu": "256", "memory": "512" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "pidMode": "task", // for the profiler
  "cpu": "256",
  "memory": "512"
}`,
  ],
};
