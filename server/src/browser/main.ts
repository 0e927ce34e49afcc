import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { startServer } from '../server.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Runs the server in this web worker. */
export function serve(start: typeof startServer): void {
  start(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)));
}
