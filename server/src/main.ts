/**
 * The language server's entry point, wherever it runs. Both variants are in one file because they share nearly
 * everything and the extension's package has to stay small; only the variant in use is ever evaluated. The server
 * itself is imported here rather than in the variants because the bundler wraps each module that a dynamic import pulls
 * in, which doubles the startup time.
 */
import { startServer } from './server.ts';

if (typeof (globalThis as { importScripts?: unknown }).importScripts === 'function')
  void import('./browser/main.ts').then(({ serve }) => serve(startServer));
else void import('./node/main.ts').then(({ serve }) => serve(startServer));
