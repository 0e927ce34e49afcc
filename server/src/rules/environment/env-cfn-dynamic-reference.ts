import { secretArn } from '../../model/secret-habits.ts';
import type { TaskDefinition } from '../../model/task.ts';
import type { Json } from '../../syntax/value.ts';
import { isOnlyOnce, moveToSecrets } from '../parts/move-to-secrets.ts';
import { containerRule, type Examples } from '../rule.ts';

/** `{{resolve:service:reference}}`. The reference may contain placeholders. */
const DYNAMIC = /\{\{resolve:(secretsmanager|ssm|ssm-secure):([^\s]{1,600}?)\}\}/;

export default containerRule({
  title: 'A CloudFormation dynamic reference in environment',
  severity: 'warning',
  source: {
    from: 'AWS CloudFormation user guide, get values stored in other services using dynamic references',
    checked: '2026-11-28',
  },
  concept: 'secrets',
  why: 'Only CloudFormation looks up `{{resolve:…}}`, and only in its own templates. In a file that is registered with ECS, the container gets the text unchanged. In ECS, use `secrets` for this.',
  check(container, report) {
    const { task } = container;
    const environment = container.list('environment');
    const secrets = container.list('secrets');
    for (const entry of environment) {
      const { node } = entry.string('value');
      const match = node?.kind === 'string' ? DYNAMIC.exec(node.value) : null;
      if (!match || node?.kind !== 'string') continue;
      const name = entry.string('name');
      const reference = match[0] === node.value ? valueFrom(task, match[1]!, match[2]!) : undefined;
      const canMove =
        name.state === 'known' &&
        reference !== undefined &&
        isOnlyOnce(name.value, environment) &&
        !secrets.items.some((secret) => secret.string('name').value === name.value);
      const edits = canMove ? moveToSecrets(container, environment, secrets, entry, reference) : undefined;
      report({
        at: node,
        message: 'Only CloudFormation looks up "{{resolve:…}}"; the container gets this text: use "secrets"',
        fixes: edits ? [{ title: 'Move it to secrets', edits }] : [],
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
      { "name": "STAGE", "value": "prod" }, // as in the stack
      { "name": "DATABASE_URL", "value": "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:SecretString:url}}" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_PASSWORD", "value": "{{resolve:ssm-secure:/web/db:3}}" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_PASSWORD", "value": "{{resolve:secretsmanager:web/db}}" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DB_URL", "value": "postgres://web:{{resolve:ssm:/web/db}}@db/web" }] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DATABASE_URL", "value": "{{ url }}" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "DATABASE_URL", "value": "{{ resolve(url) }}" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "/web/db" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "environment": [
      { "name": "STAGE", "value": "prod" } // as in the stack
    ],
    "secrets": [
      {
        "name": "DATABASE_URL",
        "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:url::"
      }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "/web/db" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:web/db-AbCdEf" }] }]`,
  ],
};

/** The form in which ECS accepts the same reference; undefined if there is none. */
function valueFrom(task: TaskDefinition, service: string, reference: string): Json | undefined {
  if (service !== 'secretsmanager') return reference.replace(/:\d+$/, '');
  const match =
    /^(arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^:]+|\$\{[^}]*\}|[^:]+)(?::SecretString(?::([^:]*)(?::([^:]*)(?::([^:]*))?)?)?)?$/.exec(
      reference,
    );
  if (!match) return undefined;
  const [, secret, key = '', stage = '', version = ''] = match;
  const rest = key || stage || version ? `:${key}:${stage}:${version}` : '';
  if (/^(?:arn:|\$\{)/.test(secret!)) return secret! + rest;
  return secretArn(task, secret!, rest);
}
