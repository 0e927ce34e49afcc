import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { activateExtension } from '../extension.ts';

/** VS Code on a desktop or a server: the language server is a process of its own. */
export function activate(context: ExtensionContext): void {
  const module = join(context.extensionPath, 'dist', 'server', 'node.js');
  activateExtension(context, async (options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    return new LanguageClient('taskdef', 'Taskdef', { module, transport: TransportKind.ipc }, options);
  });
}
