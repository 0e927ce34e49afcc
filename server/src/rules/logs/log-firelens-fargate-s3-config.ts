import { replace, set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'On Fargate, the log router cannot read its configuration from S3',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API, FirelensConfiguration, and the rejection that users report', checked: '2026-11-24' },
  concept: 'firelens',
  why: 'On an instance, the ECS agent fetches the file from S3. Fargate does not; there the file has to be in the image of the log router or on a volume.',
  rejection: "Fargate launch type does not support FirelensConfiguration config file from 's3'",
  check(task, report) {
    const fargate = task.compatibility('FARGATE');
    if (!fargate) return;
    for (const { options } of routersOf(task)) {
      const type = options.string('config-file-type');
      if (type.state !== 'known' || type.value !== 's3') continue;
      report({
        at: type.node,
        message:
          'On Fargate, the router reads its configuration only from a "file", not from "s3": put it in the image',
        fixes: [
          {
            title: 'Read it from a file in the image',
            edits: [replace(type.node, 'file'), set(options.node!, 'config-file-value', new Ask('/extra.conf'))],
          },
        ],
        related: [{ at: fargate, message: 'This asks for Fargate' }],
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
    {
      "name": "log_router",
      "image": "fluent/fluent-bit:3.2",
      "firelensConfiguration": {
        "type": "fluentbit",
        "options": {
          "config-file-type": "s3", // shared by all teams
          "config-file-value": "arn:aws:s3:::config.example.com/extra.conf"
        }
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "log_router",
      "image": "fluent/fluent-bit:3.2",
      "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "file", "config-file-value": "/extra.conf" } }
    }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "log_router",
      "image": "fluent/fluent-bit:3.2",
      "memory": 64,
      "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::config.example.com/extra.conf" } }
    }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "log_router",
      "image": "fluent/fluent-bit:3.2",
      "firelensConfiguration": {
        "type": "fluentbit",
        "options": {
          "config-file-type": "file", // shared by all teams
          "config-file-value": "/extra.conf"
        }
      }
    }
  ]
}`,
  ],
};
