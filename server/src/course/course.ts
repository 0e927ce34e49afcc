/**
 * The course as the generator writes it to course.generated.json: text is HTML that was rendered from our own markdown.
 * Only types: the course's file is read when the course is shown.
 */

/** The whole course. */
export interface Course {
  /** In the order of reading. */
  readonly sections: readonly Section[];
  readonly concepts: Readonly<Record<string, ConceptCard>>;
  readonly rules: Readonly<Record<string, RuleCard>>;
  readonly questions: readonly Question[];
  /** The values of places that many questions have, such as the name of the program. */
  readonly pools: Readonly<Record<string, readonly string[]>>;
  readonly exercises: readonly Exercise[];
}

/** One section of the lesson. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** Plain text for the list of contents. */
  readonly summary: string;
  /** `<div data-example="n">` marks the place of an example. */
  readonly html: string;
  readonly examples: readonly Example[];
  readonly concepts: readonly string[];
  readonly rules: readonly string[];
  /** Sections to read next. */
  readonly next: readonly string[];
  readonly aws?: string | undefined;
}

/** A file that a section shows. */
export interface Example {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** The text with its colours, and with the findings marked. */
  readonly html: string;
  readonly findings: readonly ExampleFinding[];
  /** Whether the AWS CLI refuses the file, before ECS sees it. Other tools leave out what it stumbles over. */
  readonly rejectedByCli?: boolean | undefined;
  /** What differs from an earlier example; undefined if the file is new. */
  readonly changes?: Changes | undefined;
}

/** How a text differs from an earlier one. */
export interface Changes {
  /** The title of the section with the earlier one; empty if it is the same section. */
  readonly since: string;
  /** From the top: lines that are the same, lines that are gone, and the number of new ones, in turn. */
  readonly runs: readonly { readonly same: number; readonly removed: readonly string[]; readonly added: number }[];
}

/** What our engine says about an example. */
export interface ExampleFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A concept, as a card over the section. */
export interface ConceptCard {
  readonly title: string;
  readonly html: string;
  readonly section: string;
  readonly aws?: string | undefined;
}

/** A rule, as a card over the section. */
export interface RuleCard {
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly html: string;
}

/** A question of the quiz. Its texts may hold places such as `{{port}}`: form.ts fills them in, differently each time. */
export type Question = OptionQuestion | OrderQuestion | ValueQuestion | LineQuestion | TimeQuestion;

interface QuestionBase {
  readonly id: string;
  readonly section: string;
  readonly rule?: string | undefined;
  /** From 1, easy, to 3. */
  readonly level: number;
  /** The place in the short knowledge check, for the few questions that are part of it. */
  readonly knowledgeCheck?: number | undefined;
  readonly html: string;
  /** The values to choose from, by the name of the place; each is chosen on its own. */
  readonly vary?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Values that belong together, by the name of the place: one row is chosen. */
  readonly rows?: readonly Readonly<Record<string, string>>[] | undefined;
}

/** Choose one option or, in the kind `all`, all that apply. */
export interface OptionQuestion extends QuestionBase {
  readonly kind: 'one' | 'all';
  /** In the order of the source; the quiz shuffles them. Of the kind `one`, four are shown: the right one and three others. */
  readonly options: readonly Option[];
}

/** Put items in order. */
export interface OrderQuestion extends QuestionBase {
  readonly kind: 'order';
  /** HTML, in the right order. */
  readonly items: readonly string[];
  readonly why: string;
}

/** Type a value. */
export interface ValueQuestion extends QuestionBase {
  readonly kind: 'value';
  /** The right spellings; the first is shown as the answer. */
  readonly accepts: readonly string[];
  /** What a number counts; it may be typed or left out. */
  readonly unit?: string | undefined;
  readonly why: string;
  readonly near: readonly NearMiss[];
}

/** Mark a line of the code. */
export interface LineQuestion extends QuestionBase {
  readonly kind: 'line';
  /** The right lines, from 1. */
  readonly lines: readonly number[];
  readonly why: string;
  /** Their answers are line numbers. */
  readonly near: readonly NearMiss[];
}

/** Find the moment on a time line of health checks. Texts of numbers, since a form may fill them in. */
export interface TimeQuestion extends QuestionBase {
  readonly kind: 'time';
  /** The right moment, in seconds. */
  readonly at: string;
  /** The end of the time line, in seconds. */
  readonly end: string;
  /** The seconds between two moments that can be chosen. */
  readonly step: string;
  /** The checks until the moment: seconds, followed by `+` if the check passes, `-` if it fails, `~` if it fails and does not count. */
  readonly checks: string;
  readonly why: string;
  readonly near: readonly NearMiss[];
}

/** A wrong answer that many give. */
export interface NearMiss {
  readonly answer: string;
  /** What it confuses. */
  readonly why: string;
}

/** One answer of a question. */
export interface Option {
  readonly html: string;
  readonly right: boolean;
  readonly why: string;
}

/** An incident: a deployment that went wrong, to find out why and to mend. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly level: number;
  readonly story: string;
  /** The task definition first. */
  readonly files: readonly ExerciseFile[];
  readonly symptoms: Symptoms;
  /** What to look at, what is behind it, the way out. */
  readonly hints: readonly string[];
  readonly explanation: string;
}

/** A file of an exercise. */
export interface ExerciseFile {
  readonly name: string;
  readonly start: string;
  readonly solution: string;
}

/** What AWS shows of the deployment that went wrong. */
export interface Symptoms {
  readonly stopCode?: string | undefined;
  readonly stoppedReason?: string | undefined;
  /** How each container ended that has stopped. */
  readonly containers: readonly {
    readonly name: string;
    readonly exitCode?: number | undefined;
    readonly reason?: string | undefined;
  }[];
  /** The deployment of the service, in the words of DescribeServices; undefined if there is none. */
  readonly deployment?:
    | {
        readonly rolloutState: 'COMPLETED' | 'FAILED' | 'IN_PROGRESS';
        readonly desiredCount: number;
        readonly pendingCount: number;
        readonly runningCount: number;
        readonly failedTasks: number;
      }
    | undefined;
  /** The events of the service, and what refused the files. */
  readonly events: readonly string[];
  readonly logs: readonly { readonly container: string; readonly text: string }[];
}
