import { parseSecretArn } from '../../model/secret-arn.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { secretReferences } from '../parts/secret-references.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The ARN of a secret lacks its random suffix',
  severity: 'info',
  source: {
    from: 'AWS Secrets Manager user guide, secret ARNs; Amazon ECS API reference, Secret',
    checked: '2026-11-28',
  },
  concept: 'secrets',
  why: 'Secrets Manager adds a hyphen and six random characters to the name in each ARN. Without them the secret is looked up by its name, which fails if the name itself ends in a hyphen and six characters. The wildcards `?` and `*` belong in IAM policies, where they match these characters.',
  check(container, report) {
    for (const { valueFrom } of secretReferences(container)) {
      const arn = parseSecretArn(valueFrom.value);
      if (arn?.service !== 'secretsmanager' || /-[A-Za-z0-9]{6}$/.test(arn.name)) continue;
      if (/[*?]/.test(arn.name)) {
        report({
          at: valueFrom.node,
          severity: 'warning',
          message: '"?" and "*" are not wildcards here, so no secret is found: copy the whole ARN',
          fixes: [
            {
              title: 'Write six placeholder characters',
              edits: [replace(valueFrom.node, new Ask(withoutWildcards(valueFrom.value, arn.name)))],
            },
          ],
        });
        continue;
      }
      const end = valueFrom.value.indexOf(arn.name) + arn.name.length;
      report({
        at: valueFrom.node,
        message: `"${arn.name}" lacks the six characters at the end of a secret's ARN: copy the whole ARN`,
        fixes: [
          {
            title: 'Add a placeholder suffix',
            edits: [
              replace(valueFrom.node, new Ask(`${valueFrom.value.slice(0, end)}-XXXXXX${valueFrom.value.slice(end)}`)),
            ],
          },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [
      // rotated each month
      { "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/db:password::" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/db-??????:password::" }] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/db-a1B2c3" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/db" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:\${name}" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [
      // rotated each month
      { "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/db-XXXXXX:password::" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/db-XXXXXX:password::" }] }]`,
  ],
};

function withoutWildcards(arn: string, name: string): string {
  const plain = name.replace(/-?[*?]+$/, '').replaceAll(/[*?]/g, '');
  return arn.replace(name, () => `${plain}-XXXXXX`);
}
