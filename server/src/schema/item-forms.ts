import { table } from '../model/table.ts';
import type { Json } from '../syntax/value.ts';

/** What a conversion needs to know about the task, and what it collects to be added to the task. */
export interface ShapeContext {
  /** Whether host ports must equal container ports, so that they need not be written. */
  readonly sharesHostPorts: boolean;
  /** Whether a volume can be a directory on the host. */
  readonly hasHostPaths: boolean;
  /** Volumes by name, collected from mount points that refer to a host directory. */
  readonly volumes: Map<string, Json>;
}

/**
 * Other ways in which people write an item of a list, by API type. A conversion returns undefined if the meaning is
 * unclear.
 */
interface ItemForms {
  /** From a single string, such as `"A=b"`. */
  readonly text?: (text: string, context: ShapeContext) => Json | undefined;
  /** From a member of an object, such as `"A": "b"`. */
  readonly entry?: (key: string, value: Json, context: ShapeContext) => Json | undefined;
  /** Maps the names that members have in other lists to the names used here. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** A JSON object as plain data. */
export type JsonObject = { readonly [key: string]: Json };

const CONDITIONS = table<string>({
  service_started: 'START',
  service_healthy: 'HEALTHY',
  service_completed_successfully: 'SUCCESS',
});

/** The alternative forms that can be converted, by the API type of the list's items. */
export const ITEM_FORMS = table<ItemForms>({
  KeyValuePair: { ...pair('name', 'value'), aliases: { key: 'name' } },
  Secret: { ...pair('name', 'valueFrom'), aliases: { key: 'name' } },
  Tag: { ...pair('key', 'value'), aliases: { name: 'key' } },
  SystemControl: pair('namespace', 'value'),
  PortMapping: {
    text: port,
    entry: (key, value, context) => (isScalar(value) ? port(`${key}:${value}`, context) : undefined),
  },
  MountPoint: {
    text: mount,
    entry: (key, value, context) => (typeof value === 'string' ? mount(`${key}:${value}`, context) : undefined),
  },
  Volume: {
    text: (text) => (/^[\w-]+$/.test(text) ? { name: text } : undefined),
    entry: (name, value) => (value === null ? { name } : isObject(value) ? { name, ...value } : undefined),
  },
  ContainerDefinition: { entry: (name, value) => (isObject(value) ? { name, ...value } : undefined) },
  ContainerDependency: {
    text: (text) => dependency(...(text.split(':') as [string, string?])),
    entry: (name, value) => dependency(name, isObject(value) ? value.condition : value),
  },
  VolumeFrom: {
    text: (text) => {
      const found = /^([\w-]+)(?::(ro|rw))?$/.exec(text);
      return found ? { sourceContainer: found[1]!, ...(found[2] === 'ro' ? { readOnly: true } : {}) } : undefined;
    },
  },
  EnvironmentFile: { text: (text) => (text.startsWith('arn:') ? { value: text, type: 's3' } : undefined) },
  HostEntry: {
    text: (text) => {
      const found = /^([\w.-]+)[:=](\S+)$/.exec(text);
      return found ? { hostname: found[1]!, ipAddress: found[2]! } : undefined;
    },
    entry: (hostname, value) => (typeof value === 'string' ? { hostname, ipAddress: value } : undefined),
  },
  Ulimit: {
    text: (text) => {
      const found = /^(\w+)=(\d+)(?::(\d+))?$/.exec(text);
      return found ? limit(found[1]!, Number(found[2]), Number(found[3] ?? found[2])) : undefined;
    },
    entry: (name, value) =>
      isObject(value)
        ? limit(name, value.softLimit ?? value.soft, value.hardLimit ?? value.hard)
        : limit(name, value, value),
  },
  Device: {
    text: (text) => {
      const found = /^(\/[^:]+)(?::(\/[^:]+))?$/.exec(text);
      return found ? { hostPath: found[1]!, ...(found[2] ? { containerPath: found[2] } : {}) } : undefined;
    },
  },
  ResourceRequirement: {
    entry: (type, value) => (isScalar(value) ? { type, value: String(value) } : undefined),
  },
  TaskDefinitionPlacementConstraint: {
    text: (text) => {
      const found = /^memberOf\((.*)\)$/s.exec(text);
      return { type: 'memberOf', expression: found ? found[1]! : text };
    },
  },
});

/** Whether a value is an object rather than a list, `null` or a scalar. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a string, a number or a boolean. */
export function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function pair(name: string, value: string): Pick<ItemForms, 'text' | 'entry'> {
  return {
    text: (text) => {
      const at = text.indexOf('=');
      return at > 0 && !/\s/.test(text.slice(0, at))
        ? { [name]: text.slice(0, at), [value]: text.slice(at + 1) }
        : undefined;
    },
    entry: (key, given) => {
      const of = isObject(given) && Object.keys(given).length === 1 ? (given[value] ?? given) : given;
      return isScalar(of) || of === null ? { [name]: key, [value]: String(of ?? '') } : undefined;
    },
  };
}

/** `"80"`, `"8080:80"`, `"80/udp"`, `"8000-8010"`. A task definition has no place for a host address. */
function port(text: string, { sharesHostPorts }: ShapeContext): Json | undefined {
  const found = /^(?:(\d+(?:-\d+)?):)?(\d+(?:-\d+)?)(?:\/(tcp|udp))?$/i.exec(text.trim());
  if (!found) return undefined;
  const [, host, container, protocol] = found;
  const rest: JsonObject = protocol ? { protocol: protocol.toLowerCase() } : {};
  if (/-/.test(container!)) {
    return host === undefined || host === container ? { containerPortRange: container!, ...rest } : undefined;
  }
  if (host && /-/.test(host)) return undefined;
  const hostPort = host && !sharesHostPorts ? { hostPort: Number(host) } : {};
  return { containerPort: Number(container), ...hostPort, ...rest };
}

/** `"name:/path"` or `"/on/the/host:/path:ro"`, as in Docker Compose. */
function mount(text: string, { volumes, hasHostPaths }: ShapeContext): Json | undefined {
  const found = /^(?:([^:]+):)?(\/[^:]*)(?::(ro|rw))?$/.exec(text.trim());
  if (!found) return undefined;
  const [, source, containerPath, mode] = found;
  const name = (source ?? containerPath!)
    .split('/')
    .filter((part) => /[A-Za-z0-9]/.test(part))
    .at(-1);
  const sourceVolume = name?.split(/\W+/).filter(Boolean).join('-');
  if (!sourceVolume) return undefined;
  if (!volumes.has(sourceVolume)) {
    const isOnHost = hasHostPaths && source?.startsWith('/');
    volumes.set(
      sourceVolume,
      isOnHost ? { name: sourceVolume, host: { sourcePath: source! } } : { name: sourceVolume },
    );
  }
  return { sourceVolume, containerPath: containerPath!, ...(mode === 'ro' ? { readOnly: true } : {}) };
}

function dependency(containerName: string, condition: Json | undefined): Json | undefined {
  if (!/^[\w-]+$/.test(containerName) || (condition !== undefined && typeof condition !== 'string')) return undefined;
  return { containerName, condition: CONDITIONS[condition ?? ''] ?? (condition?.toUpperCase() || 'START') };
}

function limit(name: string, soft: Json | undefined, hard: Json | undefined): Json | undefined {
  return typeof soft === 'number' && typeof hard === 'number' ? { name, softLimit: soft, hardLimit: hard } : undefined;
}
