import { EXAMPLE_ACCOUNT, EXAMPLE_ACCOUNTS, homeOf } from '../../model/home.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { knownRoles, withAccountPlaceholder } from '../parts/role-arns.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A role is in an example account',
  severity: 'info',
  source: { from: 'Amazon ECS developer guide, example task definitions', checked: '2026-11-24' },
  concept: 'task-role',
  why: 'This account number is used in examples in the AWS documentation and by test tools. If it was copied from there, ECS cannot use the role: a task can only use roles of its own account.',
  check(task, report) {
    for (const { key, value, node } of knownRoles(task)) {
      const account = /^arn:[^:]*:iam::(\d{12}):role\//.exec(value)?.[1];
      if (!account || account === EXAMPLE_ACCOUNT || !EXAMPLE_ACCOUNTS.includes(account)) continue;
      const { account: own } = homeOf(task);
      const isKnown = own !== undefined && /^\d{12}$/.test(own) && own !== account;
      report({
        at: node,
        message: `${key} is in account ${account}, which is used in examples: write your own account`,
        fixes: [
          isKnown
            ? { title: `Write the account ${own}`, edits: [replace(node, value.replace(account, own))] }
            : { title: 'Write your own account', edits: [replace(node, new Ask(withAccountPlaceholder(value)))] },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::123456789012:role/ecsTaskRole" // may read the bucket
}`,
  ],
  good: [
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::<account>:role/ecsTaskRole" }`,
    `{ "family": "web", "taskRoleArn": "role-123456789012" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::ACCOUNT_ID:role/ecsTaskRole" // may read the bucket
}`,
  ],
};
