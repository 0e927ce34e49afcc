import type { KeyValuePair } from '@aws-sdk/client-ecs';
import { plaintextSecret } from '../../../model/plaintext-secrets.ts';
import type { Container } from '../../../model/task.ts';
import type { View } from '../../../model/view.ts';
import { type SecretStore, secretStores } from '../../../rules/parts/secret-references.ts';
import { roleStub } from '../../../rules/parts/stubs.ts';
import { hasCommentInside } from '../../../syntax/comments.ts';
import { insert, type NodeEdit, remove, set } from '../../../syntax/edit.ts';
import type { Span } from '../../../syntax/node.ts';
import { touches } from '../../../syntax/node.ts';
import { containerAt, memberAt, type Refactor } from './refactoring.ts';

/** Names that ECS or an SDK reads itself; making them secrets would not help. */
const NOT_AS_SECRET = /^AWS_/;

/** Places where someone may have environment entries in mind, including the container as a whole. */
const PLACES: readonly (string | undefined)[] = [undefined, 'name', 'environment', 'secrets'];

/**
 * Moves entries from `environment` to `secrets`: the selected ones, otherwise those in the container that hold a
 * secret.
 */
export const moveToSecrets: Refactor = (task, selection) => {
  const container = containerAt(task, selection);
  if (!container || !PLACES.includes(memberAt(container, selection))) return [];
  if (container.list('secrets').presence === 'deferred') return [];
  const entries = chosen(container, selection);
  const [first] = entries;
  if (!first) return [];
  const what =
    entries.length === 1
      ? `"${first.string('name').value}"`
      : `${entries.length} environment entries of container ${container.title}`;
  return secretStores(task).map((store) => ({
    title: `Move ${what} to secrets (${store.name})`,
    kind: 'refactor.extract',
    at: entries.map((entry) => entry.node!),
    changes: [
      {
        label: 'Move to secrets',
        description: 'You still have to store the value as a secret.',
        edits: edits(container, entries, store),
      },
    ],
  }));
};

/** The entries to move: known ones whose name no secret has, and whose removal loses no comment. */
function chosen(container: Container, selection: Span): View<KeyValuePair>[] {
  const taken = new Set(container.list('secrets').items.map((secret) => secret.text('name')?.value));
  const environment = container.list('environment');
  const counts = new Map<string | undefined, number>();
  for (const entry of environment.items) {
    const name = entry.text('name')?.value;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const movable = environment.items.filter((entry) => {
    const name = entry.string('name');
    if (name.state !== 'known' || entry.member('value') === undefined) return false;
    return (
      counts.get(name.value) === 1 &&
      !taken.has(name.value) &&
      !NOT_AS_SECRET.test(name.value) &&
      !hasCommentInside(container.task.document, entry.node!)
    );
  });
  const selected = movable.filter((entry) => touches(entry.node!, selection));
  if (selected.length > 0) return selected;
  return movable.filter((entry) => {
    const value = entry.string('value');
    return value.state === 'known' && plaintextSecret(entry.string('name').value!, value.value) !== undefined;
  });
}

function edits(container: Container, entries: readonly View<KeyValuePair>[], store: SecretStore): NodeEdit[] {
  const { task, node } = container;
  const environment = container.list('environment');
  const secrets = container.list('secrets');
  const arriving = entries.map((entry) => {
    const name = entry.string('name').value!;
    return { name, valueFrom: store.arn(name) };
  });
  const all =
    entries.length === environment.node!.items.length && !hasCommentInside(task.document, environment.property!);
  return [
    ...(all ? [remove(environment.property!)] : entries.map((entry) => remove(entry.node!))),
    ...(secrets.node
      ? arriving.map((secret) => insert(secrets.node!, secret))
      : [set(node, 'secrets', arriving, 'environment')]),
    ...(task.node && task.string('executionRoleArn').state === 'absent'
      ? [set(task.node, 'executionRoleArn', roleStub('ecsTaskExecutionRole', task), 'family')]
      : []),
  ];
}
