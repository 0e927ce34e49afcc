import type { Readable } from 'node:stream';
import { compactJson, type Printable } from '../show.ts';
import type { ExamplesOf } from './explain.ts';
import { failedLine, fieldsOf, Session } from './protocol.ts';
import { Roots } from './roots.ts';
import { taskTools } from './tools.ts';

/** The longest line to read: 1 MB of text with every character escaped, and some more. */
const LONGEST_LINE = 8 * 1024 * 1024;
/** How many cancelled ids to remember. */
const MOST_CANCELLED = 1000;

/** What a server of the tools is started with. */
export interface McpOptions {
  /** The folders that may be read; the working folder if there are none. */
  readonly folders: readonly string[];
  readonly allowWrite: boolean;
  readonly examplesOf: ExamplesOf;
  /** Prints a message at once. */
  readonly print: (line: Printable) => void;
}

/**
 * Serves the tools over standard input and a printer until the input ends.
 * @throws NoFolder if a folder does not exist
 */
export async function serveMcp({ folders, allowWrite, examplesOf, print }: McpOptions): Promise<void> {
  const tools = taskTools(new Roots(folders), allowWrite, examplesOf);
  const server = new Server(new Session(tools), (answer) => print(compactJson(answer)));
  for await (const line of linesOf(process.stdin)) server.take(line);
  await server.done;
}

/** Answers messages one at a time, so that a waiting request can be cancelled. */
class Server {
  done: Promise<void> = Promise.resolve();
  private readonly cancelled = new Set<unknown>();

  constructor(
    private readonly session: Session,
    private readonly send: (answer: object) => void,
  ) {}

  take(line: Buffer | undefined): void {
    if (line === undefined) return this.send(failedLine('The line is longer than 8 MB.', true));
    const text = line.toString('utf8').trim();
    if (text === '') return;
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return this.send(failedLine('The line is not valid JSON.', false));
    }
    for (const one of Array.isArray(message) ? message : [message]) this.noteCancelled(one);
    this.done = this.done.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      const answer = this.session.answer(message, (id) => this.cancelled.delete(id));
      if (answer) this.send(answer);
    });
  }

  private noteCancelled(message: unknown): void {
    const { method, params } = fieldsOf(message) ?? {};
    const id = fieldsOf(params)?.requestId;
    if (method !== 'notifications/cancelled' || id === undefined) return;
    if (this.cancelled.size >= MOST_CANCELLED) this.cancelled.clear();
    this.cancelled.add(id);
  }
}

/** The lines of a stream; undefined in place of a line that is too long, which is dropped while it is read. */
async function* linesOf(stream: Readable): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= LONGEST_LINE) parts.push(part);
    else parts = [];
  };
  const end = () => {
    const line = length > LONGEST_LINE ? undefined : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let at = 0;
    for (let next = chunk.indexOf(10); next >= 0; next = chunk.indexOf(10, at)) {
      take(chunk.subarray(at, next));
      yield end();
      at = next + 1;
    }
    take(chunk.subarray(at));
  }
  if (length > 0) yield end();
}
