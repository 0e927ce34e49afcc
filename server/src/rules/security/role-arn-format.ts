import { Ask, replace } from '../../syntax/edit.ts';
import { knownRoles, withAccountPlaceholder } from '../parts/role-arns.ts';
import { roleStub } from '../parts/stubs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A role is given by an ARN that is not a role’s',
  severity: 'error',
  source: {
    from: 'SDK RegisterTaskDefinitionRequest.taskRoleArn; aws-modern-application-workshop issue 9: the rejection that users report',
    checked: '2026-11-24',
  },
  concept: 'task-role',
  // A bare name is fine for both roles: an ECS engineer says so in amazon-ecs-render-task-definition issue 19.
  why: 'Both roles are IAM roles, so an ARN has to read `arn:aws:iam::ACCOUNT:role/NAME`. A bare role name works too. The ARN of an instance profile, a policy or a session does not.',
  rejection: 'Role is not valid',
  check(task, report) {
    for (const { key, value, node } of knownRoles(task)) {
      const problem = problemOf(value);
      if (!problem) continue;
      const repaired = repair(value);
      const stub = key === 'taskRoleArn' ? 'ecsTaskRole' : 'ecsTaskExecutionRole';
      report({
        at: node,
        message: `${key} ${problem}: use the ARN of a role`,
        fixes: repaired
          ? [{ title: 'Write it as a role’s ARN', edits: [replace(node, repaired)] }]
          : [{ title: 'Write the ARN of a role', edits: [replace(node, roleStub(stub))] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:instance-profile/ecsTaskExecutionRole", // from the console
  "taskRoleArn": "arn:aws:sts::111122223333:assumed-role/ecsTaskRole/session"
}`,
    `{ "family": "web", "taskRoleArn": "arn:aws:cloudformation:eu-west-1:111122223333:stack/web/1" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::11112222:role/ecsTaskRole" }`,
  ],
  good: [
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "taskRoleArn": "arn:aws-cn:iam::111122223333:role/service/web" }`,
    `{ "family": "web", "executionRoleArn": "ecsTaskExecutionRole", "taskRoleArn": "ecsTaskRole" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::\${account}:role/ecsTaskExecutionRole", "taskRoleArn": "arn:aws:iam::#ACCOUNT#:role/ecsTaskRole" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", // from the console
  "taskRoleArn": "arn:aws:sts::111122223333:assumed-role/ecsTaskRole/session"
}`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::ACCOUNT_ID:role/ecsTaskRole" }`,
  ],
};

/** What is wrong with a role's ARN; undefined where nothing is, or where it may be a placeholder of an unknown kind. */
function problemOf(role: string): string | undefined {
  const [arn, , service, , account = '', ...rest] = role.split(':');
  if (arn !== 'arn' || service === undefined) return undefined;
  if (service !== 'iam') return /^[a-z0-9-]+$/.test(service) ? `is an ARN of "${service}", not of "iam"` : undefined;
  if (/^\d+$/.test(account) && account.length !== 12) return `has an account of ${account.length} digits, not 12`;
  const type = /^([a-z-]+)\//.exec(rest.join(':'))?.[1];
  return type !== undefined && type !== 'role' ? `is an ARN of type "${type}", not "role"` : undefined;
}

/** The role's ARN that was probably meant. */
function repair(role: string): string | Ask | undefined {
  const match = /^arn:(aws[a-z-]*):(?:iam|sts)::(\d+):(role|assumed-role|instance-profile)\/([^/]+)/.exec(role);
  if (!match) return undefined;
  const [, partition, account, type, name] = match;
  if (account!.length !== 12) return type === 'role' ? new Ask(withAccountPlaceholder(role)) : undefined;
  return `arn:${partition}:iam::${account}:role/${name}`;
}
