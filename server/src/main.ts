/**
 * Entry of the language server wherever it runs. Both ways are in one file, because nearly all of it is the same and the
 * extension's package is to stay small; only the one that is needed is ever evaluated. The server itself is imported here,
 * not there: what a module that is loaded on demand imports, the bundler wraps module by module, which doubles the start.
 */
import { startServer } from './server.ts';

if (typeof (globalThis as { importScripts?: unknown }).importScripts === 'function')
  void import('./browser/main.ts').then(({ serve }) => serve(startServer));
else void import('./node/main.ts').then(({ serve }) => serve(startServer));
