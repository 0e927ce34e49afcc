/** What the tests of `taskdef mcp` share: the official clients, each on a server in a process of its own. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { cli } from '../unit/cli.ts';

const INFO = { name: 'test', version: '1' };

/** What we use of a client. Their types would bring thousands of lines into every check of ours. */
export interface Client {
  connect(transport: object): Promise<void>;
  close(): Promise<void>;
  ping(): Promise<unknown>;
  listTools(): Promise<{ tools: ListedTool[] }>;
  callTool(call: { name: string; arguments: object }): Promise<Result>;
  getServerVersion(): { name: string };
  getInstructions(): string;
  getNegotiatedProtocolVersion(): string;
}

interface ListedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly properties: object };
  readonly outputSchema: object;
  readonly annotations: { readonly readOnlyHint?: boolean };
}

/** An official client, on a server for a folder. */
export async function start(
  t: TestContext,
  [clientModule, transportModule]: readonly [string, string],
  cwd: string,
  { args = [], more = {} }: { args?: readonly string[]; more?: object } = {},
): Promise<Client> {
  const { Client } = (await import(clientModule)) as { Client: new (info: object, options: object) => Client };
  const { StdioClientTransport } = (await import(transportModule)) as {
    StdioClientTransport: new (server: object) => object;
  };
  const client = new Client(INFO, more);
  t.after(() => client.close());
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [cli(), 'mcp', ...args], cwd }));
  return client;
}

const WITH_HANDSHAKE = [
  '@modelcontextprotocol/sdk/client/index.js',
  '@modelcontextprotocol/sdk/client/stdio.js',
] as const;
export const WITHOUT = ['@modelcontextprotocol/client', '@modelcontextprotocol/client/stdio'] as const;

interface Result {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
}

type Call = (name: string, values: Record<string, unknown>) => Promise<Result>;

/** The official client of the versions with a handshake. */
export async function connect(t: TestContext, cwd: string, ...args: string[]): Promise<{ client: Client; call: Call }> {
  const client = await start(t, WITH_HANDSHAKE, cwd, { args });
  // What tools answer is held against their schemas from here on.
  await client.listTools();
  return { client, call: (name, values) => client.callTool({ name, arguments: values }) };
}

/** What a tool answers. */
export async function answer(call: Promise<Result>): Promise<Readonly<Record<string, unknown>>> {
  const { structuredContent, content, isError } = await call;
  assert.ok(!isError, content[0]!.text);
  assert.deepEqual(JSON.parse(content[0]!.text), structuredContent);
  return structuredContent!;
}

/** Why a tool does not answer. */
export async function refusal(call: Promise<Result>): Promise<string> {
  const { structuredContent, content, isError } = await call;
  assert.equal(isError, true, content[0]!.text);
  assert.equal(structuredContent, undefined);
  return content[0]!.text;
}
