import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { findEverywhere } from './elsewhere.ts';
import { openAt } from './names.ts';

/** Every occurrence of a name, in all files of the workspace. */
export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register(connection, workspace) {
    connection.onReferences(async ({ textDocument: { uri }, position, context }, token) => {
      if (!openAt(workspace(), uri, position)) return null;
      const files = await workspace().taskFiles();
      // The text may have changed in the meantime.
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const found = findEverywhere(files, uri, open.offset);
      if (!found) return null;
      return found.places
        .filter(({ occurrence }) => context.includeDeclaration || !occurrence.declares)
        .map(({ file, occurrence }) => ({ uri: file.uri, range: rangeOf(file.text, occurrence) }));
    });
  },
};
