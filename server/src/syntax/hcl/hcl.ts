import { SourceDocument } from '../document.ts';
import type { Language } from '../language.ts';
import { writeGroups } from '../write-groups.ts';
import { placesInHcl, printHcl } from './place.ts';
import { readHcl } from './read.ts';
import { writeHcl } from './write.ts';

/** What every file has that names a resource of ECS, or a target of its scaling; others are not read. */
const SIGN = /aws_(?:ecs|appautoscaling)_/;

/** The language of Terraform and OpenTofu. */
export const HCL_LANGUAGE: Language = {
  id: 'hcl',
  read: (text) =>
    new SourceDocument(HCL_LANGUAGE, text, SIGN.test(text) ? readHcl(text) : { root: undefined, problems: [] }),
  write: writeHcl,
  writeApart: writeGroups,
  placesAt: placesInHcl,
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
