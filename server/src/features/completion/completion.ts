import { CompletionTriggerKind, MarkupKind, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Outline, taskAt } from '../../analysis.ts';
import { hasTaskFileNameInYaml } from '../../formats/file-names.ts';
import { endOf } from '../../syntax/node.ts';
import type { Feature } from '../feature.ts';
import { wishesOf } from './client-wishes.ts';
import { documentation } from './documentation.ts';
import { isShared, withOthers } from './elsewhere.ts';
import { itemsOf, type Offer } from './items.ts';
import { suggestionsAt } from './suggest.ts';
import type { DocsKey } from './suggestion.ts';
import { placesAt } from './where.ts';
import { wholeFilesAt } from './whole-files.ts';

/** Suggests members and values at the cursor while the text is being typed. Their documentation is sent on request. */
export const completion: Feature = {
  capabilities: () => ({
    completionProvider: {
      // A space matters only after a colon or a dash: it keeps the list open while `: ` is typed.
      triggerCharacters: ['"', ':', ' '],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
  }),
  register(connection, workspace, client) {
    connection.onCompletion(async ({ textDocument: { uri }, position, context }, token) => {
      const document = workspace().document(uri);
      if (!document || token.isCancellationRequested) return null;
      const typed =
        context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
      if (typed === ' ' && !/: $|^\s*- $/.test(lineBefore(document, position))) return null;
      const outline = workspace().outline(uri);
      const wishes = wishesOf(client());
      const whole = outline && wholeFilesAt(outline, document, wishes);
      if (whole) return whole;
      const offers = outline && complete(outline, document, document.offsetAt(position));
      if (!offers || offers.length === 0) return null;
      if (!isShared(offers)) return itemsOf(offers, document, wishes);
      const { version } = document;
      const files = await soon(workspace().taskFiles());
      if (token.isCancellationRequested || workspace().document(uri)?.version !== version) return null;
      return itemsOf(files ? withOthers(offers, files, uri) : offers, document, wishes);
    });
    connection.onCompletionResolve((item) => {
      const value = item.data === undefined ? undefined : documentation(item.data as DocsKey);
      return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
    });
  },
};

/** Reading a large workspace for the first time goes on meanwhile, and the next list has what it finds. */
const PATIENCE_MS = 300;

/** What is there soon; undefined if it takes longer than anyone waits for suggestions. */
async function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function lineBefore(document: TextDocument, { line, character }: Position): string {
  return document.getText({ start: { line, character: 0 }, end: { line, character } });
}

/** What every text has that names a resource of ECS in a template or in Terraform. */
const RESOURCE = /AWS::ECS::|aws_ecs_/;

/** What can be written at an offset: the suggestions for each place that it can be, the likeliest first. */
export function complete(outline: Outline, { uri }: Pick<TextDocument, 'uri'>, offset: number): Offer[] {
  const { document, detection, tasks, services } = outline;
  // Without any member yet, a resource is not read, and YAML is not taken for a task definition.
  const mayBecome = () => RESOURCE.test(document.text) || hasTaskFileNameInYaml(uri);
  if (!detection.accepted && detection.otherProduct && !mayBecome()) return [];
  // Its two members are no member of a task definition.
  if (detection.accepted && detection.images) return [];
  const definition =
    services.find(({ part, root }) => part.id === '' || (root.offset <= offset && offset <= endOf(root))) ??
    taskAt(tasks, offset);
  // If only its name marks a broken text as a task definition, there is no task to work from.
  const isRead = detection.accepted && (detection.parts.length > 0 || document.root === undefined);
  const places = placesAt({ document, fileName: uri, isRead, definition }, offset);
  const offers = places
    .map((place) => ({ place, suggestions: suggestionsAt(place) }))
    .filter(({ suggestions }) => suggestions.length > 0);
  // Below a key, its first member or item is offered already, so its whole value would only repeat that.
  return offers.filter(
    ({ place, suggestions }, i) =>
      i === 0 || place.kind === 'key' || place.list || suggestions.some(({ kind }) => kind !== 'form'),
  );
}
