import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';
import type { Workspace } from '../workspace.ts';

/** What the client told of itself when it initialized; nothing before. */
export interface Client {
  readonly capabilities: ClientCapabilities;
  readonly options: InitializationOptions;
}

/** One feature of the language server: what it can do, and how it does it. */
export interface Feature {
  /** What to announce, given what the client can do and asked for. */
  capabilities(client: Client): ServerCapabilities;
  /** Attaches the handlers. Workspace and client are those of the time of a request, after the client has initialized. */
  register(connection: Connection, workspace: () => Workspace, client: () => Client): void;
  /** Asks the client to ask again, after settings changed. Diagnostics are the server's own business. */
  refresh?(connection: Connection, client: Client): void;
}
