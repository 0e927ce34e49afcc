import { type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { Analysis } from '../../analysis.ts';
import { declarationsOf, type NameKind, namesOf } from '../../model/references.ts';
import { visible } from '../../model/visible.ts';
import type { Span } from '../../syntax/node.ts';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { openTask } from './names.ts';

/** Families, containers, volumes and ports of the open task definitions. Files that are not open are not read. */
export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register(connection, workspace) {
    connection.onWorkspaceSymbol(({ query }, token) => {
      const symbols: SymbolInformation[] = [];
      for (const uri of workspace().uris) {
        if (token.isCancellationRequested) return null;
        const open = openTask(workspace(), uri);
        if (!open) continue;
        for (const { name, kind, family, span } of symbolsOf(open.analysis)) {
          if (!matches(name, query)) continue;
          const location = { uri, range: rangeOf(open.document, span) };
          symbols.push({ name: visible(name), kind, containerName: visible(family), location });
        }
      }
      return symbols;
    });
  },
};

const KINDS: Readonly<Record<NameKind, SymbolKind>> = {
  container: SymbolKind.Class,
  volume: SymbolKind.Struct,
  port: SymbolKind.Interface,
};

interface Symbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The family that it belongs to; empty if there is none. */
  readonly family: string;
  readonly span: Span;
}

/** Everything in a document that has a name to search for. */
export function symbolsOf({ tasks }: Analysis): Symbol[] {
  return tasks.flatMap((task) => {
    const node = task.text('family');
    const family = node?.value ?? '';
    const names = namesOf(task).flatMap((name) =>
      declarationsOf(name).map((span) => ({ name: name.text, kind: KINDS[name.kind], family, span })),
    );
    return node && family ? [{ name: family, kind: SymbolKind.Package, family: '', span: node }, ...names] : names;
  });
}

/**
 * Whether the query's letters occur in the name in that order, as the protocol recommends; the editor sorts the
 * results.
 */
export function matches(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let from = 0;
  for (const letter of query.toLowerCase().replaceAll(/\s/g, '')) {
    const at = letters.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
