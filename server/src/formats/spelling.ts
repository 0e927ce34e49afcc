import type { Part } from '../model/part.ts';
import { REQUEST, resolve, type Schema, SERVICES } from '../schema/schema.ts';

/** The API's members by what a message is about. Made when a message first needs them: a file of the API has none that does. */
const MEMBERS: Partial<Record<Part['kind'], ReadonlyMap<string, Schema>>> = {};

/**
 * The type of a member of the API that contains a capital letter: such a word in a message can only be a member. A member
 * that both have is looked up in what the message is about.
 */
function ownerOf(member: string, kind: Part['kind']): Schema | undefined {
  const { CreateServiceRequest, CreateTaskSetRequest } = SERVICES;
  MEMBERS[kind] ??=
    kind === 'task'
      ? membersOf(CreateServiceRequest, membersOf(REQUEST))
      : membersOf(REQUEST, membersOf(CreateTaskSetRequest, membersOf(CreateServiceRequest)));
  return MEMBERS[kind].get(member);
}

const WORD = /(?<![\w.:/-])[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+(?![\w:/-])/g;

/**
 * A member of one word, which is taken for one only where the message treats it as one, as the same word may be anybody's
 * value: at the beginning, before its own value, and behind words that a value never follows.
 */
const QUOTED =
  /^"[a-z]+"|"[a-z]+"(?=: (?:true|false))|(?<=\b(?:[Aa]dd|[Rr]emove|Give|consider|(?:does|do) not support|cannot have|Rename to|Keep only|(?:add|move) it to) )"[a-z]+"|(?<=\b[Ss]et )"[a-z]+"(?= to )/g;

/** The sizes, which stand in messages without quotes, before their value or in the title of a fix. */
const SIZE = /\b(?:cpu|memory)(?= ")|(?<=^Set )(?:cpu|memory)(?= to )/g;

/** Rewrites the API's members of one word that a message or the title of a fix is about. */
export function spellQuoted(
  message: string,
  kind: Part['kind'],
  keyOf: (name: string, schema: Schema) => string,
): string {
  const spelt = (word: string) => {
    const owner = ownerOf(word, kind);
    return owner ? keyOf(word, owner) : word;
  };
  return message.replaceAll(QUOTED, (quoted) => `"${spelt(quoted.slice(1, -1))}"`).replaceAll(SIZE, spelt);
}

/**
 * Rewrites the API's members in a message with the format's names; other words stay.
 * @param kind of what the message is about
 * @param keyOf the format's name for a member of a type
 */
export function spellMembers(
  message: string,
  kind: Part['kind'],
  keyOf: (name: string, schema: Schema) => string,
): string {
  return message.replaceAll(WORD, (word) => {
    const owner = ownerOf(word, kind);
    return owner ? keyOf(word, owner) : word;
  });
}

function membersOf(schema: Schema, found = new Map<string, Schema>(), seen = new Set<Schema>()): Map<string, Schema> {
  const resolved = resolve(schema);
  if (seen.has(resolved)) return found;
  seen.add(resolved);
  for (const [name, member] of Object.entries(resolved.properties ?? {})) {
    if (!found.has(name)) found.set(name, resolved);
    membersOf(member, found, seen);
  }
  if (resolved.items) membersOf(resolved.items, found, seen);
  return found;
}
