import type { Refuser } from '../model/refusal.ts';
import type { NodeEdit } from '../syntax/edit.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/**
 * `error`: ECS refuses the file or the task cannot start, for sure. `warning`: it will bite. `info`: good practice.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A change that is offered with a finding. */
export interface Fix {
  /** What happens, as a command: `Set networkMode to "awsvpc"`. */
  readonly title: string;
  readonly edits: readonly NodeEdit[];
  /** Safe to apply without asking: it cannot change what the task does beyond what the finding says. */
  readonly preferred?: boolean;
  /** The one sensible answer to an error, such as the only name that is near a misspelt one: taken when the user has all repaired, not on each save. */
  readonly obvious?: boolean;
}

/** A second place that has to do with the finding. */
export interface Related {
  readonly at: SyntaxNode;
  readonly message: string;
}

/** What a rule reports. */
export interface Report {
  /** What to underline. An object or list is underlined at the key that holds it. */
  readonly at: SyntaxNode;
  /** What is wrong and what to do, in one line under 100 characters, values quoted, without a full stop at the end. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  /** `unnecessary` fades the text, `deprecated` strikes it through. */
  readonly tag?: 'unnecessary' | 'deprecated';
  /** Another severity than the rule's own, where a case is less or more certain. */
  readonly severity?: Severity;
  /** Who refuses this case, where it is not who refuses the others. */
  readonly refusedBy?: Refuser;
  /** How AWS refuses this case, where that is not the rule's own text: with the name from the file, say. Empty where nobody knows. */
  readonly rejection?: string;
}
