import { addSecretOption, logOf, optionRemoval } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The Splunk token is in plain text',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, passing sensitive data in a logging configuration',
    checked: '2026-11-24',
  },
  concept: 'secrets',
  why: 'Everybody who can read the task definition, or the repository that contains it, can read the token. ECS can read it from a secret when the task starts.',
  check(container, report) {
    const entry = logOf(container, 'splunk');
    if (!entry) return;
    const token = entry.options.string('splunk-token');
    const secrets = entry.log.list('secretOptions');
    if (
      token.state !== 'known' ||
      secrets.open ||
      secrets.items.some((secret) => secret.string('name').value === 'splunk-token')
    )
      return;
    report({
      at: token.node,
      message: 'Anybody who reads this file can read the Splunk token: move it to secretOptions',
      fixes: [
        {
          title: 'Read it from a secret',
          edits: [...optionRemoval(entry.options, token.property!).edits, ...addSecretOption(entry, 'splunk-token')],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
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
        "options": {
          "splunk-url": "https://splunk.example.com:8088", // the company's
          "splunk-token": "not-a-real-token"
        }
      }
    }
  ]
}`,
  ],
  good: [
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
        "options": { "splunk-url": "https://splunk.example.com:8088" },
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk-token" }]
      }
    }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": { "splunk-url": "https://splunk.example.com:8088", "splunk-token": "\${SPLUNK_TOKEN}" } } }]`,
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
        "options": {
          "splunk-url": "https://splunk.example.com:8088" // the company's
        },
        "secretOptions": [
          {
            "name": "splunk-token",
            "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:splunk-token-AbCdEf"
          }
        ]
      }
    }
  ]
}`,
  ],
};
