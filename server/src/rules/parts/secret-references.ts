import type { Secret } from '@aws-sdk/client-ecs';
import type { Known } from '../../model/field.ts';
import { secretReference, storesInUse } from '../../model/secret-habits.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import type { StringNode } from '../../syntax/node.ts';
import { noteRead, WHOLE_TEXT } from '../../syntax/reads.ts';
import type { Json } from '../../syntax/value.ts';

/** A known `valueFrom` in a container's `secrets` or its log driver's `secretOptions`. */
export interface SecretReference {
  readonly container: Container;
  readonly secret: View<Secret>;
  readonly valueFrom: Known<string>;
}

/** Every known `valueFrom` of the task. */
export function secretReferences(task: TaskDefinition): SecretReference[] {
  return task.containers.items.flatMap((container) =>
    [...container.list('secrets'), ...container.object('logConfiguration').list('secretOptions')].flatMap((secret) => {
      const valueFrom = secret.string('valueFrom');
      return valueFrom.state === 'known' ? [{ container, secret, valueFrom }] : [];
    }),
  );
}

/** The texts of all references, including those with placeholders. */
export function writtenReferences(task: TaskDefinition): StringNode[] {
  return task.containers.items.flatMap((container) =>
    [...container.list('secrets'), ...container.object('logConfiguration').list('secretOptions')].flatMap(
      (secret) => secret.text('valueFrom') ?? [],
    ),
  );
}

/** A place that keeps secrets. */
export interface SecretStore {
  readonly name: string;
  /** What to write for a secret there, to be filled in. @param secret the name of the variable */
  readonly arn: (secret: string) => Json;
}

/** The two places from which ECS reads secrets, the one that the file uses first. */
export function secretStores(task: TaskDefinition): [usual: SecretStore, other: SecretStore] {
  noteRead(WHOLE_TEXT);
  const secretsManager: SecretStore = {
    name: 'Secrets Manager',
    arn: (secret) => secretReference(task, 'secret', secret),
  };
  const parameterStore: SecretStore = {
    name: 'Parameter Store',
    arn: (secret) => secretReference(task, 'parameter', secret),
  };
  return storesInUse(task)[0] === 'parameter' ? [parameterStore, secretsManager] : [secretsManager, parameterStore];
}
