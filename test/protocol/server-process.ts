/** The built server as a process of its own, spoken to byte by byte. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext, TestOptions } from 'node:test';
import { StreamMessageReader } from 'vscode-languageserver/node';

const SERVER = join(import.meta.dirname, '../../dist/server/node.js');
export const URI = 'file:///workspace/task-definition.json';
/** An answer that never comes is a failure. */
export const SOON: TestOptions = { timeout: 20_000 };

/** A message of the server. */
export interface Answer {
  id?: number | string | null;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

/** A server and what it answered. */
export class ServerProcess {
  readonly process: ChildProcessWithoutNullStreams;
  private readonly answers: Answer[] = [];
  private waiting: (() => void)[] = [];
  private ended = false;
  errors = '';

  /** @param program the built server, where it is not that of dist/ */
  constructor(context: TestContext, program = SERVER) {
    this.process = spawn(process.execPath, [program, '--stdio']);
    context.after(() => this.process.kill());
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    // A server that is gone closes its input; what is written then is lost, and the test says why by other means.
    this.process.stdin.on('error', () => {});
    this.process.once('exit', () => {
      this.ended = true;
      this.wake();
    });
    new StreamMessageReader(this.process.stdout).listen((message) => {
      this.answers.push(message as Answer);
      this.wake();
    });
  }

  private wake(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  write(text: string | Buffer): void {
    this.process.stdin.write(text);
  }

  send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /** How many messages that have not been taken yet are of a kind. */
  count(wanted: (answer: Answer) => boolean): number {
    return this.answers.filter(wanted).length;
  }

  /** The first message that has not been taken yet and is the one looked for. */
  async next(wanted: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const i = this.answers.findIndex(wanted);
      if (i >= 0) return this.answers.splice(i, 1)[0]!;
      assert.ok(!this.ended, `the server ended: ${this.errors}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  async request(id: number, method: string, params?: object): Promise<Answer> {
    this.send({ id, method, params });
    return this.next((answer) => answer.id === id && answer.method === undefined);
  }

  async initialize(capabilities: object = {}): Promise<void> {
    const { result } = await this.request(1, 'initialize', { processId: null, rootUri: null, capabilities });
    assert.ok(result);
    this.send({ method: 'initialized', params: {} });
  }

  open(text: string): void {
    this.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri: URI, languageId: 'json', version: 1, text } },
    });
  }

  /** Whether it still does its work. */
  async assertAlive(id = 99): Promise<void> {
    const answer = await this.request(id, 'textDocument/diagnostic', { textDocument: { uri: URI } });
    assert.deepEqual(answer.error, undefined);
    assert.ok(answer.result);
  }

  /** The exit code. */
  async end(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const [code] = (await once(this.process, 'exit')) as [number | null];
    return code;
  }
}
