import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { knownRoles, roleNameOf, siblingRole, USUAL_ROLE_NAME } from '../parts/role-arns.ts';
import { type Examples, rule } from '../rule.ts';

/** Matches only names that mean nothing else: "admin-api" may well be the role of an app called admin. */
const ADMIN_NAME =
  /^(?:aws|iam|ecs)?[-_]?(?:admin|administrator|administrator[-_]?access|full[-_]?access|power[-_]?user[-_]?access|root)(?:[-_]?role)?$/i;

export default rule({
  title: 'A role’s name suggests that it may do everything',
  severity: 'warning',
  source: { from: 'KICS ecs_service_admin_role_is_present', checked: '2026-11-24' },
  concept: 'task-role',
  why: 'Whoever gets into a container may do what its role may do. An administrator role turns a vulnerability in one app into one in the whole account, so give each task a role with the few permissions that it needs.',
  check(task, report) {
    for (const { key, value, node } of knownRoles(task)) {
      const name = roleNameOf(value);
      if (!ADMIN_NAME.test(name)) continue;
      report({
        at: node,
        message: `Role "${name}" seems to have administrator rights: give the task one with fewer`,
        fixes: [
          { title: 'Name another role', edits: [replace(node, new Ask(siblingRole(value, USUAL_ROLE_NAME[key])))] },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/AdministratorAccess" // until we know what it needs
}`,
  ],
  good: [
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole" }`,
    `{ "family": "admin", "taskRoleArn": "arn:aws:iam::111122223333:role/admin-api-task" }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/\${env}-admin" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/TASK_ROLE" // until we know what it needs
}`,
  ],
};
