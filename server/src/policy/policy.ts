/** The IAM policies that a task definition's two roles need. */
import type { TaskDefinition } from '../model/task.ts';
import { visible } from '../model/visible.ts';

/** One statement of an IAM policy, in the order in which IAM's documentation writes its members. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A statement with its reasons. */
export interface Grant {
  readonly statement: Statement;
  /** What in the file needs it, in one sentence. */
  readonly why: string;
  /** What the file cannot know about it, one sentence each. */
  readonly unsure: readonly string[];
}

/** Which of a task definition's roles a policy is for. */
export type RoleKind = 'execution' | 'task';

/** The least-privilege policy of a role, as far as the file determines it. */
export interface RolePolicy {
  readonly role: RoleKind;
  readonly grants: readonly Grant[];
  /** What the file cannot know about the policy as a whole, one sentence each. */
  readonly unsure: readonly string[];
}

/**
 * The longest inline policy of a role, in characters without white space.
 * Source: IAM user guide, IAM and AWS STS quotas, checked 2026-11-28.
 */
const MOST_CHARACTERS = 10_240;

/** The policy document that IAM accepts; undefined if the role needs no permission, since IAM refuses an empty one. */
export function policyDocument({ grants }: RolePolicy): object | undefined {
  if (grants.length === 0) return undefined;
  return { Version: '2012-10-17', Statement: grants.map(({ statement }) => statement) };
}

/** How the placeholders in a policy are filled in, by the format of the task definition that they come from. */
const FILLED_IN: Readonly<Record<string, string>> = {
  cloudformation: 'IAM does not fill in "${…}": in a template, write each of these resources with !Sub.',
  terraform:
    'IAM does not fill in "${…}": write the policy in the same module, for example with jsonencode, which takes it as it is.',
  api: 'IAM does not fill in "${…}": replace it with the values that your pipeline puts into the task definition.',
};

/** A sentence on the placeholders in a policy, if there are any. */
export function fillIn({ part: { dialect } }: TaskDefinition, grants: readonly Grant[]): string[] {
  const isOpen = grants.some(({ statement }) => JSON.stringify(statement).includes('${'));
  return isOpen ? [FILLED_IN[dialect.id] ?? FILLED_IN.api!] : [];
}

/** Everything to tell the user about a policy, one sentence each. */
export function remarks(policy: RolePolicy): string[] {
  const all = [...policy.grants.flatMap(({ unsure }) => unsure), ...policy.unsure];
  const length = JSON.stringify(policyDocument(policy) ?? '').length;
  if (length > MOST_CHARACTERS)
    all.push(
      `It has ${length} characters, but the inline policies of a role can have at most ${MOST_CHARACTERS}: shorten it with wildcards.`,
    );
  return [...new Set(all)];
}

/**
 * The policy as JSON with comments: why each statement is there, and what the file cannot know. IAM accepts the text
 * without the comments only.
 */
export function commentedPolicy(policy: RolePolicy): string {
  const general = policy.unsure.map((sentence) => `${comment(sentence)}\n`).join('');
  if (policy.grants.length === 0)
    return `// The ${policy.role} role needs no permissions for this task definition.\n${general}`;
  const statements = policy.grants.map(({ statement, why, unsure }) => {
    const comments = [why, ...unsure].map((sentence) => `    ${comment(sentence)}\n`).join('');
    return comments + JSON.stringify(statement, null, 2).replaceAll(/^/gm, '    ');
  });
  return `// The permissions that the ${policy.role} role needs for this task definition. Remove the comments before you give it to IAM.
${general}{
  "Version": "2012-10-17",
  "Statement": [
${statements.join(',\n')}
  ]
}
`;
}

/** A sentence as a comment. It may hold names from the file, whose line breaks must not end the comment. */
function comment(sentence: string): string {
  return `// ${visible(sentence)}`;
}

/** Collects grants: what is allowed on several resources for the same reason becomes one statement. */
export class Grants {
  private readonly byId = new Map<string, Collected>();

  /**
   * Allows actions on resources.
   * @param id the statement's `Sid`: letters and digits
   * @param users what needs it: names of containers, volumes or secrets
   */
  allow(
    id: string,
    actions: readonly string[],
    resources: readonly string[],
    users: readonly string[],
    because: (users: readonly string[]) => string,
    unsure: readonly string[] = [],
    condition?: Statement['Condition'],
  ): void {
    const known = this.byId.get(id);
    if (!known) {
      this.byId.set(id, {
        actions: new Set(actions),
        resources: new Set(resources),
        users: new Set(users),
        unsure: new Set(unsure),
        because,
        condition,
      });
      return;
    }
    for (const action of actions) known.actions.add(action);
    for (const resource of resources) known.resources.add(resource);
    for (const user of users) known.users.add(user);
    for (const sentence of unsure) known.unsure.add(sentence);
  }

  /** The grants in the order in which they were first needed. */
  all(): Grant[] {
    return [...this.byId].map(([Sid, { actions, resources, users, unsure, because, condition }]) => ({
      statement: {
        Sid,
        Effect: 'Allow',
        Action: [...actions],
        Resource: [...resources],
        ...(condition && { Condition: condition }),
      },
      why: because([...users]),
      unsure: [...unsure],
    }));
  }
}

interface Collected {
  readonly actions: Set<string>;
  readonly resources: Set<string>;
  readonly users: Set<string>;
  readonly unsure: Set<string>;
  readonly because: (users: readonly string[]) => string;
  readonly condition: Statement['Condition'];
}
