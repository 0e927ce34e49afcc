import type { ExtensionContext } from 'vscode';

/**
 * Entry of the extension wherever it runs. Both ways are in one file, because nearly all of it is the same and the package
 * is to stay small; only the one that is needed is ever evaluated.
 */
export async function activate(context: ExtensionContext): Promise<void> {
  const inWorker = typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';
  const entry = inWorker ? await import('./browser/main.ts') : await import('./node/main.ts');
  entry.activate(context);
}
