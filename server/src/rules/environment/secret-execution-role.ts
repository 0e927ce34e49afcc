import { addExecutionRole, missingExecutionRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Secrets need an execution role',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-secrets-without-execution-role', checked: '2026-11-24' },
  concept: 'execution-role',
  cause: missingExecutionRole('secrets'),
  why: 'On every launch type, ECS fetches the secrets with the execution role before the container starts. The role needs permission to read each of them.',
  rejection: "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'",
  check(task, report) {
    if (task.string('executionRoleArn').state !== 'absent') return;
    const withSecrets = task.containers.items.filter((container) =>
      container.list('secrets').items.some((secret) => secret.string('valueFrom').state !== 'absent'),
    );
    const [first, ...others] = withSecrets.map((container) => container.member('secrets')!.key);
    if (!first) return;
    report({
      at: first,
      message: 'With secrets the task needs an execution role: add "executionRoleArn"',
      fixes: [addExecutionRole(task)],
      related: others.map((at) => ({ at, message: 'These secrets need it too' })),
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
      "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "db-password" }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "executionRoleArn": "\${execution_role}",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "db-password" }] }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "secrets": [] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "", "valueFrom": "" }] }] }`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "db-password" }] }]`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "db-password" }]
    }
  ]
}`,
  ],
};
