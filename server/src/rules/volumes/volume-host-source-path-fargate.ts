import { hasCommentInside } from '../../syntax/comments.ts';
import { remove } from '../../syntax/edit.ts';
import { launchTypeDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate does not support host paths',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-host-source-path', checked: '2026-11-24' },
  concept: 'bind-mount',
  why: 'On Fargate you have no instance, so there is no path on it. Without `sourcePath`, the containers of the task share an empty volume that lasts as long as the task. Data to keep belongs on EFS, and files of your project belong in the image.',
  rejection: 'Fargate compatible task definitions do not support sourcePath',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    const related = launchTypeDemand(task, 'FARGATE');
    for (const volume of task.volumes) {
      const host = volume.object('host');
      const path = host.string('sourcePath');
      if (path.state !== 'known') continue;
      const isOnly = host.node!.properties.length === 1 && !hasCommentInside(task.document, host.node!);
      report({
        at: path.node,
        message: `Fargate does not support host paths: remove "sourcePath", or use EFS`,
        fixes: [{ title: 'Remove "sourcePath"', edits: [remove(isOnly ? host.property! : path.property!)] }],
        related,
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
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "mountPoints": [{ "sourceVolume": "server", "containerPath": "/srv" }] }
  ],
  "volumes": [
    {
      "name": "server", // as in docker-compose.yml
      "host": { "sourcePath": "./server" }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "volumes": [{ "name": "data", "host": {} }, { "name": "tmp" }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "host": { "sourcePath": "/srv/data" } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "host": { "sourcePath": "/srv/data" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "volumes": [{ "name": "data", "host": { "sourcePath": "\${path}" } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "mountPoints": [{ "sourceVolume": "server", "containerPath": "/srv" }] }
  ],
  "volumes": [
    {
      "name": "server" // as in docker-compose.yml
    }
  ]
}`,
  ],
};
