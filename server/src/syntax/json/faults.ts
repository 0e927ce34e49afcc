import type { SyntaxProblem } from '../document.ts';
import { endOf, type Span, type ValueNode } from '../node.ts';
import type { Doubts } from './doubt.ts';

const BEFORE_START = 'There is text before the beginning of the JSON value.';
/** The message for text after the JSON value. Other code recognizes the problem by it. */
export const BEHIND_END = 'There is text behind the end of the JSON value.';

/** Problems that name an unmatched bracket. Any that follow the first depend only on where one starts to count. */
const OF_BRACKETS = /never closed|closes nothing|behind the end|outside of the object/;

/**
 * Keeps the problems that are faults of their own, and drops those that follow from an earlier one: problems on the
 * same or the next line, or with brackets that no longer match. A missing comma has no such consequences.
 * In a doubtful span, the first problem is the fault.
 * @param templates placeholders that stand only for values; undefined if placeholders also decide the structure
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
  // A problem inside the span with unmatched brackets is nearer to the fault than the bracket left over at the end.
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
    // If there is text before the root, the root itself is reported as well.
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

/** Habits that run through a whole file: single quotes, and names without quotes. */
const SAME_HABIT: readonly ((text: string, problem: SyntaxProblem) => boolean)[] = [
  (text, { offset }) => text[offset] === "'",
  (text, problem) => /^[A-Za-z_]\w*\s*:/.test(text.slice(problem.offset, endOf(problem) + 100)),
];

/** Keeps only the first problem of a habit, on behalf of all of them. */
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

/** The doubtful span that contains a problem; undefined if there is none. */
function doubtOf({ all, ofBrackets }: Doubts, problem: SyntaxProblem): Span | undefined {
  if (ofBrackets && OF_BRACKETS.test(problem.message)) return ofBrackets;
  return all.find((span) => span.offset <= problem.offset && problem.offset <= endOf(span));
}

function noJson(text: string): string {
  return /^(?:---\s*$|[A-Za-z]\w*:\s)/m.test(text.slice(0, 2000))
    ? 'This is YAML: call the file `.yaml`, or write it as JSON.'
    : 'This is not JSON, which begins with `{` or `[`.';
}

function areNear(text: string, before: Span, behind: Span): boolean {
  const from = Math.min(endOf(before), behind.offset);
  const to = Math.max(Math.min(before.offset, endOf(behind)), behind.offset);
  return to - from <= 1000 && text.slice(from, to).split('\n').length <= 2;
}

/** Whether there is no placeholder on or next to the line of a problem. */
function isApart(text: string, problem: Span, templates: readonly Span[]): boolean {
  const start = text.lastIndexOf('\n', problem.offset - 1) + 1;
  const end = text.indexOf('\n', endOf(problem));
  return !templates.some((span) => endOf(span) > start && (end < 0 || span.offset < end));
}
