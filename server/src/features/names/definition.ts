import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { type Analysis, locateIn } from '../../analysis.ts';
import { declarationsOf } from '../../model/references.ts';
import type { Span } from '../../syntax/node.ts';
import type { TaskFile } from '../../workspace-files.ts';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { findEverywhere } from './elsewhere.ts';
import { findName, openAt } from './names.ts';

/** Leads from the name of a container or volume to its declaration, and from `awsfirelens` to the log router. */
export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(connection, workspace, client) {
    connection.onDefinition(async ({ textDocument: { uri }, position }, token): Promise<Answer> => {
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const { document, analysis, offset } = open;
      const here = definitionsAt(analysis, offset);
      const origin = here?.origin ?? findName(analysis, offset)?.at;
      if (!origin) return null;
      const targets =
        here?.targets.map((target) => ({ ...target, file: { uri, text: document } })) ??
        elsewhere(await workspace().taskFiles(), uri, offset);
      if (client().capabilities.textDocument?.definition?.linkSupport !== true)
        return targets.map(({ file, name }) => ({ uri: file.uri, range: rangeOf(file.text, name) }));
      return targets.map(({ file, whole, name }) => ({
        originSelectionRange: rangeOf(document, origin),
        targetUri: file.uri,
        targetRange: rangeOf(file.text, whole),
        targetSelectionRange: rangeOf(file.text, name),
      }));
    });
  },
};

type Answer = Definition | DefinitionLink[] | null;

/** The declarations in other files of the name at an offset. */
function elsewhere(files: readonly TaskFile[], uri: string, offset: number) {
  const places = findEverywhere(files, uri, offset)?.places ?? [];
  return places.flatMap(({ file, occurrence }) =>
    occurrence.declares ? { file, whole: occurrence.declares, name: occurrence } : [],
  );
}

/** A declaration elsewhere, found from a name at an offset. */
export interface FoundDefinition {
  /** The words that lead there. */
  readonly origin: Span;
  readonly targets: readonly { readonly whole: Span; readonly name: Span }[];
}

/** The definitions of what is at an offset; undefined if it has none. */
export function definitionsAt(analysis: Analysis, offset: number): FoundDefinition | undefined {
  const found = findName(analysis, offset);
  if (found) {
    const targets = declarationsOf(found.name).map((place) => ({ whole: place.declares!, name: place }));
    return targets.length > 0 ? { origin: found.at, targets } : undefined;
  }
  return logRouter(analysis, offset);
}

function logRouter(analysis: Analysis, offset: number): FoundDefinition | undefined {
  const here = locateIn(analysis, offset);
  if (here?.node.kind !== 'string' || here.onKey || here.node.value !== 'awsfirelens') return undefined;
  const targets = analysis.tasks
    .flatMap((task) => task.containers.items)
    .filter((container) => container.object('firelensConfiguration').presence === 'known')
    .map((container) => ({ whole: container.node, name: container.label }));
  return targets.length > 0 ? { origin: here.node, targets } : undefined;
}
