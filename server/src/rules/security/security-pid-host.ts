import { isKnown } from '../../model/field.ts';
import { remove, replace } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The task sees the processes of the instance',
  severity: 'warning',
  source: { from: 'AWS Security Hub ECS.3; SDK RegisterTaskDefinitionRequest.pidMode', checked: '2026-11-24' },
  concept: 'task-definition',
  why: 'With `pidMode` `host`, containers see the processes of the instance and of all other tasks on it, and with enough rights can stop them or read their memory. `task` shares processes only between the containers of this task.',
  check(task, report) {
    const mode = task.string('pidMode');
    // Fargate and Windows refuse it: see fargate-pid-mode-host and windows-pid-ipc-mode.
    if (!isKnown(mode, 'host') || task.requires('FARGATE') === 'yes' || task.isWindows === 'yes') return;
    report({
      at: mode.node!,
      message: 'pidMode "host" exposes all processes of the instance to the task: remove it, or use "task"',
      fixes: [
        { title: 'Remove "pidMode"', edits: [remove(mode.property!)] },
        { title: 'Set pidMode to "task"', edits: [replace(mode.node!, 'task')] },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "agent",
  "pidMode": "host",
  "networkMode": "bridge", // an agent
  "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128 }]
}`,
  ],
  good: [
    `{ "family": "agent", "pidMode": "task", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128 }] }`,
    `{ "family": "agent", "pidMode": "\${pid}", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128 }] }`,
    `{ "family": "agent", "pidMode": "host", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1" }] }`,
  ],
  fixed: [
    `{
  "family": "agent",
  "networkMode": "bridge", // an agent
  "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128 }]
}`,
  ],
};
