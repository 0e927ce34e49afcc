import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Workspace } from '../workspace.ts';
import type { InitializationOptions } from './protocol.ts';

/** One feature of the language server: what it can do, and how it does it. */
export interface Feature {
  /** What to announce, given what the client can do and asked for. */
  capabilities(client: ClientCapabilities, options: InitializationOptions): ServerCapabilities;
  /** Attaches the handlers. The workspace is there once the client has initialized. */
  register(connection: Connection, workspace: () => Workspace): void;
  /** Asks the client to ask again, after settings changed. Diagnostics are the server's own business. */
  refresh?(connection: Connection): void;
}
