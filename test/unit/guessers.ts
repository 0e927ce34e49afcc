import type { OptionQuestion } from '../../server/src/course/course.ts';

/** An option as somebody sees it who knows nothing. */
export interface Seen {
  readonly text: string;
  readonly words: readonly string[];
}

/** A rule of thumb: how much it likes each option. Options that it likes the same are guessed among. */
export type Guesser = (options: readonly Seen[], stem: Seen) => readonly number[];

const has =
  (pattern: RegExp): Guesser =>
  (options) =>
    options.map(({ text }) => (pattern.test(text) ? 1 : 0));
const not =
  (guesser: Guesser): Guesser =>
  (options, stem) =>
    guesser(options, stem).map((liking) => -liking);
const count =
  (pattern: RegExp): Guesser =>
  (options) =>
    options.map(({ text }) => text.match(pattern)?.length ?? 0);
const length: Guesser = (options) => options.map(({ text }) => text.length);

/** How many words each option has in common with others. */
const common = (one: Seen, others: readonly Seen[]) =>
  one.words.filter((word) => others.some(({ words }) => words.includes(word))).length;

/** The words of an option that every other one has, too, and it alone lacks, make it the odd one out. */
const likeTheOthers: Guesser = (options) =>
  options.map(
    (option) =>
      common(
        option,
        options.filter((each) => each !== option),
      ) / Math.max(1, option.words.length),
  );

const ABSOLUTE = /\b(?:only|always|never|all|every|each|any|none|nothing|no|nobody|must|cannot)\b/i;
const HEDGED = /\b(?:can|could|may|might|often|usually|mostly|some|about|normally|sometimes|likely)\b/gi;

/** Blind guessing by length, place and wording. Place means that of the source: the quiz shuffles. */
export const GUESSERS: Readonly<Record<string, Guesser>> = {
  'the longest': length,
  'the shortest': not(length),
  'neither the longest nor the shortest': (options) => {
    const lengths = options.map(({ text }) => text.length);
    return lengths.map((each) => (each === Math.max(...lengths) || each === Math.min(...lengths) ? 0 : 1));
  },
  'the one nearest to the mean length': (options) => {
    const lengths = options.map(({ text }) => text.length);
    const mean = lengths.reduce((sum, each) => sum + each, 0) / lengths.length;
    return lengths.map((each) => -Math.abs(each - mean));
  },
  'the first of the source': (options) => options.map((_, i) => -i),
  'the last of the source': (options) => options.map((_, i) => i),
  'the second of the source': (options) => options.map((_, i) => (i === 1 ? 1 : 0)),
  'the third of the source': (options) => options.map((_, i) => (i === 2 ? 1 : 0)),
  'with an absolute word': has(ABSOLUTE),
  'without an absolute word': not(has(ABSOLUTE)),
  'the most hedged': count(HEDGED),
  'the least hedged': not(count(HEDGED)),
  'with a number': has(/\d|\b(?:one|two|three|four|five|ten)\b/i),
  'without a number': not(has(/\d|\b(?:one|two|three|four|five|ten)\b/i)),
  'the one with code': count(/`/g),
  'the one without code': not(count(/`/g)),
  'the most specific': count(/`|\d|\b[A-Z][A-Za-z]*[A-Z0-9][A-Za-z]*\b/g),
  'most words in common with the question': (options, stem) => options.map((option) => common(option, [stem])),
  'fewest words in common with the question': not((options, stem) => options.map((option) => common(option, [stem]))),
  'with "or" or "and"': has(/\b(?:or|and)\b/i),
  'with a reason': has(/\b(?:since|because|as|so|for)\b|[:;]/i),
  'without a reason': not(has(/\b(?:since|because|as|so|for)\b|[:;]/i)),
  'with the most commas': count(/[,;:]/g),
  'the one like the others': likeTheOthers,
  'the one unlike the others': not(likeTheOthers),
  'with a negation': has(/\b(?:no|not|none|nothing|never|without|cannot|nowhere)\b|n't\b/i),
  'without a negation': not(has(/\b(?:no|not|none|nothing|never|without|cannot|nowhere)\b|n't\b/i)),
};

/** The part of a question that somebody gets who guesses by the rule: 1 for the right option, less where it does not decide. */
export function gainOf(guesser: Guesser, form: OptionQuestion, plain: (html: string) => string): number {
  const see = (html: string): Seen => {
    const text = plain(html);
    return { text, words: text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [] };
  };
  const options = form.options.map(({ html }) => see(html));
  const likings = guesser(options, see(form.html));
  const best = Math.max(...likings);
  const chosen = form.options.filter((_, i) => likings[i] === best);
  return chosen.filter(({ right }) => right).length / chosen.length;
}
