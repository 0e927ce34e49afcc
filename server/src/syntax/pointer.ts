import type { SyntaxNode } from './node.ts';

/** The steps from the root to a node: member names and item indices. A key has the same path as its property. */
export function pathOf(node: SyntaxNode): (string | number)[] {
  const path: (string | number)[] = [];
  const isKey = node.parent?.kind === 'property' && node.parent.key === node;
  for (let at: SyntaxNode | undefined = isKey ? node.parent : node; at; at = at.parent) {
    if (at.kind === 'property') path.unshift(at.key.value);
    else if (at.parent?.kind === 'array') path.unshift(indexIn(at.parent.items, at));
  }
  return path;
}

/** Finds an item's index by its place, as items are in text order. */
function indexIn(items: readonly SyntaxNode[], item: SyntaxNode): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.offset < item.offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The JSON pointer (RFC 6901) of a node; a property and its value share one. */
export function pointerOf(node: SyntaxNode): string {
  return pointerTo(pathOf(node));
}

/** Writes steps from the root as a JSON pointer. */
export function pointerTo(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
