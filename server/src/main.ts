/**
 * Entry of the language server wherever it runs. Both ways are in one file, because nearly all of it is the same and the
 * extension's package is to stay small; only the one that is needed is ever evaluated.
 */
if (typeof (globalThis as { importScripts?: unknown }).importScripts === 'function') void import('./browser/main.ts');
else void import('./node/main.ts');

export {};
