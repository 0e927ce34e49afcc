import { parseSecretArn } from '../../model/secret-arn.ts';
import { replace } from '../../syntax/edit.ts';
import { secretReferences } from '../parts/secret-references.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A secret is requested by both version stage and version id',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, secrets-envvar-secrets-manager', checked: '2026-11-24' },
  concept: 'secrets',
  why: 'A version of a secret is named by its stage, for example `AWSCURRENT`, or by its id. ECS expects one of the two, and Secrets Manager refuses the pair once the stage has moved to another version.',
  check(container, report) {
    for (const { valueFrom } of secretReferences(container)) {
      const [key, stage, id, ...rest] = parseSecretArn(valueFrom.value)?.selectors ?? [];
      if (!stage || !id || rest.length > 0) continue;
      const secret = valueFrom.value.slice(0, -`:${key}:${stage}:${id}`.length);
      report({
        at: valueFrom.node,
        message: `Name the version by its stage "${stage}" or by its id, not by both`,
        fixes: [
          { title: `Keep the stage "${stage}"`, edits: [replace(valueFrom.node, `${secret}:${key}:${stage}:`)] },
          { title: 'Keep the id', edits: [replace(valueFrom.node, `${secret}:${key}::${id}`)] },
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
      // pinned while the old password is still in use
      { "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password:AWSPREVIOUS:9d4cb84b-ad69-40c0-a0ab-cead36b967e8" }
    ]
  }
]`,
  ],
  good: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [
      { "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password:AWSPREVIOUS:" },
      { "name": "B", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:::9d4cb84b-ad69-40c0-a0ab-cead36b967e8" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:key:\${stage}:\${id}" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [
      // pinned while the old password is still in use
      { "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password:AWSPREVIOUS:" }
    ]
  }
]`,
  ],
};
