/** What our client and server say to each other beyond the language server protocol. Both sides import this. */

/** What the server shows of a document in the status item. Sent after each analysis of an open document. */
export interface StatusParams {
  readonly uri: string;
  /** Whether it is treated as a task definition. */
  readonly accepted: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** How the user wants a document treated, against what detection says. */
export interface IntentParams {
  readonly uri: string;
  readonly asked: boolean;
}

/** `initializationOptions` of the server. All of it may be left out. */
export interface InitializationOptions {
  /** False where the editor already reports broken JSON by itself. Default true. */
  readonly reportSyntaxErrors?: boolean;
  /** Documents that the user said are task definitions. */
  readonly asked?: readonly string[];
  /** Settings, for clients that do not answer `workspace/configuration`. */
  readonly settings?: Settings;
}

/** The settings section `taskdef`. */
export interface Settings {
  /** Severity by rule id. */
  readonly rules?: Readonly<Record<string, SeveritySetting>>;
}

/** `default` and everything unknown leave the rule as it is. */
export type SeveritySetting = 'off' | 'info' | 'warning' | 'error';

/** Notification from server to client with {@link StatusParams}. */
export const STATUS = 'taskdef/status';
/** Notification from client to server with {@link IntentParams}. */
export const INTENT = 'taskdef/intent';
