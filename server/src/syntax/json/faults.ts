import type { SyntaxProblem } from '../document.ts';
import { endOf, type Span, type ValueNode } from '../node.ts';

const BEFORE_START = 'There is text before the beginning of the JSON value.';
export const BEHIND_END = 'There is text behind the end of the JSON value.';

/** Problems that say which bracket has no other. After the first of them each is a matter of where one begins to count. */
const OF_BRACKETS = /never closed|closes nothing|behind the end|outside of the object/;

/**
 * Of the problems those that are faults of their own, and no consequence of an earlier one: one on the same line or the next
 * one, or of brackets that are out of step. A missing comma has no consequences and is none.
 * @param templates those that only stand for values; undefined where others decide what stands in the text
 */
export function ownFaults(
  text: string,
  root: ValueNode | undefined,
  problems: readonly SyntaxProblem[],
  templates: readonly Span[] | undefined,
): SyntaxProblem[] {
  const isStructure = root?.kind === 'object' || root?.kind === 'array';
  const first = problems.find(({ code }) => code === 'syntax');
  if (root?.kind === 'invalid' && first) return [{ ...first, message: noJson(text) }];
  const kept: SyntaxProblem[] = [];
  let last: SyntaxProblem | undefined;
  let [brackets, before, behind] = [false, false, false];
  for (const problem of problems) {
    if (problem.code !== 'syntax') {
      kept.push(problem);
      continue;
    }
    const isComma = problem.message.startsWith('Expected a comma');
    const isOfBrackets = OF_BRACKETS.test(problem.message);
    const isBefore = !isStructure || endOf(problem) <= root.offset;
    // What the root itself is reported for is that something stands before it.
    const isBehind = isStructure && (problem.offset >= endOf(root) || (before && problem.message === BEHIND_END));
    const follows =
      (isOfBrackets && brackets) ||
      (isBefore && before) ||
      (isBehind && (behind || (before && problem.offset === root.offset))) ||
      (last !== undefined && !isOfBrackets && areNear(text, last, problem));
    if (!follows) {
      const told =
        isStructure && isBefore
          ? { ...problem, message: BEFORE_START }
          : isBehind && !isOfBrackets
            ? { ...problem, message: BEHIND_END }
            : problem;
      kept.push(templates ? { ...told, sure: isApart(text, problem, templates) } : told);
    }
    if (isOfBrackets) brackets = true;
    if (isBefore) before = true;
    if (isBehind) behind = true;
    if (!isComma) last = problem;
  }
  return kept;
}

function noJson(text: string): string {
  return /^(?:---\s*$|[A-Za-z]\w*:\s)/m.test(text.slice(0, 2000))
    ? 'This is YAML, which Taskdef does not read yet: write it as JSON.'
    : 'This is not JSON, which begins with `{` or `[`.';
}

function areNear(text: string, before: Span, behind: Span): boolean {
  const from = Math.min(endOf(before), behind.offset);
  const to = Math.max(Math.min(before.offset, endOf(behind)), behind.offset);
  return to - from <= 1000 && text.slice(from, to).split('\n').length <= 2;
}

/** Whether no placeholder is on the line of a problem, and none is next to it. */
function isApart(text: string, problem: Span, templates: readonly Span[]): boolean {
  const start = text.lastIndexOf('\n', problem.offset - 1) + 1;
  const end = text.indexOf('\n', endOf(problem));
  return !templates.some((span) => endOf(span) > start && (end < 0 || span.offset < end));
}
