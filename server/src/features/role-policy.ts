import type { CodeAction } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis.ts';
import { visibleLines } from '../model/visible.ts';
import { executionRolePolicy } from '../policy/execution-role.ts';
import { commentedPolicy } from '../policy/policy.ts';
import { taskRolePolicy } from '../policy/task-role.ts';
import { POLICY, POLICY_COMMAND, type PolicyParams, type PolicyResult } from '../protocol.ts';
import { withinEffort } from '../syntax/effort.ts';
import { propertyOf, type Span, touches } from '../syntax/node.ts';
import type { Feature } from './feature.ts';

/** Writes the IAM policies that the roles of a task definition need. */
export const rolePolicy: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(POLICY, ({ uri, role, position }: PolicyParams): PolicyResult | null => {
      const task = workspace().taskAt(uri, position);
      if (!task) return null;
      const { result } = withinEffort(() => commentedPolicy(POLICIES[role](task)));
      return { text: visibleLines(result) };
    });
  },
};

const POLICIES = { execution: executionRolePolicy, task: taskRolePolicy } as const;

/** The members that name a role, and the title of the action at each. */
const ROLES = [
  ['executionRoleArn', 'execution', "Write the execution role's policy"],
  ['taskRoleArn', 'task', "Write the task role's policy"],
] as const;

/** The code actions that write the policy of the role under the cursor. */
export function policyActions(document: TextDocument, { tasks }: Analysis, selection: Span): CodeAction[] {
  return tasks.flatMap((task) =>
    ROLES.flatMap(([key, role, title]) => {
      const { node } = task;
      const property = node && propertyOf(node, key);
      if (!property || !touches(property, selection)) return [];
      const params: PolicyParams = { uri: document.uri, role, position: document.positionAt(property.offset) };
      return [{ title, kind: 'refactor.extract', command: { title, command: POLICY_COMMAND, arguments: [params] } }];
    }),
  );
}
