import { addExecutionRole, missingExecutionRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Registry credentials need an execution role',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, using non-AWS container images: the task definition must have an execution role, on every launch type',
    checked: '2026-11-28',
  },
  concept: 'execution-role',
  cause: missingExecutionRole('registry credentials'),
  why: 'On every launch type, ECS reads the password for the registry from Secrets Manager with the execution role. Without one it refuses the task definition.',
  check(task, report) {
    if (task.string('executionRoleArn').state !== 'absent') return;
    const members = task.containers.items.flatMap((container) => {
      const credentials = container.object('repositoryCredentials');
      const isThere = credentials.string('credentialsParameter').state !== 'absent';
      return isThere && credentials.property ? [credentials.property.key] : [];
    });
    const [first, ...others] = members;
    if (!first) return;
    report({
      at: first,
      message: 'With registry credentials the task needs an execution role: add "executionRoleArn"',
      fixes: [addExecutionRole(task)],
      related: others.map((at) => ({ at, message: 'These credentials need it too' })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "registry.example.com/web:1",
      "memory": 128,
      "repositoryCredentials": {
        "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf"
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "executionRoleArn": "\${execution_role}",
  "containerDefinitions": [
    { "name": "web", "image": "registry.example.com/web:1", "memory": 128, "repositoryCredentials": { "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf" } }
  ]
}`,
    `[{ "name": "web", "image": "registry.example.com/web:1", "memory": 128, "repositoryCredentials": { "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf" } }]`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "web:1", "memory": 128, "repositoryCredentials": { "credentialsParameter": "" } }] }`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "registry.example.com/web:1",
      "memory": 128,
      "repositoryCredentials": {
        "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf"
      }
    }
  ]
}`,
  ],
};
