import type { Cause } from '../findings/joined.ts';
import type { Report } from '../findings/report.ts';
import type { ImageDefinitions } from '../model/image-definitions.ts';
import type { Refuser } from '../model/refusal.ts';
import type { ServiceDefinition } from '../model/service.ts';
import type { Container, TaskDefinition } from '../model/task.ts';

/** The source of a fact, and when it was last checked. */
export interface Source {
  /** A page, or a project with the name of its rule. */
  readonly from: string;
  /** ISO date. */
  readonly checked: string;
}

/**
 * Examples serve as tests and appear in the rule's documentation. Each is the text of a whole document. A rule file
 * exports them next to the rule, as `examples`.
 */
export interface Examples {
  /** The rule reports each of these. */
  readonly bad: readonly string[];
  /** The rule reports none of these. At least one must be a near miss. */
  readonly good: readonly string[];
  /** For `bad[i]`, the whole text after its first fix; required if the rule has fixes. */
  readonly fixed?: readonly string[];
}

/** How sure a rule is. An error must say who refuses the file; a warning may. */
type Certainty =
  | { readonly severity: 'error'; readonly refusedBy: Refuser }
  | { readonly severity: 'warning' | 'info'; readonly refusedBy?: Refuser };

/** A rule about the task definition as a whole. Its file name is the rule's id and the diagnostic's code. */
export type Rule = Certainty & RuleParts & { readonly of?: never; readonly check: Check<TaskDefinition> };

/**
 * A rule about one container, whatever the others are. After an edit of a container it is asked about that one only,
 * unless its check has gone through the others as well.
 */
export type ContainerRule = Certainty &
  RuleParts & {
    readonly of: 'container';
    readonly check: Check<Container>;
    /** What it has to say about the task definition outside of its containers. */
    readonly rest?: Check<TaskDefinition>;
  };

/** A rule about a service, and about its task definition if that is in the same document. */
export type ServiceRule = Certainty & RuleParts & { readonly of: 'service'; readonly check: Check<ServiceDefinition> };

/** A rule about an image definitions file of CodePipeline. */
export type ImagesRule = Certainty & RuleParts & { readonly of: 'images'; readonly check: Check<ImageDefinitions> };

type Check<S> = (subject: S, report: (finding: Report) => void) => void;

interface RuleParts {
  readonly title: string;
  /**
   * Good practice that nearly every file lacks: editors show a hint instead of an entry in the list of problems. Only
   * with `info`.
   */
  readonly quiet?: true;
  readonly source: Source;
  /** The concept of the course that explains the rule. */
  readonly concept: string;
  /** Why it matters, in a few sentences of Markdown, for the hover. */
  readonly why: string;
  /** The rejection, if known, so that a search for it finds us. `…` stands for the parts that vary. */
  readonly rejection?: string;
  /** The rule advises removing something that another finding may ask the user to fill in. If so, that finding wins. */
  readonly yields?: true;
  /**
   * For one decision that concerns the whole file: the findings are merged into one that lists all places. This is the
   * title of the fix for all of them.
   */
  readonly once?: string;
  /** For a fault that other rules tell as well: if the same edit repairs both, their findings are one. */
  readonly cause?: Cause;
}

/** A rule about task definitions or their containers, with its id, taken from the file name. */
export type NamedRule = (Rule | ContainerRule) & Naming;
/** The same for a rule about services. */
export type NamedServiceRule = ServiceRule & Naming;
/** The same for a rule about image definitions. */
export type NamedImagesRule = ImagesRule & Naming;

interface Naming {
  readonly id: string;
  readonly topic: string;
  /** Whether its findings carry a fix, which the examples then show. */
  readonly fixable: boolean;
}

/** Defines a rule about task definitions. Returns the object unchanged; only its type is checked. */
export function rule(definition: Rule): Rule {
  return definition;
}

/** Defines a rule about single containers. Adds only the mark that says so. */
export function containerRule(
  definition: Certainty & RuleParts & Pick<ContainerRule, 'check' | 'rest'>,
): ContainerRule {
  return { ...definition, of: 'container' };
}

/** Defines a rule about services. Adds only the mark that says so. */
export function serviceRule(definition: Certainty & RuleParts & Pick<ServiceRule, 'check'>): ServiceRule {
  return { ...definition, of: 'service' };
}

/** Defines a rule about image definitions. Adds only the mark that says so. */
export function imagesRule(definition: Certainty & RuleParts & Pick<ImagesRule, 'check'>): ImagesRule {
  return { ...definition, of: 'images' };
}
