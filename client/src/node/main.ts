// biome-ignore-all assist/source/organizeImports: loading.ts comes first, so that it sees the rest being loaded.
import { loaded } from '../loading.ts';
import { realpath } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import { activateExtension, type CreateClient, type Exports } from '../extension.ts';
import { type McpServers, registerMcpServer } from './mcp-server.ts';
import { SERVER_ARGUMENTS } from './server-arguments.ts';

/** Entry point for VS Code on a desktop or server: the language server runs in its own process. */
export function activate(context: ExtensionContext): Exports & { readonly mcpServers: McpServers | undefined } {
  const module = context.asAbsolutePath('dist/server/node.js');
  const createClient: CreateClient = async (options) => {
    const { LanguageClient, TransportKind } = await import('./language-client.ts');
    const run = { module, transport: TransportKind.ipc, options: { execArgv: [...SERVER_ARGUMENTS] } };
    return new LanguageClient('taskdef', 'Taskdef', run, options);
  };
  const exports = activateExtension(context, createClient, (path) => realpath(path));
  return { ...exports, mcpServers: registerMcpServer(context, module) };
}

loaded();
