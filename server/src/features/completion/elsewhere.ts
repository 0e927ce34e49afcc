import { homeOf } from '../../model/home.ts';
import { ServiceDefinition } from '../../model/service.ts';
import { hasStandIn } from '../../model/stand-ins.ts';
import { placeOfMember } from '../../schema/lookup.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { Ask, type Json, Words } from '../../syntax/value.ts';
import type { TaskFile } from '../../workspace-files.ts';
import type { Offer } from './items.ts';
import type { Suggestion } from './suggestion.ts';
import type { Place } from './where.ts';

/** Members and log options whose values are names of things in AWS, which task definitions of a project share. */
const SHARED = new Set([
  'image',
  'taskRoleArn',
  'executionRoleArn',
  'valueFrom',
  'credentialsParameter',
  'fileSystemId',
  'fileSystemArn',
  'awslogs-group',
  'awslogs-region',
]);
/** More would hide the general forms below. */
const MOST = 8;

/** Whether other files can say what to write at one of the places. */
export function isShared(offers: readonly Offer[]): boolean {
  return offers.some(({ place }) => sharedKey(place) !== undefined);
}

/** The suggestions with what other files of the workspace have in the same places, and with their account and Region. */
export function withOthers(offers: readonly Offer[], files: readonly TaskFile[], uri: string): Offer[] {
  const others = files.filter((file) => file.uri !== uri);
  const homes = others.flatMap(({ tasks, services }) => [...tasks, ...services].map(homeOf));
  const accounts = unique(homes.flatMap((home) => home.accounts));
  const regions = unique(homes.flatMap((home) => home.regions));
  return offers.map(({ place, suggestions }) => {
    const key = sharedKey(place);
    if (key === undefined) return { place, suggestions };
    // A file that names its own Region has that first in the list already.
    if (key === 'awslogs-region' && homeOf(place.definition).regions.length > 0) return { place, suggestions };
    const found = valuesIn(others, key)
      .filter(({ label }) => label !== ownText(place))
      .slice(0, MOST);
    const known = new Set(found.map(({ label }) => label));
    const forms = suggestions
      .filter(({ label }) => !known.has(label))
      .map((one) => ({ ...one, value: filled(one.value, accounts, regions) }));
    return { place, suggestions: [...found, ...forms] };
  });
}

function sharedKey(place: Place): string | undefined {
  if (place.kind !== 'value' || place.list || !place.property || place.definition instanceof ServiceDefinition)
    return undefined;
  const key = placeOfMember(place.definition, place.property)?.key ?? place.property.key.value;
  return SHARED.has(key) ? key : undefined;
}

function ownText({ own }: Place): string | undefined {
  return own?.kind === 'string' ? own.value : undefined;
}

/** The texts that files have as the value of a key, the most frequent first, each with a file that has it. */
function valuesIn(files: readonly TaskFile[], key: string): Suggestion[] {
  const found = new Map<string, { count: number; uri: string }>();
  for (const { tasks, uri } of files) {
    for (const { root } of tasks) {
      visit(root, key, (text) => {
        if (text === '' || hasPlaceholder(text) || hasStandIn(text)) return;
        const before = found.get(text);
        if (before) before.count++;
        else found.set(text, { count: 1, uri });
      });
    }
  }
  return [...found]
    .sort((a, b) => b[1].count - a[1].count)
    .map(([text, { uri }]) => ({ label: text, value: text, detail: `as in ${nameOf(uri)}`, kind: 'value' }));
}

function visit(node: ValueNode | undefined, key: string, see: (text: string) => void): void {
  if (node?.kind === 'array') for (const item of node.items) visit(item, key, see);
  else if (node?.kind === 'object') {
    for (const { key: own, value } of node.properties) {
      if (own.value === key && value?.kind === 'string') see(value.value);
      else visit(value, key, see);
    }
  }
}

function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => !hasStandIn(value)))];
}

/** A value to write, with an account and a Region of the project where the file itself names none. */
function filled(value: Json, accounts: readonly string[], regions: readonly string[]): Json {
  if (!(value instanceof Words)) return value;
  const known: Readonly<Record<string, readonly string[]>> = { ACCOUNT_ID: accounts, REGION: regions };
  return new Words(
    ...value.parts.map((part) => {
      const values = part instanceof Ask ? known[part.text] : undefined;
      return values?.length ? new Ask(values[0]!, values.length > 1 ? values : []) : part;
    }),
  );
}
