import { isValueStandIn } from '../../model/plaintext-secrets.ts';
import { removeOne } from '../parts/remove-one.ts';
import { containerRule, type Examples } from '../rule.ts';

const CREDENTIALS = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'ECS_ENGINE_AUTH_DATA',
]);

/** Variables that the container agent and Fargate set in every container. */
const SET_BY_ECS = new Set([
  'ECS_CONTAINER_METADATA_URI',
  'ECS_CONTAINER_METADATA_URI_V4',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
]);

export default containerRule({
  title: 'An environment variable that ECS or a role provides',
  severity: 'warning',
  source: {
    from: 'AWS Security Hub ECS.8; Amazon ECS developer guide, task metadata endpoint and task IAM role',
    checked: '2026-11-24',
  },
  concept: 'task-role',
  why: 'Access keys in `environment` can be read by everyone who can read the task definition, never expire, and hide the task role from the AWS SDK. With `taskRoleArn` the container gets short-lived credentials without any variable. ECS sets the addresses of the metadata and credentials endpoints for each task.',
  check(container, report) {
    const { task } = container;
    for (const entry of container.list('environment')) {
      const name = entry.string('name');
      const value = entry.string('value');
      if (name.state !== 'known' || value.state !== 'known') continue;
      const fixes = () => removeOne(task.document, entry.node!, { title: `Remove "${name.value}"` });
      if (CREDENTIALS.has(name.value) && !isValueStandIn(value.value)) {
        report({
          at: name.node,
          message: `"${name.value}" is in plain text here: remove it and use a role`,
          fixes: fixes(),
        });
      } else if (SET_BY_ECS.has(name.value)) {
        report({
          at: name.node,
          message: `ECS sets "${name.value}" for each task: remove it`,
          severity: 'info',
          fixes: fixes(),
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "worker",
  "containerDefinitions": [
    {
      "name": "worker",
      "image": "nginx:1.27",
      "environment": [
        // the bucket with the uploads
        { "name": "BUCKET", "value": "uploads" },
        { "name": "AWS_SECRET_ACCESS_KEY", "value": "abcdefghij/0123456789+klmnopqrst" }
      ]
    }
  ]
}`,
    `[
  {
    "name": "worker",
    "image": "nginx:1.27",
    "environment": [{ "name": "ECS_CONTAINER_METADATA_URI_V4", "value": "http://169.254.170.2/v4" }, { "name": "A", "value": "b" }]
  }
]`,
  ],
  good: [
    `{
  "family": "worker",
  "taskRoleArn": "arn:aws:iam::111122223333:role/worker",
  "containerDefinitions": [
    { "name": "worker", "image": "nginx:1.27", "environment": [{ "name": "AWS_REGION", "value": "eu-west-1" }] }
  ]
}`,
    `[
  {
    "name": "worker",
    "image": "nginx:1.27",
    "environment": [
      { "name": "AWS_SESSION_TOKEN", "value": "" },
      { "name": "AWS_ACCESS_KEY_ID", "value": "\${access_key}" },
      { "name": "AWS_SECRET_ACCESS_KEY", "value": "dummy" }
    ]
  }
]`,
  ],
  fixed: [
    `{
  "family": "worker",
  "containerDefinitions": [
    {
      "name": "worker",
      "image": "nginx:1.27",
      "environment": [
        // the bucket with the uploads
        { "name": "BUCKET", "value": "uploads" }
      ]
    }
  ]
}`,
    `[
  {
    "name": "worker",
    "image": "nginx:1.27",
    "environment": [{ "name": "A", "value": "b" }]
  }
]`,
  ],
};
