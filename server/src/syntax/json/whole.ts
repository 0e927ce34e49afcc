import type { Content, SourceDocument } from '../document.ts';
import { endOf } from '../node.ts';
import { readJson } from './read.ts';

/** What an edit could break in a text. */
export interface Faults {
  /** The number of problems in it as JSON with comments. */
  readonly problems: number;
  /** How much of it is comment: a line comment that loses its line end swallows what follows. */
  readonly comments: number;
}

/** Whether an edited text is valid JSON, provided that the text before was. */
export function staysWhole(before: SourceDocument, after: string): boolean {
  return isNoWorse(faultsOf(before, before.text), faultsOf(readJson(after), after));
}

/** Whether an edit has added no problems and has turned nothing into a comment. */
export function isNoWorse(before: Faults, after: Faults): boolean {
  return after.problems <= before.problems && after.comments <= before.comments;
}

/** Counts the faults in a text that has been read. */
export function faultsOf({ problems, comments = [] }: Content, text: string): Faults {
  return {
    problems: problems.filter(({ code }) => code !== 'comment').length,
    comments: comments.reduce((sum, comment) => sum + text.slice(comment.offset, endOf(comment)).trimEnd().length, 0),
  };
}
