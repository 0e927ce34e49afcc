import { asWritten } from '../../model/as-written.ts';
import { usualHealthCheck } from '../../model/health-check-commands.ts';
import { homeOf, type Placed } from '../../model/home.ts';
import { logHabit, sharedLogOptions, type Who } from '../../model/log-habits.ts';
import { UNKNOWN_REGION } from '../../model/region-name.ts';
import { roleHabit } from '../../model/role-habits.ts';
import { UNKNOWN_SERVICE } from '../../model/stand-ins.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { noteRead, WHOLE_TEXT } from '../../syntax/reads.ts';
import { Ask, type Json } from '../../syntax/value.ts';

/**
 * A role, named as the file names its other one: the role that the file itself makes for it, otherwise an ARN in the
 * same place. What the file does not say is to be filled in.
 */
export function roleStub(name: 'ecsTaskExecutionRole' | 'ecsTaskRole', task: TaskDefinition): Json {
  noteRead(WHOLE_TEXT);
  return roleHabit(task, name === 'ecsTaskRole' ? 'taskRoleArn' : 'executionRoleArn');
}

/** The region that the file names, for values that a fix adds; to be filled in if it names none. */
export function regionStub(task: Placed): string | Ask {
  return homeOf(task).region ?? new Ask(UNKNOWN_REGION);
}

/** The log group of the other containers, otherwise the usual one: `/ecs/` and the task definition's family. */
function logGroupStub(task: TaskDefinition, who: Who): Json {
  noteRead(WHOLE_TEXT);
  const habit = logHabit(task, 'awslogs-group', who);
  if (habit !== undefined) return habit;
  const family = task.string('family');
  return family.state === 'known'
    ? `/ecs/${family.value.replaceAll(/[^\w./#-]+/g, '-')}`
    : new Ask(`/ecs/${UNKNOWN_SERVICE}`);
}

/** The options that `awslogs` needs, with the values that the other containers have, or as they have them. */
export function awslogsOptionsStub(task: TaskDefinition, who: Who): Readonly<Record<string, Json>> {
  return {
    'awslogs-group': logGroupStub(task, who),
    'awslogs-region': logHabit(task, 'awslogs-region', who) ?? regionAsWritten(task),
    'awslogs-stream-prefix': logHabit(task, 'awslogs-stream-prefix', who) ?? 'ecs',
  };
}

function regionAsWritten(task: TaskDefinition): Json {
  const region = regionStub(task);
  return typeof region === 'string' ? asWritten(task, region) : region;
}

/** A complete `logConfiguration` that sends a container's output to CloudWatch Logs. */
export function awslogsStub(task: TaskDefinition, who: Who): Json {
  return { logDriver: 'awslogs', options: { ...awslogsOptionsStub(task, who), ...sharedLogOptions(task, who) } };
}

/** A health check with a command that the image is known to have, otherwise one for the user to complete. */
export function healthCheckStub(container: Container): Json {
  const command = usualHealthCheck(container) ?? ['CMD-SHELL', requestTo(container)];
  return { command, interval: 30, timeout: 5, retries: 3 };
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
