import { endOf, insideOf, type ObjectNode, type Span, type StringNode, type ValueNode } from '../syntax/node.ts';
import { hasPlaceholder, placeholders } from '../syntax/placeholder.ts';
import type { ServiceDefinition } from './service.ts';
import type { TaskDefinition } from './task.ts';

/**
 * What a name in a task definition can refer to. Each kind is a separate namespace: a volume may have the same name as
 * a container.
 */
export type NameKind = 'container' | 'volume' | 'port' | 'family';

/** One place where a name is written. The span covers the name alone, without quotes or a link's alias. */
export interface Occurrence extends Span {
  readonly node: StringNode;
  /** The object that this occurrence names; undefined if it only refers to the name. */
  readonly declares: ObjectNode | undefined;
}

/** A name with all its occurrences, in text order. */
export interface Name {
  readonly kind: NameKind;
  /**
   * As written, placeholders included: two occurrences of the same placeholder become the same name when the template
   * is rendered.
   */
  readonly text: string;
  /** True if a placeholder leaves the name to be decided later. */
  readonly deferred: boolean;
  readonly occurrences: readonly Occurrence[];
}

/** The occurrences that declare the name: exactly one, unless it is missing or duplicated by mistake. */
export function declarationsOf(name: Name): Occurrence[] {
  return name.occurrences.filter((occurrence) => occurrence.declares);
}

/** The occurrences that use the name. */
export function usesOf(name: Name): Occurrence[] {
  return name.occurrences.filter((occurrence) => !occurrence.declares);
}

const known = new WeakMap<TaskDefinition | ServiceDefinition, readonly Name[]>();

/**
 * The names in a task definition: its family; containers, with their uses in `dependsOn`, `volumesFrom`, `links` and
 * `proxyConfiguration`; volumes, with their uses in `mountPoints`; and ports. Services in the same document use all of
 * them. A service whose task definition is elsewhere has only uses.
 */
export function namesOf(scope: TaskDefinition | ServiceDefinition): readonly Name[] {
  let names = known.get(scope);
  if (!names) {
    names = 'containers' in scope ? collect(scope) : collect(undefined, [scope]);
    known.set(scope, names);
  }
  return names;
}

/** The name at an offset, with the occurrence found there; undefined if there is none. */
export function nameAt(
  scope: TaskDefinition | ServiceDefinition,
  offset: number,
): { name: Name; at: Occurrence } | undefined {
  for (const name of namesOf(scope)) {
    const at = name.occurrences.find((occurrence) => offset >= occurrence.offset && offset <= endOf(occurrence));
    if (at) return { name, at };
  }
  return undefined;
}

/**
 * Whether everything that could declare a name of that kind can be read, so that no other declaration can turn up
 * later.
 */
export function declarationsKnown(task: TaskDefinition, kind: NameKind): boolean {
  switch (kind) {
    case 'container':
      return task.containerNamesKnown;
    case 'volume':
      return task.volumeNamesKnown;
    case 'family':
      return task.string('family').state === 'known';
    case 'port':
      return !task.containers.open && task.containers.items.every((container) => !container.list('portMappings').open);
  }
}

type Add = (kind: NameKind, text: string, occurrence: Occurrence) => void;

function collect(task: TaskDefinition | undefined, services: readonly ServiceDefinition[] = task!.services): Name[] {
  const names = new Map<string, { kind: NameKind; text: string; deferred: boolean; occurrences: Occurrence[] }>();
  const add: Add = (kind, text, occurrence) => {
    const key = `${kind} ${text}`;
    let name = names.get(key);
    if (!name) {
      name = { kind, text, deferred: hasPlaceholder(text), occurrences: [] };
      names.set(key, name);
    }
    name.occurrences.push(occurrence);
  };
  if (task) addNamesOfTask(task, add);
  for (const service of services) addNamesOfService(service, add);
  for (const name of names.values()) name.occurrences.sort((a, b) => a.offset - b.offset);
  return [...names.values()].sort((a, b) => a.occurrences[0]!.offset - b.occurrences[0]!.offset);
}

function addNamesOfTask(task: TaskDefinition, add: Add): void {
  if (task.root.kind === 'object') addWhole(add, 'family', task.text('family'), task.root);
  for (const container of task.containers) {
    addWhole(add, 'container', container.text('name'), container.node);
    for (const mapping of container.list('portMappings')) addWhole(add, 'port', mapping.text('name'), mapping.node);
    for (const dependency of container.list('dependsOn')) addWhole(add, 'container', dependency.text('containerName'));
    for (const source of container.list('volumesFrom')) addWhole(add, 'container', source.text('sourceContainer'));
    for (const mount of container.list('mountPoints')) addWhole(add, 'volume', mount.text('sourceVolume'));
    for (const link of container.items('links', text)) {
      const linked = linkedName(task.document.text, link);
      if (linked) add('container', linked.text, { ...linked.span, node: link, declares: undefined });
    }
  }
  addWhole(add, 'container', task.object('proxyConfiguration').text('containerName'));
  for (const volume of task.volumes) addWhole(add, 'volume', volume.text('name'), volume.node);
}

function addNamesOfService(service: ServiceDefinition, add: Add): void {
  const family = service.text('taskDefinition');
  const named = family && familyIn(service.document.text, family);
  if (named) add('family', named.text, { ...named.span, node: family, declares: undefined });
  for (const balancer of service.list('loadBalancers')) addWhole(add, 'container', balancer.text('containerName'));
  for (const registry of service.list('serviceRegistries')) addWhole(add, 'container', registry.text('containerName'));
  for (const one of service.object('serviceConnectConfiguration').list('services'))
    addWhole(add, 'port', one.text('portName'));
  for (const lattice of service.list('vpcLatticeConfigurations')) addWhole(add, 'port', lattice.text('portName'));
  for (const connector of service.list('gatewayConnectors')) addWhole(add, 'port', connector.text('portName'));
  for (const volume of service.list('volumeConfigurations')) addWhole(add, 'volume', volume.text('name'));
}

function addWhole(add: Add, kind: NameKind, node: StringNode | undefined, declares?: ObjectNode): void {
  if (node && node.value !== '') add(kind, node.value, { ...insideOf(node), node, declares });
}

function text(node: ValueNode): StringNode | undefined {
  return node.kind === 'string' ? node : undefined;
}

/**
 * The container in a link, which may be followed by a colon and an alias. A colon inside a placeholder does not count.
 */
function linkedName(source: string, link: StringNode): { text: string; span: Span } | undefined {
  const inside = insideOf(link);
  const name = link.value.slice(0, colonOutside(link.value));
  if (name === '') return undefined;
  const length = writtenLength(source.slice(inside.offset, endOf(inside)), name.length);
  return { text: name, span: { offset: inside.offset, length } };
}

/** The family that a service runs, which it names alone, with a revision, or in an ARN. */
function familyIn(source: string, node: StringNode): { text: string; span: Span } | undefined {
  const { value } = node;
  const before = /^arn:[^/]*:task-definition\//.exec(value)?.[0].length ?? 0;
  if (before === 0 && value.startsWith('arn:')) return undefined;
  const text = value.slice(before).slice(0, colonOutside(value.slice(before)));
  if (text === '') return undefined;
  const inside = insideOf(node);
  const written = source.slice(inside.offset, endOf(inside));
  const from = writtenLength(written, before);
  return { text, span: { offset: inside.offset + from, length: writtenLength(written.slice(from), text.length) } };
}

/**
 * How many characters of the source text produce the first `length` characters of the value: an escape sequence counts
 * as one character of the value.
 */
function writtenLength(written: string, length: number): number {
  if (!written.includes('\\')) return length;
  let at = 0;
  for (let i = 0; i < length && at < written.length; i++)
    at += written[at] !== '\\' ? 1 : written[at + 1] === 'u' ? 6 : 2;
  return Math.min(at, written.length);
}

/** The position of the first colon outside placeholders, or the end of the text if there is none. */
function colonOutside(written: string): number {
  let from = 0;
  for (const { offset, text } of placeholders(written)) {
    const colon = written.indexOf(':', from);
    if (colon >= 0 && colon < offset) return colon;
    from = offset + text.length;
  }
  const colon = written.indexOf(':', from);
  return colon < 0 ? written.length : colon;
}
