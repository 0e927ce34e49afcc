import type { Report } from '../../findings/report.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { type NodeEdit, remove } from '../../syntax/edit.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { dependenciesOf, removeDependencies } from './dependencies.ts';

/** A container that needs another one to start first. */
export interface Order {
  readonly kind: 'dependsOn' | 'links' | 'volumesFrom';
  readonly container: Container;
  /** The container that must start first. */
  readonly target: Container;
  /** The node that names it. */
  readonly at: SyntaxNode;
  /** The edits that remove this, and its list if that would be empty. */
  readonly removal: readonly NodeEdit[];
}

/** A task definition has ten containers at most. More cycles than this tell the user nothing new. */
const MAX_CYCLES = 10;

/**
 * Everything that makes one container of a task start after another, in text order. Leaves out references to unknown
 * containers, and containers that refer to themselves.
 */
export function startOrderOf(task: TaskDefinition): Order[] {
  const mode = task.networkMode;
  const linksCount = mode.state !== 'known' || mode.value === 'bridge';
  const dependencies = grouped(dependenciesOf(task), ({ container }) => container);
  const orders: Order[] = [];
  for (const container of task.containers) {
    for (const [target, same] of grouped(dependencies.get(container) ?? [], ({ target }) => target)) {
      if (!target || target === container) continue;
      orders.push({ kind: 'dependsOn', container, target, at: same[0]!.name.node, removal: removeDependencies(same) });
    }
    const links = linksCount ? container.strings('links') : undefined;
    for (const link of links ?? []) {
      const target = only(task, link.value.split(':')[0]!);
      if (!target || target === container) continue;
      const whole = links!.node!.items.length === 1 && links!.property;
      orders.push({ kind: 'links', container, target, at: link, removal: [remove(whole || link)] });
    }
    const sources = container.list('volumesFrom');
    for (const source of sources) {
      const name = source.string('sourceContainer');
      const target = name.state === 'known' ? only(task, name.value) : undefined;
      if (!target || target === container) continue;
      const whole = sources.node!.items.length === 1 && sources.property;
      orders.push({
        kind: 'volumesFrom',
        container,
        target,
        at: name.node!,
        removal: [remove(whole || source.node!)],
      });
    }
  }
  return orders;
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function only(task: TaskDefinition, name: string): Container | undefined {
  const [container, another] = task.containersNamed(name);
  return another ? undefined : container;
}

/**
 * The cycles in the start order, each as its steps: one cycle for each step that leads back to a container already on
 * the path.
 */
export function cyclesOf(task: TaskDefinition, orders: readonly Order[]): Order[][] {
  const from = new Map<Container, Order[]>();
  for (const order of orders) {
    const known = from.get(order.container);
    if (known) known.push(order);
    else from.set(order.container, [order]);
  }
  const cycles: Order[][] = [];
  const done = new Set<Container>();
  for (const start of task.containers) {
    const way: { container: Container; by?: Order; next: number }[] = [];
    const placeOnWay = new Map<Container, number>();
    const enter = (container: Container, by?: Order) => {
      placeOnWay.set(container, way.length);
      way.push({ container, next: 0, ...(by ? { by } : {}) });
    };
    if (!done.has(start)) enter(start);
    while (way.length > 0 && cycles.length < MAX_CYCLES) {
      const last = way[way.length - 1]!;
      const next = from.get(last.container)?.[last.next++];
      if (!next) {
        done.add(last.container);
        placeOnWay.delete(last.container);
        way.pop();
        continue;
      }
      const back = placeOnWay.get(next.target);
      if (back !== undefined) cycles.push([...way.slice(back + 1).map(({ by }) => by!), next]);
      else if (!done.has(next.target)) enter(next.target, next);
    }
  }
  return cycles;
}

/** The containers of a cycle joined by arrows, or their number if that would be too long for a message. */
export function pathOfCycle(cycle: readonly Order[]): string {
  const names = [...cycle.map(({ container }) => container.title), cycle[0]!.container.title].join(' → ');
  return names.length <= 50 ? names : `${cycle.length} containers`;
}

/** Nobody reads more fixes than this. */
const MAX_FIXES = 10;

const REMOVALS: Readonly<Record<Order['kind'], readonly [noun: string, preposition: string]>> = {
  dependsOn: ['dependency', 'on'],
  links: ['link', 'to'],
  volumesFrom: ['volumesFrom', 'on'],
};

const VERBS: Readonly<Record<Order['kind'], string>> = {
  dependsOn: 'waits for',
  links: 'is linked to',
  volumesFrom: 'takes volumes from',
};

/** The report on a cycle: a fix for each step, and each step as a related place. */
export function reportOfCycle(cycle: readonly Order[], message: string): Report {
  // The step that closes the cycle comes first, since it is the most likely mistake.
  const steps = [cycle[cycle.length - 1]!, ...cycle.slice(0, -1)];
  return {
    at: steps[0]!.at,
    message,
    fixes: steps.slice(0, MAX_FIXES).map(({ kind, container, target, removal }) => {
      const [noun, preposition] = REMOVALS[kind];
      return { title: `Remove the ${noun} of ${container.title} ${preposition} ${target.title}`, edits: removal };
    }),
    related: cycle.map(({ at, container, target, kind }) => ({
      at,
      message: `${container.title} ${VERBS[kind]} ${target.title}`,
    })),
  };
}
