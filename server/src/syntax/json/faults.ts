import type { SyntaxProblem } from '../document.ts';
import { endOf, type Span, type ValueNode } from '../node.ts';
import type { Doubts } from './doubt.ts';

const BEFORE_START = 'There is text before the beginning of the JSON value.';
export const BEHIND_END = 'There is text behind the end of the JSON value.';

/** Problems that say which bracket has no other. After the first of them each is a matter of where one begins to count. */
const OF_BRACKETS = /never closed|closes nothing|behind the end|outside of the object/;

/**
 * Of the problems those that are faults of their own, and no consequence of an earlier one: one on the same line or the next
 * one, or of brackets that are out of step. A missing comma has no consequences and is none.
 * Where the text is out of step, the first problem is the fault.
 * @param templates those that only stand for values; undefined where others decide what stands in the text
 */
export function ownFaults(
  text: string,
  root: ValueNode | undefined,
  problems: readonly SyntaxProblem[],
  templates: readonly Span[] | undefined,
  doubts: Doubts,
): SyntaxProblem[] {
  const isStructure = root?.kind === 'object' || root?.kind === 'array';
  const first = problems.find(({ code }) => code === 'syntax');
  if (root?.kind === 'invalid' && first) return [{ ...first, message: noJson(text) }];
  const kept: SyntaxProblem[] = [];
  let last: SyntaxProblem | undefined;
  let [brackets, before, behind] = [false, false, false];
  const told = new Set<Span>();
  const { ofBrackets } = doubts;
  // What stands where brackets are out of step is nearer to the fault than the bracket that is left over at last.
  const isNearer = (problem: SyntaxProblem) =>
    problem.code === 'syntax' && !OF_BRACKETS.test(problem.message) && doubtOf(doubts, problem) === ofBrackets;
  const hasNearer = ofBrackets !== undefined && problems.some(isNearer);
  for (const problem of [...problems].sort((a, b) => a.offset - b.offset)) {
    const doubt = doubtOf(doubts, problem);
    if (hasNearer && OF_BRACKETS.test(problem.message)) continue;
    if (doubt && (problem.code === 'trailing-comma' || problem.code === 'comment')) continue;
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
      (doubt !== undefined && told.has(doubt)) ||
      (isOfBrackets && brackets) ||
      (isBefore && before) ||
      (isBehind && (behind || (before && problem.offset === root.offset))) ||
      (last !== undefined && !isOfBrackets && areNear(text, last, problem));
    if (doubt) told.add(doubt);
    if (!follows) {
      const own =
        isStructure && isBefore
          ? { ...problem, message: BEFORE_START }
          : isBehind && !isOfBrackets
            ? { ...problem, message: BEHIND_END }
            : problem;
      kept.push(templates ? { ...own, sure: isApart(text, problem, templates) } : own);
    }
    if (isOfBrackets) brackets = true;
    if (isBefore) before = true;
    if (isBehind) behind = true;
    if (!isComma) last = problem;
  }
  return SAME_HABIT.reduce((all, habit) => onceFor(habit, text, all), kept);
}

/** Ways of writing that go through a whole file: single quotes, and names without quotes. */
const SAME_HABIT: readonly ((text: string, problem: SyntaxProblem) => boolean)[] = [
  (text, { offset }) => text[offset] === "'",
  (text, problem) => /^[A-Za-z_]\w*\s*:/.test(text.slice(problem.offset, endOf(problem) + 100)),
];

/** The problems with the first of a habit for all of them. */
function onceFor(
  isOfHabit: (text: string, problem: SyntaxProblem) => boolean,
  text: string,
  problems: readonly SyntaxProblem[],
): SyntaxProblem[] {
  const [first, ...others] = problems.filter((problem) => problem.code === 'syntax' && isOfHabit(text, problem));
  if (!first || others.length === 0) return [...problems];
  const message = `${first.message.replace(/\.$/, '')}, here and at other places.`;
  return problems
    .filter((problem) => !others.includes(problem))
    .map((problem) => (problem === first ? { ...problem, message } : problem));
}

/** The stretch that a problem is of, undefined where it is of none. */
function doubtOf({ all, ofBrackets }: Doubts, problem: SyntaxProblem): Span | undefined {
  if (ofBrackets && OF_BRACKETS.test(problem.message)) return ofBrackets;
  return all.find((span) => span.offset <= problem.offset && problem.offset <= endOf(span));
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
