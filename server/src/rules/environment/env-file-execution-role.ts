import { addExecutionRole, missingExecutionRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Environment files need an execution role',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, use-environment-file', checked: '2026-11-24' },
  concept: 'execution-role',
  cause: missingExecutionRole('environment files'),
  why: 'ECS reads the file from S3 with the execution role before the container starts. Without the role, or without `s3:GetObject` and `s3:GetBucketLocation` in it, the task does not start.',
  check(task, report) {
    if (task.string('executionRoleArn').state !== 'absent') return;
    const container = task.containers.items.find((one) =>
      one.list('environmentFiles').items.some((file) => file.string('value').state !== 'absent'),
    );
    if (!container) return;
    report({
      at: container.member('environmentFiles')!.key,
      message: 'ECS reads environment files with the execution role: add "executionRoleArn"',
      fixes: [addExecutionRole(task)],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::my-settings/web.env" }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::my-settings/web.env" }] }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "environmentFiles": [] }] }`,
    `[{ "name": "web", "image": "nginx:1.27", "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::my-settings/web.env" }] }]`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::my-settings/web.env" }]
    }
  ]
}`,
  ],
};
