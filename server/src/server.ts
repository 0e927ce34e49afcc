import {
  type Connection,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { CONFIG_FILE } from './config/config.ts';
import type { Host } from './config/configs.ts';
import { Failures, guarded } from './failures.ts';
import { checkFile } from './features/check-file.ts';
import { checkText } from './features/check-text.ts';
import { cleanText } from './features/clean-text.ts';
import { codeActions } from './features/code-actions/code-actions.ts';
import { codeLens } from './features/code-lens.ts';
import { compare } from './features/compare.ts';
import { completion } from './features/completion/completion.ts';
import { exercise } from './features/course/exercise.ts';
import { diagnostics, publish, SOURCE } from './features/diagnostics.ts';
import { documentLinks } from './features/document-links.ts';
import { documentSymbols } from './features/document-symbols.ts';
import type { Client, Feature } from './features/feature.ts';
import { folding } from './features/folding.ts';
import { hover } from './features/hover/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { definition } from './features/names/definition.ts';
import { highlight } from './features/names/highlight.ts';
import { linkedEditing } from './features/names/linked-editing.ts';
import { references } from './features/names/references.ts';
import { rename } from './features/names/rename.ts';
import { workspaceSymbols } from './features/names/workspace-symbols.ts';
import { taskPicture } from './features/picture/picture.ts';
import { rolePolicy } from './features/role-policy.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { serviceChoices } from './features/service-choices.ts';
import { simulation } from './features/simulate.ts';
import { SOURCE_ENDINGS, TEMPLATE_ENDINGS } from './formats/file-names.ts';
import { visible } from './model/visible.ts';
import {
  EXISTS,
  INTENT,
  type IntentParams,
  MUTE,
  type MuteParams,
  READ_TEXT,
  TASK_FILES,
  type TaskFilesParams,
  type TaskFileText,
} from './protocol.ts';
import { failureText, surviveFailures } from './rules/run.ts';
import { readOptions, readRoots, readSettings } from './settings.ts';
import { Workspace } from './workspace.ts';

const FEATURES: readonly Feature[] = [
  diagnostics,
  hover,
  codeActions,
  codeLens,
  completion,
  exercise,
  checkFile,
  checkText,
  cleanText,
  taskPicture,
  simulation,
  rolePolicy,
  serviceChoices,
  compare,
  definition,
  documentLinks,
  documentSymbols,
  folding,
  highlight,
  inlayHints,
  linkedEditing,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  workspaceSymbols,
];

/**
 * Runs the language server on a connection: Node's standard streams, a worker's messages, or two streams in a test.
 * @param host reads settings files if the client does not
 */
export function startServer(raw: Connection, host?: Host): ServerState {
  const failures = new Failures((message) => raw.console.error(visible(message)));
  const connection = guarded(raw, failures);
  const complain = (problem: string) => failures.once(problem);
  surviveFailures((rule, error) => failures.once(failureText(rule, error)));
  let workspace = new Workspace();
  let client: Client = { capabilities: {}, options: {} };
  let initialized = false;
  let shutDown = false;
  let pulls = false;
  let asksForSettings = false;
  let refreshes = false;
  let watches = false;
  let following: Promise<boolean> | undefined;

  connection.onInitialize(
    ({ capabilities: known, initializationOptions, workspaceFolders, rootUri }: InitializeParams) => {
      if (initialized)
        return new ResponseError<never>(ErrorCodes.InvalidRequest, 'The server is already initialized.') as never;
      const capabilities = known ?? {};
      const options = readOptions(initializationOptions, complain);
      const roots = readRoots(workspaceFolders, rootUri);
      workspace = new Workspace(
        options,
        options.readsFiles ? clientHost(connection) : host,
        roots,
        tellProblems,
        follow,
      );
      watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
      pulls = capabilities.textDocument?.diagnostic !== undefined;
      refreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
      asksForSettings = capabilities.workspace?.configuration === true;
      const announced: ServerCapabilities = {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        positionEncoding: 'utf-16',
      };
      client = { capabilities, options };
      for (const feature of FEATURES) Object.assign(announced, feature.capabilities(client));
      // A client whose initialization failed may try again.
      initialized = true;
      return { capabilities: announced, serverInfo: { name: 'taskdef' } };
    },
  );

  connection.onShutdown(() => {
    shutDown = true;
  });

  connection.onInitialized(async () => {
    if (watches) {
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: `**/${CONFIG_FILE}` }] })
        .catch(refused);
    }
    if (!asksForSettings) return;
    connection.client.register(DidChangeConfigurationNotification.type, { section: 'taskdef' }).catch(refused);
    await askForSettings();
  });

  connection.onDidChangeConfiguration(async ({ settings }: { settings?: { taskdef?: unknown } | null }) => {
    if (asksForSettings) return askForSettings();
    configure(settings?.taskdef);
  });

  async function askForSettings(): Promise<void> {
    const settings: unknown = await connection.workspace.getConfiguration('taskdef').catch(refused);
    configure(settings);
  }

  function configure(settings: unknown): void {
    workspace.configure(readSettings(settings, complain));
    showAgain();
    for (const feature of FEATURES) feature.refresh?.(connection, client);
  }

  /** Follows the workspace's files from now on, since a client has asked for their contents. */
  function follow(): Promise<boolean> {
    if (!watches) return Promise.resolve(false);
    const globPattern = `**/*.{${[...SOURCE_ENDINGS, ...TEMPLATE_ENDINGS].join(',')}}`;
    following ??= connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern }] })
      .then(
        () => true,
        () => false,
      );
    return following;
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      workspace.noteChange(uri);
      readModule(uri);
    }
    if (changes.some(({ uri }) => isConfig(uri))) settingsChanged();
  });

  /** Not every client watches files, but all of them report what they open, save and close. */
  function settingsChanged(): void {
    workspace.forgetConfigs();
    showAgain();
  }

  /** Reports a settings file's problems on the file itself, like any other file's, whether or not it is open. */
  function tellProblems(uri: string, problems: readonly string[]): void {
    const start = { line: 0, character: 0 };
    const diagnostics = problems.map((problem) => ({
      range: { start, end: start },
      severity: DiagnosticSeverity.Warning,
      source: SOURCE,
      message: visible(problem),
    }));
    void connection.sendDiagnostics({ uri, diagnostics });
  }

  function showAgain(): void {
    if (!pulls) for (const uri of workspace.uris) show(uri);
    else if (refreshes) connection.languages.diagnostics.refresh().catch(refused);
  }

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (typeof uri !== 'string' || typeof text !== 'string')
      return failures.once('A document was opened without a URI or a text and is ignored.');
    workspace.open(uri, String(languageId), typeof version === 'number' ? version : 0, text);
    if (isConfig(uri)) settingsChanged();
    show(uri);
    showDependents(uri);
    readModule(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    workspace.change(uri, version, contentChanges);
    show(uri);
    showDependents(uri);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    readModule(uri);
    if (isConfig(uri)) settingsChanged();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    workspace.close(uri);
    shownLast.delete(uri);
    readModule(uri);
    showDependents(uri);
    if (isConfig(uri)) settingsChanged();
    if (!pulls && !isConfig(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onNotification(MUTE, ({ uri, muted }: MuteParams) => {
    workspace.mute(uri, muted);
    showAgain();
  });
  connection.onNotification(INTENT, ({ uri, asked }: IntentParams) => {
    workspace.ask(uri, asked);
    showAgain();
  });

  /** Reads the rest of a Terraform module, and shows the findings again of the documents to which it matters. */
  function readModule(uri: string): void {
    if (pulls && !refreshes) return;
    workspace
      .readModule(uri)
      .then((changed) => showChanged(changed))
      .catch((error: unknown) => failures.tell('textDocument/publishDiagnostics', error));
  }

  /** What was last found in documents that depend on others. */
  const shownLast = new Map<string, string>();

  /** Shows the findings again of services whose task definition has changed, if that changes them. */
  function showDependents(uri: string): void {
    if (typeof uri !== 'string' || isConfig(uri) || (pulls && !refreshes)) return;
    showChanged(workspace.dependents(uri));
  }

  function showChanged(uris: readonly string[]): void {
    const changed = uris.filter((other) => {
      const found = JSON.stringify(
        workspace.findings(other).map(({ rule, offset, message }) => [rule, offset, message]),
      );
      const isNew = shownLast.get(other) !== found;
      shownLast.set(other, found);
      return isNew;
    });
    if (changed.length > 0) codeLens.refresh?.(connection, client);
    if (!pulls) for (const other of changed) show(other);
    else if (changed.length > 0) connection.languages.diagnostics.refresh().catch(refused);
  }

  // Changes that arrive together are analysed once, and so are those that arrive while settings are being read.
  const pending = new Set<string>();
  const askedAgain = new Set<string>();
  function show(uri: string): void {
    // A settings file's problems are reported when it is read.
    if (pulls || isConfig(uri)) return;
    if (pending.has(uri)) return void askedAgain.add(uri);
    pending.add(uri);
    setTimeout(async () => {
      try {
        do {
          askedAgain.delete(uri);
          await workspace.ready(uri);
        } while (askedAgain.has(uri));
        pending.delete(uri);
        if (workspace.document(uri)) publish(connection, workspace, uri);
      } catch (error) {
        pending.delete(uri);
        failures.tell('textDocument/publishDiagnostics', error);
      }
    });
  }

  /**
   * The workspace for a request. The protocol demands that requests before `initialize` and after `shutdown` are
   * refused.
   */
  function servingWorkspace(): Workspace {
    if (!initialized) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized yet.');
    if (shutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
    return workspace;
  }

  for (const feature of FEATURES) feature.register(connection, servingWorkspace, () => client);
  connection.listen();
  return {
    get isShutDown() {
      return shutDown;
    },
  };
}

/** What the process around a server needs to know about it. */
export interface ServerState {
  /** Whether the client has shut the server down, so that the end of the connection is not a failure. */
  readonly isShutDown: boolean;
}

/** Whether a document is a settings file. */
function isConfig(uri: unknown): boolean {
  return typeof uri === 'string' && uri.endsWith(`/${CONFIG_FILE}`);
}

/** A client may reject a request; the server carries on without it. */
function refused(): void {}

/** Reads files through the client, wherever they are: on this machine, on a remote one, or in a virtual file system. */
function clientHost(connection: Connection): Host {
  const ask = async (params: TaskFilesParams) => {
    const files: unknown = await connection.sendRequest(TASK_FILES, params).catch(() => []);
    return Array.isArray(files) ? files.filter(isTaskFileText) : [];
  };
  return {
    async readText(uri) {
      const text: unknown = await connection.sendRequest(READ_TEXT, { uri }).catch(() => null);
      return typeof text === 'string' ? text : undefined;
    },
    async exists(uri) {
      return (await connection.sendRequest(EXISTS, { uri }).catch(() => false)) === true;
    },
    taskFiles: (_roots, uris) => ask({ uris }),
    moduleFiles: (folder) => ask({ folder }),
  };
}

function isTaskFileText(file: unknown): file is TaskFileText {
  const { uri, text } = (file ?? {}) as { uri?: unknown; text?: unknown };
  return typeof uri === 'string' && typeof text === 'string';
}
