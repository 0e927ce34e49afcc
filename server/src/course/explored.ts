/** What the pictures of the course take from a task definition. What the file leaves open is left out. */
export interface Explored {
  /** What the task definition is called. */
  readonly title: string;
  readonly healthChecks: readonly {
    readonly container: string;
    readonly interval?: number | undefined;
    readonly timeout?: number | undefined;
    readonly retries?: number | undefined;
    readonly startPeriod?: number | undefined;
  }[];
  readonly networkMode?: string | undefined;
  readonly ports: readonly {
    readonly container: string;
    readonly containerPort?: number | undefined;
    /** 0 if there is none. */
    readonly hostPort?: number | undefined;
  }[];
  /** In units. */
  readonly cpu?: number | undefined;
  /** Undefined if no service is known. */
  readonly service?:
    | {
        readonly desiredCount?: number | undefined;
        readonly minimumHealthyPercent?: number | undefined;
        readonly maximumPercent?: number | undefined;
      }
    | undefined;
  /** What the roles of the task need permission for. */
  readonly roles: readonly { readonly role: 'execution' | 'task'; readonly statement: string; readonly why: string }[];
}
