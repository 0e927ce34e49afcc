import type { KeyValuePair, Secret } from '@aws-sdk/client-ecs';
import type { Container } from '../../model/task.ts';
import type { List, View } from '../../model/view.ts';
import { insert, type NodeEdit, remove, rename, replace, set } from '../../syntax/edit.ts';
import { noteRemembered } from '../../syntax/reads.ts';
import type { Json } from '../../syntax/value.ts';
import { roleStub } from './stubs.ts';

/** The edits that move an entry from `environment` to `secrets`; undefined if `secrets` is deferred. */
export function moveToSecrets(
  { task, node }: Container,
  environment: List<View<KeyValuePair>>,
  secrets: List<View<Secret>>,
  entry: View<KeyValuePair>,
  arn: Json,
): NodeEdit[] | undefined {
  if (secrets.presence === 'deferred') return undefined;
  const role =
    task.node && task.string('executionRoleArn').state === 'absent'
      ? [set(task.node, 'executionRoleArn', roleStub('ecsTaskExecutionRole', task), 'family')]
      : [];
  const isOnly = environment.node!.items.length === 1;
  if (isOnly && !secrets.property) {
    const value = entry.member('value')!;
    return [rename(environment.property!, 'secrets'), rename(value, 'valueFrom'), replace(value.value!, arn), ...role];
  }
  const leaving = isOnly ? environment.property! : entry.node!;
  const secret = { name: entry.string('name').value!, valueFrom: arn };
  const arriving = secrets.node ? insert(secrets.node, secret) : set(node, 'secrets', [secret], 'environment');
  return [remove(leaving), arriving, ...role];
}

/** Whether a name occurs exactly once in a list. */
export function isOnlyOnce(name: string, entries: List<View<KeyValuePair>>): boolean {
  let counts = COUNTS.get(entries.items);
  if (!counts) {
    counts = new Map();
    for (const entry of entries.items) {
      const { value } = entry.string('name');
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    COUNTS.set(entries.items, counts);
  }
  noteRemembered('name');
  return counts.get(name) === 1;
}

/** How often each name occurs in a list, counted once for all of its entries. */
const COUNTS = new WeakMap<readonly View<KeyValuePair>[], Map<string | undefined, number>>();
