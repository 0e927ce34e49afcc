import { replace } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

/** The most files that a process may have open: Linux's default for fs.nr_open, which cannot be raised on Fargate. */
const MOST = 1_048_576;

export default containerRule({
  title: 'The limit of open files is higher than Linux allows',
  severity: 'warning',
  source: {
    from: 'Linux man-pages, proc_sys_fs(5), nr_open; "error setting rlimit type 7: operation not permitted" in users\' reports from Fargate',
    checked: '2026-11-28',
  },
  concept: 'container',
  why: 'The kernel allows no process more than `fs.nr_open` open files: 1,048,576 unless somebody raised it. On Fargate nobody can, so the container does not start: `error setting rlimit type 7: operation not permitted`.',
  check(container, report) {
    const { task } = container;
    if (task.requires('FARGATE') !== 'yes' || task.isWindows === 'yes') return;
    for (const ulimit of container.list('ulimits')) {
      if (ulimit.string('name').value !== 'nofile') continue;
      const hard = ulimit.number('hardLimit');
      const soft = ulimit.number('softLimit');
      if (hard.state !== 'known' || hard.value <= MOST) continue;
      const softEdits = soft.state === 'known' && soft.value > MOST ? [replace(soft.node, MOST)] : [];
      report({
        at: hard.node,
        message: `Fargate allows at most ${MOST} open files, not ${hard.value}: lower the limit`,
        fixes: [{ title: `Set the limit to ${MOST}`, edits: [replace(hard.node, MOST), ...softEdits] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "relay",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "512",
  "memory": "1024",
  "containerDefinitions": [
    {
      "name": "relay",
      "image": "relay:1",
      "ulimits": [{ "name": "nofile", "softLimit": 65536, "hardLimit": 2097152 }] // many sockets
    }
  ]
}`,
    `{ "family": "relay", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512", "memory": "1024", "containerDefinitions": [{ "name": "relay", "image": "relay:1", "ulimits": [{ "name": "nofile", "softLimit": 2097152, "hardLimit": 2097152 }] }] }`,
  ],
  good: [
    `{ "family": "relay", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512", "memory": "1024", "containerDefinitions": [{ "name": "relay", "image": "relay:1", "ulimits": [{ "name": "nofile", "softLimit": 1048576, "hardLimit": 1048576 }] }] }`,
    `{ "family": "relay", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "relay", "image": "relay:1", "memory": 128, "ulimits": [{ "name": "nofile", "softLimit": 2097152, "hardLimit": 2097152 }] }] }`,
  ],
  fixed: [
    `{
  "family": "relay",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "512",
  "memory": "1024",
  "containerDefinitions": [
    {
      "name": "relay",
      "image": "relay:1",
      "ulimits": [{ "name": "nofile", "softLimit": 65536, "hardLimit": 1048576 }] // many sockets
    }
  ]
}`,
    `{ "family": "relay", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512", "memory": "1024", "containerDefinitions": [{ "name": "relay", "image": "relay:1", "ulimits": [{ "name": "nofile", "softLimit": 1048576, "hardLimit": 1048576 }] }] }`,
  ],
};
