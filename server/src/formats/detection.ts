import type { Part } from '../model/part.ts';
import type { ArrayNode, ObjectNode } from '../syntax/node.ts';

/** Whether a document contains task definitions or services, and why. The reason is shown to people. */
export type Detection = Accepted | Refused;

/** The document is treated as containing task definitions or services. */
export interface Accepted {
  readonly accepted: true;
  readonly reason: string;
  /** The task definitions and services, in text order; empty if the text could not be read far enough. */
  readonly parts: readonly Part[];
  /** What an image definitions or image detail file of CodePipeline holds, which has no task definition or service. */
  readonly images?: ArrayNode | ObjectNode;
}

/** The document is left alone. */
export interface Refused {
  readonly accepted: false;
  readonly reason: string;
  /**
   * True if the content shows that the file is something else; false if there is merely no sign of a task definition.
   */
  readonly otherProduct: boolean;
}

/**
 * Why a document is examined: `open` goes by its name and content; `asked` means that the user said it is a task
 * definition.
 */
export type Intent = 'open' | 'asked';

/** Accepts the document, with these task definitions and services. */
export function accept(reason: string, ...parts: readonly Part[]): Accepted {
  return { accepted: true, reason, parts };
}

/** Refuses the document. */
export function refuse(reason: string, otherProduct = false): Refused {
  return { accepted: false, reason, otherProduct };
}

/** `a service`, `2 services`; empty for none. */
export function named(count: number, what: string): string {
  if (count === 0) return '';
  return count === 1 ? `a ${what}` : `${count} ${what}s`;
}
