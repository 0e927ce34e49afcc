import type { LogConfiguration, LogDriver } from '@aws-sdk/client-ecs';
import type { Cause } from '../../findings/joined.ts';
import type { Fix, Report } from '../../findings/report.ts';
import { LOG_OPTIONS } from '../../model/log-options.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import { enumerate } from '../../model/wording.ts';
import { nearest } from '../../schema/nearest.ts';
import { insert, type NodeEdit, remove, replace, set } from '../../syntax/edit.ts';
import { type ObjectNode, type PropertyNode, propertyOf, type ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { hasAsk, type Json } from '../../syntax/value.ts';
import { secretStores } from './secret-references.ts';
import { awslogsOptionsStub, awslogsStub, roleStub } from './stubs.ts';

/** The `logConfiguration` of a container whose driver is known and one that ECS supports. */
export interface ContainerLog {
  readonly container: Container;
  readonly log: View<LogConfiguration>;
  readonly driver: LogDriver;
  /** The text node with the driver's name. */
  readonly driverNode: ValueNode;
  readonly options: View<Record<string, string>>;
}

/**
 * A container's log configuration; undefined if it has no driver, or one that is deferred or unknown to ECS.
 * @param only the driver that it must have; otherwise any
 */
export function logOf(container: Container, only?: LogDriver): ContainerLog | undefined {
  const log = container.object('logConfiguration');
  const driver = log.string('logDriver');
  if (driver.state !== 'known' || !Object.hasOwn(LOG_OPTIONS, driver.value)) return undefined;
  if (only !== undefined && driver.value !== only) return undefined;
  return { container, log, driver: driver.value, driverNode: driver.node, options: log.object('options') };
}

/** The known log configurations of a task: all of them, or those with one driver. */
export function logsOf(task: TaskDefinition, driver?: LogDriver): ContainerLog[] {
  return task.containers.items.flatMap((container) => logOf(container, driver) ?? []);
}

/**
 * The lower severity for a log stream that cannot be created, if the container starts without its logs: on an instance,
 * in mode "non-blocking", the default since 25 June 2025. On Fargate no container starts. Source: moby/moby issue
 * 45999, written by AWS; checked 2026-11-28.
 */
export function unlessNoneStarts({ container, options }: ContainerLog): Pick<Report, 'severity'> {
  const noneStarts = container.task.requires('FARGATE') === 'yes' || options.string('mode').value === 'blocking';
  return noneStarts ? {} : { severity: 'warning' };
}

/**
 * Whether an option is certainly missing: it is neither an option nor a secret option, nor there under a misspelt name.
 */
export function lacksOption({ log, driver, options }: ContainerLog, name: string): boolean {
  if (options.string(name).state !== 'absent') return false;
  // An option placed next to `options` should be moved, and is reported as such.
  if (log.node && propertyOf(log.node, name)) return false;
  if (mayBeSetLater(log, name)) return false;
  return !options.node || !misspelt(options.node, driver).has(name);
}

/**
 * Whether a secret sets an option, or something deferred might: a list of secrets, a secret's name, or an option's
 * name.
 */
export function mayBeSetLater(log: View<LogConfiguration>, option: string): boolean {
  const secrets = log.list('secretOptions');
  const options = log.object('options').node;
  if (secrets.open || options?.open || options?.properties.some(({ key }) => hasPlaceholder(key.value))) return true;
  return secrets.items.some((secret) => {
    const name = secret.string('name');
    return name.state === 'deferred' || name.value === option;
  });
}

/** The options with misspelt names, by driver; computed once for all rules that ask. */
const MISSPELT = new WeakMap<readonly PropertyNode[], Map<LogDriver, ReadonlySet<string>>>();

function misspelt({ properties }: ObjectNode, driver: LogDriver): ReadonlySet<string> {
  const byDriver = MISSPELT.get(properties) ?? new Map<LogDriver, ReadonlySet<string>>();
  MISSPELT.set(properties, byDriver);
  let names = byDriver.get(driver);
  if (!names) {
    names = new Set(
      properties.flatMap(({ key }) => {
        const [meant] = nearest(key.value, LOG_OPTIONS[driver]);
        return meant === undefined || meant === key.value ? [] : [meant];
      }),
    );
    byDriver.set(driver, names);
  }
  return names;
}

/** Sets options of a log configuration, which may not have any yet. */
export function setOptions({ log, options }: ContainerLog, values: Readonly<Record<string, Json>>): NodeEdit[] {
  if (Object.keys(values).length === 0) return [];
  if (!options.node) return [set(log.node!, 'options', values, 'logDriver')];
  return Object.entries(values).map(([name, value]) => set(options.node!, name, value));
}

/** The fix that removes an option, or all of `options` if it is the only one. */
export function optionRemoval(options: View<Record<string, string>>, property: PropertyNode): Fix {
  const alone = options.node?.properties.length === 1 && options.property;
  return { title: `Remove "${property.key.value}"`, edits: [remove(alone || property)] };
}

/** The cause that rules share which report that `awslogs` lacks an option. */
export function missingAwslogsOption(option: string): Cause {
  return { of: 'options of awslogs', also: 'also', what: option };
}

/** The fix that adds the options that `awslogs` needs and this log configuration lacks. */
export function addAwslogsOptions(entry: ContainerLog): Fix {
  const needed = awslogsOptionsStub(entry.container.task, entry.container);
  const missing = Object.keys(needed).filter((name) => lacksOption(entry, name));
  const quoted = missing.map((name) => `"${name}"`);
  const values = Object.fromEntries(missing.map((name) => [name, needed[name]!]));
  return {
    title: `Add ${enumerate(quoted, 'and')}`,
    edits: setOptions(entry, values),
    obvious: !hasAsk(values),
  };
}

/** Gives a container without logs a log configuration for CloudWatch Logs, as the task's other containers have it. */
export function logToCloudWatch(container: Container): NodeEdit[] {
  const { task, node } = container;
  return [set(node, 'logConfiguration', awslogsStub(task, container)), ...executionRoleFor(task, 'FARGATE')];
}

/** The same for several containers of a task. What is to be filled in is asked for once. */
export function cloudWatchLogger(task: TaskDefinition): (container: Container) => NodeEdit[] {
  const role = executionRoleFor(task, 'FARGATE');
  const same = awslogsStub(task, undefined);
  const sameText = JSON.stringify(same);
  return (container) => {
    const own = awslogsStub(task, container);
    const value = JSON.stringify(own) === sameText ? same : own;
    return [set(container.node, 'logConfiguration', value), ...role];
  };
}

/** Switches a log configuration to CloudWatch Logs, keeping the options that `awslogs` also has. */
export function switchToAwslogs(entry: ContainerLog): NodeEdit[] {
  const { log, driver, driverNode, options, container } = entry;
  const needed = awslogsOptionsStub(container.task, container);
  // With awsfirelens, "mode" and the like are options for the log router's output.
  const kept = driver === 'awsfirelens' ? Object.keys(needed) : LOG_OPTIONS.awslogs;
  const foreign = (options.node?.properties ?? []).filter(({ key }) => !kept.includes(key.value));
  const missing = Object.entries(needed).filter(([name]) => options.string(name).state === 'absent');
  const secrets = log.member('secretOptions');
  return [
    replace(driverNode, 'awslogs'),
    ...foreign.map(remove),
    ...setOptions(entry, Object.fromEntries(missing)),
    ...(secrets ? [remove(secrets)] : []),
    ...executionRoleFor(container.task, 'FARGATE'),
  ];
}

/** Adds an option whose value ECS reads from a secret, and the execution role that may read it. */
export function addSecretOption({ log, container }: ContainerLog, name: string): NodeEdit[] {
  const [usual] = secretStores(container.task);
  const secret = { name, valueFrom: usual.arn(name) };
  const list = log.list('secretOptions').node;
  return [
    list ? insert(list, secret) : set(log.node!, 'secretOptions', [secret]),
    ...executionRoleFor(container.task, 'any launch type'),
  ];
}

/** Adds an execution role if the file has none. */
export function executionRoleFor(task: TaskDefinition, launchType: 'FARGATE' | 'any launch type'): NodeEdit[] {
  if (!task.node || task.string('executionRoleArn').state !== 'absent') return [];
  if (launchType === 'FARGATE' && task.requires('FARGATE') !== 'yes') return [];
  return [set(task.node, 'executionRoleArn', roleStub('ecsTaskExecutionRole', task))];
}

/** Whether an option's text is a whole number between two limits, inclusive. */
export function isWholeNumber(text: string, minimum: number, maximum: number): boolean {
  return /^[+-]?\d+$/.test(text) && Number(text) >= minimum && Number(text) <= maximum;
}

/** The fixes for an option that must be a whole number between two limits, inclusive. */
export function rangeFixes(entry: ContainerLog, property: PropertyNode, minimum: number, maximum: number): Fix[] {
  const removal = optionRemoval(entry.options, property);
  const { value } = property;
  if (value?.kind !== 'string' || !/^[+-]?\d+$/.test(value.value)) return [removal];
  const nearestValue = String(Math.min(Math.max(Number(value.value), minimum), maximum));
  return [{ title: `Write "${nearestValue}"`, edits: [replace(value, nearestValue)] }, removal];
}

/** A container that routes the logs of other containers. */
export interface LogRouter {
  readonly container: Container;
  /** Its `firelensConfiguration`. */
  readonly property: PropertyNode;
  readonly options: View<Record<string, string>>;
}

/** The containers that certainly have a `firelensConfiguration`. */
export function routersOf(task: TaskDefinition): LogRouter[] {
  return task.containers.items.flatMap((container) => {
    const firelens = container.object('firelensConfiguration');
    if (firelens.presence !== 'known' || !firelens.property) return [];
    return { container, property: firelens.property, options: firelens.object('options') };
  });
}
