import * as vscode from 'vscode';

/** The provider's id in the manifest. */
const PROVIDER = 'taskdef';
/** Off by default, since the same answers come from the tool in the editor, without a process. */
const SETTING = 'taskdef.mcpServer.enabled';

/** A server for assistants, as VS Code starts it. */
export interface McpServer {
  readonly label: string;
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string | number | null>;
}

/** What the editor asks for the servers. */
export interface McpServers {
  readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
  provideMcpServerDefinitions(): McpServer[];
}

/** The part of VS Code's API for servers of the Model Context Protocol that is used here, available since 1.101. */
interface McpHost {
  readonly registerMcpServerDefinitionProvider?: (id: string, servers: McpServers) => vscode.Disposable;
}
interface McpParts {
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: string[],
    env: McpServer['env'],
    version: string,
  ) => McpServer;
}

/**
 * Offers the tools of `taskdef mcp` to assistants in the editor. They read in the folders of the workspace and write nothing.
 * @param module the language server, which serves these tools as well
 * @returns what the editor asks; undefined in an editor without such servers
 */
export function registerMcpServer(context: vscode.ExtensionContext, module: string): McpServers | undefined {
  const { registerMcpServerDefinitionProvider } = vscode.lm as unknown as McpHost;
  const { McpStdioServerDefinition } = vscode as unknown as McpParts;
  if (!registerMcpServerDefinitionProvider || !McpStdioServerDefinition) return undefined;
  const changed = new vscode.EventEmitter<void>();
  const { version } = context.extension.packageJSON as { readonly version: string };
  const servers: McpServers = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions() {
      if (vscode.workspace.getConfiguration().get(SETTING) !== true) return [];
      // The editor tells a server nothing of its folders: https://github.com/microsoft/vscode/issues/272420
      const folders = vscode.workspace.workspaceFolders?.flatMap(({ uri }) =>
        uri.scheme === 'file' ? uri.fsPath : [],
      );
      if (!folders?.length) return [];
      // The editor's own program is Node with this variable.
      const env = { ELECTRON_RUN_AS_NODE: '1' };
      const args = [module, '--mcp', ...folders];
      return [new McpStdioServerDefinition('Taskdef', process.execPath, args, env, version)];
    },
  };
  context.subscriptions.push(
    changed,
    registerMcpServerDefinitionProvider(PROVIDER, servers),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTING)) changed.fire();
    }),
  );
  return servers;
}
