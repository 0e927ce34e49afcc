import { logOf, optionRemoval } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'An option is given in plain text and as a secret',
  severity: 'warning',
  source: { from: 'amazon-ecs-agent agent/api/task (the secret overwrites the option)', checked: '2026-11-24' },
  concept: 'secrets',
  why: 'The value from the secret replaces the one in `options`, which then only reveals what may have been meant to be secret.',
  check(container, report) {
    const entry = logOf(container);
    if (!entry) return;
    const { log, options } = entry;
    for (const secret of log.list('secretOptions')) {
      const name = secret.string('name');
      const plain = name.state === 'known' ? options.string(name.value).property : undefined;
      if (!plain || options.string(plain.key.value).state === 'absent') continue;
      report({
        at: plain.key,
        message: `"${plain.key.value}" is a secret option too, and that one is used: remove it here`,
        tag: 'unnecessary',
        fixes: [optionRemoval(options, plain)],
        related: [{ at: name.node!, message: 'The secret option' }],
      });
    }
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
        "logDriver": "splunk", // the company's
        "options": { "splunk-token": "see below", "splunk-url": "https://splunk.example.com:8088" },
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk-token" }]
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
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "splunk",
      "options": { "splunk-token": "\${token}", "splunk-url": "https://splunk.example.com:8088" },
      "secretOptions": [{ "name": "\${option}", "valueFrom": "\${arn}" }]
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
        "logDriver": "splunk", // the company's
        "options": { "splunk-url": "https://splunk.example.com:8088" },
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk-token" }]
      }
    }
  ]
}`,
  ],
};
