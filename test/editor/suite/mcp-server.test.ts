import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import type { McpServer, McpServers } from '../../../client/src/node/mcp-server.ts';
import { IN_NODE } from './editor.ts';

const SETTING = 'taskdef.mcpServer.enabled';

/** Starts a server as the editor does, and returns the answers to some requests. */
async function ask({ command, args, env }: McpServer, ...requests: object[]): Promise<unknown[]> {
  const server = spawn(command, args, { env: { ...process.env, ...(env as NodeJS.ProcessEnv) } });
  for (const request of requests) server.stdin.write(`${JSON.stringify(request)}\n`);
  server.stdin.end();
  const answers: unknown[] = [];
  for await (const line of createInterface({ input: server.stdout })) answers.push(JSON.parse(line));
  return answers;
}

if (IN_NODE)
  describe('the server for assistants', () => {
    let servers: McpServers;

    before(async () => {
      const exports = await vscode.extensions.getExtension('taskdef.taskdef')!.activate();
      ({ mcpServers: servers } = exports as { mcpServers: McpServers });
      assert.ok(servers, 'this editor can have such servers');
    });
    after(() => vscode.workspace.getConfiguration().update(SETTING, undefined, vscode.ConfigurationTarget.Global));

    it('is off by default', () => {
      assert.deepEqual(servers.provideMcpServerDefinitions(), []);
    });

    it('reads in the folders of the workspace, and writes nothing', async () => {
      const changed = new Promise<void>((resolve) => {
        servers.onDidChangeMcpServerDefinitions(() => resolve());
      });
      await vscode.workspace.getConfiguration().update(SETTING, true, vscode.ConfigurationTarget.Global);
      await changed;
      const [server, ...more] = servers.provideMcpServerDefinitions();
      assert.equal(more.length, 0);
      const call = (id: number, name: string, values: object) => ({
        jsonrpc: '2.0',
        id,
        method: 'tools/call',
        params: { name, arguments: values },
      });
      const answers = await ask(
        server!,
        { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25' } },
        call(2, 'check_task_definition', { path: 'task-definition.json' }),
        call(3, 'fix_task_definition', { path: 'task-definition.json', write: true }),
        call(4, 'check_task_definition', { path: '/etc/passwd' }),
      );
      assert.match(JSON.stringify(answers[0]), /"name":"taskdef"/);
      assert.match(JSON.stringify(answers[1]), /"accepted\\":false/);
      assert.match(JSON.stringify(answers[2]), /Writing is not allowed/);
      assert.match(JSON.stringify(answers[3]), /is not in /);
    });
  });
