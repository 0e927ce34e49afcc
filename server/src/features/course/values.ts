import type { ValueGoal } from '../../course/incident.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';

/** A value of a file: text, a number or a boolean; what is neither is kept as its text. */
export type Value = string | number | boolean;

/** The values of a file by their paths; an empty list or object counts as a value. */
export type Values = ReadonlyMap<string, Value>;

/** The members that name an item of a list, the most telling first. */
const NAMES = ['name', 'containerName', 'sourceVolume', 'sourceContainer', 'key', 'capacityProvider'];

/** Values that only write out what ECS takes anyway, or change nothing that anybody notices. */
const NEUTRAL = /\.(?:protocol|hostPort|essential|versionConsistency|enableExecuteCommand)$|^tags\b|\.dockerLabels\b/;

/** The values of a document, by their paths. */
export function valuesOf({ root, text }: SourceDocument): Values {
  const values = new Map<string, Value>();
  if (root) collect(root, '', text, values);
  return values;
}

function collect(node: ValueNode, path: string, text: string, values: Map<string, Value>): void {
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  switch (node.kind) {
    case 'object':
      if (node.properties.length === 0) values.set(path, '{}');
      for (const { key, value } of node.properties) {
        if (value) collect(value, below(key.value), text, values);
      }
      return;
    case 'array': {
      if (node.items.length === 0) values.set(path, '[]');
      const used = new Set<string>();
      node.items.forEach((item, i) => {
        const name = nameOf(item);
        const key = name !== undefined && !used.has(name) ? name : String(i);
        used.add(key);
        collect(item, below(key), text, values);
      });
      return;
    }
    case 'string':
    case 'number':
      values.set(path, node.value);
      return;
    default: {
      const written = text.slice(node.offset, node.offset + node.length);
      values.set(path, written === 'true' ? true : written === 'false' ? false : written);
    }
  }
}

function nameOf(node: ValueNode): string | undefined {
  if (node.kind !== 'object') return undefined;
  for (const name of NAMES) {
    const value = node.properties.find(({ key }) => key.value === name)?.value;
    if (value?.kind === 'string') return value.value;
  }
  return undefined;
}

/** Whether a path is one of those that may change, or below one. */
function isOpen(path: string, patterns: readonly string[]): boolean {
  const keys = path.split('.');
  return patterns.some((pattern) => {
    const wanted = pattern.split('.');
    return wanted.length <= keys.length && wanted.every((key, i) => key === '*' || key === keys[i]);
  });
}

/** The changes that the story does not require, in sentences. */
export function strayChanges(before: Values, after: Values, open: readonly string[]): string[] {
  const said: string[] = [];
  for (const [path, value] of before) {
    if (isOpen(path, open) || isEmptied(value, path, after)) continue;
    if (!after.has(path)) said.push(`\`${path}\` is gone, but nothing in the story requires that.`);
    else if (String(after.get(path)) !== String(value))
      said.push(`\`${path}\` was \`${value}\`, but nothing in the story requires changing it.`);
  }
  for (const path of after.keys()) {
    if (before.has(path) || isOpen(path, open) || NEUTRAL.test(path)) continue;
    if ([...before.keys()].some((known) => known === path)) continue;
    said.push(`\`${path}\` is new, but nothing in the story requires it.`);
  }
  return said;
}

/** An empty list or object that has been filled does not count as lost. */
function isEmptied(value: Value, path: string, after: Values): boolean {
  return (value === '[]' || value === '{}') && [...after.keys()].some((key) => key.startsWith(`${path}.`));
}

/** The stand-ins among the values that were not there before, by their paths. */
export function standIns(before: Values, after: Values): string[] {
  const known = new Set([...before.values()].map(String));
  return [...after]
    .filter(([, value]) => typeof value === 'string' && !known.has(value) && isStandIn(value))
    .map(([path]) => path);
}

function isStandIn(text: string): boolean {
  return hasPlaceholder(text) || STAND_IN.test(text);
}

/** Words that people and our fixes write for a value that is still to come. */
const STAND_IN =
  /(?<![A-Za-z0-9_])(?:[A-Z]+_)*(?:ACCOUNT_ID|ROLE|REGISTRY|REPOSITORY|IMAGE|TAG|BUCKET|NAME|REGION|VALUE|GROUP|TODO|FIXME|XXX+|TBD)(?![A-Za-z0-9_])|(?:REPLACE|CHANGE|FILL)[_-]?(?:ME|THIS|IN)|(?<![A-Za-z0-9_])(?:YOUR|MY)[_-]|-AbCdEf(?![A-Za-z0-9])/;

/**
 * Whether a condition is met at one of its paths, which ` | ` separates. If a path has a `*`, for each value that there
 * is, and for one at least.
 */
export function holds(goal: ValueGoal, values: Values): boolean {
  const paths = goal.at.split(' | ');
  return paths.length > 1 ? paths.some((at) => holdsOn({ ...goal, at }, values)) : holdsOn(goal, values);
}

function holdsOn(goal: ValueGoal, values: Values): boolean {
  if (!goal.at.includes('*')) return holdsAt(goal, goal.at, values);
  const keys = goal.at.split('.');
  const paths = [...values.keys()].filter((path) => path.split('.').length === keys.length && isOpen(path, [goal.at]));
  if (goal.present === false) return paths.length === 0;
  return paths.length > 0 && paths.every((path) => holdsAt(goal, path, values));
}

function holdsAt({ is, oneOf, min, max, matches, present }: ValueGoal, at: string, values: Values): boolean {
  const value = values.get(at);
  if (present !== undefined) {
    const isThere = value !== undefined || [...values.keys()].some((path) => path.startsWith(`${at}.`));
    return isThere === present;
  }
  if (value === undefined) return false;
  if (is !== undefined && String(value) !== String(is)) return false;
  if (oneOf && !oneOf.some((each) => String(each) === String(value))) return false;
  if (min !== undefined && !(Number(value) >= min)) return false;
  if (max !== undefined && !(Number(value) <= max)) return false;
  return matches === undefined || new RegExp(`^(?:${matches})$`).test(String(value));
}
