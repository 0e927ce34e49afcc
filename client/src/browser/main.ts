import { type ExtensionContext, Uri } from 'vscode';
import { activateExtension } from '../extension.ts';

/** VS Code in a browser: the language server is a web worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server', 'server.js').toString(true);
  activateExtension(context, async (options) => {
    const { LanguageClient } = await import('vscode-languageclient/browser');
    return new LanguageClient('taskdef', 'Taskdef', new Worker(script), options);
  });
}
