import { plaintextSecret } from '../../model/plaintext-secrets.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { isOnlyOnce, moveToSecrets } from '../parts/move-to-secrets.ts';
import { type SecretStore, secretStores } from '../parts/secret-references.ts';
import { containerRule, type Examples } from '../rule.ts';

/** env-reserved-name has better advice on these: use the task role. */
const AWS_CREDENTIALS = /^(?:AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|ECS_ENGINE_AUTH_DATA)$/;

export default containerRule({
  title: 'A secret is in plain text in environment',
  severity: 'warning',
  source: { from: 'AWS Security Hub ECS.8, trivy AVD-AWS-0036, prowler no_environment_secrets', checked: '2026-11-24' },
  concept: 'secrets',
  why: 'Whoever can read this file, its history or the task definition in the console can read the value, and changing it takes a new revision. An entry in `secrets` names a secret in Secrets Manager or a parameter in Parameter Store instead; ECS fetches it with the execution role when the container starts.',
  check(container, report) {
    const { task } = container;
    let stores: SecretStore[] | undefined;

    const environment = container.list('environment');
    const secrets = container.list('secrets');
    const inSecrets = new Set(secrets.items.map((secret) => secret.string('name').value));
    for (const entry of environment) {
      const name = entry.string('name');
      const value = entry.string('value');
      if (name.state !== 'known' || value.state !== 'known') continue;
      // The name is already in `secrets`: env-secret-name-conflict offers to remove this entry.
      if (AWS_CREDENTIALS.test(name.value) || inSecrets.has(name.value)) continue;
      const what = judge(value.node, name.value, value.value);
      if (!what) continue;
      stores ??= secretStores(task);
      const fixes = stores.flatMap((store) => {
        const edits = moveToSecrets(container, environment, secrets, entry, store.arn(name.value));
        return edits ? [{ title: `Move "${name.value}" to secrets (${store.name})`, edits }] : [];
      });
      report({
        at: value.node,
        message: `"${name.value}" contains ${what} in plain text: move it to "secrets"`,
        // A second entry with the same name would conflict with the secret; env-duplicate-name removes it first.
        fixes: isOnlyOnce(name.value, environment) ? fixes : [],
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
      "environment": [
        { "name": "PORT", "value": "8080" }, // the app listens here
        { "name": "DB_PASSWORD", "value": "hunter2" },
        { "name": "LOG_LEVEL", "value": "info" }
      ],
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "web", "awslogs-region": "us-east-1" } }
    }
  ]
}`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "environment": [
        { "name": "DATABASE_URL", "value": "postgres://app:hunter2@db.example.com/app" } // one database for all
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "environment": [{ "name": "TOKEN_FOR_CI", "value": "ghp_${'0123456789'.repeat(4)}" }, { "name": "A", "value": "b" }],
    "secrets": [{ "name": "B", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/b" }]
  }
]`,
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "environment": [{ "name": "api.secretKey", "value": "b2xkIGtleQ==" }, { "name": "A", "value": "b" }]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "S3SECRETACCESSKEY", "value": "k3yk3yk3yk3y" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DBPASS", "value": "hunter2" }] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "COMPASS", "value": "north" }, { "name": "BYPASS", "value": "all" }, { "name": "CACHEKEY", "value": "web-pages" }] }]`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/db-password" }]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "environment": [
      { "name": "MODEL_MAX_TOKENS", "value": "4096" },
      { "name": "MYSQL_ALLOW_EMPTY_PASSWORD", "value": "1" },
      { "name": "SECRET_NAME", "value": "prod/database" },
      { "name": "DB_SECRET_ARN", "value": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" },
      { "name": "TOKEN_URL", "value": "https://login.example.com/oauth/token" },
      { "name": "AUTH_TOKEN", "value": "" },
      { "name": "DB_PASSWORD", "value": "DB_PASSWORD_HERE" },
      { "name": "SMTP_PASSWORD", "value": "\${smtp_password}" },
      { "name": "DATABASE_URL", "value": "postgres://app:{{ password }}@db.example.com/app" },
      { "name": "PASSWORD_FILE", "value": "/run/secrets/password" },
      { "name": "JWT_PUBLIC_KEY", "value": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" },
      { "name": "PWD", "value": "srv" }
    ]
  }
]`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "environment": [
        { "name": "PORT", "value": "8080" }, // the app listens here
        { "name": "LOG_LEVEL", "value": "info" }
      ],
      "secrets": [
        {
          "name": "DB_PASSWORD",
          "valueFrom": "arn:aws:secretsmanager:us-east-1:111122223333:secret:DB_PASSWORD-AbCdEf"
        }
      ],
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "web", "awslogs-region": "us-east-1" } }
    }
  ]
}`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [
        { "name": "DATABASE_URL", "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:DATABASE_URL-AbCdEf" } // one database for all
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "environment": [{ "name": "A", "value": "b" }],
    "secrets": [{ "name": "B", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/b" }, { "name": "TOKEN_FOR_CI", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/TOKEN_FOR_CI" }]
  }
]`,
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "environment": [{ "name": "A", "value": "b" }],
      "secrets": [
        {
          "name": "api.secretKey",
          "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:api.secretKey-AbCdEf"
        }
      ]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "S3SECRETACCESSKEY", "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:S3SECRETACCESSKEY-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DBPASS", "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:DBPASS-AbCdEf" }] }]`,
  ],
};

/** The last verdict on each value: an edit changes only one of several hundred. */
const judged = new WeakMap<ValueNode, { readonly name: string; readonly value: string; readonly what?: string }>();

function judge(node: ValueNode, name: string, value: string): string | undefined {
  const last = judged.get(node);
  if (last?.name === name && last.value === value) return last.what;
  const what = plaintextSecret(name, value);
  judged.set(node, { name, value, ...(what === undefined ? {} : { what }) });
  return what;
}
