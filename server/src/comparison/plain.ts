import { READ_ONLY_PROPERTIES } from '../model/facts.ts';
import { meantBoolean, meantName, meantNumber, meantText } from '../model/meaning.ts';
import type { TaskDefinition } from '../model/task.ts';
import { parseCpuUnits, parseMemoryMiB } from '../model/units.ts';
import { memberOf, REQUEST, resolve, type Schema, typeName } from '../schema/schema.ts';
import { type ObjectNode, type PropertyNode, propertyOf, type ValueNode } from '../syntax/node.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { DEFAULTS } from './defaults.ts';
import { isSet, keyOf } from './identity.ts';
import { isPlainObject, Later, type Plain, type PlainObject } from './value.ts';

/** A task definition by its meaning, with AWS's defaults filled in. */
export function plainTask(task: TaskDefinition): PlainObject {
  const { root } = task;
  const reader = new Reader(task);
  if (root.kind === 'object') {
    const tags = describedTags(task)?.value;
    const plain = tags && reader.value(tags, memberOf(REQUEST, 'tags')!, 'tags');
    return { ...reader.object(root, REQUEST), ...(plain ? { tags: plain } : {}) };
  }
  return {
    containerDefinitions: reader.value(root, memberOf(REQUEST, 'containerDefinitions')!, 'containerDefinitions')!,
  };
}

/** Whether the tags are known: describe-task-definition prints them only on request (`--include TAGS`). */
export function saysTags(task: TaskDefinition): boolean {
  return !task.part.wrapper || describedTags(task) !== undefined;
}

/** The tags that `describe-task-definition` prints beside the task definition. */
function describedTags({ part: { wrapper } }: TaskDefinition): PropertyNode | undefined {
  return wrapper?.parent?.kind === 'object' ? propertyOf(wrapper.parent, 'tags') : undefined;
}

class Reader {
  private readonly text: string;
  private readonly mode: string | undefined;

  constructor(task: TaskDefinition) {
    this.text = task.document.text;
    this.mode = task.networkMode.value;
  }

  object(node: ObjectNode, schema: Schema): PlainObject {
    const type = typeName(schema) ?? '';
    const resolved = resolve(schema);
    const result: Record<string, Plain> = {};
    const isRoot = resolved === REQUEST;
    for (const { key, value } of node.properties) {
      const name = key.value;
      if (isRoot && READ_ONLY_PROPERTIES.has(name)) continue;
      const of = memberOf(resolved, name) ?? mapOf(resolved);
      const plain = value && this.value(value, of ?? {}, name);
      // In JSON, too, the last of several members of one name counts.
      if (plain === undefined) delete result[name];
      else set(result, name, plain);
    }
    const defaults = DEFAULTS[isRoot ? 'RegisterTaskDefinitionRequest' : type];
    for (const [name, plain] of Object.entries(defaults ?? {})) if (!Object.hasOwn(result, name)) result[name] = plain;
    if (type === 'PortMapping' && !Object.hasOwn(result, 'hostPort') && result.containerPort !== undefined)
      // Source: API reference, PortMapping; on the task's own or the host's network, both ports are one.
      result.hostPort = this.mode === 'awsvpc' || this.mode === 'host' ? result.containerPort : 0;
    return result;
  }

  /** Undefined for what ECS drops: null, empty lists and objects, empty strings outside names and values. */
  value(node: ValueNode, schema: Schema, key: string): Plain | undefined {
    const resolved = resolve(schema);
    switch (node.kind) {
      case 'null':
        return undefined;
      case 'object': {
        const object = this.object(node, schema);
        return Object.keys(object).length === 0 && node.properties.length === 0 ? undefined : object;
      }
      case 'array': {
        const items = node.items.flatMap((item) => this.value(item, resolved.items ?? {}, key) ?? []);
        return items.length === 0 ? undefined : sorted(items, resolved.items ?? {}, key);
      }
      case 'template':
      case 'invalid':
        return new Later(this.text.slice(node.offset, node.offset + node.length));
      default:
        return this.scalar(node, resolved, key);
    }
  }

  private scalar(
    node: ValueNode & { kind: 'string' | 'number' | 'boolean' },
    { type }: Schema,
    key: string,
  ): Plain | undefined {
    if (node.kind === 'string' && hasPlaceholder(node.value)) return new Later(node.value);
    if (node.kind === 'string' && node.value === '' && key !== 'value') return undefined;
    if (type === 'integer' || type === 'number') return meantNumber(node) ?? node.value;
    if (type === 'boolean') return meantBoolean(node) ?? node.value;
    const text = meantText(key, node) ?? String(node.value);
    if (key === 'image') return imageInFull(text);
    // Only the task's own sizes are texts.
    if (key === 'cpu') return String(parseCpuUnits(text) ?? text);
    if (key === 'memory') return String(parseMemoryMiB(text) ?? text);
    return type === 'string' ? meantName(key, text) : node.value;
  }
}

/** An image as Docker understands it, by which Docker Hub and the tag `latest` go without saying. */
function imageInFull(image: string): string {
  const name = image.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\/(?=[^/]+$)/, '');
  return /[:@]/.test(name.slice(name.lastIndexOf('/') + 1)) ? name : `${name}:latest`;
}

function mapOf({ additionalProperties }: Schema): Schema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function sorted(items: readonly Plain[], schema: Schema, key: string): Plain {
  const naming = keyOf(typeName(schema));
  if (naming && items.every(isPlainObject)) {
    const result: Record<string, Plain> = {};
    /** The number that the last item of a name got. */
    const last = new Map<string, number>();
    for (const item of items) {
      const name = naming(item);
      let free = name;
      let i = last.get(name) ?? 1;
      while (Object.hasOwn(result, free)) free = `${name} (${++i})`;
      last.set(name, i);
      set(result, free, item);
    }
    return result;
  }
  if (!isSet(key)) return items;
  const texts = items.map((item) => (item instanceof Later ? item.text : String(item)));
  return items
    .map((item, i) => ({ item, text: texts[i]! }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
}

function set(object: Record<string, Plain>, key: string, value: Plain): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
