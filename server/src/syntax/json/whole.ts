import type { Content, SourceDocument } from '../document.ts';
import { endOf } from '../node.ts';
import { readJson } from './read.ts';

/** What an edit may spoil in a text. */
export interface Faults {
  /** What is wrong with it as JSON with comments. */
  readonly problems: number;
  /** How much of it is comment: one that has lost the end of its line takes in what stands behind it. */
  readonly comments: number;
}

/** Whether a text that an edit has made is JSON where the text before was. */
export function staysWhole(before: SourceDocument, after: string): boolean {
  return isNoWorse(faultsOf(before, before.text), faultsOf(readJson(after), after));
}

export function isNoWorse(before: Faults, after: Faults): boolean {
  return after.problems <= before.problems && after.comments <= before.comments;
}

export function faultsOf({ problems, comments = [] }: Content, text: string): Faults {
  return {
    problems: problems.filter(({ code }) => code !== 'comment').length,
    comments: comments.reduce((sum, comment) => sum + text.slice(comment.offset, endOf(comment)).trimEnd().length, 0),
  };
}
