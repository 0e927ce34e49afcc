import type { KeyValuePair, Secret } from '@aws-sdk/client-ecs';
import type { Fix } from '../../findings/report.ts';
import type { Known } from '../../model/field.ts';
import { spellingOf } from '../../model/name-style.ts';
import { plaintextSecret } from '../../model/plaintext-secrets.ts';
import type { TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { removeOne } from '../parts/remove-one.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A secret has the name of another variable',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'The rejection that users report, dagster-io/dagster issue 11622', checked: '2026-11-24' },
  concept: 'secrets',
  why: 'Entries of `environment` and of `secrets` both become environment variables of the container, so a name may occur only once across the two lists.',
  rejection:
    'The secret name must be unique and not shared with any new or existing environment variables set on the container',
  check(container, report) {
    const { task } = container;
    const environment = container.list('environment');
    const secrets = container.list('secrets');
    // In a template, entries with the same name may be branches.
    if (environment.open || secrets.open) return;
    const taken = new Map<string, Entry>();
    for (const entry of environment) {
      const name = entry.string('name');
      if (name.state === 'known') taken.set(name.value, { name, entry });
    }
    for (const secret of secrets) {
      const name = secret.string('name');
      if (name.state !== 'known') continue;
      const other = taken.get(name.value);
      if (!other) {
        taken.set(name.value, { name, entry: secret, isSecret: true });
        continue;
      }
      report({
        at: name.node,
        message: other.isSecret
          ? `"${name.value}" is already the name of another secret: remove one of the two`
          : `"${name.value}" is in environment too: remove it there or here`,
        fixes: fixesFor(task, other, { name, entry: secret }),
        related: [{ at: other.name.node, message: `The other "${name.value}"` }],
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
        { "name": "DB_HOST", "value": "db.example.com" }
      ],
      "secrets": [
        { "name": "DB_HOST", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/db-host" },
        { "name": "API_KEY", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/api-key" }
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "environment": [{ "name": "DB_PASSWORD", "value": "hunter2" }, { "name": "PORT", "value": "80" }],
    "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "db-password" }]
  }
]`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "KEY", "valueFrom": "key-1" }, { "name": "KEY", "valueFrom": "key-2" }]
  }
]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "USER", "value": "app" }], "secrets": [{ "name": "PASSWORD", "valueFrom": "db-password" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "", "value": "" }], "secrets": [{ "name": "", "valueFrom": "" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "\${name}", "value": "a" }], "secrets": [{ "name": "\${name}", "valueFrom": "b" }] }]`,
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
        { "name": "PORT", "value": "8080" } // the app listens here
      ],
      "secrets": [
        { "name": "DB_HOST", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/db-host" },
        { "name": "API_KEY", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/api-key" }
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "environment": [{ "name": "PORT", "value": "80" }],
    "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "db-password" }]
  }
]`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "KEY", "valueFrom": "key-2" }]
  }
]`,
  ],
};

interface Entry {
  readonly name: Known<string>;
  readonly entry: View<KeyValuePair> | View<Secret>;
  readonly isSecret?: boolean;
}

function fixesFor(task: TaskDefinition, other: Entry, secret: Entry): Fix[] {
  const name = secret.name.value;
  const removal = ({ entry }: Entry, title: string) => removeOne(task.document, entry.node!, { title });
  // A name of no clear spelling gets an end of the usual one.
  const renamed = spellingOf([name])?.(`${name} secret`) ?? `${name}_SECRET`;
  const renaming = { title: 'Rename this secret', edits: [replace(secret.name.node, new Ask(renamed))] };
  if (other.isSecret) {
    return [
      ...removal(other, `Remove the first "${name}"`),
      ...removal(secret, `Remove the second "${name}"`),
      renaming,
    ];
  }
  const plain = removal(other, `Remove "${name}" from environment`);
  // If the value is the secret itself, it must not stay in the file.
  const value = (other.entry as View<KeyValuePair>).string('value').value;
  if (value && plaintextSecret(name, value)) return plain;
  return [...plain, ...removal(secret, `Remove "${name}" from secrets`), renaming];
}
