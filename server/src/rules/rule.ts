import type { Report } from '../findings/report.ts';
import type { Refuser } from '../model/refusal.ts';
import type { ServiceDefinition } from '../model/service.ts';
import type { TaskDefinition } from '../model/task.ts';

/** Where a fact comes from, and when somebody last looked. */
export interface Source {
  /** A page, or a project with the name of its rule. */
  readonly from: string;
  /** ISO date. */
  readonly checked: string;
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
export type Rule = Certainty & RuleParts & { readonly check: Check<TaskDefinition> };

/** A rule about a service, and about its task definition where that is in the same document. */
export type ServiceRule = Certainty & RuleParts & { readonly of: 'service'; readonly check: Check<ServiceDefinition> };

type Check<S> = (subject: S, report: (finding: Report) => void) => void;

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
}

/** A rule with the id that its file name gives it. */
export type NamedRule = Rule & Naming;
/** The same of a rule about services. */
export type NamedServiceRule = ServiceRule & Naming;

interface Naming {
  readonly id: string;
  readonly topic: string;
  /** Whether its findings carry a fix: its examples show one. */
  readonly fixable: boolean;
}

/** States a rule. It only gives the object its type. */
export function rule(definition: Rule): Rule {
  return definition;
}

/** States a rule about services. It only gives the object its type, and says what it is about. */
export function serviceRule(definition: Certainty & RuleParts & Pick<ServiceRule, 'check'>): ServiceRule {
  return { ...definition, of: 'service' };
}
