import { plaintextSecret } from '../model/plaintext-secrets.ts';
import type { TaskDefinition } from '../model/task.ts';
import { placeholders } from '../syntax/placeholder.ts';
import { plainTask, saysTags } from './plain.ts';
import { isPlainObject, Later, type Plain, type PlainObject } from './value.ts';

/** One difference in meaning between two task definitions. */
export interface Difference {
  /** The members from the task definition down; items of lists by what identifies them. */
  readonly path: readonly string[];
  /** Undefined if the first task definition does not have it. */
  readonly before: Plain | undefined;
  /** Undefined if the second one does not have it. */
  readonly after: Plain | undefined;
}

/** The result of a comparison. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Values that cannot be compared, as one side decides them later and they may become equal. */
  readonly undecided: readonly Difference[];
}

/**
 * Compares two task definitions by what they mean to ECS: with AWS's defaults filled in, without what ECS adds when it
 * describes one, and without regard to order where order means nothing.
 */
export function compareTasks(before: TaskDefinition, after: TaskDefinition): Comparison {
  const result = { differences: [] as Difference[], undecided: [] as Difference[] };
  const [a, b] = [plainTask(before), plainTask(after)];
  // A bare list of containers says nothing about the task.
  const whole = before.isBareList || after.isBareList ? ['containerDefinitions'] : undefined;
  const unsaid = saysTags(before) && saysTags(after) ? [] : ['tags'];
  compareObjects(only(a, whole, unsaid), only(b, whole, unsaid), [], result);
  return result;
}

function only(object: PlainObject, keys: readonly string[] | undefined, without: readonly string[]): PlainObject {
  const wanted = (key: string) => (keys?.includes(key) ?? true) && !without.includes(key);
  return Object.fromEntries(Object.entries(object).filter(([key]) => wanted(key)));
}

interface Collected {
  readonly differences: Difference[];
  readonly undecided: Difference[];
}

function compareObjects(a: PlainObject, b: PlainObject, path: readonly string[], result: Collected): void {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) {
    const before = Object.hasOwn(a, key) ? a[key] : undefined;
    const after = Object.hasOwn(b, key) ? b[key] : undefined;
    compareValues(before, after, [...path, key], result);
  }
}

function compareValues(a: Plain | undefined, b: Plain | undefined, path: readonly string[], result: Collected): void {
  if (isPlainObject(a) && isPlainObject(b)) return compareObjects(a, b, path, result);
  if (isSame(a, b) || areSameRole(path.at(-1)!, a, b)) return;
  const difference = { path, before: a, after: b };
  if (a !== undefined && b !== undefined && mayBecomeEqual(a, b)) result.undecided.push(difference);
  else result.differences.push(difference);
}

function isSame(a: Plain | undefined, b: Plain | undefined): boolean {
  if (a instanceof Later || b instanceof Later) return a instanceof Later && b instanceof Later && a.text === b.text;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (isPlainObject(a) && isPlainObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return a === b;
}

function mayBecomeEqual(a: Plain, b: Plain): boolean {
  if (areSameParameter(a, b)) return true;
  if (a instanceof Later) return b instanceof Later || matches(a.text, b);
  if (b instanceof Later) return matches(b.text, a);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]) || mayBecomeEqual(item, b[i]));
  return false;
}

/** Whether two values name the same role, once by its ARN and once by its name, which ECS takes as well. */
function areSameRole(key: string, a: Plain | undefined, b: Plain | undefined): boolean {
  return /^(?:task|execution)RoleArn$/.test(key) && isArnOf(a, b, ':role/');
}

/** Whether a parameter is named once by its ARN and once by its name, which is one of the task's own Region. */
function areSameParameter(a: Plain, b: Plain): boolean {
  return isArnOf(a, b, ':parameter/') || isArnOf(a, b, ':parameter');
}

/** Whether one of two texts is an ARN that ends with a kind and the other text. */
function isArnOf(a: Plain | undefined, b: Plain | undefined, kind: string): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const [arn, name] = a.startsWith('arn:') ? [a, b] : [b, a];
  return arn.startsWith('arn:') && name !== '' && !name.startsWith('arn:') && arn.endsWith(kind + name);
}

/** Whether a text with placeholders can become a value: the pieces between them have to occur in it in order. */
function matches(text: string, value: Plain): boolean {
  if (typeof value === 'object') return true;
  const target = String(value);
  const pieces: string[] = [];
  let from = 0;
  for (const found of placeholders(text)) {
    pieces.push(text.slice(from, found.offset));
    from = found.offset + found.text.length;
  }
  // Nothing but an expression.
  if (pieces.length === 0) return true;
  const last = text.slice(from);
  if (!target.startsWith(pieces[0]!) || !target.endsWith(last)) return false;
  let at = 0;
  for (const piece of pieces) {
    const next = target.indexOf(piece, at);
    if (next < 0) return false;
    at = next + piece.length;
  }
  return at <= target.length - last.length;
}

/** Whether a value may be a password or a key, which is not shown. */
export function isPrivate({ path, before, after }: Difference): boolean {
  const at = path.lastIndexOf('environment');
  if (at < 0) return false;
  const name = path[at + 1] ?? '';
  return [before, after].some((value) => {
    const text = isPlainObject(value) ? value.value : value;
    return typeof text === 'string' && plaintextSecret(name, text) !== undefined;
  });
}
