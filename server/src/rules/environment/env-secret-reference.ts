import { parseSecretArn } from '../../model/secret-arn.ts';
import { isOnlyOnce, moveToSecrets } from '../parts/move-to-secrets.ts';
import { containerRule, type Examples } from '../rule.ts';

/** Last words in the names of variables whose app wants the reference itself, to read the secret with the AWS SDK. */
const WANTS_REFERENCE =
  /(?:^|[_.-]|[a-z](?=[A-Z]))(?:arns?|ids?|names?|refs?|paths?|keys?_?ids?|uris?|locations?|params?|parameters?|secrets?_?managers?)$/i;

export default containerRule({
  title: 'A reference to a secret is in environment',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, specifying-sensitive-data: secrets are named in valueFrom; amazon-ecs-agent issue 1209',
    checked: '2026-11-28',
  },
  concept: 'secrets',
  why: 'ECS passes a `value` in `environment` to the container unchanged: the app gets the ARN as its password. Only `valueFrom` in `secrets` is looked up, and only there does the JSON key after the ARN have a meaning. An app that reads the secret itself needs the plain ARN, in a variable whose name says so, for example `DB_SECRET_ARN`.',
  check(container, report) {
    const environment = container.list('environment');
    const secrets = container.list('secrets');
    let inSecrets: Set<string | undefined> | undefined;
    for (const entry of environment) {
      const value = entry.string('value');
      const arn = value.state === 'known' && value.value.startsWith('arn:') ? parseSecretArn(value.value) : undefined;
      const name = entry.string('name');
      if (!arn || value.state !== 'known' || name.state !== 'known') continue;
      const isForValueFrom = arn.selectors.length === 3;
      if (!isForValueFrom && WANTS_REFERENCE.test(name.value)) continue;
      inSecrets ??= new Set(secrets.items.map((secret) => secret.string('name').value));
      const canMove = !inSecrets.has(name.value) && isOnlyOnce(name.value, environment);
      const edits = canMove ? moveToSecrets(container, environment, secrets, entry, value.value) : undefined;
      report({
        at: value.node,
        message: `"${name.value}" gets this ARN as text, not the secret behind it: move it to "secrets"`,
        fixes: edits ? [{ title: `Move "${name.value}" to secrets`, edits }] : [],
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
    "environment": [
      { "name": "STAGE", "value": "prod" }, // as in the pipeline
      { "name": "DB_PASSWORD", "value": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_PASSWORD", "value": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_PASSWORD", "value": "arn:aws:ssm:eu-west-1:111122223333:parameter/web/db-password" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_SECRET_ARN", "value": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::" }] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_SECRET_ARN", "value": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "dbSecretId", "value": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "SECRET_NAME", "value": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "TABLE", "value": "arn:aws:dynamodb:eu-west-1:111122223333:table/web" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_PASSWORD", "value": "\${secret_arn}" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "environment": [
      { "name": "STAGE", "value": "prod" } // as in the pipeline
    ],
    "secrets": [
      {
        "name": "DB_PASSWORD",
        "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::"
      }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/web/db-password" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_SECRET_ARN", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::" }] }]`,
  ],
};
