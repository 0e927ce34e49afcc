import type { NameKind } from '../model/references.ts';
import { hasPlaceholder } from '../syntax/placeholder.ts';
import { limits, memberOf, REQUEST, resolve, type Schema } from './schema.ts';

const TYPES: Readonly<Record<Exclude<NameKind, 'family'>, string>> = {
  container: 'ContainerDefinition',
  volume: 'Volume',
  port: 'PortMapping',
};

/** What is wrong with a text as the name of a container, volume, port or family, as a sentence; undefined if nothing is. */
export function nameProblem(kind: NameKind, text: string): string | undefined {
  if (text.trim() === '') return `A ${kind} needs a name.`;
  // What a placeholder will become is not known, so only characters that would break the file are refused.
  if (hasPlaceholder(text))
    return /["\\\n\r]/.test(text) ? 'A name cannot contain quotes, backslashes or line breaks.' : undefined;
  for (const limit of limitsOf(kind)) {
    const { pattern, maxLength } = limit;
    const fits = (!pattern || new RegExp(pattern, 'u').test(text)) && (!maxLength || text.length <= maxLength);
    if (!fits) return limit['x-because']?.because ?? `This is not a valid name for a ${kind}.`;
  }
  return undefined;
}

/** The pattern that a whole name must match, for editors; undefined if there is none. */
export function namePattern(kind: NameKind): string | undefined {
  const pattern = limitsOf(kind).find((limit) => limit.pattern)?.pattern;
  return pattern?.replace(/^\^|\$$/g, '');
}

function limitsOf(kind: NameKind): readonly Schema[] {
  const member =
    kind === 'family'
      ? memberOf(REQUEST, 'family')
      : memberOf(resolve({ $ref: `#/definitions/${TYPES[kind]}` }), 'name');
  return member ? limits(member) : [];
}
