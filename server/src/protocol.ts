/** The messages that our client and server exchange beyond the Language Server Protocol. Both sides import this file. */

/** What the status item shows for a document. Sent after each analysis of an open document. */
export interface StatusParams {
  readonly uri: string;
  /** Whether the document is treated as a task definition. */
  readonly accepted: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
  /** What it holds; `task` if nothing can be read yet. */
  readonly kind: 'task' | 'service' | 'both' | 'images';
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** How many words the user still has to replace. */
  readonly toFillIn: number;
  /** Whether the document is still empty. */
  readonly blank: boolean;
  /** Whether the document is a template that is not JSON yet, and as a template has no error in its text. */
  readonly template: boolean;
  /** Whether findings are kept back, so that their numbers say nothing. */
  readonly muted: boolean;
}

/** How the user wants a document treated, overriding detection. */
export interface IntentParams {
  readonly uri: string;
  readonly asked: boolean;
}

/** The server's `initializationOptions`. All of them are optional. */
export interface InitializationOptions {
  /** False if the editor itself reports broken JSON. Default true. */
  readonly reportSyntaxErrors?: boolean;
  /** URIs of documents that the user said are task definitions. */
  readonly asked?: readonly string[];
  /** URIs of exercises for which findings, fixes and hints are not kept back. */
  readonly shown?: readonly string[];
  /**
   * True if the client answers {@link READ_TEXT}, {@link EXISTS} and {@link TASK_FILES}, so that files are read where the
   * documents are.
   */
  readonly readsFiles?: boolean;
  /** True if the client has the command `taskdef.learn`, which opens a section of the lesson. */
  readonly learnCommand?: boolean;
  /** True if the client has VS Code's command for opening the list of suggestions. */
  readonly suggestCommand?: boolean;
  /** True if the client has the command {@link NEW_TASK_COMMAND}. */
  readonly newTaskCommand?: boolean;
  /** True if the client has the command {@link PRICES_COMMAND}. */
  readonly pricesCommand?: boolean;
  /** True if the client has {@link PLACES_COMMAND}. */
  readonly placesCommand?: boolean;
  /** True if the client has {@link PICK_COMMAND} and {@link FIX_ALL_COMMAND}. */
  readonly pickCommand?: boolean;
  /** True if the client shows what has to be filled in, sent as notes with the code {@link TO_FILL_IN}. */
  readonly fillIns?: boolean;
  /** True if the client has {@link SHOW_ADDED_COMMAND}. */
  readonly showAddedCommand?: boolean;
  /** False if the editor itself folds JSON and expands selections in it. Default true. */
  readonly offersStructure?: boolean;
  /** True if the client has {@link POLICY_COMMAND}. */
  readonly policyCommand?: boolean;
  /** True if another extension of the client checks CloudFormation templates with cfn-lint. */
  readonly hasCfnLint?: boolean;
  /** False if the client asks for outlines without the server having announced them. Default true. */
  readonly announcesOutline?: boolean;
  /** Settings, for clients that do not answer `workspace/configuration`. */
  readonly settings?: Settings;
}

/** The settings section `taskdef`. */
export interface Settings {
  /** Severity by rule ID. */
  readonly rules?: Readonly<Record<string, SeveritySetting>>;
  /** Units and defaults shown after values. On by default. */
  readonly inlayHints?: { readonly enabled?: boolean };
  /** Whether to mark each hint about good practice in its place, or to mark the file once, at the beginning. */
  readonly goodPractice?: { readonly marks?: 'each' | 'once' };
  /**
   * Whether images and ARNs that lead to a page are links in the text, which editors underline. On by default; otherwise
   * their hovers lead there.
   */
  readonly links?: { readonly underlined?: boolean };
  /** Verdicts and prices shown above a task definition. On by default. */
  readonly codeLens?: { readonly enabled?: boolean };
  /** Whether to look into CloudFormation templates, Terraform files and task definitions in YAML. On by default. */
  readonly formats?: Readonly<Partial<Record<SwitchedFormat, boolean>>>;
  /** What to do with findings in a template that cfn-lint reports as well: `auto` leaves them to it where it is installed. */
  readonly cloudformation?: { readonly overlap?: 'auto' | 'keep' };
}

/** The formats that can be switched off: those whose files hold other things as well. */
export const SWITCHED_FORMATS = ['cloudformation', 'terraform', 'yaml'] as const;
/** One of them. */
export type SwitchedFormat = (typeof SWITCHED_FORMATS)[number];

/** `default` and any unknown value leave the rule as it is. */
export type SeveritySetting = 'off' | 'info' | 'warning' | 'error';

/** The client's command that asks questions and writes a task definition from the answers. It takes no arguments. */
export const NEW_TASK_COMMAND = 'taskdef.newTaskDefinition';
/** The client's command that opens AWS's page of Fargate prices. It takes no arguments. */
export const PRICES_COMMAND = 'taskdef.openFargatePrices';
/** Notification from server to client, with {@link StatusParams}. */
export const STATUS = 'taskdef/status';
/** Notification from client to server, with {@link IntentParams}. */
export const INTENT = 'taskdef/intent';
/** Request from server to client: the text of the file at a URI, or `null` if there is none. */
export const READ_TEXT = 'taskdef/readText';
/** Request from server to client: whether a file or folder exists at a URI. */
export const EXISTS = 'taskdef/exists';

/** Asks for files of the workspace, whether or not they are open. */
export interface TaskFilesParams {
  /** The files to read; all files of the workspace if both are left out. */
  readonly uris?: readonly string[] | undefined;
  /** The folder in which to read the files of Terraform. */
  readonly folder?: string;
}

/** A file of the workspace with a sign of a task definition or a service. */
export interface TaskFileText {
  readonly uri: string;
  readonly text: string;
}

/** Request from server to client, with {@link TaskFilesParams}: a list of {@link TaskFileText}. See `readsFiles`. */
export const TASK_FILES = 'taskdef/taskFiles';

/** Deploys the files of an exercise of the course, and asks whether that solves it. */
export interface DeployExerciseParams {
  readonly exercise: string;
  /** The open documents with its files, in the order of the exercise. */
  readonly uris: readonly string[];
}

/** What came of it. The answer is null if a document is not open or the exercise does not exist. */
export interface DeployExerciseResult {
  /** The versions of the documents that were deployed. */
  readonly versions: readonly number[];
  readonly solved: boolean;
  /** What is still wrong, as sentences. */
  readonly problems: readonly string[];
  /** What would be better, once it is solved. */
  readonly comments: readonly string[];
  /** The `Simulation` of `simulator/simulation.ts`; null if there was nothing to deploy. */
  readonly simulation: object | null;
}

/** Whether findings, fixes and hints are kept back for an exercise, as the user is to find out what is wrong. */
export interface MuteParams {
  readonly uri: string;
  readonly muted: boolean;
}

/** Asks for a picture of the task definition in a document. */
export interface PictureParams {
  readonly uri: string;
  /** True for a picture with its own colours that can be saved as a file; false for classes that the page styles. */
  readonly standalone: boolean;
  /** The cursor, which selects one of the document's task definitions or services; the first one by default. */
  readonly position?: { readonly line: number; readonly character: number };
  /** The size of the panel in CSS pixels: the letters get as large as they can be in it. A page by default. */
  readonly room?: { readonly width: number; readonly height: number };
}

/** A range of a document, as in the Language Server Protocol. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A picture of a task definition. The answer is null if there is nothing to draw. */
export interface PictureResult {
  readonly title: string;
  readonly svg: string;
  /** The task definition or service at the cursor: a cursor outside it may be in another one of the document. */
  readonly range: TextRange;
  /** What the picture's parts stand for, by the number in their `data-part`. */
  readonly parts: readonly PicturePart[];
}

/** What a part of a picture stands for: its place in the text, and the word there that names it. */
export interface PicturePart {
  readonly range: TextRange;
  readonly label: TextRange;
  /** The document, if it is another one than the picture was asked for. */
  readonly uri?: string;
}

/** Request from client to server, with {@link DeployExerciseParams}. */
export const DEPLOY_EXERCISE = 'taskdef/deployExercise';
/** Notification from client to server, with {@link MuteParams}. */
export const MUTE = 'taskdef/mute';
/** Request from client to server, with {@link PictureParams}. */
export const PICTURE = 'taskdef/picture';

/** Asks what AWS would do with the task definition in a document, step by step. */
export interface SimulateParams {
  readonly uri: string;
  /** The cursor, which selects one of the document's task definitions; the first one by default. */
  readonly position?: { readonly line: number; readonly character: number };
  /** Values chosen for assumptions of an earlier answer, by ID. */
  readonly chosen?: Readonly<Record<string, string | number>>;
  /** Files in the same folder that may hold the service or the task definition. */
  readonly beside?: readonly CheckFileParams[];
}

/** Request from client to server, with {@link SimulateParams}. The answer is the `Simulation` of `simulation.ts`, or null. */
export const SIMULATE = 'taskdef/simulate';

/** Request from client to server, with {@link SimulateParams}. The answer is the `Explored` of `course/`, or null. */
export const EXPLORE = 'taskdef/explore';

/** Asks for the IAM policy that a role of a task definition needs. */
export interface PolicyParams {
  readonly uri: string;
  readonly role: 'execution' | 'task';
  /** The cursor, which selects one of the document's task definitions; the first one by default. */
  readonly position?: TextPosition;
}

/** A policy. The answer is null if the document has no task definition. */
export interface PolicyResult {
  /** JSON with comments: why each statement is there, and what the file cannot know. */
  readonly text: string;
}

/** Request from client to server, with {@link PolicyParams}. */
export const POLICY = 'taskdef/policy';

/** Client command, with {@link PolicyParams}: opens the policy as a new document. */
export const POLICY_COMMAND = 'taskdef.writePolicy';

/** Asks what a new service of a task definition can choose from. */
export interface ServiceChoicesParams {
  readonly uri: string;
  /** The cursor, which selects one of the document's task definitions; the first one by default. */
  readonly position?: TextPosition;
}

/** What a new service of a task definition can choose from. The answer is null if there is no task definition. */
export interface ServiceChoices {
  /** The family; empty if it is not known. */
  readonly family: string;
  /** Where the tasks can run. */
  readonly launchTypes: readonly ServiceLaunchType[];
  /** Whether each task has a network interface of its own. */
  readonly hasOwnNetwork: boolean;
  /** The ports of containers that a load balancer can send traffic to. */
  readonly targets: readonly ServiceTarget[];
}

export type ServiceLaunchType = 'FARGATE' | 'EC2' | 'MANAGED_INSTANCES' | 'EXTERNAL';

/** A port of a container. */
export interface ServiceTarget {
  readonly containerName: string;
  readonly containerPort: number;
}

export const SERVICE_CHOICES = 'taskdef/serviceChoices';

/** Asks how a task definition differs from another text, by what both mean to ECS. */
export interface CompareParams {
  readonly uri: string;
  /** The cursor, which selects one of the document's task definitions; the first one by default. */
  readonly position?: TextPosition;
  /** The other text. */
  readonly other: string;
  /** The other file's name, by which its format is recognised. */
  readonly otherName: string;
}

/** The comparison of two task definitions. The answer is null if one of the texts has none. */
export interface CompareResult {
  /** What differs, in sentences. */
  readonly differences: readonly string[];
  /** What cannot be compared, as it is decided outside the files. */
  readonly undecided: readonly string[];
  /** Both by what they mean, as JSON to be shown side by side: sorted, with AWS's defaults filled in. */
  readonly before: string;
  readonly after: string;
}

/** Request from client to server, with {@link CompareParams}. */
export const COMPARE = 'taskdef/compare';

/** Asks for the faults in a text, whether or not it is in an open document. */
export interface CheckTextParams {
  /** Where the text is or could be; the settings of that folder apply. */
  readonly uri: string;
  readonly text: string;
}

/** The faults in a text, in words. */
export interface CheckTextResult {
  readonly report: string;
}

/** Request from client to server, with {@link CheckTextParams}. */
export const CHECK_TEXT = 'taskdef/checkText';
/** Request from client to server: a printed text without what only ECS sets; null if nothing has to go. */
export const CLEAN_TEXT = 'taskdef/cleanText';

/** Asks for the diagnostics of a file, which need not be open. */
export interface CheckFileParams {
  readonly uri: string;
  readonly text: string;
}

/** The diagnostics of a file. */
export interface CheckFileResult {
  /** Whether the file is a task definition. */
  readonly accepted: boolean;
  /** Diagnostics as in the Language Server Protocol; empty for a file that is not a task definition. */
  readonly diagnostics: readonly object[];
}

/** Request from client to server, with {@link CheckFileParams}. */
export const CHECK_FILE = 'taskdef/checkFile';

/** The kind of the code action that repairs a file. */
export const REPAIR_KIND = 'quickfix.taskdef.repair';

/** Kinds of code actions that are grouped behind a single entry of the light bulb and requested by name. */
export const LISTS = {
  /** Fixes of findings for which the light bulb has no room. */
  more: 'quickfix.taskdef.more',
  /** Fixes for good practice. */
  practice: 'quickfix.taskdef.practice',
  /** Ways to ignore a finding or turn off a rule. */
  ignore: 'quickfix.taskdef.ignore',
} as const;

/** An entry of the light bulb that stands for several actions. */
export interface PickParams {
  readonly uri: string;
  readonly range: { readonly start: TextPosition; readonly end: TextPosition };
  /** One of {@link LISTS}. */
  readonly kind: string;
  /** The title of the list to choose from. */
  readonly title: string;
}

/** A place in a document, counted as in the Language Server Protocol. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Client command, with {@link PickParams}: lists the actions of a kind and applies the one that the user chooses. */
export const PICK_COMMAND = 'taskdef.pickAction';

/** Client command: repairs whatever has one sensible fix in the file being viewed, and reports the result. */
export const FIX_ALL_COMMAND = 'taskdef.fixAll';

/** Asks what "fix all" would do to an open document. */
export interface FixAllParams {
  readonly uri: string;
}

/** What "fix all" would do. The answer is null if the document is not open. */
export interface FixAllResult {
  /** The version of the document that the edits apply to. */
  readonly version: number;
  /** Text edits as in the Language Server Protocol. */
  readonly edits: readonly object[];
  /** How many findings are repaired. */
  readonly repaired: number;
  /** How many errors and warnings are left to the user. */
  readonly left: number;
}

/** Request from client to server, with {@link FixAllParams}. */
export const FIX_ALL = 'taskdef/fixAll';

/** The code of the notes about what still has to be filled in. */
export const TO_FILL_IN = 'to-fill-in';

/** Where lines were added to a document. */
export interface AddedPlace {
  readonly uri: string;
  /** The first added line, counted from 0. */
  readonly line: number;
}

/** Client command, with {@link AddedPlace}: moves the cursor there and scrolls it into view. */
export const SHOW_ADDED_COMMAND = 'taskdef.showAdded';

/** Words in a document that the user has to replace. */
export interface PlacesParams {
  readonly uri: string;
  readonly words: readonly string[];
}

/** Client command, with {@link PlacesParams}: selects the first of the words and says how many there are. */
export const PLACES_COMMAND = 'taskdef.showPlaces';
