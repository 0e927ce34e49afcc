import type { Writable } from 'node:stream';
import {
  AbstractMessageWriter,
  type Connection,
  createConnection,
  ErrorCodes,
  type Message,
  type MessageWriter,
  ProposedFeatures,
  StreamMessageReader,
} from 'vscode-languageserver/node';
import { FramedMessages } from './headers.ts';

/** A connection over standard streams. It answers bytes that are not a message with a parse error and reads on. */
export function createStdioConnection(): Connection {
  const { stdin, stdout } = process;
  const writer = new WholeMessageWriter(stdout);
  const refuse = (message: string): void => {
    const error = { code: ErrorCodes.ParseError, message };
    void writer.write({ jsonrpc: '2.0', id: null, error } as Message).catch(() => {});
  };
  const reader = new StreamMessageReader(stdin.pipe(new FramedMessages(refuse)));
  reader.onError(({ message }) => refuse(message));
  return createConnection(ProposedFeatures.all, reader, writer);
}

/**
 * Writes each message in one piece, and messages of the same moment together, such as a status and the answer that follows
 * it: each write wakes the client. The library's own writer wakes it twice for a message, once for the header.
 */
class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private errors = 0;
  private collects = false;

  constructor(private readonly stream: Writable) {
    super();
    stream.on('error', (error: Error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const content = JSON.stringify(message);
    const length = Buffer.byteLength(content);
    const header = `Content-Length: ${length}\r\n\r\n`;
    // A text of ASCII alone, as most are, is the same bytes in both, and Latin-1 takes no second look at each letter.
    const encoding = length === content.length ? 'latin1' : 'utf8';
    this.collect();
    return new Promise((resolve, reject) => {
      this.stream.write(header + content, encoding, (error) => {
        if (!error) return resolve();
        this.fireError(error, message, ++this.errors);
        reject(error);
      });
    });
  }

  /** Holds back what is written until the work at hand is done. */
  private collect(): void {
    if (this.collects) return;
    this.collects = true;
    this.stream.cork();
    process.nextTick(() => {
      this.collects = false;
      this.stream.uncork();
    });
  }

  end(): void {}
}
