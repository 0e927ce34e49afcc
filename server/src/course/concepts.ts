import generated from './concepts.generated.json';

/** A concept of Amazon ECS in a few sentences, for hovers and the lesson. */
export interface Concept {
  readonly title: string;
  /** One to three sentences of markdown. */
  readonly short: string;
  /** More, in markdown paragraphs. */
  readonly body?: string;
  /** Id of the lesson section that teaches it. */
  readonly section: string;
  /** Address of AWS's own page. */
  readonly aws?: string;
}

const CONCEPTS = generated as Readonly<Record<string, Concept>>;

/** The concept of that id; undefined where there is none. */
export function concept(id: string): Concept | undefined {
  return Object.hasOwn(CONCEPTS, id) ? CONCEPTS[id] : undefined;
}

/** The ids of all concepts. */
export const CONCEPT_IDS: readonly string[] = Object.keys(CONCEPTS);
