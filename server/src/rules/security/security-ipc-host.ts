import { isKnown } from '../../model/field.ts';
import { remove, replace } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The task shares memory with the instance',
  severity: 'warning',
  source: { from: 'SDK RegisterTaskDefinitionRequest.ipcMode', checked: '2026-11-24' },
  concept: 'task-definition',
  why: 'With `ipcMode` `host`, all tasks on the instance that also have it share memory, semaphores and message queues with each other and with the instance, and can read what the others put there. `task` shares them only between the containers of this task.',
  check(task, report) {
    const mode = task.string('ipcMode');
    // These refuse every ipcMode, and have their own rules for it.
    const isRefused =
      task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes' || task.isWindows === 'yes';
    if (!isKnown(mode, 'host') || isRefused) return;
    report({
      at: mode.node!,
      message: 'ipcMode "host" shares memory with other tasks on the instance: remove it, or use "task"',
      fixes: [
        { title: 'Remove "ipcMode"', edits: [remove(mode.property!)] },
        { title: 'Set ipcMode to "task"', edits: [replace(mode.node!, 'task')] },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "db",
  "ipcMode": "host",
  "networkMode": "bridge", // for the instance
  "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512 }]
}`,
  ],
  good: [
    `{ "family": "db", "ipcMode": "task", "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512 }] }`,
    `{ "family": "db", "ipcMode": "$IPC", "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512 }] }`,
    `{ "family": "db", "ipcMode": "host", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{ "name": "db", "image": "postgres:17" }] }`,
  ],
  fixed: [
    `{
  "family": "db",
  "networkMode": "bridge", // for the instance
  "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512 }]
}`,
  ],
};
