// biome-ignore-all assist/source/organizeImports: loading.ts comes first, so that it sees the rest being loaded.
import { loaded } from '../loading.ts';
import { type ExtensionContext, Uri } from 'vscode';
import { activateExtension, type Exports } from '../extension.ts';

/** Entry point for VS Code in a browser, which loads only this one file: the language server is a web worker. */
export function activate(context: ExtensionContext): Exports {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server', 'server.js').toString(true);
  return activateExtension(context, async (options) => {
    const { LanguageClient } = await import('vscode-languageclient/browser');
    return new LanguageClient('taskdef', 'Taskdef', new Worker(script), options);
  });
}

loaded();
