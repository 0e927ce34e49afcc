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
  /** How many words are still to be replaced by the user's own. */
  readonly toFillIn: number;
  /** Whether nothing is written in it yet. */
  readonly blank: boolean;
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
  /** True where the client answers {@link READ_TEXT} and {@link EXISTS}, so that files are read where the documents are. */
  readonly readsFiles?: boolean;
  /** True where the client has the command `taskdef.learn`, which opens a section of the lesson. */
  readonly learnCommand?: boolean;
  /** True where the client has VS Code's command that opens the list of suggestions. */
  readonly suggestCommand?: boolean;
  /** True where the client has the command {@link PRICES_COMMAND}. */
  readonly pricesCommand?: boolean;
  /** Whether the client has {@link PLACES_COMMAND}. */
  readonly placesCommand?: boolean;
  /** Whether the client has {@link PICK_COMMAND} and {@link FIX_ALL_COMMAND}. */
  readonly pickCommand?: boolean;
  /** Whether the client shows what is to be filled in as notes of the code {@link TO_FILL_IN}. */
  readonly fillIns?: boolean;
  /** Whether the client has {@link SHOW_ADDED_COMMAND}. */
  readonly showAddedCommand?: boolean;
  /** False where the editor folds JSON and grows selections in it by itself. Default true. */
  readonly offersStructure?: boolean;
  /** Settings, for clients that do not answer `workspace/configuration`. */
  readonly settings?: Settings;
}

/** The settings section `taskdef`. */
export interface Settings {
  /** Severity by rule id. */
  readonly rules?: Readonly<Record<string, SeveritySetting>>;
  /** Units and defaults behind values. On unless switched off. */
  readonly inlayHints?: { readonly enabled?: boolean };
  /** Whether each piece of good practice is marked where it is, or all of a file once at its beginning. */
  readonly goodPractice?: { readonly marks?: 'each' | 'once' };
  /** Verdicts and prices above a task definition. On unless switched off. */
  readonly codeLens?: { readonly enabled?: boolean };
}

/** `default` and everything unknown leave the rule as it is. */
export type SeveritySetting = 'off' | 'info' | 'warning' | 'error';

/** The client's command that opens AWS's page with the prices of Fargate. It takes nothing. */
export const PRICES_COMMAND = 'taskdef.openFargatePrices';
/** Notification from server to client with {@link StatusParams}. */
export const STATUS = 'taskdef/status';
/** Notification from client to server with {@link IntentParams}. */
export const INTENT = 'taskdef/intent';
/** Request from server to client: the text of the file at a URI, `null` where there is none. */
export const READ_TEXT = 'taskdef/readText';
/** Request from server to client: whether there is a file or a folder at a URI. */
export const EXISTS = 'taskdef/exists';

/** Asks whether a document solves an exercise of the course. */
export interface CheckExerciseParams {
  readonly uri: string;
  readonly exercise: string;
}

/** How far an exercise is. Null is answered for a document that is not open and for an exercise that does not exist. */
export interface CheckExerciseResult {
  /** The version of the document that was judged. */
  readonly version: number;
  readonly solved: boolean;
  /** Findings of the exercise that are still there. */
  readonly remaining: readonly ExerciseFinding[];
  /** Errors and warnings that the exercise did not begin with. */
  readonly added: readonly ExerciseFinding[];
  /** What the file no longer does, in sentences. */
  readonly broken: readonly string[];
}

/** A finding of a document in which an exercise is worked on. */
export interface ExerciseFinding {
  readonly rule: string;
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Asks for a picture of the task definition in a document. */
export interface PictureParams {
  readonly uri: string;
  /** With colours of its own, to be a file by itself; else with classes for the page that shows it. */
  readonly standalone: boolean;
  /** Where the cursor is, to tell which task definition of the document is meant; the first where it is left out. */
  readonly position?: { readonly line: number; readonly character: number };
}

/** A task definition as a picture. Null is answered where there is none to draw. */
export interface PictureResult {
  readonly title: string;
  readonly svg: string;
}

/** Request from client to server with {@link CheckExerciseParams}. */
export const CHECK_EXERCISE = 'taskdef/checkExercise';
/** Request from client to server with {@link PictureParams}. */
export const PICTURE = 'taskdef/picture';

/** Asks what AWS would do with the task definition in a document, step by step. */
export interface SimulateParams {
  readonly uri: string;
  /** Where the cursor is, to tell which task definition of the document is meant; the first where it is left out. */
  readonly position?: { readonly line: number; readonly character: number };
  /** Values for assumptions of an earlier answer, by their ids. */
  readonly chosen?: Readonly<Record<string, string | number>>;
}

/**
 * Request from client to server with {@link SimulateParams}. The answer is the `Simulation` of `simulator/simulation.ts`; null where there is nothing
 * to deploy.
 */
export const SIMULATE = 'taskdef/simulate';

/** Asks what is wrong with a text, whether or not it is in an open document. */
export interface CheckTextParams {
  /** Where the text is or might be: the settings of its folder hold. */
  readonly uri: string;
  readonly text: string;
}

/** What is wrong with a text, in words. */
export interface CheckTextResult {
  readonly report: string;
}

/** Request from client to server with {@link CheckTextParams}. */
export const CHECK_TEXT = 'taskdef/checkText';

/** Asks for the diagnostics of a file that need not be open. */
export interface CheckFileParams {
  readonly uri: string;
  readonly text: string;
}

/** The diagnostics of a file. */
export interface CheckFileResult {
  /** Whether it is a task definition. */
  readonly accepted: boolean;
  /** Diagnostics of the language server protocol; none for a file that is no task definition. */
  readonly diagnostics: readonly object[];
}

/** Request from client to server with {@link CheckFileParams}. */
export const CHECK_FILE = 'taskdef/checkFile';

/** The kind of the action that repairs a file. */
export const REPAIR_KIND = 'quickfix.taskdef.repair';

/** The kinds of actions that stand behind one line of the light bulb, to be asked for by name. */
export const LISTS = {
  /** Fixes of findings beyond those that the light bulb has room for. */
  more: 'quickfix.taskdef.more',
  /** What would be good practice. */
  practice: 'quickfix.taskdef.practice',
  /** Ways to ignore a finding or to switch a rule off. */
  ignore: 'quickfix.taskdef.ignore',
} as const;

/** A line of the light bulb that stands for several actions. */
export interface PickParams {
  readonly uri: string;
  readonly range: { readonly start: TextPosition; readonly end: TextPosition };
  /** One of {@link LISTS}. */
  readonly kind: string;
  /** What is chosen. */
  readonly title: string;
}

/** A place in a document, as the language server protocol counts. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Command of the client with {@link PickParams}: lists the actions of a kind, and does what the user chooses. */
export const PICK_COMMAND = 'taskdef.pickAction';

/** Command of the client: repairs what has one sensible answer in the file that the user looks at, and reports. */
export const FIX_ALL_COMMAND = 'taskdef.fixAll';

/** Asks what "fix all" does to an open document. */
export interface FixAllParams {
  readonly uri: string;
}

/** What "fix all" does. Null is answered for a document that is not open. */
export interface FixAllResult {
  /** The version of the document that the edits are for. */
  readonly version: number;
  /** Text edits of the language server protocol. */
  readonly edits: readonly object[];
  /** How many findings are repaired. */
  readonly repaired: number;
  /** How many errors and warnings need the user. */
  readonly left: number;
}

/** Request from client to server with {@link FixAllParams}. */
export const FIX_ALL = 'taskdef/fixAll';

/** The code of the notes on what is still to be filled in. */
export const TO_FILL_IN = 'to-fill-in';

/** Where lines were added to a document. */
export interface AddedPlace {
  readonly uri: string;
  /** The first of them, counted from 0. */
  readonly line: number;
}

/** Command of the client with {@link AddedPlace}: puts the cursor there, and shows it. */
export const SHOW_ADDED_COMMAND = 'taskdef.showAdded';

/** Words in a document that the user has to replace. */
export interface PlacesParams {
  readonly uri: string;
  readonly words: readonly string[];
}

/** Command of the client with {@link PlacesParams}: selects the first of the words and says how many there are. */
export const PLACES_COMMAND = 'taskdef.showPlaces';
