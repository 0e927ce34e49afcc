import { cut } from '../model/wording.ts';
import { type Comparison, type Difference, isPrivate } from './compare.ts';
import { isPlainObject, Later, type Plain } from './value.ts';

/** The longest value to quote, in characters. */
const LONGEST = 120;

/** What items of these lists are called. */
const ITEMS: Readonly<Record<string, string>> = {
  containerDefinitions: 'container',
  volumes: 'volume',
  environment: 'variable',
  secrets: 'secret',
  portMappings: 'port',
  mountPoints: 'mount',
  dependsOn: 'dependency on',
  tags: 'tag',
  ulimits: 'limit',
  options: 'option',
  dockerLabels: 'label',
};

/** The differences in words, one line each, in the order of the first task definition. */
export function inWords({ differences, undecided }: Comparison): { differences: string[]; undecided: string[] } {
  return {
    differences: differences.map(sentence),
    undecided: undecided.map(
      (one) => `${placeOf(one)}: ${quoted(one.before!)} and ${quoted(one.after!)} cannot be compared before deployment`,
    ),
  };
}

function sentence(difference: Difference): string {
  const { before, after } = difference;
  const place = placeOf(difference);
  if (isPrivate(difference)) {
    if (before === undefined) return `${place}: added (value not shown)`;
    return after === undefined ? `${place}: removed` : `${place}: changed (values not shown)`;
  }
  if (before === undefined) return `${place}: added${isPlainObject(after) ? '' : `, ${quoted(after!)}`}`;
  if (after === undefined) return `${place}: removed${isPlainObject(before) ? '' : `, was ${quoted(before)}`}`;
  return `${place}: ${quoted(before)} → ${quoted(after)}`;
}

/** The place: `container "app", healthCheck.interval`. */
function placeOf({ path, before, after }: Difference): string {
  const parts: string[] = [];
  let members: string[] = [];
  const flush = () => {
    if (members.length > 0) parts.push(members.join('.'));
    members = [];
  };
  for (let i = 0; i < path.length; i++) {
    const item = Object.hasOwn(ITEMS, path[i]!) ? ITEMS[path[i]!] : undefined;
    const next = path[i + 1];
    if (!item || next === undefined) {
      members.push(path[i]!);
      continue;
    }
    flush();
    parts.push(`${item} "${cut(next, LONGEST)}"`);
    i++;
    // The value of a variable goes without saying.
    if (path[i + 1] === 'value' && path.length === i + 2) break;
  }
  flush();
  const written = parts.join(', ');
  return written || (before === undefined ? 'added' : after === undefined ? 'removed' : 'changed');
}

function quoted(value: Plain): string {
  if (value instanceof Later) return cut(value.text, LONGEST);
  if (typeof value === 'string') return `"${cut(value, LONGEST)}"`;
  if (typeof value !== 'object') return String(value);
  return cut(
    JSON.stringify(value, (_, inner) => (inner instanceof Later ? inner.text : inner)),
    LONGEST,
  );
}
