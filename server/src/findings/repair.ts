import type { SourceDocument } from '../syntax/document.ts';
import { applyEdits, type NodeEdit, toTextEdits } from '../syntax/edit.ts';
import type { Language } from '../syntax/language.ts';
import { Ask, type Json } from '../syntax/value.ts';
import type { Finding } from './finding.ts';
import { fixAll } from './fixes.ts';
import { type Hunk, Patch } from './patch.ts';
import type { Fix } from './report.ts';

/** An independent change: one fix, or several that cannot be separated in the text. */
export interface Repair {
  /** What the change does, as commands. */
  readonly titles: readonly string[];
  /** Why, in the words of the findings. */
  readonly reasons: readonly string[];
  readonly rules: readonly string[];
  /** Words that the user has to replace, such as an account number that the file does not contain. */
  readonly toFillIn: readonly string[];
  /** Whether there is little doubt: it repairs an error and leaves nothing for the user to fill in. */
  readonly isSure: boolean;
  readonly hunks: readonly Hunk[];
}

/** The result of a repair. */
export interface Repaired {
  readonly text: string;
  /** In text order. */
  readonly repairs: readonly Repair[];
  /** How many fixes were applied. */
  readonly fixed: number;
  /** The remaining errors and warnings. */
  readonly left: readonly Finding[];
}

/** A text with the findings that the check reports for it. */
export interface Checked {
  readonly document: SourceDocument;
  readonly findings: readonly Finding[];
}

/** The maximum number of characters read in all attempts together, with what findings cost: about a second of work. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** How many characters are read in the time that a finding takes with its fixes. */
const CHARACTERS_OF_A_FINDING = 400;

/** Nobody looks through more changes than this one by one, so they are shown as one. */
const MOST_REPAIRS = 60;

interface Step {
  readonly title: string;
  readonly reason: string;
  readonly rule: string;
  readonly toFillIn: readonly string[];
  readonly isError: boolean;
  readonly isSafe: boolean;
}

/**
 * Repairs whatever can be repaired, with safe fixes or others: applies the best fix of each error and warning, one
 * after the other. A fix is kept only if it leaves fewer errors, or as many errors and fewer warnings, or as many of
 * both and fewer notes; whatever cannot be repaired stays as it is. For notes only the safe fix is applied.
 * @param check analyses a text and returns its findings, with the severities that the user set
 * @param fixesOf the fixes of a finding that may be applied, best first
 */
export function repair(text: string, check: (text: string) => Checked, fixesOf = bestFirst): Repaired {
  let budget = MOST_CHARACTERS;
  const checkOnce = (next: string): Checked | undefined => {
    budget -= next.length + now.findings.length * CHARACTERS_OF_A_FINDING;
    return budget < 0 ? undefined : check(next);
  };
  let now = check(text);
  const steps: Step[] = [];
  const patch = new Patch();
  const tried = new Set<string>();
  const take = (finding: Finding, fix: Fix): boolean => {
    const edits = toTextEdits(now.document, fix.edits);
    const next = applyEdits(now.document.text, edits);
    if (edits.length === 0 || next === now.document.text) return false;
    const after = checkOnce(next);
    const further = () => oneFurther(after!, now, fixesOf, checkOnce);
    if (!after || !isBetter(after, now, () => settled(after, checkOnce), further)) return false;
    patch.add(edits, steps.length);
    const { message: reason, rule, severity } = finding;
    const toFillIn = asksOf(fix.edits);
    steps.push({
      title: fix.title,
      reason,
      rule,
      toFillIn,
      isError: severity === 'error',
      isSafe: fix.preferred === true,
    });
    now = after;
    return true;
  };
  const takeNext = (): boolean => {
    const counts = new Map<string, number>();
    for (const { rule } of now.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    for (const finding of inOrder(now)) {
      const key = `${finding.rule} ${finding.message} ${counts.get(finding.rule)}`;
      if (tried.has(key)) continue;
      tried.add(key);
      if (fixesOf(finding).some((fix) => take(finding, fix))) return true;
    }
    return false;
  };
  // A fix that did not help earlier may help once something else is repaired.
  for (let before = -1; before < steps.length && budget > 0; ) {
    before = steps.length;
    tried.clear();
    while (budget > 0 && takeNext());
  }
  const left = now.findings.filter(({ severity }) => severity !== 'info');
  const repairs = repairsOf(now.document.language, text, patch.hunks, steps);
  return { text: now.document.text, repairs, fixed: steps.length, left };
}

/**
 * The order of repair: syntax errors first, as nothing after them is certain; then errors, then warnings, each in text
 * order.
 */
function inOrder({ document, findings }: Checked): Finding[] {
  const comments = new Set(document.comments.map(({ offset }) => offset));
  const rank = ({ rule, severity }: Finding) => (rule === 'td-invalid-json' ? 0 : RANKS[severity]);
  // Comments belong to the author, so a repair must not lose any.
  return findings
    .filter(({ fixes, offset }) => fixes.length > 0 && !comments.has(offset))
    .sort((a, b) => rank(a) - rank(b) || a.offset - b.offset);
}

const RANKS = { error: 1, warning: 2, info: 3 };

/** For notes only the safe fix: good practice is the user's choice. */
function bestFirst({ fixes, severity }: Finding): Fix[] {
  if (severity === 'info') return fixes.filter(({ preferred }) => preferred).slice(0, 1);
  return [...fixes].sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false));
}

interface Score {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

function scoreOf({ findings }: Checked): Score {
  let errors = 0;
  let warnings = 0;
  let notes = 0;
  for (const { severity } of findings) {
    if (severity === 'error') errors++;
    else if (severity === 'warning') warnings++;
    else notes++;
  }
  return { errors, warnings, notes };
}

function isLess(a: Score, b: Score): boolean {
  if (a.errors !== b.errors) return a.errors < b.errors;
  return a.warnings === b.warnings ? a.notes < b.notes : a.warnings < b.warnings;
}

/**
 * A fix may uncover findings that safe fixes then repair: moving to Fargate reveals host ports that have only one valid
 * value. Or it uncovers one that has an answer itself: `COMPLETE` for `COMPLETED` shows that the container is essential.
 */
function isBetter(
  after: Checked,
  before: Checked,
  settle: () => Checked | undefined,
  further: () => Checked | undefined,
): boolean {
  const old = scoreOf(before);
  const isBelow = (end: Checked | undefined) => end !== undefined && isLess(scoreOf(end), old);
  if (isBelow(after)) return true;
  if (after.findings.some(({ fixes }) => fixes.some(({ preferred }) => preferred)) && isBelow(settle())) return true;
  return scoreOf(after).errors === old.errors && isBelow(further());
}

/** A text with the one error repaired that was not there before; undefined if there is none, or more, or no fix. */
function oneFurther(
  after: Checked,
  before: Checked,
  fixesOf: (finding: Finding) => readonly Fix[],
  checkOnce: (text: string) => Checked | undefined,
): Checked | undefined {
  const known = new Set(before.findings.map(({ rule }) => rule));
  const [uncovered, another] = after.findings.filter(({ severity, rule }) => severity === 'error' && !known.has(rule));
  const fix = uncovered && !another ? fixesOf(uncovered)[0] : undefined;
  return fix && checkOnce(applyEdits(after.document.text, toTextEdits(after.document, fix.edits)));
}

/** A text with its safe fixes applied; undefined if that takes more than may be read. */
function settled(before: Checked, checkOnce: (text: string) => Checked | undefined): Checked | undefined {
  let last = before;
  let failed = false;
  const fixed = fixAll(before.document.text, (current) => {
    if (failed || current === last.document.text) return last;
    const checked = checkOnce(current);
    if (checked) last = checked;
    else failed = true;
    return last;
  });
  return failed || last.document.text === fixed ? last : checkOnce(fixed);
}

/** The words that the edits insert for the user to replace. */
export function asksOf(edits: readonly NodeEdit[]): string[] {
  const asks: string[] = [];
  const visit = (value: Json): void => {
    if (value instanceof Ask) asks.push(value.text);
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) visit(part as Json);
  };
  for (const edit of edits) if ('value' in edit) visit(edit.value);
  return asks;
}

/**
 * Groups hunks into repairs that can be accepted or rejected separately: fixes that share a hunk, or would break the
 * text without each other, form one repair.
 */
function repairsOf(language: Language, text: string, hunks: readonly Hunk[], steps: readonly Step[]): Repair[] {
  const group = steps.map((_, i) => i);
  const rootOf = (step: number): number => {
    while (group[step] !== step) step = group[step]!;
    return step;
  };
  const join = (a: number, b: number) => {
    group[rootOf(b)] = rootOf(a);
  };
  for (const { steps: own } of hunks) for (const step of own) join(own[0]!, step);
  const groups = () => [...new Set(hunks.map(({ steps: own }) => rootOf(own[0]!)))];
  const whole = syntaxErrors(language, text);
  const isWhole = (taken: readonly Hunk[]) => syntaxErrors(language, applyEdits(text, taken)) <= whole;
  if (groups().length > MOST_REPAIRS) for (const one of groups()) join(groups()[0]!, one);
  for (let again = true; again && groups().length > 1; ) {
    again = false;
    for (const one of groups()) {
      const mine = hunks.filter(({ steps: own }) => rootOf(own[0]!) === one);
      const others = hunks.filter((hunk) => !mine.includes(hunk));
      if (isWhole(mine) && isWhole(others)) continue;
      const at = hunks.indexOf(mine[0]!);
      const neighbour = hunks.slice(at).find((hunk) => others.includes(hunk)) ?? others.at(-1)!;
      join(one, neighbour.steps[0]!);
      again = true;
      break;
    }
  }
  return groups().map((one) => {
    const own = steps.filter((_, i) => rootOf(i) === one);
    return {
      titles: [...new Set(own.map(({ title }) => title))],
      reasons: [...new Set(own.map(({ reason }) => reason))],
      rules: [...new Set(own.map(({ rule }) => rule))],
      toFillIn: [...new Set(own.flatMap(({ toFillIn }) => toFillIn))],
      isSure:
        own.every(({ toFillIn }) => toFillIn.length === 0) &&
        (own.some(({ isError }) => isError) || own.every(({ isSafe }) => isSafe)),
      hunks: hunks.filter(({ steps: mine }) => rootOf(mine[0]!) === one),
    };
  });
}

function syntaxErrors(language: Language, text: string): number {
  return language.read(text).problems.filter(({ code }) => code === 'syntax').length;
}
