import type { Refuser } from '../model/refusal.ts';
import type { NodeEdit } from '../syntax/edit.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/**
 * `error`: ECS refuses the file or the task cannot start, for certain. `warning`: it will cause trouble. `info`: good
 * practice.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A change offered with a finding. */
export interface Fix {
  /** What the change does, as a command: `Set networkMode to "awsvpc"`. */
  readonly title: string;
  readonly edits: readonly NodeEdit[];
  /** Safe to apply without asking: what the task does changes only as the finding says. */
  readonly preferred?: boolean;
  /**
   * The one sensible answer to an error or a warning, such as the only name close to a misspelt one: applied when the user asks to
   * repair everything, but not on save.
   */
  readonly obvious?: boolean;
}

/** A second place that the finding refers to. */
export interface Related {
  readonly at: SyntaxNode;
  readonly message: string;
}

/** What a rule reports. */
export interface Report {
  /** The node to underline. An object or list is underlined at the key that holds it. */
  readonly at: SyntaxNode;
  /**
   * What is wrong and what to do, on one line of under 100 characters, with values in quotes and no full stop at the
   * end.
   */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  /** `unnecessary` fades the text, `deprecated` strikes it through. */
  readonly tag?: 'unnecessary' | 'deprecated';
  /** Overrides the rule's severity for a case that is more or less certain. */
  readonly severity?: Severity;
  /** Who refuses this case, if not the rule's usual refuser. */
  readonly refusedBy?: Refuser;
  /**
   * AWS's rejection in this case if it differs from the rule's text, for example because it contains a name from the
   * file. Empty if it is not known.
   */
  readonly rejection?: string;
}
