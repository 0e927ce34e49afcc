import { logsOf } from '../parts/log-configuration.ts';
import { addExecutionRole, missingExecutionRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'secretOptions needs an execution role',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Amazon ECS developer guide, passing sensitive data in a logging configuration',
    checked: '2026-11-24',
  },
  concept: 'execution-role',
  cause: missingExecutionRole('secretOptions'),
  why: 'On every launch type, ECS reads the secrets with the execution role before the container starts.',
  check(task, report) {
    if (task.string('executionRoleArn').state !== 'absent') return;
    const [first, ...others] = logsOf(task)
      .map(({ log }) => log.list('secretOptions'))
      .filter(
        (secrets) => secrets.property && secrets.items.some((secret) => secret.string('name').state !== 'absent'),
      );
    if (!first) return;
    report({
      at: first.property!.key,
      message: 'secretOptions needs an execution role: add executionRoleArn to the task definition',
      fixes: [addExecutionRole(task)],
      related: others.map((secrets) => ({ at: secrets.property!.key, message: 'This needs the role too' })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "splunk",
        "options": { "splunk-url": "https://splunk.example.com:8088" }, // the company's
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk-token" }]
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "executionRoleArn": "\${role}",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "splunk",
        "options": { "splunk-url": "https://splunk.example.com:8088" },
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk-token" }]
      }
    }
  ]
}`,
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "splunk",
      "options": { "splunk-url": "https://splunk.example.com:8088" },
      "secretOptions": [{ "name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk-token" }]
    }
  }
]`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "splunk",
        "options": { "splunk-url": "https://splunk.example.com:8088" }, // the company's
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk-token" }]
      }
    }
  ]
}`,
  ],
};
