import { asWritten } from '../../model/as-written.ts';
import { homeOf } from '../../model/home.ts';
import { isRegion } from '../../model/region-name.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask, hasAsk, type Json } from '../../syntax/value.ts';
import { knownRoles, withAccountPlaceholder } from '../parts/role-arns.ts';
import { roleStub } from '../parts/stubs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A role’s ARN is not the ARN of a role',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'SDK RegisterTaskDefinitionRequest.taskRoleArn; aws-modern-application-workshop issue 9: the rejection that users report',
    checked: '2026-11-28',
  },
  concept: 'task-role',
  // A bare name is fine for both roles: an ECS engineer says so in amazon-ecs-render-task-definition issue 19.
  why: 'Both roles are IAM roles, so an ARN has to read `arn:aws:iam::ACCOUNT:role/NAME`. A bare role name works too. The ARN of an instance profile, a policy or a session does not work.',
  rejection: 'Role is not valid',
  check(task, report) {
    for (const { key, value, node } of knownRoles(task)) {
      const problem = problemOf(value);
      if (!problem) continue;
      const repaired = repair(value, task);
      const stub = roleStub(key === 'taskRoleArn' ? 'ecsTaskRole' : 'ecsTaskExecutionRole', task);
      report({
        at: node,
        message: `${key} ${problem}: ${typeof repaired === 'string' ? 'correct it' : 'use the ARN of a role'}`,
        fixes: repaired
          ? [
              {
                title: 'Write it as the ARN of a role',
                preferred: isTrimmed(value, repaired),
                edits: [replace(node, repaired)],
              },
            ]
          : [{ title: 'Write the ARN of a role', edits: [replace(node, stub)], obvious: !hasAsk(stub) }],
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
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "taskRoleArn": " arn:aws:iam::111122223333:role/web\\n" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web role" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam:eu-west-1:111122223333:role/web" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam:::role/web" }`,
    `{ "family": "web", "executionRoleArn": "ecs role" }`,
    `{ "family": "web", "executionRoleArn": "\\"arn:aws:iam::111122223333:role/web\\"" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:web" }`,
    `{ "family": "web", "executionRoleArn": "ARN:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role:web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:Role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::1111 2222 3333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:user/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333" }`,
  ],
  good: [
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "taskRoleArn": "arn:aws-cn:iam::111122223333:role/service/web" }`,
    `{ "family": "web", "executionRoleArn": "ecsTaskExecutionRole", "taskRoleArn": "ecsTaskRole" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws-us-gov:iam::111122223333:role/a/b/web+x=1,2.3@4-5_6", "taskRoleArn": "a=b@c" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::\${account}:role/ecsTaskExecutionRole", "taskRoleArn": "arn:aws:iam::#ACCOUNT#:role/ecsTaskRole" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", // from the console
  "taskRoleArn": "arn:aws:sts::111122223333:assumed-role/ecsTaskRole/session"
}`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/TASK_ROLE" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::ACCOUNT_ID:role/ecsTaskRole" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web-role" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/TASK_ROLE" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::ACCOUNT_ID:role/web" }`,
    `{ "family": "web", "executionRoleArn": "ecs-role" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/web" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole" }`,
  ],
};

/**
 * What IAM accepts as a role's name and the path before it. Source: IAM API reference, CreateRole, checked 2026-11-28.
 */
const NAME = /^(?:[!-~]*\/)?[\w+=,.@-]+$/;

/** What is wrong with a role; undefined if nothing is, or if it may be a placeholder of an unknown kind. */
function problemOf(role: string): string | undefined {
  if (role !== role.trim()) return 'has spaces or line breaks around it';
  if (/^(["'`]).*\1$/.test(role)) return 'contains quotes';
  if (role.lastIndexOf('arn:') > 0) return 'contains two ARNs';
  if (/^arn:/i.test(role) && !role.startsWith('arn:')) return 'does not begin with "arn:" in lower case';
  if (role.startsWith('arn:iam:')) return 'lacks "aws" after "arn"';
  const [arn, , service, region, account = '', ...rest] = role.split(':');
  // More than two words are a note to whoever fills in the role.
  if (arn !== 'arn' || service === undefined) return /^\S+\s+\S+$/.test(role) ? 'contains spaces' : undefined;
  if (service !== 'iam') return /^[a-z0-9-]+$/.test(service) ? `is an ARN of "${service}", not of "iam"` : undefined;
  if (isRegion(region ?? '')) return 'contains a region, which roles do not have';
  if (/^\d[\d ]*$/.test(account) && account.includes(' ')) return 'has spaces in its account';
  if (account === '' && rest.length > 0) return 'has no account';
  if (/^\d+$/.test(account) && account.length !== 12) return `has an account of ${account.length} digits, not 12`;
  const resource = rest.join(':');
  if (resource === '' && /^\d{12}$/.test(account)) return 'names no role';
  if (/^role:/i.test(resource)) return 'has a colon instead of a slash after "role"';
  const type = /^([A-Za-z-]+)\//.exec(resource)?.[1];
  if (type !== undefined && type !== 'role') return `is an ARN of type "${type}", not "role"`;
  if (/\s/.test(resource)) return 'contains spaces';
  if (type === undefined) return /^[\w-]+$/.test(resource) && /^\d{12}$/.test(account) ? 'lacks "role/"' : undefined;
  return resource === 'role/' ? 'has no name after "role/"' : nameProblem(resource.slice('role/'.length));
}

/** A character that no placeholder contains and IAM does not accept. */
function nameProblem(name: string): string | undefined {
  const odd = NAME.test(name) ? undefined : /[:;!?&*"'\\]/.exec(name)?.[0];
  return odd === undefined ? undefined : `has "${odd}" in its name`;
}

/** The role that was probably meant. */
function repair(role: string, task: TaskDefinition): Json | undefined {
  const inner = role
    .trim()
    .replace(/^(["'`])(.*)\1$/, '$2')
    .trim();
  const text = inner
    .slice(Math.max(0, inner.lastIndexOf('arn:')))
    .replace(/^arn:(?:iam:)?/i, (start) => (start.length > 4 ? 'arn:aws:iam:' : 'arn:'))
    .replace(/:role[:/]/i, ':role/');
  if (!text.startsWith('arn:')) return text === '' ? undefined : text.replaceAll(/\s+/g, '-');
  const match =
    /^arn:(aws[a-z-]*):(?:iam|sts):[a-z0-9-]*:([\d\s-]*):(?:(role|assumed-role|instance-profile)\/)?([^:]*)$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, partition, written, type, rest] = match;
  const account = written!.replaceAll(/[\s-]+/g, '');
  // The ARN of a user or a policy names no role.
  if (type === undefined && rest!.includes('/')) return undefined;
  // In a session or an instance profile, more follows the name, or the name is only usually the role's.
  const path = (type === undefined || type === 'role' ? rest! : rest!.split('/')[0]!).replaceAll(/\s+/g, '-');
  if (path === '' || !NAME.test(path)) return undefined;
  const whole = `arn:${partition}:iam::${account}:role/${path}`;
  if (account.length === 12) return whole;
  if (type !== 'role') return undefined;
  const { account: own } = homeOf(task);
  return own === undefined
    ? new Ask(withAccountPlaceholder(whole))
    : asWritten(task, `arn:${partition}:iam::${own}:role/${path}`);
}

/** Whether the only difference is blanks. */
function isTrimmed(role: string, repaired: Json): boolean {
  return repaired === role.trim();
}
