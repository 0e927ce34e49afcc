/**
 * The language server's entry point, wherever it runs, and in Node the entry point of the tools for assistants. All variants
 * are in one file because they share nearly everything and the extension's package has to stay small; only the variant in
 * use is ever evaluated. Server and tools are imported here rather than in the variants because the bundler wraps each
 * module that a dynamic import pulls in, which doubles the startup time.
 */
import { serveMcp } from './cli/mcp/mcp.ts';
import { startServer } from './server.ts';

if (typeof (globalThis as { importScripts?: unknown }).importScripts === 'function')
  void import('./browser/main.ts').then(({ serve }) => serve(startServer));
else void import('./node/main.ts').then(({ serve }) => serve(startServer, serveMcp));
