import { type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { Analysis } from '../../analysis.ts';
import { resourceTypeOf } from '../../formats/resource-types.ts';
import type { Part } from '../../model/part.ts';
import { declarationsOf, type NameKind, namesOf } from '../../model/references.ts';
import { visible } from '../../model/visible.ts';
import { insideOf, type Span } from '../../syntax/node.ts';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';

/** Families, containers, volumes, ports, services and resources of all files of the workspace. */
export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register(connection, workspace) {
    connection.onWorkspaceSymbol(async ({ query }, token) => {
      const symbols: SymbolInformation[] = [];
      for (const file of await workspace().taskFiles()) {
        if (token.isCancellationRequested) return null;
        for (const { name, kind, within, span } of symbolsOf(file)) {
          if (!matches(name, query)) continue;
          const location = { uri: file.uri, range: rangeOf(file.text, span) };
          symbols.push({ name: visible(name), kind, containerName: visible(within), location });
        }
      }
      return symbols;
    });
  },
};

const KINDS: Readonly<Record<NameKind, SymbolKind>> = {
  family: SymbolKind.Package,
  container: SymbolKind.Class,
  volume: SymbolKind.Struct,
  port: SymbolKind.Interface,
};

interface Symbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** What it belongs to: a family, or the type of a resource; empty if there is nothing. */
  readonly within: string;
  readonly span: Span;
}

/** Everything in a document that has a name to search for. */
export function symbolsOf({ tasks, services }: Pick<Analysis, 'tasks' | 'services'>): Symbol[] {
  const symbols = tasks.flatMap((task): Symbol[] => {
    const family = task.text('family')?.value ?? '';
    const names = namesOf(task).flatMap((name) =>
      declarationsOf(name).map((span) => ({
        name: name.text,
        kind: KINDS[name.kind],
        within: name.kind === 'family' ? '' : family,
        span,
      })),
    );
    return [...resource(task.part), ...names];
  });
  for (const service of services) {
    const name = service.text('serviceName') ?? service.text('service');
    if (name?.value)
      symbols.push({
        name: name.value,
        kind: SymbolKind.Module,
        within: service.text('cluster')?.value ?? '',
        span: insideOf(name),
      });
    symbols.push(...resource(service.part));
  }
  return symbols;
}

/** The resource that a template makes of a part. */
function resource(part: Part): Symbol[] {
  const { dialect, id, label } = part;
  if (dialect.id === 'api' || id === '' || !label) return [];
  return [{ name: id, kind: SymbolKind.Object, within: resourceTypeOf(part) ?? 'AppSpec', span: label }];
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
