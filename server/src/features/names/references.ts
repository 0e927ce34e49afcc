import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { nameAtPosition } from './names.ts';

/** Every occurrence of a name. */
export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register(connection, workspace) {
    connection.onReferences((params, token) => {
      const there = nameAtPosition(workspace(), params);
      if (!there || token.isCancellationRequested) return null;
      return there.found.name.occurrences
        .filter((place) => params.context.includeDeclaration || !place.declares)
        .map((place) => ({ uri: params.textDocument.uri, range: rangeOf(there.document, place) }));
    });
  },
};
