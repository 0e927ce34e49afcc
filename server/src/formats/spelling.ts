import { REQUEST, resolve, type Schema, SERVICES } from '../schema/schema.ts';

/** The API's members that contain a capital letter: such a word in a message can only be a member. */
const MEMBERS: ReadonlyMap<string, Schema> = membersOf(SERVICES.CreateServiceRequest, membersOf(REQUEST));

const WORD = /(?<![\w.:/-])[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+(?![\w:/-])/g;

/**
 * Rewrites the API's members in a message with the format's names; other words stay.
 * @param keyOf the format's name for a member of a type
 */
export function spellMembers(message: string, keyOf: (name: string, schema: Schema) => string): string {
  return message.replaceAll(WORD, (word) => {
    const owner = MEMBERS.get(word);
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
