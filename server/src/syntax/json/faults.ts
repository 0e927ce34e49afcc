import { endOf, type Span, type ValueNode } from '../node.ts';
import type { Doubts } from './doubt.ts';
import type { JsonProblem } from './problems.ts';

const BEFORE_START = 'There is text before the JSON value.';
/** The message for text after the JSON value. */
export const AFTER_END = 'There is text after the JSON value.';

/** Whether brackets do not match. All but the first such problem depend only on where one starts to count. */
function isOfBrackets({ about }: JsonProblem): boolean {
  return about === 'bracket' || about === 'outside';
}

/**
 * Keeps the problems that are faults of their own, and drops those that follow from an earlier one: problems on the
 * same or the next line, or with brackets that no longer match. A missing comma has no such consequences.
 * In a doubtful span, the first problem is the fault.
 * @param templates placeholders that stand only for values; undefined if placeholders also decide the structure
 */
export function ownFaults(
  text: string,
  root: ValueNode | undefined,
  problems: readonly JsonProblem[],
  templates: readonly Span[] | undefined,
  doubts: Doubts,
): JsonProblem[] {
  const isStructure = root?.kind === 'object' || root?.kind === 'array';
  const first = problems.find(({ code }) => code === 'syntax');
  if (root?.kind === 'invalid' && first) return [{ ...first, message: noJson(text) }];
  const kept: JsonProblem[] = [];
  let last: JsonProblem | undefined;
  let [brackets, before, behind] = [false, false, false];
  const told = new Set<Span>();
  const { ofBrackets } = doubts;
  // A problem inside the span with unmatched brackets is nearer to the fault than the bracket left over at the end.
  const isNearer = (problem: JsonProblem) =>
    problem.code === 'syntax' && !isOfBrackets(problem) && doubtOf(doubts, problem) === ofBrackets;
  const hasNearer = ofBrackets !== undefined && problems.some(isNearer);
  for (const problem of [...problems].sort((a, b) => a.offset - b.offset)) {
    const doubt = doubtOf(doubts, problem);
    if (hasNearer && isOfBrackets(problem)) continue;
    if (doubt && (problem.code === 'trailing-comma' || problem.code === 'comment')) continue;
    if (problem.code !== 'syntax') {
      kept.push(problem);
      continue;
    }
    const isComma = problem.about === 'comma';
    const isBracket = isOfBrackets(problem);
    const isBefore = !isStructure || endOf(problem) <= root.offset;
    // If there is text before the root, the root itself is reported as well.
    const isBehind = isStructure && (problem.offset >= endOf(root) || (before && problem.about === 'outside'));
    const follows =
      (doubt !== undefined && told.has(doubt)) ||
      (isBracket && brackets) ||
      (isBefore && before) ||
      (isBehind && (behind || (before && problem.offset === root.offset))) ||
      (last !== undefined && !isBracket && areNear(text, last, problem));
    if (doubt) told.add(doubt);
    if (!follows) {
      const own =
        isStructure && isBefore
          ? { ...problem, message: BEFORE_START }
          : isBehind && !isBracket
            ? { ...problem, message: AFTER_END }
            : problem;
      kept.push(templates ? { ...own, sure: isApart(text, problem, templates) } : own);
    }
    if (isBracket) brackets = true;
    if (isBefore) before = true;
    if (isBehind) behind = true;
    if (!isComma) last = problem;
  }
  return SAME_HABIT.reduce((all, habit) => onceFor(habit, text, all), kept);
}

/** Habits that run through a whole file: single quotes, and names without quotes. */
const SAME_HABIT: readonly ((text: string, problem: JsonProblem) => boolean)[] = [
  (text, { offset }) => text[offset] === "'",
  (text, problem) => /^[A-Za-z_]\w*\s*:/.test(text.slice(problem.offset, endOf(problem) + 100)),
];

/** Keeps only the first problem of a habit, on behalf of all of them. */
function onceFor(
  isOfHabit: (text: string, problem: JsonProblem) => boolean,
  text: string,
  problems: readonly JsonProblem[],
): JsonProblem[] {
  const [first, ...others] = problems.filter((problem) => problem.code === 'syntax' && isOfHabit(text, problem));
  if (!first || others.length === 0) return [...problems];
  const message = `${first.message.replace(/\.$/, '')}, here and elsewhere.`;
  return problems
    .filter((problem) => !others.includes(problem))
    .map((problem) => (problem === first ? { ...problem, message } : problem));
}

/** The doubtful span that contains a problem; undefined if there is none. */
function doubtOf({ all, ofBrackets }: Doubts, problem: JsonProblem): Span | undefined {
  if (ofBrackets && isOfBrackets(problem)) return ofBrackets;
  return all.find((span) => span.offset <= problem.offset && problem.offset <= endOf(span));
}

function noJson(text: string): string {
  return /^(?:---\s*$|[A-Za-z]\w*:\s)/m.test(text.slice(0, 2000))
    ? 'This is YAML: name the file `.yaml`, or write it as JSON.'
    : 'This is not JSON, which has to begin with `{` or `[`.';
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
