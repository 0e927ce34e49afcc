import { isPlaceholder, type StringNode } from '../syntax/node.ts';
import { type Remembered, remember } from '../syntax/reads.ts';
import { Ask, type Json } from '../syntax/value.ts';
import { sayAgain } from './as-written.ts';
import { inPattern, type Pattern, patternOf } from './name-style.ts';
import { isRegion } from './region-name.ts';
import type { Container, TaskDefinition } from './task.ts';

/** The container to write for: one of the file, or the name of one to be added. */
export type Who = Container | string | undefined;

/** The options that say where `awslogs` writes. */
export type LogPlace = 'awslogs-group' | 'awslogs-region' | 'awslogs-stream-prefix';

/** Options that a file has in all of its log configurations or in none. */
const SHARED_OPTIONS = ['awslogs-create-group', 'mode', 'max-buffer-size'] as const;

/**
 * What to write for a log option of a container, as the file's other containers have it: the same value, or one with
 * the container's own name in it where theirs have their own. Undefined if they have none or no habit.
 */
export function logHabit(task: TaskDefinition, option: LogPlace, who?: Who): Json | undefined {
  const others = othersWith(task, option, who);
  if (others.length === 0) return undefined;
  const votes = new Map<string, { node: StringNode; pattern?: Pattern; count: number }>();
  for (const { node, pattern } of others) {
    // With one container to go by, a value that has its name in it is taken to be its own.
    if (others.length > 1 || !pattern) vote(votes, `=${node.value}`, node);
    if (pattern) vote(votes, `~${pattern.before}\n${pattern.after}`, node, pattern);
  }
  const [best] = [...votes.values()].sort((a, b) => b.count - a.count);
  if (!best || best.count * 2 <= others.length) return undefined;
  const { node, pattern } = best;
  if (!pattern) return sayAgain(task, node, node.value);
  const name = nameOf(who);
  if (name === undefined) return undefined;
  const text = inPattern(pattern, name);
  // A prefix makes a stream by itself; a log group has to be there.
  return option === 'awslogs-group' && !createsGroups(task) && !text.includes('${')
    ? new Ask(text)
    : sayAgain(task, node, text);
}

function nameOf(who: Who): string | undefined {
  if (who === undefined || typeof who === 'string') return who;
  const name = who.text('name');
  return name === undefined || name.value === '' || isPlaceholder(name) ? undefined : name.value;
}

function vote(
  votes: Map<string, { node: StringNode; pattern?: Pattern; count: number }>,
  key: string,
  node: StringNode,
  pattern?: Pattern,
): void {
  const before = votes.get(key);
  if (before) before.count++;
  else votes.set(key, { node, ...(pattern ? { pattern } : {}), count: 1 });
}

/** Options that all other containers with CloudWatch Logs have alike, and which belong to one more as well. */
export function sharedLogOptions(task: TaskDefinition, who?: Who): Readonly<Record<string, Json>> {
  const shared: Record<string, Json> = {};
  const count = othersWith(task, 'awslogs-group', who).length;
  for (const option of SHARED_OPTIONS) {
    const nodes = othersWith(task, option, who).map(({ node }) => node);
    const [first] = nodes;
    if (!first || nodes.length < count || nodes.some(({ value }) => value !== first.value)) continue;
    const value = sayAgain(task, first, first.value);
    if (value !== undefined) shared[option] = value;
  }
  return shared;
}

/** Whether containers have their log groups made when they start. */
function createsGroups(task: TaskDefinition): boolean {
  return othersWith(task, 'awslogs-create-group', undefined).some(({ node }) => node.value === 'true');
}

interface Other {
  readonly container: Container;
  readonly node: StringNode;
  /** How the value contains the container's own name, if it does. */
  readonly pattern: Pattern | undefined;
}

function othersWith(task: TaskDefinition, option: string, who: Who): readonly Other[] {
  const all = containersWith(task, option);
  return typeof who === 'object' ? all.filter(({ container }) => container !== who) : all;
}

/** By option; each container without it asks for the containers that have it, so they are looked for once. */
const WITH_OPTION = new Map<string, WeakMap<TaskDefinition, Remembered<readonly Other[]>>>();

function containersWith(task: TaskDefinition, option: string): readonly Other[] {
  const memo = WITH_OPTION.get(option) ?? new WeakMap<TaskDefinition, Remembered<readonly Other[]>>();
  WITH_OPTION.set(option, memo);
  return remember(memo, task, () => {
    const family = task.text('family')?.value;
    return task.containers.items.flatMap((container) => {
      const log = container.object('logConfiguration');
      if (log.text('logDriver')?.value !== 'awslogs') return [];
      const node = log.object('options').text(option);
      if (!node || !isUsable(option, node)) return [];
      const name = container.text('name')?.value;
      return { container, node, pattern: ownPattern(option, node.value, name, family) };
    });
  });
}

/** Whether a value is right where it is, so that it can be written again. */
function isUsable(option: string, node: StringNode): boolean {
  const { value } = node;
  if (value === '') return false;
  if (isPlaceholder(node)) return true;
  if (option === 'awslogs-region') return isRegion(value);
  return option === 'awslogs-group' ? /^[\w./#-]{1,512}$/.test(value) : !/[:*]/.test(value);
}

/** How a value contains the name of its container, unless that is only because the family contains it too. */
function ownPattern(
  option: string,
  value: string,
  name: string | undefined,
  family: string | undefined,
): Pattern | undefined {
  if (option === 'awslogs-region' || name === undefined || name === family) return undefined;
  const pattern = patternOf(value, name) ?? (isShortFor(value, name) ? patternOf(name, name) : undefined);
  if (!pattern || family === undefined || family === '') return pattern;
  const at = value.lastIndexOf(family);
  const isInFamily = at >= 0 && at <= pattern.before.length && pattern.before.length < at + family.length;
  return isInFamily && family.length > name.length ? undefined : pattern;
}

/** Whether a value is a part of a name, such as `router` of `log_router`. */
function isShortFor(value: string, name: string): boolean {
  return name.split(/[^A-Za-z0-9]+/).includes(value);
}
