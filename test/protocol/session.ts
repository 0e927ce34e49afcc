/** A client and our server over two streams in memory: real messages, no process. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type { TestContext } from 'node:test';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type Position,
  ProposedFeatures,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../server/src/config/configs.ts';
import { type InitializationOptions, type Settings, STATUS, type StatusParams } from '../../server/src/protocol.ts';
import { startServer } from '../../server/src/server.ts';

/** The document that a session opens unless another is named. */
export const URI = 'file:///workspace/task-definition.json';

/** What a client can do that asks for diagnostics. */
export const PULL: ClientCapabilities = { textDocument: { diagnostic: {} } };
/** What a client can do that waits for diagnostics. */
export const PUSH: ClientCapabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };

/** What client and surroundings a session has. */
export interface SessionOptions {
  /** Default: a client that asks for diagnostics. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** The answer to `workspace/configuration`, for clients that can be asked. */
  readonly settings?: Settings;
  readonly host?: Host;
  readonly workspaceFolders?: readonly string[];
}

/** One conversation with a server of its own. */
export class Session {
  /** What the client has open. Changes are applied here and sent to the server. */
  readonly documents = new Map<string, TextDocument>();
  readonly statuses: StatusParams[] = [];
  /** The answer to `initialize`. */
  initialized!: InitializeResult;
  settings: Settings | undefined;
  private refreshes = 0;
  private readonly failures: string[] = [];
  private readonly reports = new Map<string, { readonly resultId: string | undefined; readonly items: Diagnostic[] }>();
  private readonly published: PublishDiagnosticsParams[] = [];
  private waiting: (() => void)[] = [];

  private constructor(
    readonly client: ProtocolConnection,
    /** The stream that the server reads, for bytes that no client would send. */
    readonly wire: PassThrough,
    private readonly answers: PassThrough,
  ) {}

  /** Starts a server and initializes it. Both ends are closed when the test is over. */
  static async start(context: TestContext, options: SessionOptions = {}): Promise<Session> {
    const session = Session.connect(context, options.host);
    session.settings = options.settings;
    session.initialized = await session.client.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? PULL,
      initializationOptions: options.initializationOptions,
      workspaceFolders: options.workspaceFolders?.map((uri) => ({ uri, name: uri })) ?? null,
    });
    await session.client.sendNotification(InitializedNotification.type, {});
    return session;
  }

  /** Starts a server and says nothing to it yet. */
  static connect(context: TestContext, host?: Host): Session {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
    );
    startServer(server, host);
    const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    const session = new Session(client, toServer, toClient);
    session.listen();
    context.after(() => {
      client.dispose();
      server.dispose();
      assert.deepEqual(session.failures, [], 'no rule fails');
    });
    return session;
  }

  private listen(): void {
    this.client.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.client.onNotification(STATUS, (status: StatusParams) => {
      this.statuses.push(status);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.client.onNotification(LogMessageNotification.type, ({ message }) => {
      if (message.startsWith('The rule ')) this.failures.push(message);
    });
    this.client.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings ?? null));
    this.client.onRequest(RegistrationRequest.type, () => {});
    this.client.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.client.listen();
  }

  /** The server's answer to a request that was written on the wire by hand. */
  async answerTo(id: string): Promise<Record<string, unknown>> {
    const reader = new StreamMessageReader(this.answers);
    return new Promise((resolve) => {
      const listening = reader.listen((message) => {
        if (!('id' in message) || message.id !== id) return;
        listening.dispose();
        resolve({ ...message });
      });
    });
  }

  /** Waits until something that the server tells by itself is there, and takes it. */
  private async next<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** The next diagnostics that the server publishes for a document; of a version where one is given. */
  async nextPublished(uri = URI, version?: number): Promise<PublishDiagnosticsParams> {
    return this.next(() => {
      const i = this.published.findIndex((p) => p.uri === uri && (version === undefined || p.version === version));
      return i < 0 ? undefined : this.published.splice(0, i + 1)[i];
    });
  }

  /** The next status of a document. */
  async nextStatus(uri = URI): Promise<StatusParams> {
    return this.next(() => {
      const i = this.statuses.findIndex((status) => status.uri === uri);
      return i < 0 ? undefined : this.statuses.splice(0, i + 1)[i];
    });
  }

  /** The next time that the server asks the client to ask again. */
  async nextRefresh(): Promise<void> {
    await this.next(() => (this.refreshes > 0 ? this.refreshes-- : undefined));
  }

  /** Whatever was published and not taken yet. */
  get unread(): readonly PublishDiagnosticsParams[] {
    return this.published;
  }

  async open(text: string, uri = URI, languageId = 'json'): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(changes: TextDocumentContentChangeEvent[], uri = URI): Promise<number> {
    const before = this.document(uri);
    const version = before.version + 1;
    this.documents.set(uri, TextDocument.update(before, changes, version));
    await this.client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: changes,
    });
    return version;
  }

  /** Replaces the first occurrence of some words in a document, as an editor would: one small change. */
  async type(words: string, replacement: string, uri = URI): Promise<number> {
    return this.change([{ range: this.range(words, uri), text: replacement }], uri);
  }

  async close(uri = URI): Promise<void> {
    this.documents.delete(uri);
    await this.client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  document(uri = URI): TextDocument {
    const document = this.documents.get(uri);
    assert.ok(document, `${uri} is not open`);
    return document;
  }

  text(uri = URI): string {
    return this.document(uri).getText();
  }

  /** Where some words first stand in a document. */
  range(words: string, uri = URI): Range {
    const document = this.document(uri);
    const offset = document.getText().indexOf(words);
    assert.ok(offset >= 0, `"${words}" is not in the document`);
    return { start: document.positionAt(offset), end: document.positionAt(offset + words.length) };
  }

  /** The diagnostics that the client gets when it asks. */
  async pull(uri = URI): Promise<Diagnostic[]> {
    const last = this.reports.get(uri);
    const report = await this.report(uri, last?.resultId);
    if (report.kind === DocumentDiagnosticReportKind.Unchanged) {
      assert.ok(last?.resultId === report.resultId, 'what is unchanged is what the client has');
      return last.items;
    }
    this.reports.set(uri, { resultId: report.resultId, items: report.items });
    return report.items;
  }

  /** The report that the server answers with. */
  async report(uri = URI, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.client.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  /** The codes of the diagnostics that the client gets when it asks. */
  async codes(uri = URI): Promise<unknown[]> {
    return (await this.pull(uri)).map((diagnostic) => diagnostic.code);
  }

  async hover(position: Position, uri = URI): Promise<Hover | null> {
    return this.client.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  /** The text of the hover in the middle of some words; an empty text where there is none. */
  async hoverText(words: string, uri = URI): Promise<string> {
    const { start, end } = this.range(words, uri);
    const hover = await this.hover({ line: start.line, character: (start.character + end.character) >> 1 }, uri);
    if (!hover) return '';
    assert.ok(typeof hover.contents === 'object' && 'value' in hover.contents);
    return hover.contents.value;
  }

  /** The code actions for a range. */
  async codeActions(range: Range, only?: string[], uri = URI): Promise<CodeAction[]> {
    const actions = await this.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: only ? { diagnostics: [], only } : { diagnostics: [] },
    });
    return (actions ?? []).map((action) => {
      assert.ok('kind' in action, 'a code action, not a command');
      return action as CodeAction;
    });
  }

  /** The quick fixes in the middle of some words. */
  async quickFixes(words: string, uri = URI): Promise<CodeAction[]> {
    return this.codeActions(this.range(words, uri), [CodeActionKind.QuickFix], uri);
  }

  /** A document's text after an edit, as an editor applies it; places to type are as they were sent, or as they are shown. */
  after(edit: WorkspaceEdit | undefined, uri = URI, places: 'sent' | 'shown' = 'sent'): string {
    assert.ok(edit, 'the action has an edit');
    const document = this.document(uri);
    const edits = edit.changes?.[uri] ?? [];
    for (const change of edit.documentChanges ?? []) {
      assert.ok('textDocument' in change, 'an edit of a document');
      if (change.textDocument.uri !== uri) continue;
      assert.equal(change.textDocument.version, document.version);
      const hasSnippet = change.edits.some((one) => 'snippet' in one);
      for (const { range, ...one } of change.edits) {
        const newText =
          'snippet' in one ? (places === 'sent' ? one.snippet.value : shown(one.snippet.value)) : one.newText;
        edits.push({
          range,
          newText: hasSnippet ? newText.replaceAll('\n', `\n${blanksBefore(document, range)}`) : newText,
        });
      }
    }
    assert.ok(edits.length > 0, 'the edit changes the document');
    return TextDocument.applyEdits(document, edits);
  }
}

/** A snippet's text as it stands once it is inserted. */
function shown(snippet: string): string {
  return snippet.replaceAll(
    /\$\{\d+\|([^,|]*)[^|]*\|\}|\$\{\d+(?::((?:\\.|[^\\}])*))?\}|\\([\\$}])/g,
    (_, choice?: string, preset?: string, escaped?: string) =>
      choice ?? escaped ?? (preset ?? '').replaceAll(/\\([\\$}])/g, '$1'),
  );
}

/** What VS Code repeats in front of each further line where one of the edits is a snippet. */
function blanksBefore(document: TextDocument, { start }: Range): string {
  return /^[ \t]*/.exec(document.getText({ start: { line: start.line, character: 0 }, end: start }))![0];
}

/** The text of a document between two positions. */
export function textAt(document: TextDocument, range: Range): string {
  return document.getText(range);
}
