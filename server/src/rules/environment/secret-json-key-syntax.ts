import { parseSecretArn } from '../../model/secret-arn.ts';
import { replace } from '../../syntax/edit.ts';
import { placeholders } from '../../syntax/placeholder.ts';
import { writtenReferences } from '../parts/secret-references.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A JSON key needs all colons after it',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Amazon ECS developer guide, secrets-envvar-secrets-manager; the stopped reason that users report',
    checked: '2026-11-24',
  },
  concept: 'secrets',
  why: 'Three parts follow the ARN of a secret: JSON key, version stage and version id. Each may be empty, but not its colon, so a key alone ends with `::`. ECS registers the shorter form, but then every task stops.',
  rejection: 'unexpected ARN format with parameters when trying to retrieve ASM secret',
  check(container, report) {
    for (const valueFrom of writtenReferences(container)) {
      const count = selectorsOf(valueFrom.value);
      if (count === 0 || count === 3) continue;
      const whole = valueFrom.value + ':'.repeat(Math.max(0, 3 - count));
      report({
        at: valueFrom,
        message:
          count < 3
            ? `The secret needs all three colons after it: end it with "${whole.slice(valueFrom.value.lastIndexOf(':'))}"`
            : 'Only a JSON key, a version stage and a version id follow the secret: remove the rest',
        fixes:
          count < 3 ? [{ title: 'Add the missing colons', preferred: true, edits: [replace(valueFrom, whole)] }] : [],
      });
    }
  },
});

/** How many parts follow the secret's name; 0 if a placeholder in the name or after it may add some. */
function selectorsOf(text: string): number {
  let masked = '';
  for (const { offset, text: written } of placeholders(text)) {
    masked += `${text.slice(masked.length, offset)}${'?'.repeat(written.length)}`;
  }
  const arn = parseSecretArn(masked + text.slice(masked.length));
  if (!arn || arn.name.includes('?') || arn.selectors.some((part) => part.includes('?'))) return 0;
  return arn.selectors.length;
}

export const examples: Examples = {
  bad: [
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:\${AWS::AccountId}:secret:db-AbCdEf:key" }] }]`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [
        {
          "name": "DB_PASSWORD", // one secret for all of the database
          "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password"
        }
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf::AWSPREVIOUS" }]
  }
]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:\${account}:secret:\${name}:key" }] }]`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [
      { "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" },
      { "name": "B", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::" },
      { "name": "C", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf::AWSPREVIOUS:" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "\${secret_arn}:password" }] }]`,
  ],
  fixed: [
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:\${AWS::AccountId}:secret:db-AbCdEf:key::" }] }]`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [
        {
          "name": "DB_PASSWORD", // one secret for all of the database
          "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::"
        }
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf::AWSPREVIOUS:" }]
  }
]`,
  ],
};
