import type { Part } from '../model/part.ts';

/** Whether a document has task definitions in it, and why; the reason is shown to people. */
export type Detection = Accepted | Refused;

/** The document is treated as one with task definitions. */
export interface Accepted {
  readonly accepted: true;
  readonly reason: string;
  /** The task definitions, in the order of the text; none where the text could not be read that far. */
  readonly parts: readonly Part[];
}

/** The document is left alone. */
export interface Refused {
  readonly accepted: false;
  readonly reason: string;
  /** True where the content says what else the file is; false where it only shows no sign of a task definition. */
  readonly otherProduct: boolean;
}

/** How a document got here: `open` by its name and content, `asked` because somebody said it is a task definition. */
export type Intent = 'open' | 'asked';

/** The document is one with these task definitions. */
export function accept(reason: string, ...parts: readonly Part[]): Accepted {
  return { accepted: true, reason, parts };
}

/** The document is none. */
export function refuse(reason: string, otherProduct = false): Refused {
  return { accepted: false, reason, otherProduct };
}
