import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';
import type { Workspace } from '../workspace.ts';

/** What the client said about itself when it initialized; empty before that. */
export interface Client {
  readonly capabilities: ClientCapabilities;
  readonly options: InitializationOptions;
}

/** One feature of the language server: what it announces, and how it works. */
export interface Feature {
  /** What to announce, given the client's capabilities and wishes. */
  capabilities(client: Client): ServerCapabilities;
  /**
   * Attaches the handlers. They must ask for the workspace and the client on each request, after the client has
   * initialized.
   */
  register(connection: Connection, workspace: () => Workspace, client: () => Client): void;
  /** Asks the client to request again after settings have changed. The server handles diagnostics itself. */
  refresh?(connection: Connection, client: Client): void;
}
