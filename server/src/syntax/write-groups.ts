import type { SourceDocument } from './document.ts';
import { applyEdits, type TextEdit } from './edit.ts';
import type { EditGroup, GroupedEdit } from './language.ts';
import { endOf } from './node.ts';

/** The edits of some groups, to be applied together: one of them alone may break the text. */
interface Cluster {
  readonly groups: readonly number[];
  readonly edits: readonly TextEdit[];
  readonly from: number;
  readonly to: number;
}

/**
 * Text edits of several groups of changes, of which any may be left out. Each group is one edit, and groups that write at the
 * same place are one edit together. For languages in which a removal does not depend on its neighbours.
 */
export function writeGroups(document: SourceDocument, groups: readonly EditGroup[]): GroupedEdit[] {
  const own = groups.map(({ edits }, group) => clusterOf([group], document.language.write(document, edits, 'plain')));
  const clusters = merged(
    document,
    groups,
    own.filter((cluster) => cluster !== undefined),
  );
  return clusters.map((cluster) => joined(document, cluster, groups));
}

function clusterOf(groups: readonly number[], edits: readonly TextEdit[]): Cluster | undefined {
  const first = edits[0];
  return first && { groups, edits, from: first.offset, to: edits.reduce((end, edit) => Math.max(end, endOf(edit)), 0) };
}

/** The clusters that are apart; those that touch are written anew, as one. */
function merged(document: SourceDocument, groups: readonly EditGroup[], clusters: readonly Cluster[]): Cluster[] {
  const sorted = [...clusters].sort((a, b) => a.from - b.from || a.to - b.to);
  const result: Cluster[] = [];
  let touched = false;
  for (const cluster of sorted) {
    const last = result[result.length - 1];
    if (!last || cluster.from > last.to) {
      result.push(cluster);
      continue;
    }
    touched = true;
    const both = [...last.groups, ...cluster.groups].sort((a, b) => a - b);
    const edits = both.flatMap((group) => groups[group]!.edits);
    const one = clusterOf(both, document.language.write(document, edits, 'plain'));
    const from = Math.min(last.from, one?.from ?? last.from);
    result[result.length - 1] = {
      groups: both,
      edits: one?.edits ?? [],
      from,
      to: Math.max(last.to, cluster.to, one?.to ?? 0),
    };
  }
  return touched ? merged(document, groups, result) : result;
}

/** One edit with the text between; the group that comes first is named first. */
function joined(
  { text }: SourceDocument,
  { groups, edits, from, to }: Cluster,
  all: readonly EditGroup[],
): GroupedEdit {
  const moved = edits.map((edit) => ({ ...edit, offset: edit.offset - from }));
  const named = [...groups].sort((a, b) => Number(all[b]!.comesFirst) - Number(all[a]!.comesFirst) || a - b);
  return { offset: from, length: to - from, newText: applyEdits(text.slice(from, to), moved), groups: named };
}
