import type { Analysis } from '../../analysis.ts';
import { declarationsOf, usesOf } from '../../model/references.ts';
import { namePattern } from '../../schema/names.ts';
import { endOf, type Span } from '../../syntax/node.ts';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { findName, openAt } from './names.ts';

/** Typing in a name's declaration changes its uses along with it, in editors where the user has switched that on. */
export const linkedEditing: Feature = {
  capabilities: () => ({ linkedEditingRangeProvider: true }),
  register(connection, workspace) {
    connection.languages.onLinkedEditingRange(({ textDocument: { uri }, position }, token) => {
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const linked = linkedAt(open.analysis, open.offset);
      if (!linked) return null;
      const ranges = linked.spans.map((span) => rangeOf(open.document, span));
      return { ranges, ...(linked.pattern ? { wordPattern: linked.pattern } : {}) };
    });
  },
};

/**
 * What changes together with the place at an offset. Only the declaration leads: someone editing a use may want another
 * name.
 */
export function linkedAt(
  analysis: Analysis,
  offset: number,
): { spans: Span[]; pattern: string | undefined } | undefined {
  const found = findName(analysis, offset);
  if (!found?.at.declares || found.name.deferred || found.tasks.some(({ isCut }) => isCut)) return undefined;
  const { name } = found;
  if (declarationsOf(name).length > 1 || usesOf(name).length === 0) return undefined;
  // Linked editing needs the same text in every place, but escapes can spell it differently.
  const { text } = analysis.document;
  if (name.occurrences.some((place) => text.slice(place.offset, endOf(place)) !== name.text)) return undefined;
  return { spans: [...name.occurrences], pattern: namePattern(name.kind) };
}
