import { endOf, insideOf, type ObjectNode, type Span, type StringNode, type ValueNode } from '../syntax/node.ts';
import { hasPlaceholder, placeholders } from '../syntax/placeholder.ts';
import type { TaskDefinition } from './task.ts';

/**
 * What a name in a task definition can refer to. Each kind is a separate namespace: a volume may have the same name as
 * a container.
 */
export type NameKind = 'container' | 'volume' | 'port';

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

const known = new WeakMap<TaskDefinition, readonly Name[]>();

/**
 * The names in a task definition: of containers, with their uses in `dependsOn`, `volumesFrom`, `links` and
 * `proxyConfiguration`; of volumes, with their uses in `mountPoints`; and of ports. Services in the same document use
 * all three.
 */
export function namesOf(task: TaskDefinition): readonly Name[] {
  let names = known.get(task);
  if (!names) {
    names = collect(task);
    known.set(task, names);
  }
  return names;
}

/** The name at an offset, with the occurrence found there; undefined if there is none. */
export function nameAt(task: TaskDefinition, offset: number): { name: Name; at: Occurrence } | undefined {
  for (const name of namesOf(task)) {
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
    case 'port':
      return !task.containers.open && task.containers.items.every((container) => !container.list('portMappings').open);
  }
}

function collect(task: TaskDefinition): Name[] {
  const names = new Map<string, { kind: NameKind; text: string; deferred: boolean; occurrences: Occurrence[] }>();
  const add = (kind: NameKind, text: string, occurrence: Occurrence) => {
    const key = `${kind} ${text}`;
    let name = names.get(key);
    if (!name) {
      name = { kind, text, deferred: hasPlaceholder(text), occurrences: [] };
      names.set(key, name);
    }
    name.occurrences.push(occurrence);
  };
  const whole = (kind: NameKind, node: StringNode | undefined, declares?: ObjectNode) => {
    if (node && node.value !== '') add(kind, node.value, { ...insideOf(node), node, declares });
  };

  for (const container of task.containers) {
    whole('container', container.text('name'), container.node);
    for (const mapping of container.list('portMappings')) whole('port', mapping.text('name'), mapping.node);
    for (const dependency of container.list('dependsOn')) whole('container', dependency.text('containerName'));
    for (const source of container.list('volumesFrom')) whole('container', source.text('sourceContainer'));
    for (const mount of container.list('mountPoints')) whole('volume', mount.text('sourceVolume'));
    for (const link of container.items('links', text)) {
      const linked = linkedName(task.document.text, link);
      if (linked) add('container', linked.text, { ...linked.span, node: link, declares: undefined });
    }
  }
  whole('container', task.object('proxyConfiguration').text('containerName'));
  for (const volume of task.volumes) whole('volume', volume.text('name'), volume.node);

  for (const service of task.services) {
    for (const balancer of service.list('loadBalancers')) whole('container', balancer.text('containerName'));
    for (const registry of service.list('serviceRegistries')) whole('container', registry.text('containerName'));
    for (const one of service.object('serviceConnectConfiguration').list('services'))
      whole('port', one.text('portName'));
    for (const lattice of service.list('vpcLatticeConfigurations')) whole('port', lattice.text('portName'));
    for (const connector of service.list('gatewayConnectors')) whole('port', connector.text('portName'));
    for (const volume of service.list('volumeConfigurations')) whole('volume', volume.text('name'));
  }

  for (const name of names.values()) name.occurrences.sort((a, b) => a.offset - b.offset);
  return [...names.values()].sort((a, b) => a.occurrences[0]!.offset - b.occurrences[0]!.offset);
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
