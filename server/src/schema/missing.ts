import type { Severity } from '../findings/report.ts';
import type { ServiceDefinition } from '../model/service.ts';
import { standInFor, UNKNOWN_SERVICE } from '../model/stand-ins.ts';
import type { TaskDefinition } from '../model/task.ts';
import { type ObjectNode, propertyOf } from '../syntax/node.ts';
import { Ask, type Json } from '../syntax/value.ts';
import { apiSpelling } from './casing.ts';
import { nearest } from './nearest.ts';
import { CONTAINER, limits, REQUEST, resolve, type Schema, SERVICES, typeName } from './schema.ts';

/**
 * Whether an object contains nothing but empty strings, as `--generate-cli-skeleton` leaves behind: deploy tools drop
 * such objects.
 */
export function isLeftover(node: ObjectNode): boolean {
  return (
    node.properties.length > 0 &&
    node.properties.every(({ value }) => value?.kind === 'null' || (value?.kind === 'string' && value.value === ''))
  );
}

/** What to write for a missing member; undefined if there is nothing sensible to suggest. */
export function skeleton(key: string, schema: Schema, task: TaskDefinition | undefined): Json | undefined {
  if (key === 'family') return new Ask(UNKNOWN_SERVICE);
  if (key === 'containerDefinitions' && task) {
    // If the task does not reserve memory, each container has to.
    const reserved = task.requires('FARGATE') === 'yes' || task.string('memory').state !== 'absent';
    const memory = reserved ? {} : { memory: 512 };
    return [{ name: new Ask('app'), image: new Ask('REGISTRY/IMAGE:TAG'), ...memory, essential: true }];
  }
  if (key === 'image') return new Ask('REGISTRY/IMAGE:TAG');
  if (key === 'name' && task) return new Ask(freeName(task, task.containers.length > 1 ? 'container' : 'app'));
  const resolved = resolve(schema);
  if (resolved.enum) return resolved.enum.length === 1 ? resolved.enum[0]! : new Ask(resolved.enum[0]!);
  if (resolved.type === 'boolean') return true;
  if (resolved.type === 'integer') return limits(schema).find((limit) => limit.minimum !== undefined)?.minimum ?? 1;
  if (resolved.type === 'string') return new Ask(standInFor(key));
  return undefined;
}

/** The name, with a number appended if a container already has it. */
function freeName(task: TaskDefinition, name: string): string {
  const taken = new Set(task.containers.items.map((container) => container.name.value));
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  return free;
}

/** The message for a missing member that is required. */
export function missingMessage(key: string, schema: Schema, severity: Severity): string {
  if (schema === REQUEST) return `A task definition requires "${key}": add it`;
  if (schema === SERVICES.CreateServiceRequest || schema === SERVICES.UpdateServiceRequest)
    return `A service requires "${key}": add it`;
  if (schema === SERVICES.CreateTaskSetRequest) return `A task set requires "${key}": add it`;
  if (schema === CONTAINER && key === 'image')
    return `This container has no "image": add it${severity === 'error' ? '' : ', unless your pipeline sets it'}`;
  return `"${key}" is missing: add it`;
}

/** The message for a required member that has an empty value. */
export function emptyMessage(key: string, schema: Schema): string {
  const slot = schema === CONTAINER && key === 'image' ? ', unless your pipeline sets it' : '';
  return `"${key}" is empty: give it a value${slot}`;
}

/** The known member that a misspelt one probably stands for. */
export function meant(key: string, schema: Schema): string | undefined {
  return apiSpelling(key, schema.properties!) ?? nearest(key, Object.keys(schema.properties!))[0];
}

/** Whether a placement constraint is of a services-only kind. It takes no expression; its type is already reported. */
export function isOfService(constraint: ObjectNode): boolean {
  const type = propertyOf(constraint, 'type')?.value;
  return type?.kind === 'string' && type.value === 'distinctInstance';
}

/** Whether the format writes a member that is missing. */
export function isSupplied(
  { root, part }: TaskDefinition | ServiceDefinition,
  node: ObjectNode,
  schema: Schema,
  key: string,
): boolean {
  return part.dialect.supplied.has(node === root ? key : `${typeName(schema)}.${key}`);
}
