import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The path on the host is not absolute',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'moby volume/mounts: a source that is no absolute path is taken for the name of a volume; amazon-ecs-cli issue 181',
    checked: '2026-11-28',
  },
  concept: 'bind-mount',
  why: 'An instance has no directory that a path could be relative to. Docker treats `./data` as the name of a volume, which cannot contain such characters, so the container is not created.',
  rejection: 'includes invalid characters for a local volume name',
  check(task, report) {
    if (task.requires('FARGATE') === 'yes') return;
    for (const volume of task.volumes) {
      const path = volume.object('host').string('sourcePath');
      if (path.state !== 'known' || isAbsolute(path.value)) continue;
      const rest = path.value.replace(/^(?:~|\.{1,2})?\/+/, '').replace(/^(?:~|\.{1,2})$/, 'data');
      // Docker takes such a word by itself for the name of a volume to create.
      const isName = /^[A-Za-z0-9][\w.-]+$/.test(path.value);
      report({
        at: path.node,
        ...(isName ? { severity: 'warning' as const, rejection: '' } : {}),
        message: isName
          ? `"${path.value.slice(0, 40)}" is not a path, so Docker creates a volume of that name: begin with "/"`
          : `"${path.value.slice(0, 40)}" is not an absolute path: write the whole path from the root`,
        fixes: [{ title: 'Make it absolute', edits: [replace(path.node, new Ask(`/${rest}`))] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "volumes": [
    {
      "name": "data",
      "host": { "sourcePath": "./data" } // as in the compose file
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "../data/db" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "~/data" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "data/db" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "data" } }] }`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "/data" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "C:\\\\data" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "\\\\\\\\.\\\\pipe\\\\docker_engine" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "\${HOME}/data" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "//./pipe/docker_engine" } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "volumes": [
    {
      "name": "data",
      "host": { "sourcePath": "/data" } // as in the compose file
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "/data/db" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "/data" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "/data/db" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "/data" } }] }`,
  ],
};

/** Also recognises Windows paths: a drive or a named pipe. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|\\|[A-Za-z]:)/.test(path);
}
