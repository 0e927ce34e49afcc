import { CompletionTriggerKind, MarkupKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, taskAt } from '../../analysis.ts';
import type { Feature } from '../feature.ts';
import { wishesOf } from './client-wishes.ts';
import { documentation } from './documentation.ts';
import { itemsOf } from './items.ts';
import { suggestionsAt } from './suggest.ts';
import type { DocsKey, Suggestion } from './suggestion.ts';
import { type Place, placeAt } from './where.ts';

/** Suggests members and values at the cursor while the text is being typed. Their documentation is sent on request. */
export const completion: Feature = {
  capabilities: () => ({
    completionProvider: {
      // A space matters only after a colon: it keeps the list open while `: ` is typed.
      triggerCharacters: ['"', ':', ' '],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
  }),
  register(connection, workspace, client) {
    connection.onCompletion(({ textDocument: { uri }, position, context }, token) => {
      const document = workspace().document(uri);
      if (!document || token.isCancellationRequested) return null;
      const offset = document.offsetAt(position);
      const typed =
        context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
      if (typed === ' ' && !/: $/.test(document.getText().slice(Math.max(0, offset - 2), offset))) return null;
      const analysis = workspace().analysis(uri);
      const found = analysis && complete(analysis, document, offset);
      return found ? itemsOf(found.suggestions, found.place, document, wishesOf(client())) : null;
    });
    connection.onCompletionResolve((item) => {
      const value = item.data === undefined ? undefined : documentation(item.data as DocsKey);
      return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
    });
  },
};

/** What can be written at an offset; undefined if nothing can. */
export function complete(
  { document, detection, tasks, services }: Analysis,
  { uri }: Pick<TextDocument, 'uri'>,
  offset: number,
): { readonly place: Place; readonly suggestions: Suggestion[] } | undefined {
  if (!detection.accepted && detection.otherProduct) return undefined;
  // In a service, the members of a task definition would be wrong.
  if (services.length > 0 && !taskAt(tasks, offset)) return undefined;
  // If only its name marks a broken text as a task definition, there is no task to work from.
  const isRead = detection.accepted && (detection.parts.length > 0 || document.root === undefined);
  const place = placeAt({ document, fileName: uri, isRead, task: taskAt(tasks, offset) }, offset);
  return place && { place, suggestions: suggestionsAt(place) };
}
