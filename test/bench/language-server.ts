import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';

/** How a language server is started and told of a schema. */
export interface Contender {
  readonly name: string;
  /** The program that runs it; default: the one that runs this. */
  readonly node?: string;
  readonly command: readonly string[];
  /** True if it cannot be asked for diagnostics, and tells them when it likes. */
  readonly pushes?: boolean;
  /** Settings to send once it runs. */
  readonly settings?: object;
  readonly initializationOptions?: object;
}

/** A change of the text of an open document. */
export type Change = TextDocumentContentChangeEvent;

/** A language server in a process of its own, talked to over its standard streams, by pull of diagnostics. */
export class LanguageServer {
  private version = 1;
  private resultId: string | undefined;
  private count = 0;
  private uri = '';
  private told: (() => void) | undefined;

  private constructor(
    private readonly process: ChildProcess,
    private readonly connection: MessageConnection,
    private readonly pushes: boolean,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: unknown[] }) => {
      this.count = diagnostics.length;
      this.told?.();
    });
  }

  /** Starts a server and waits until it is initialized. */
  static async start({
    node,
    command,
    settings,
    initializationOptions,
    pushes = false,
  }: Contender): Promise<LanguageServer> {
    const child = spawn(node ?? process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout!),
      new StreamMessageWriter(child.stdin!),
    );
    connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
      items.map(({ section }) => (settings as Record<string, unknown> | undefined)?.[section ?? ''] ?? null),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      initializationOptions,
      capabilities: {
        textDocument: {
          diagnostic: { dynamicRegistration: false },
          completion: { completionItem: { snippetSupport: true } },
          hover: { contentFormat: ['markdown'] },
        },
      },
    });
    await connection.sendNotification('initialized', {});
    if (settings) await connection.sendNotification('workspace/didChangeConfiguration', { settings });
    return new LanguageServer(child, connection, pushes);
  }

  /** Opens a document; returns how many diagnostics it has. */
  async open(text: string, file = 'task-definition.json', languageId = 'json'): Promise<number> {
    this.uri = `file:///bench/${file}`;
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId, version: this.version, text },
    });
    return this.diagnostics();
  }

  /** Sends changes, each as one that was typed, and waits for the diagnostics; returns milliseconds. */
  async edit(...changes: readonly Change[]): Promise<number> {
    const start = performance.now();
    for (const change of changes)
      await this.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: this.uri, version: ++this.version },
        contentChanges: [change],
      });
    await this.diagnostics();
    return performance.now() - start;
  }

  /** Milliseconds until a hover or a completion comes back. */
  async ask(
    method: 'textDocument/hover' | 'textDocument/completion',
    position: { line: number; character: number },
  ): Promise<number> {
    const start = performance.now();
    await this.connection.sendRequest(method, { textDocument: { uri: this.uri }, position });
    return performance.now() - start;
  }

  async close(): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  /** The most memory that the process had, in MB. Linux only; undefined elsewhere. */
  peakMemory(): number | undefined {
    try {
      const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))?.[1];
      return kb === undefined ? undefined : Number(kb) / 1024;
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }

  private async diagnostics(): Promise<number> {
    if (this.pushes) {
      await new Promise<void>((resolve) => {
        this.told = resolve;
      });
      return this.count;
    }
    // As VS Code does: with the report that it has, so that a server can say that nothing has changed.
    const report = await this.connection.sendRequest<{ resultId?: string; items?: unknown[] }>(
      'textDocument/diagnostic',
      { textDocument: { uri: this.uri }, ...(this.resultId === undefined ? {} : { previousResultId: this.resultId }) },
    );
    this.resultId = report.resultId;
    if (report.items) this.count = report.items.length;
    return this.count;
  }
}
