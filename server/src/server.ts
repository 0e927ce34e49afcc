import {
  type Connection,
  DidChangeConfigurationNotification,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { codeActions } from './features/code-actions.ts';
import { diagnostics, publish } from './features/diagnostics.ts';
import type { Feature } from './features/feature.ts';
import { hover } from './features/hover.ts';
import { INTENT, type InitializationOptions, type IntentParams, type Settings } from './features/protocol.ts';
import { Workspace } from './workspace.ts';

const FEATURES: readonly Feature[] = [diagnostics, hover, codeActions];

/** Runs the language server on a connection: Node's standard streams, a worker's messages, or two streams in a test. */
export function startServer(connection: Connection): void {
  let workspace = new Workspace();
  let initialized = false;
  let pulls = false;
  let asksForSettings = false;
  let refreshes = false;

  connection.onInitialize(({ capabilities, initializationOptions }: InitializeParams) => {
    if (initialized) return new ResponseError<never>(ErrorCodes.InvalidRequest, 'The server is initialized already.') as never;
    initialized = true;
    workspace = new Workspace((initializationOptions ?? {}) as InitializationOptions);
    pulls = capabilities.textDocument?.diagnostic !== undefined;
    refreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
    asksForSettings = capabilities.workspace?.configuration === true;
    const announced: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      positionEncoding: 'utf-16',
    };
    for (const feature of FEATURES) Object.assign(announced, feature.capabilities(capabilities));
    return { capabilities: announced, serverInfo: { name: 'taskdef' } };
  });

  connection.onInitialized(async () => {
    if (!asksForSettings) return;
    void connection.client.register(DidChangeConfigurationNotification.type, { section: 'taskdef' });
    await readSettings();
  });

  connection.onDidChangeConfiguration(async ({ settings }: { settings?: { taskdef?: Settings } | null }) => {
    if (asksForSettings) return readSettings();
    workspace.configure(settings?.taskdef);
    showAgain();
  });

  async function readSettings(): Promise<void> {
    workspace.configure((await connection.workspace.getConfiguration('taskdef')) as Settings | null);
    showAgain();
  }

  function showAgain(): void {
    if (!pulls) for (const uri of workspace.uris) publish(connection, workspace, uri);
    else if (refreshes) connection.languages.diagnostics.refresh();
  }

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    workspace.open(uri, languageId, version, text);
    show(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    workspace.change(uri, version, contentChanges);
    show(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    workspace.close(uri);
    if (!pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onNotification(INTENT, ({ uri, asked }: IntentParams) => {
    workspace.ask(uri, asked);
    showAgain();
  });

  // Several changes that arrive together are analysed once.
  const pending = new Set<string>();
  function show(uri: string): void {
    if (pulls || pending.has(uri)) return;
    pending.add(uri);
    setTimeout(() => {
      pending.delete(uri);
      if (workspace.document(uri)) publish(connection, workspace, uri);
    });
  }

  for (const feature of FEATURES) feature.register(connection, () => workspace);
  connection.listen();
}
