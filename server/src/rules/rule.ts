import type { Refuser } from '../model/refusal.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { NodeEdit } from '../syntax/edit.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/**
 * `error`: ECS refuses the file or the task cannot start, for sure. `warning`: it will bite. `info`: good practice.
 */
export type Severity = 'error' | 'warning' | 'info';

/** Where a fact comes from, and when somebody last looked. */
export interface Source {
  /** A page, or a project with the name of its rule. */
  readonly from: string;
  /** ISO date. */
  readonly checked: string;
}

/** A change that is offered with a finding. */
export interface Fix {
  /** What happens, as a command: `Set networkMode to "awsvpc"`. */
  readonly title: string;
  readonly edits: readonly NodeEdit[];
  /** Safe to apply without asking: it cannot change what the task does beyond what the finding says. */
  readonly preferred?: boolean;
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

/**
 * Examples are tests, and are shown in the rule's documentation. Each is the text of a whole document. A rule file exports
 * them beside the rule, as `examples`.
 */
export interface Examples {
  /** The rule reports each of these. */
  readonly bad: readonly string[];
  /** The rule is silent on each of these: at least one that is nearly bad. */
  readonly good: readonly string[];
  /** For `bad[i]`, the whole text after its first fix; needed where the rule has fixes. */
  readonly fixed?: readonly string[];
}

/** How much a rule is sure of. It cannot be an error without saying who refuses the file; a warning may say it. */
type Certainty =
  | { readonly severity: 'error'; readonly refusedBy: Refuser }
  | { readonly severity: 'warning' | 'info'; readonly refusedBy?: Refuser };

/** One rule: a file of its own, whose name is the rule's id and the diagnostic's code. */
export type Rule = Certainty & RuleParts;

interface RuleParts {
  readonly title: string;
  /** Good practice that nearly every file lacks: editors show a hint, and no entry in the list of problems. Only with `info`. */
  readonly quiet?: true;
  readonly source: Source;
  /** The course concept that explains it. */
  readonly concept: string;
  /** Why it matters, in a few sentences of markdown, for the hover. */
  readonly why: string;
  /** The text with which AWS refuses it, where known, so that a search for it finds us. What differs from case to case is `…`. */
  readonly rejection?: string;
  /** Its findings advise to remove what another finding may ask to fill in; where one does, it has the word. */
  readonly yields?: true;
  /** One decision for the whole file: its findings are made one, with the other places. The title of the fix for all of them. */
  readonly once?: string;
  readonly check: (task: TaskDefinition, report: (finding: Report) => void) => void;
}

/** A rule with the id that its file name gives it. */
export type NamedRule = Rule & {
  readonly id: string;
  readonly topic: string;
  /** Whether its findings carry a fix: its examples show one. */
  readonly fixable: boolean;
};

/** States a rule. It only gives the object its type. */
export function rule(definition: Rule): Rule {
  return definition;
}
