import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection, MessageType, ProposedFeatures, ShowMessageNotification } from 'vscode-languageserver/node';
import { visible } from '../model/visible.ts';
import type { startServer } from '../server.ts';
import { isMissing, readText, reasonOf, SETTINGS } from './files.ts';
import { createStdioConnection } from './stdio.ts';

/** Runs the server in this process, on the transport that the command line names. */
export function serve(start: typeof startServer): void {
  const stdio = process.argv.includes('--stdio');
  const connection = stdio ? createStdioConnection() : createConnection(ProposedFeatures.all);
  const told = new Set<string>();
  const server = start(connection, {
    async readText(uri) {
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      try {
        return readText(path, SETTINGS);
      } catch (error) {
        if (!isMissing(error)) {
          const message = visible(`${path}: ${reasonOf(error)}`);
          // It is read again before each edit of it.
          if (told.has(message)) return undefined;
          told.add(message);
          void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
        }
        return undefined;
      }
    },
    async exists(uri) {
      const path = pathOf(uri);
      return path !== undefined && existsSync(path);
    },
  });
  // Over other transports the connection sees to this itself.
  if (stdio) process.stdin.on('close', () => process.exit(server.isShutDown ? 0 : 1));
}

/** The path of a file on this machine; undefined where an address is of something else, or of no file that it can have. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
