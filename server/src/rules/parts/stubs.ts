import { HEALTH_CHECK_COMMANDS, ofImage } from '../../model/health-check-commands.ts';
import { parseImage } from '../../model/image.ts';
import { REGION_NAME } from '../../model/region-name.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { noteRead, WHOLE_TEXT } from '../../syntax/reads.ts';
import { Ask, type Json, Words } from '../../syntax/value.ts';

/** The account number in AWS's own examples. */
const EXAMPLE_ACCOUNT = '111122223333';

/** A role's ARN, in which the name is to be filled in, and the account if the file names none. */
export function roleStub(name: 'ecsTaskExecutionRole' | 'ecsTaskRole', task: TaskDefinition): Words {
  const { account = new Ask(EXAMPLE_ACCOUNT), partition = 'aws' } = knownOf(task);
  return new Words(`arn:${partition}:iam::`, account, ':role/', new Ask(name));
}

/** The region that the file names, for values that a fix adds; to be filled in if it names none. */
export function regionStub(task: TaskDefinition): string | Ask {
  return knownOf(task).region ?? new Ask('eu-west-1');
}

/**
 * The ARN of a secret or parameter, in which the name is to be filled in, and the account and region if the file names
 * none.
 */
export function secretStub(kind: 'secret' | 'parameter', name: string, task: TaskDefinition): Words {
  const { account = new Ask(EXAMPLE_ACCOUNT), partition = 'aws' } = knownOf(task);
  const [service, before] = kind === 'secret' ? ['secretsmanager', ':secret:'] : ['ssm', ':parameter/'];
  return new Words(`arn:${partition}:${service}:`, regionStub(task), ':', account, before, new Ask(name));
}

/** What a file reveals about where it will be registered. */
interface Known {
  region?: string | undefined;
  account?: string | undefined;
  partition?: string | undefined;
}

const REGION = new RegExp(`(?:^|[:.])(${REGION_NAME})(?:$|[:.])`);
const ROLE = /^arn:(aws[\w-]*):iam::(\d{12}):/;
const OTHER_ARN = /^arn:(aws[\w-]*):(?:secretsmanager|ssm|elasticfilesystem|ecs):[\w-]+:(\d{12}):/;

const KNOWN = new WeakMap<TaskDefinition, Known>();

/** The account and first region in the roles' ARNs, otherwise in other ARNs. Read once for all fixes of a task. */
function knownOf(task: TaskDefinition): Known {
  // The result is shared between rules, so everyone who gets it counts as having read the whole text.
  noteRead(WHOLE_TEXT);
  let known = KNOWN.get(task);
  if (!known) {
    known = {};
    const others: Known = {};
    collect(task.root, known, others);
    known.account ??= others.account;
    known.partition ??= others.partition;
    KNOWN.set(task, known);
  }
  return known;
}

function collect(node: ValueNode | undefined, known: Known, others: Known): void {
  if (node?.kind === 'object') for (const { value } of node.properties) collect(value, known, others);
  else if (node?.kind === 'array') for (const item of node.items) collect(item, known, others);
  if (node?.kind !== 'string' || hasPlaceholder(node.value)) return;
  known.region ??= REGION.exec(node.value)?.[1];
  for (const [pattern, to] of [
    [ROLE, known],
    [OTHER_ARN, others],
  ] as const) {
    const found = to.account === undefined ? pattern.exec(node.value) : undefined;
    if (found) [, to.partition, to.account] = found;
  }
}

/** The log group of the other containers, otherwise the usual one: `/ecs/` and the task definition's family. */
export function logGroupStub(task: TaskDefinition): string | Ask {
  const family = task.string('family');
  const usual = family.state === 'known' ? `/ecs/${family.value}` : new Ask('/ecs/my-service');
  return optionInUse(task, 'awslogs-group') ?? usual;
}

/** The options that `awslogs` needs, with the values that the other containers use. */
export function awslogsOptionsStub(task: TaskDefinition): Readonly<Record<string, Json>> {
  return {
    'awslogs-group': logGroupStub(task),
    'awslogs-region': optionInUse(task, 'awslogs-region') ?? regionStub(task),
    // Not copied from other containers: their prefix may name a single container.
    'awslogs-stream-prefix': 'ecs',
  };
}

/** A complete `logConfiguration` that sends a container's output to CloudWatch Logs. */
export function awslogsStub(task: TaskDefinition): Json {
  return { logDriver: 'awslogs', options: awslogsOptionsStub(task) };
}

/** The value that all containers with CloudWatch Logs have for an option; undefined if they differ or none has one. */
function optionInUse(task: TaskDefinition, option: 'awslogs-group' | 'awslogs-region'): string | undefined {
  const values = new Set<string>();
  for (const container of task.containers) {
    const log = container.object('logConfiguration');
    if (log.string('logDriver').value !== 'awslogs') continue;
    const field = log.object('options').string(option);
    if (field.state === 'known') values.add(field.value);
  }
  const [only, ...others] = values;
  return others.length === 0 && only && isLogOption(option, only) ? only : undefined;
}

/** Whether a value can be used in other containers as well. */
function isLogOption(option: 'awslogs-group' | 'awslogs-region', value: string): boolean {
  return (option === 'awslogs-region' ? /^[a-z]{2}(?:-[a-z]+)+-\d$/ : /^[\w./#-]{1,512}$/).test(value);
}

/** A health check with a command that the image is known to have, otherwise one for the user to complete. */
export function healthCheckStub(container: Container): Json {
  const image = container.string('image');
  const known =
    image.state === 'known' ? ofImage(HEALTH_CHECK_COMMANDS, parseImage(image.value).repository.text) : undefined;
  return { command: known ?? ['CMD-SHELL', requestTo(container)], interval: 30, timeout: 5, retries: 3 };
}

/** An HTTP request to the container's own port if there is one. */
function requestTo(container: Container): Ask {
  const port = container
    .list('portMappings')
    .items.map((mapping) => mapping.number('containerPort'))
    .find((field) => field.state === 'known');
  const address = port?.value === undefined ? 'http://localhost/' : `http://localhost:${port.value}/`;
  return new Ask(`curl -f ${address} || exit 1`);
}
