import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Workspace } from '../workspace.ts';

/** One feature of the language server: what it can do, and how it does it. */
export interface Feature {
  /** What to announce, given what the client can do. */
  capabilities(client: ClientCapabilities): ServerCapabilities;
  /** Attaches the handlers. The workspace is there once the client has initialized. */
  register(connection: Connection, workspace: () => Workspace): void;
}
