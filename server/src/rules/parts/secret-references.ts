import type { Secret } from '@aws-sdk/client-ecs';
import type { Known } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import type { StringNode } from '../../syntax/node.ts';
import type { Words } from '../../syntax/value.ts';
import { secretStub } from './stubs.ts';

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
  /** The ARN of a secret there, to be filled in. */
  readonly arn: (secret: string) => Words;
}

/** The two places from which ECS reads secrets, in the file's account and region. */
export function secretStores(task: TaskDefinition): [secretsManager: SecretStore, parameterStore: SecretStore] {
  return [
    { name: 'Secrets Manager', arn: (secret) => secretStub('secret', `${secret}-AbCdEf`, task) },
    { name: 'Parameter Store', arn: (secret) => secretStub('parameter', secret, task) },
  ];
}
