import { SourceDocument } from '../document.ts';
import { applyEdits, type TextEdit } from '../edit.ts';
import type { EditGroup, GroupedEdit, Language } from '../language.ts';
import { endOf, type Span, touches } from '../node.ts';
import { placeInHcl, printHcl } from './place.ts';
import { readHcl } from './read.ts';
import { writeHcl } from './write.ts';

/** What every file has that names a resource of ECS; others are not read. */
const SIGN = 'aws_ecs_';

/** The language of Terraform and OpenTofu. */
export const HCL_LANGUAGE: Language = {
  id: 'hcl',
  read: (text) =>
    new SourceDocument(HCL_LANGUAGE, text, text.includes(SIGN) ? readHcl(text) : { root: undefined, problems: [] }),
  write: writeHcl,
  writeApart,
  placeAt: placeInHcl,
  print: printHcl,
  staysWhole: (before, after) => {
    const { problems, comments = [] } = readHcl(after);
    const lengthOf = (spans: readonly { readonly length: number }[]) =>
      spans.reduce((sum, { length }) => sum + length, 0);
    return problems.length <= before.problems.length && lengthOf(comments) <= lengthOf(before.comments);
  },
  comment: (text) => `# ${text}`,
  takesComments: true,
};

/** Changes of one or several groups, with the stretch of text that they touch. */
interface Cluster extends Span {
  readonly groups: readonly number[];
  readonly edits: readonly TextEdit[];
}

/** Text edits of several groups of changes, one for each; groups that touch the same text share one. */
function writeApart(document: SourceDocument, groups: readonly EditGroup[]): GroupedEdit[] {
  const clusterOf = (members: readonly number[]): Cluster => {
    const together = members.flatMap((member) => groups[member]!.edits);
    const edits = writeHcl(document, together, 'plain');
    const offset = edits[0]?.offset ?? 0;
    return { groups: members, edits, offset, length: edits.length === 0 ? 0 : endOf(edits.at(-1)!) - offset };
  };
  const clusters: Cluster[] = [];
  for (const index of groups.keys()) {
    let cluster = clusterOf([index]);
    for (;;) {
      if (cluster.edits.length === 0) break;
      const other = clusters.findIndex((one) => touches(one, cluster));
      if (other < 0) break;
      const [met] = clusters.splice(other, 1);
      cluster = clusterOf([...met!.groups, ...cluster.groups].sort((a, b) => a - b));
    }
    if (cluster.edits.length > 0) clusters.push(cluster);
  }
  return clusters
    .map(({ groups: members, edits, offset, length }): GroupedEdit => {
      const moved = edits.map((edit) => ({ ...edit, offset: edit.offset - offset }));
      const old = document.text.slice(offset, offset + length);
      return { offset, length, newText: applyEdits(old, moved), groups: members };
    })
    .sort((a, b) => a.offset - b.offset);
}
