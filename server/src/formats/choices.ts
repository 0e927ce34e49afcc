import type { Choice, Part } from '../model/part.ts';
import type { Span } from '../syntax/node.ts';

/** A decision that a value depends on. */
export interface Decision {
  /** What the document calls it; the same for every value that depends on it. */
  readonly name: string;
  /** The outcomes, each as the end of a sentence: `is "host"`. */
  readonly outcomes: readonly string[];
}

/** The number of the outcome that a value is to be read with; undefined if it stays open. @param place of the value */
export type Decide = (decision: Decision, place: Span) => number | undefined;

/** A decision with more outcomes is left open. */
const MOST_OUTCOMES = 16;

/**
 * A part with the choices that it depends on. One decision is taken at a time, and all others stay open.
 * @param make projects the part, with what is decided
 * @param isFree whether nothing else in the document may rule an outcome out
 */
export function withChoices<P extends Part>(make: (decide: Decide) => P, isFree: boolean): P {
  const seen = new Map<string, { readonly decision: Decision; readonly places: Span[] }>();
  const part = make((decision, place) => {
    const known = seen.get(decision.name);
    if (known) known.places.push(place);
    else seen.set(decision.name, { decision, places: [place] });
    return undefined;
  });
  const choices = [...seen.values()]
    .filter(({ decision }) => decision.outcomes.length <= MOST_OUTCOMES)
    .map(({ decision: { name, outcomes }, places }): Choice => {
      const outcomeOf = (says: string, i: number) => ({
        says,
        part: () => make((decision) => (decision.name === name ? i : undefined)),
      });
      return { name, places, isFree, outcomes: outcomes.map(outcomeOf) };
    });
  return choices.length > 0 ? { ...part, choices } : part;
}

/** A value as the end of a sentence. */
export function isValue(value: string | number | boolean): string {
  return `is ${JSON.stringify(value)}`;
}
