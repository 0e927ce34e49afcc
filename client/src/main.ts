import type { ExtensionContext } from 'vscode';

/** What the extension tells others; the editor suite prints it. */
export interface Exports {
  /** Milliseconds from the first line of the extension to the last of its activation. */
  readonly activatedIn: number;
}

/**
 * Entry of the extension wherever it runs. Both ways are in one file, because nearly all of it is the same and the package
 * is to stay small; only the one that is needed is ever evaluated.
 */
export async function activate(context: ExtensionContext): Promise<Exports> {
  const before = performance.now();
  const inWorker = typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';
  const entry = inWorker ? await import('./browser/main.ts') : await import('./node/main.ts');
  entry.activate(context);
  return { activatedIn: performance.now() - before };
}
