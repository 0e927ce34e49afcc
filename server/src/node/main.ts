import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { startServer } from '../server.ts';
import { createStdioConnection } from './stdio.ts';

/** Runs the server in this process, on the transport that the command line names. */
export function serve(start: typeof startServer): void {
  const stdio = process.argv.includes('--stdio');
  const server = start(stdio ? createStdioConnection() : createConnection(ProposedFeatures.all), {
    async readText(uri) {
      if (!uri.startsWith('file:')) return undefined;
      return readFile(fileURLToPath(uri), 'utf8').catch(() => undefined);
    },
  });
  // Over other transports the connection sees to this itself.
  if (stdio) process.stdin.on('close', () => process.exit(server.isShutDown ? 0 : 1));
}
