import type { SourceDocument } from '../document.ts';
import { endOf } from '../node.ts';
import type { Wanted } from './extents.ts';
import { readYaml } from './read.ts';

/** Whether a text that an edit has made can be read where the text before could, and has its comments still. */
export function staysWholeYaml(before: SourceDocument, after: string, wanted: Wanted): boolean {
  const { problems, comments = [] } = readYaml(after, wanted);
  const size = (spans: readonly { offset: number; length: number }[], text: string) =>
    spans.reduce((sum, span) => sum + text.slice(span.offset, endOf(span)).trimEnd().length, 0);
  return problems.length <= before.problems.length && size(comments, after) <= size(before.comments, before.text);
}
