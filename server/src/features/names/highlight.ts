import { DocumentHighlightKind } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { nameAtPosition } from './names.ts';

/** Marks every occurrence of the name under the cursor: its declaration as a write, its uses as reads. */
export const highlight: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register(connection, workspace) {
    connection.onDocumentHighlight((params, token) => {
      const there = nameAtPosition(workspace(), params);
      if (!there || token.isCancellationRequested) return null;
      return there.found.name.occurrences.map((place) => ({
        range: rangeOf(there.document, place),
        kind: place.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    });
  },
};
