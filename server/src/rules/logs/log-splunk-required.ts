import { Ask } from '../../syntax/value.ts';
import { addSecretOption, lacksOption, logOf, setOptions } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'splunk needs the options "splunk-url" and "splunk-token"',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API, LogConfiguration, and the rejection that users report', checked: '2026-11-24' },
  concept: 'logs',
  why: 'The driver needs the address of Splunk’s event collector and a token for it. The token belongs in `secretOptions`, where nobody can read it.',
  rejection: 'Log driver splunk requires options: splunk-token',
  check(container, report) {
    const log = logOf(container, 'splunk');
    if (!log) return;
    if (lacksOption(log, 'splunk-url')) {
      report({
        at: log.driverNode,
        message: 'splunk needs the option "splunk-url": add the address of the event collector',
        fixes: [
          {
            title: 'Add "splunk-url"',
            edits: setOptions(log, { 'splunk-url': new Ask('https://splunk.example.com:8088') }),
          },
        ],
      });
    }
    if (lacksOption(log, 'splunk-token')) {
      report({
        at: log.driverNode,
        message: 'splunk needs the option "splunk-token": add it to secretOptions',
        fixes: [{ title: 'Add "splunk-token" as a secret', edits: addSecretOption(log, 'splunk-token') }],
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
        "options": { "splunk-url": "https://splunk.example.com:8088" }
      }
    }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": { "splunk-token": "\${token}" } } }]`,
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
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": \${splunk} } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": { "splunk-url": "https://splunk.example.com:8088" }, "secretOptions": [{ "name": "\${token_option}", "valueFrom": "\${token}" }] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": { "\${url_option}": "https://splunk.example.com:8088" }, "secretOptions": [{ "name": "splunk-token", "valueFrom": "\${token}" }] } }]`,
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
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": { "splunk-token": "\${token}", "splunk-url": "https://splunk.example.com:8088" } } }]`,
  ],
};
