import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection, MessageType, ProposedFeatures, ShowMessageNotification } from 'vscode-languageserver/node';
import type { serveMcp } from '../cli/mcp/mcp.ts';
import { visibleInMessage } from '../model/visible.ts';
import type { startServer } from '../server.ts';
import { isMissing, readText, reasonOf, SETTINGS } from './files.ts';
import { createStdioConnection } from './stdio.ts';
import { moduleFilesIn, taskFile, taskFilesIn } from './task-files.ts';

/** Runs the language server in this process, using the transport that the command line names, or the tools for assistants. */
export function serve(start: typeof startServer, tools: typeof serveMcp): void {
  if (process.argv[2] === '--mcp') return serveTools(tools, process.argv.slice(3));
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
          const message = visibleInMessage(`${path}: ${reasonOf(error)}`);
          // The settings are read again before every edit of them; report each problem once.
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
    async taskFiles(roots, uris) {
      if (uris) return uris.map(pathOf).flatMap((path) => (path === undefined ? [] : taskFile(path)));
      return taskFilesIn(roots.map(pathOf).filter((path) => path !== undefined));
    },
    async moduleFiles(folder) {
      const path = pathOf(folder);
      return path === undefined ? [] : moduleFilesIn(path);
    },
  });
  // Other transports handle a closed connection themselves.
  if (stdio) process.stdin.on('close', () => process.exit(server.isShutDown ? 0 : 1));
}

/** Serves the tools for assistants, which read in these folders and write nothing. */
function serveTools(serve: typeof serveMcp, folders: readonly string[]): void {
  const options = {
    folders,
    allowWrite: false,
    // The package leaves the examples out: they are half as large as the rules.
    examplesOf: () => undefined,
    print: (line: string) => void process.stdout.write(`${line}\n`),
  };
  serve(options).catch((error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = 2;
  });
}

/** The path of a file on this machine; undefined if the URI is not one of a file that can exist here. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
