import { parseSecretArn } from '../../model/secret-arn.ts';
import { replace } from '../../syntax/edit.ts';
import { type SecretStore, secretReferences, secretStores } from '../parts/secret-references.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'valueFrom is neither an ARN of a secret nor a parameter name',
  severity: 'error',
  source: {
    from: 'Amazon ECS developer guide, specifying-sensitive-data; the rejection in aws/containers-roadmap issue 859',
    checked: '2026-11-24',
  },
  concept: 'secrets',
  why: 'ECS takes the ARN of a Secrets Manager secret (`…:secret:name`), the ARN of a parameter (`…:parameter/name`), or the bare name of a parameter in the same region, which has no colon in it.',
  rejection: 'The Systems Manager parameter name specified for secret … is invalid.',
  check(task, report) {
    let stores: SecretStore[] | undefined;
    for (const { valueFrom, secret } of secretReferences(task)) {
      const reference = valueFrom.value;
      // The schema check reports an ARN of another service.
      const isArn = /^arn:[^:]*:(?:secretsmanager|ssm):/.test(reference);
      if (reference.startsWith('arn:') ? !isArn || parseSecretArn(reference) : /^[\w./-]+$/.test(reference)) continue;
      stores ??= secretStores(task);
      const known = secret.string('name').value;
      const name = known ?? 'NAME';
      report({
        at: valueFrom.node,
        message: isArn
          ? 'This ARN names no secret: it goes on with ":secret:NAME" or ":parameter/NAME"'
          : `A parameter name has only letters, digits and ".", "-", "_", "/": use an ARN for anything else`,
        ...(known ? { rejection: `The Systems Manager parameter name specified for secret ${known} is invalid.` } : {}),
        fixes: stores.map((store) => ({
          title: `Write an ARN of ${store.name}`,
          edits: [replace(valueFrom.node, store.arn(name))],
        })),
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
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [
        { "name": "DB_PASSWORD", "valueFrom": "secretsmanager:db" } // rotated each month
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:db-password" }]
  }
]`,
  ],
  good: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [
      { "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/a-AbCdEf" },
      { "name": "B", "valueFrom": "arn:aws-cn:ssm:cn-north-1:111122223333:parameter/web/b" },
      { "name": "C", "valueFrom": "/web/c.d_e-f" },
      { "name": "D", "valueFrom": "\${secret_arn}:password::" },
      { "name": "E", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf:password::" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [
        { "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:DB_PASSWORD-AbCdEf" } // rotated each month
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:DB_PASSWORD-AbCdEf" }]
  }
]`,
  ],
};
