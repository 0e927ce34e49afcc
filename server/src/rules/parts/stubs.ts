import type { Container, TaskDefinition } from '../../model/task.ts';
import { Ask, type Json } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';

/** AWS's own example number of an account. */
export const EXAMPLE_ACCOUNT = '111122223333';

/** A role's ARN for the user to fill in. */
export function roleStub(name: 'ecsTaskExecutionRole' | 'ecsTaskRole'): Ask {
  return new Ask(`arn:aws:iam::${EXAMPLE_ACCOUNT}:role/${name}`);
}

/** The region that the file names, for what is added to it; something to fill in where it names none. */
export function regionStub(task: TaskDefinition): string | Ask {
  return regionOf(task.root) ?? new Ask('eu-west-1');
}

const REGION = /(?:^|[:.])([a-z]{2}(?:-[a-z]+)+-\d)(?:$|[:.])/;

function regionOf(node: ValueNode | undefined): string | undefined {
  if (!node) return undefined;
  if (node.kind === 'string') return hasPlaceholder(node.value) ? undefined : REGION.exec(node.value)?.[1];
  const parts =
    node.kind === 'object'
      ? node.properties.map((property) => property.value)
      : node.kind === 'array'
        ? node.items
        : [];
  for (const part of parts) {
    const region = regionOf(part);
    if (region) return region;
  }
  return undefined;
}

/** The log group that is usual for a task definition: `/ecs/` and its family. */
export function logGroupStub(task: TaskDefinition): string | Ask {
  const family = task.string('family');
  return family.state === 'known' ? `/ecs/${family.value}` : new Ask('/ecs/my-service');
}

/** A whole `logConfiguration` that sends a container's output to CloudWatch Logs. */
export function awslogsStub(task: TaskDefinition): Json {
  return {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': logGroupStub(task),
      'awslogs-region': regionStub(task),
      'awslogs-stream-prefix': 'ecs',
    },
  };
}

/** A health check for the user to complete, asking the container's own port where it has one. */
export function healthCheckStub(container: Container): Json {
  const port = container
    .list('portMappings')
    .items.map((mapping) => mapping.number('containerPort'))
    .find((field) => field.state === 'known');
  const address = port?.value === undefined ? 'http://localhost/' : `http://localhost:${port.value}/`;
  return { command: ['CMD-SHELL', new Ask(`curl -f ${address} || exit 1`)], interval: 30, timeout: 5, retries: 3 };
}
