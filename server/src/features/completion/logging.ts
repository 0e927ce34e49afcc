import type { LogDriver } from '@aws-sdk/client-ecs';
import { asWritten } from '../../model/as-written.ts';
import { homeOf } from '../../model/home.ts';
import { logHabit } from '../../model/log-habits.ts';
import {
  FARGATE_LOG_DRIVERS,
  FIRELENS_OPTIONS,
  LOG_OPTION_VALUES,
  LOG_OPTIONS,
  MANAGED_INSTANCES_LOG_DRIVERS,
  REQUIRED_LOG_OPTIONS,
} from '../../model/log-options.ts';
import { table } from '../../model/table.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { DOCS } from '../../schema/docs.ts';
import { type ObjectNode, propertyOf } from '../../syntax/node.ts';
import { Ask, type Json, Words } from '../../syntax/value.ts';
import { accountOf } from './accounts.ts';
import { referencesFor } from './resources.ts';
import { type Spot, textsOf } from './spot.ts';
import type { DocsKey, Suggestion } from './suggestion.ts';

/** The most used first. */
const DRIVERS: readonly LogDriver[] = [
  'awslogs',
  'awsfirelens',
  'splunk',
  'json-file',
  'fluentd',
  'gelf',
  'syslog',
  'journald',
];

/** The log drivers that every launch type of the task definition supports. */
export function logDrivers({ task }: Spot): Suggestion[] {
  return driversOf(task).map((value) => ({
    label: value,
    value,
    docs: { type: 'LogConfiguration', member: 'logDriver', value },
    kind: 'value',
  }));
}

function driversOf(task: TaskDefinition): LogDriver[] {
  return DRIVERS.filter(
    (driver) =>
      (task.requires('FARGATE') !== 'yes' || FARGATE_LOG_DRIVERS.includes(driver)) &&
      (task.requires('MANAGED_INSTANCES') !== 'yes' || MANAGED_INSTANCES_LOG_DRIVERS.includes(driver)),
  );
}

/** A free-form map whose keys we know: the options of a log driver or of a log router. */
export interface OptionMap {
  readonly type: 'LogConfiguration' | 'FirelensConfiguration';
  readonly task: TaskDefinition;
  /** The object that has the map as its `options`. */
  readonly owner: ObjectNode;
  readonly container: Container | undefined;
}

/** The options for a map, each with a skeleton of its value; required ones come first. */
export function options(map: OptionMap): Suggestion[] {
  if (map.type === 'FirelensConfiguration') {
    return Object.keys(FIRELENS_OPTIONS).map((name) =>
      option(name, optionSkeleton(map, name), undefined, docsOf(map, name)),
    );
  }
  const written = textOf(map.owner, 'logDriver');
  const drivers = DRIVERS.filter((driver) => driver === written);
  const secret = propertyOf(map.owner, 'secretOptions')?.value;
  const elsewhere = secret?.kind === 'array' ? textsOf(secret.items, 'name') : new Set<string>();
  const found = new Map<string, Suggestion>();
  for (const driver of drivers.length > 0 ? drivers : written === undefined ? driversOf(map.task) : []) {
    const required = requiredOptions(map.task, driver);
    for (const name of [...required, ...optionsOf(driver).filter((one) => !required.includes(one))]) {
      if (found.has(name) || elsewhere.has(name) || !fits(map, name)) continue;
      const detail = required.includes(name) ? 'required' : drivers.length > 0 ? undefined : driver;
      found.set(name, option(name, optionSkeleton(map, name), detail, docsOf(map, name)));
    }
  }
  return [...found.values()];
}

function option(label: string, value: Json, detail: string | undefined, docs: DocsKey): Suggestion {
  return { label, value, detail, docs, kind: 'member', deprecated: label === 'fluentd-async-connect' };
}

function requiredOptions(task: TaskDefinition, driver: LogDriver): readonly string[] {
  const required = REQUIRED_LOG_OPTIONS[driver] ?? [];
  const prefix = task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes';
  return driver === 'awslogs' && prefix ? [...required, 'awslogs-stream-prefix'] : required;
}

/** The options of a driver that we know. For `awsfirelens` they include the usual ones of its outputs. */
function optionsOf(driver: LogDriver): readonly string[] {
  if (driver !== 'awsfirelens') return LOG_OPTIONS[driver];
  const outputs = Object.entries(DOCS.LogConfiguration?.options ?? {})
    .filter(([, docs]) => docs.drivers?.length === 1 && docs.drivers[0] === driver)
    .map(([name]) => name);
  return [...new Set([...LOG_OPTIONS.awsfirelens, ...outputs])];
}

/** False for an option that says the same as one already written. */
function fits({ owner }: OptionMap, name: string): boolean {
  const map = propertyOf(owner, 'options')?.value;
  const other = ALTERNATIVES[name];
  return !other || map?.kind !== 'object' || !propertyOf(map, other);
}

const ALTERNATIVES = table<string>({
  'awslogs-datetime-format': 'awslogs-multiline-pattern',
  'awslogs-multiline-pattern': 'awslogs-datetime-format',
  Name: '@type',
  '@type': 'Name',
});

/** The value to write for an option. */
function optionSkeleton({ type, task, container }: OptionMap, name: string): Json {
  const references = referencesFor(task, `${type}.options.${name}`);
  if (references.length === 1) return references[0]!.value;
  switch (name) {
    case 'awslogs-group':
    case 'log_group_name': {
      const habit = logHabit(task, 'awslogs-group', container);
      if (habit !== undefined) return asked(habit);
      const family = task.string('family').value;
      return family === undefined
        ? new Words('/ecs/', new Ask('my-service'))
        : new Ask(`/ecs/${family.replaceAll(/[^\w./#-]+/g, '-')}`);
    }
    case 'awslogs-region':
    case 'region':
    case 'Aws_region': {
      const habit = logHabit(task, 'awslogs-region', container);
      if (habit !== undefined) return asked(habit);
      const { region } = accountOf(task);
      return typeof region === 'string' ? asked(asWritten(task, region)) : region;
    }
    case 'awslogs-stream-prefix':
    case 'log_stream_prefix':
      return asked(logHabit(task, 'awslogs-stream-prefix', container) ?? container?.name.value ?? 'ecs');
    default: {
      const values = optionValues(name);
      return new Ask(values[0] ?? PRESETS[name] ?? '');
    }
  }
}

/** A text as a tab stop, so that it can be typed over; an expression is kept as it is. */
function asked(value: Json): Json {
  return typeof value === 'string' && !value.includes('${') ? new Ask(value) : value;
}

const PRESETS = table<string>({
  'awslogs-datetime-format': '%Y-%m-%d %H:%M:%S',
  'max-buffer-size': '25m',
  'max-size': '10m',
  'max-file': '3',
  Name: 'cloudwatch_logs',
  '@type': 'cloudwatch_logs',
  'fluentd-address': 'localhost:24224',
  'config-file-value': '/fluent-bit/configs/extra.conf',
});

/** The values of an option that accepts only certain ones. */
export function optionValues(name: string): readonly string[] {
  return (
    LOG_OPTION_VALUES[name] ??
    FIRELENS_OPTIONS[name] ??
    Object.keys(DOCS.LogConfiguration?.options?.[name]?.values ?? {})
  );
}

/** Values for an option in a map. */
export function valuesOfOption(map: OptionMap, name: string): Suggestion[] {
  return [...referencesFor(map.task, `${map.type}.options.${name}`), ...ownValuesOf(map, name)];
}

function ownValuesOf(map: OptionMap, name: string): Suggestion[] {
  if (/region$/i.test(name)) return regions(map.task);
  const docs = docsOf(map, name);
  let values = optionValues(name);
  if (values.length === 0 && /"true"/.test(DOCS.LogConfiguration?.options?.[name]?.range ?? ''))
    values = ['true', 'false'];
  // Fargate cannot read a configuration from S3.
  if (name === 'config-file-type' && map.task.requires('FARGATE') === 'yes') values = ['file'];
  if (values.length > 0)
    return values.map((value) => ({ label: value, value, docs: { ...docs, value }, kind: 'value' }));
  const skeleton = optionSkeleton(map, name);
  if (!(skeleton instanceof Ask) || skeleton.preset === '') return [];
  return [{ label: String(skeleton.preset), value: String(skeleton.preset), docs, kind: 'value' }];
}

/** All AWS Regions, those that the document names first. */
export function regions(task: TaskDefinition): Suggestion[] {
  const values = DOCS.Names?.members.awslogsRegion?.values ?? {};
  const used = homeOf(task).regions;
  return [...new Set([...used, ...Object.keys(values)])].map((value) => ({
    label: value,
    value,
    detail: Object.hasOwn(values, value) ? values[value] : undefined,
    kind: 'value',
  }));
}

/** Options that `secretOptions` can hold, the secret ones first. */
export function secretOptionNames({ owner }: Spot): Suggestion[] {
  const list = owner?.parent;
  const holder = list?.kind === 'array' && list.parent?.kind === 'property' ? list.parent.parent : undefined;
  const driver = holder && DRIVERS.find((one) => one === textOf(holder, 'logDriver'));
  if (!driver || !holder) return [];
  const map = propertyOf(holder, 'options')?.value;
  const names = optionsOf(driver).filter((name) => map?.kind !== 'object' || !propertyOf(map, name));
  const isSecret = (name: string) => /token|key|auth|password/i.test(name);
  return [...names.filter(isSecret), ...names.filter((name) => !isSecret(name))].map((name) => ({
    label: name,
    value: name,
    docs: { type: 'LogConfiguration', option: name },
    kind: 'value',
  }));
}

/** The value to write for `logConfiguration`: CloudWatch Logs, or the task's log router if it has one. */
export function logSkeleton(spot: Spot): Json {
  const { task, container } = spot;
  const routed = task.containers.items.some(
    (other) => other !== container && other.object('firelensConfiguration').presence === 'known',
  );
  if (routed && !container?.has('firelensConfiguration')) {
    return { logDriver: 'awsfirelens', options: { Name: new Ask('cloudwatch_logs') } };
  }
  const map: OptionMap = { type: 'LogConfiguration', task, owner: spot.owner ?? NO_OBJECT, container };
  const names = ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'];
  return { logDriver: 'awslogs', options: Object.fromEntries(names.map((name) => [name, optionSkeleton(map, name)])) };
}

const NO_OBJECT: ObjectNode = { kind: 'object', properties: [], open: false, offset: 0, length: 0, parent: undefined };

function docsOf({ type }: OptionMap, name: string): DocsKey {
  return { type, option: name };
}

function textOf(object: ObjectNode, key: string): string | undefined {
  const value = propertyOf(object, key)?.value;
  return value?.kind === 'string' && value.value !== '' ? value.value : undefined;
}
