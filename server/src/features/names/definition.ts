import type { Definition, DefinitionLink } from 'vscode-languageserver';
import { type Analysis, locateIn } from '../../analysis.ts';
import { declarationsOf } from '../../model/references.ts';
import type { Span } from '../../syntax/node.ts';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { findName, openAt } from './names.ts';

/** Leads from the name of a container or volume to its declaration, and from `awsfirelens` to the log router. */
export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(connection, workspace, client) {
    connection.onDefinition(({ textDocument: { uri }, position }, token): Definition | DefinitionLink[] | null => {
      const open = openAt(workspace(), uri, position);
      if (!open || token.isCancellationRequested) return null;
      const { document, analysis, offset } = open;
      const found = definitionsAt(analysis, offset);
      if (!found) return null;
      if (client().capabilities.textDocument?.definition?.linkSupport !== true)
        return found.targets.map(({ name }) => ({ uri, range: rangeOf(document, name) }));
      return found.targets.map(({ whole, name }) => ({
        originSelectionRange: rangeOf(document, found.origin),
        targetUri: uri,
        targetRange: rangeOf(document, whole),
        targetSelectionRange: rangeOf(document, name),
      }));
    });
  },
};

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
