import type { Container, TaskDefinition } from '../../model/task.ts';
import { addTaskRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

/** Values that name something an app accesses with AWS credentials. */
const RESOURCE =
  /^(?:arn:aws[a-z-]*:(?:dynamodb|events|firehose|kinesis|kms|lambda|s3|ses|sns|sqs|states):.+|https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com\/.+)$/;

/** Variables that give an app its credentials in another way. */
const CREDENTIALS = /^AWS_(?:ACCESS_KEY_ID|PROFILE|ROLE_ARN|SHARED_CREDENTIALS_FILE|WEB_IDENTITY_TOKEN_FILE)$/;

export default rule({
  title: 'The app refers to an AWS resource, but has no task role',
  severity: 'info',
  source: {
    from: 'SDK RegisterTaskDefinitionRequest.taskRoleArn; Amazon ECS developer guide, task IAM role',
    checked: '2026-11-24',
  },
  concept: 'task-role',
  why: 'On Fargate, code in a container gets AWS credentials only from the task role. Without one, calls to S3, DynamoDB or SQS fail for lack of credentials, unless the app brings its own.',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes' || task.string('taskRoleArn').state !== 'absent') return;
    if (mayBringCredentials(task)) return;
    for (const container of task.containers) {
      for (const variable of container.list('environment')) {
        const value = variable.string('value');
        if (value.state !== 'known' || !RESOURCE.test(value.value)) continue;
        report({
          at: value.node,
          message: `${variable.string('name').value ?? 'This variable'} refers to an AWS resource, but the task has no taskRoleArn: add one`,
          fixes: [addTaskRole(task, 'executionRoleArn')],
        });
        return; // One role serves all containers.
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "orders",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", // for the image
  "containerDefinitions": [
    {
      "name": "orders",
      "image": "node:22",
      "environment": [{ "name": "TABLE_ARN", "value": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "orders",
  "requiresCompatibilities": ["FARGATE"],
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole",
  "containerDefinitions": [
    { "name": "orders", "image": "node:22", "environment": [{ "name": "TABLE_ARN", "value": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }] }
  ]
}`,
    `{
  "family": "orders",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [
    {
      "name": "orders",
      "image": "node:22",
      "environment": [{ "name": "TABLE_ARN", "value": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }],
      "secrets": [{ "name": "AWS_ACCESS_KEY_ID", "valueFrom": "orders-key" }]
    }
  ]
}`,
    `{
  "family": "orders",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "orders", "image": "node:22", "memory": 256, "environment": [{ "name": "TABLE_ARN", "value": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "orders",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", // for the image
  "taskRoleArn": "arn:aws:iam::111122223333:role/TASK_ROLE",
  "containerDefinitions": [
    {
      "name": "orders",
      "image": "node:22",
      "environment": [{ "name": "TABLE_ARN", "value": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }]
    }
  ]
}`,
  ],
};

function mayBringCredentials(task: TaskDefinition): boolean {
  return task.containers.open || task.containers.items.some(mayHaveCredentials);
}

function mayHaveCredentials(container: Container): boolean {
  const environment = container.list('environment');
  const secrets = container.list('secrets');
  if (container.has('environmentFiles') || environment.open || secrets.open) return true;
  const names = [
    ...environment.items.map((variable) => variable.string('name')),
    ...secrets.items.map((secret) => secret.string('name')),
  ];
  return names.some((name) => name.state === 'deferred' || (name.state === 'known' && CREDENTIALS.test(name.value)));
}
