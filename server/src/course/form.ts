import type { NearMiss, OptionQuestion, Question } from './course.ts';

/**
 * An answer: the place of an option in the source, all chosen places, the places in the chosen order, a line from 1, a
 * moment in seconds, or what was typed.
 */
export type Answer = number | string | readonly number[];

/** The values of places that many questions have, by the name of the place. */
export type Pools = Readonly<Record<string, readonly string[]>>;

const PLACE = /\{\{([\w-]+)\}\}/g;

/** How many options a question with one right option shows. */
const SHOWN = 4;

/**
 * A question as it is asked for the nth time, from 0: with values in its places, and with four options. The same number
 * gives the same form, and numbers that follow each other give different ones.
 */
export function formOf<Q extends Question>(question: Q, pools: Pools, time: number): Q {
  const turn = (hash(question.id) + time) >>> 0;
  const row = question.rows?.[turn % question.rows.length];
  const fill = (text: string): string =>
    text.replaceAll(PLACE, (place, name: string) => {
      if (row && Object.hasOwn(row, name)) return row[name]!;
      const pool = question.vary?.[name] ?? pools[name];
      // Each place has its own start, so that the values do not always come in the same company.
      return pool ? fill(pool[(turn + hash(name)) % pool.length]!) : place;
    });
  const filled = filledIn(question, fill);
  return 'options' in filled ? { ...filled, options: shownOptions(filled, time) } : filled;
}

/** Of one right option and several wrong ones three of these, and of all that apply all but one: they change from time to time. */
function shownOptions({ kind, options }: OptionQuestion, time: number): OptionQuestion['options'] {
  if (options.length <= SHOWN) return options;
  if (kind === 'all') {
    const without = (i: number) => options.filter((_, place) => place !== i % options.length);
    // Where only one is right, it stays.
    const isSound = (shown: OptionQuestion['options']) => new Set(shown.map(({ right }) => right)).size === 2;
    return [without(time), without(time + 1), options].find(isSound)!;
  }
  const wrong = options.filter(({ right }) => !right);
  const hidden = new Set(Array.from({ length: options.length - SHOWN }, (_, i) => wrong[(time + i) % wrong.length]));
  return options.filter((option) => !hidden.has(option));
}

/** A copy with each text filled in. */
function filledIn<T>(value: T, fill: (text: string) => string): T {
  if (typeof value === 'string') return fill(value) as T;
  if (Array.isArray(value)) return value.map((each) => filledIn(each, fill)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === 'vary' || key === 'rows' ? each : filledIn(each, fill)]),
  ) as T;
}

/** Whether an answer is right. An answer of another kind, as an older version may have stored it, is wrong. */
export function isRight(form: Question, answer: Answer | undefined): boolean {
  switch (form.kind) {
    case 'one':
      return typeof answer === 'number' && form.options[answer]?.right === true;
    case 'all':
      return Array.isArray(answer) && form.options.every(({ right }, i) => right === answer.includes(i));
    case 'order':
      return (
        Array.isArray(answer) &&
        answer.length === form.items.length &&
        // Two items of the same words may change places.
        answer.every((place, i) => form.items[place as number] === form.items[i])
      );
    case 'line':
      return typeof answer === 'number' && form.lines.includes(answer);
    case 'time':
      return typeof answer === 'number' && answer === Number(form.at);
    case 'value':
      return typeof answer === 'string' && form.accepts.some((text) => isSameValue(text, answer, form.unit));
  }
}

/** The known mistake that an answer is; undefined if it is none. */
export function nearMiss(form: Question, answer: Answer | undefined): NearMiss | undefined {
  if (form.kind !== 'value' && form.kind !== 'line' && form.kind !== 'time') return undefined;
  const unit = form.kind === 'value' ? form.unit : undefined;
  return form.near.find((each) => isSameValue(each.answer, String(answer), unit));
}

/** The names under which a unit is typed. */
const UNITS: readonly (readonly string[])[] = [
  ['s', 'sec', 'secs', 'second', 'seconds'],
  ['mib', 'mb', 'm'],
  ['gib', 'gb', 'g'],
  ['%', 'percent', 'per cent'],
  ['task', 'tasks', 'copies'],
  ['unit', 'units', 'cpu units'],
  ['vcpu', 'vcpus', 'cpu', 'cpus'],
];

/** Whether two values mean the same: capitals, quotes, spaces, commas within numbers and the unit make no difference. */
export function isSameValue(right: string, typed: string, unit?: string): boolean {
  const [a, b] = [plain(right, unit), plain(typed, unit)];
  if (a === '' || b === '') return false;
  return a === b || (isNumber(a) && isNumber(b) && Number(a) === Number(b));
}

function plain(value: string, unit: string | undefined): string {
  let text = value
    .trim()
    .toLowerCase()
    .replaceAll(/["'`“”‘’]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[=:]\s*|[,;.]$/g, '')
    .trim();
  if (/^\d{1,3}(,\d{3})+(\D|$)/.test(text)) text = text.replaceAll(',', '');
  const names =
    unit === undefined ? [] : (UNITS.find((all) => all.includes(unit.toLowerCase())) ?? [unit.toLowerCase()]);
  for (const name of names) {
    const [number, rest] = [text.slice(0, -name.length).trimEnd(), text.slice(-name.length)];
    if (rest === name && isNumber(number)) return number;
  }
  return text;
}

function isNumber(text: string): boolean {
  return /^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text);
}

/** Hashes a text to a number (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
