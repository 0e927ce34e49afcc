import { isKnown } from '../../model/field.ts';
import { replace } from '../../syntax/edit.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

/**
 * Kernel parameters for shared memory, semaphores and message queues. Source: SDK SystemControl.value, checked
 * 2026-11-24.
 */
const IPC_PARAMETER = /^(?:kernel[./](?:msg(?:max|mnb|mni)|sem|shm(?:all|max|mni|_rmid_forced))$|fs[./]mqueue[./])/;

export default containerRule({
  title: 'With ipcMode host, a container cannot set kernel memory parameters',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'SDK SystemControl and RegisterTaskDefinitionRequest.ipcMode', checked: '2026-11-24' },
  concept: 'container',
  why: 'With `ipcMode` `host` the container shares memory and message queues with the instance, so such a parameter would change the whole instance, and the container does not start. Use `task`, or set the parameter on the instance.',
  check(container, report) {
    const { task } = container;
    const mode = task.string('ipcMode');
    // These launch types refuse every ipcMode, and have their own rules for it.
    const isRefused =
      task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes' || task.isWindows === 'yes';
    if (!isKnown(mode, 'host') || isRefused) return;
    for (const control of container.list('systemControls')) {
      const namespace = control.string('namespace');
      if (namespace.state !== 'known' || !IPC_PARAMETER.test(namespace.value)) continue;
      report({
        at: namespace.node,
        message: `"${namespace.value}" cannot be set with ipcMode "host": remove it, or use ipcMode "task"`,
        fixes: [
          { title: 'Set ipcMode to "task"', edits: [replace(mode.node!, 'task')] },
          ...removeWhole(task.document, control.node!, 'Remove this system control'),
        ],
        related: [{ at: mode.node!, message: 'The ipcMode' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "db",
  "ipcMode": "host", // for the backup
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "memory": 512, "systemControls": [{ "namespace": "kernel.shmmax", "value": "68719476736" }] }
  ]
}`,
  ],
  good: [
    `{ "family": "db", "ipcMode": "task", "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512, "systemControls": [{ "namespace": "kernel.shmmax", "value": "68719476736" }] }] }`,
    `{ "family": "db", "ipcMode": "host", "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] }] }`,
    `{ "family": "db", "ipcMode": "\${ipc}", "containerDefinitions": [{ "name": "db", "image": "postgres:17", "memory": 512, "systemControls": [{ "namespace": "kernel.shmmax", "value": "68719476736" }] }] }`,
  ],
  fixed: [
    `{
  "family": "db",
  "ipcMode": "task", // for the backup
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "memory": 512, "systemControls": [{ "namespace": "kernel.shmmax", "value": "68719476736" }] }
  ]
}`,
  ],
};
