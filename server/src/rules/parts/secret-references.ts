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

/** Every known `valueFrom` of a container. */
export function secretReferences(container: Container): SecretReference[] {
  return secretsOf(container).flatMap((secret) => {
    const valueFrom = secret.string('valueFrom');
    return valueFrom.state === 'known' ? [{ container, secret, valueFrom }] : [];
  });
}

/** The texts of all references, including those with placeholders. */
export function writtenReferences(container: Container): StringNode[] {
  return secretsOf(container).flatMap((secret) => secret.text('valueFrom') ?? []);
}

function secretsOf(container: Container): View<Secret>[] {
  return [...container.list('secrets'), ...container.object('logConfiguration').list('secretOptions')];
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
