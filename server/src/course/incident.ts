/**
 * What the server knows of an incident: the world that its files meet, the expected outcome of their deployment, and
 * other conditions. Paths name a value by its keys, and items of lists by what names them, as in
 * `containerDefinitions.web.memory`; in any but the first file they begin with the file's name and `#`.
 */
export interface Incident {
  /** The files, the task definition first. */
  readonly files: readonly IncidentFile[];
  /** What is known of everything outside the files: the simulator's `World`. */
  readonly world: object;
  /** What may be changed: these values and all below them. `*` stands for one key. The rest has to stay. */
  readonly change: readonly string[];
  /** The expected outcome of the deployment. */
  readonly expect: Expectation;
  /** Other circumstances under which the files also have to work. */
  readonly scenarios: readonly Scenario[];
  /** Other conditions, whatever the outcome of the deployment. */
  readonly values: readonly ValueGoal[];
  /** Solutions that work but could be better, each with a comment. */
  readonly poor: readonly ValueGoal[];
  /** The errors and warnings that the solution itself has. */
  readonly tolerates: readonly string[];
}

/** A file of an incident. */
export interface IncidentFile {
  readonly name: string;
  /** The text as the learner gets it. */
  readonly start: string;
}

/** The expected outcome of a deployment. What is left out does not matter, except for `result` and `deployment`. */
export interface Expectation {
  /** `running` by default. */
  readonly result?: string;
  /** `completed` by default, if the result is `running`. */
  readonly deployment?: string;
  readonly health?: string;
  /** A regular expression. */
  readonly stoppedReason?: string;
  /** The most seconds from the start of the task until the service counts it. */
  readonly countedWithin?: number;
  /** The most seconds from the start of the first container until the task begins to stop. */
  readonly stopsWithin?: number;
  readonly containers?: Readonly<Record<string, ContainerExpectation>>;
  /** Regular expressions, for what AWS shows, what containers log, or what happens. */
  readonly events?: readonly string[];
  readonly noEvents?: readonly string[];
}

/** The expected outcome of a container. */
export interface ContainerExpectation {
  readonly status?: string;
  readonly health?: string;
  readonly exitCode?: number;
  /** Whether it was ever started. */
  readonly started?: boolean;
}

/** Other circumstances, and the expected outcome of the deployment under them. */
export interface Scenario {
  /** Other values for assumptions, by their IDs. */
  readonly chosen?: Readonly<Record<string, string | number>>;
  /** What is different about programs, by their images: parts of the simulator's `Program`. */
  readonly programs?: Readonly<Record<string, object>>;
  readonly expect: Expectation;
  /** The sentence to show if it is not met. */
  readonly says: string;
}

/** A condition on one value of the files. */
export interface ValueGoal {
  /** Its path, or several with ` | ` in between of which one is enough. */
  readonly at: string;
  readonly is?: string | number | boolean;
  readonly oneOf?: readonly (string | number | boolean)[];
  readonly min?: number;
  readonly max?: number;
  /** A regular expression for the whole value. */
  readonly matches?: string;
  /** Whether there is such a value, or anything below it. */
  readonly present?: boolean;
  /** The sentence to show if it is not met; for a poor solution, what would be better. */
  readonly says: string;
}
