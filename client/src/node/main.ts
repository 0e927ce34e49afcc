// biome-ignore-all assist/source/organizeImports: loading.ts comes first, so that it sees the rest being loaded.
import { loaded } from '../loading.ts';
import type { ExtensionContext } from 'vscode';
import { activateExtension, type Exports } from '../extension.ts';

/** Entry in VS Code on a desktop or a server: the language server is a process of its own. */
export function activate(context: ExtensionContext): Exports {
  const module = context.asAbsolutePath('dist/server/node.js');
  return activateExtension(context, async (options) => {
    const { LanguageClient, TransportKind } = await import('./language-client.ts');
    return new LanguageClient('taskdef', 'Taskdef', { module, transport: TransportKind.ipc }, options);
  });
}

loaded();
