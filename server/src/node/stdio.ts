import {
  type Connection,
  createConnection,
  ErrorCodes,
  type Message,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A connection over standard streams, which answers bytes that are no message with a parse error and reads on. */
export function createStdioConnection(): Connection {
  const { stdin, stdout } = process;
  const reader = new StreamMessageReader(stdin);
  const writer = new StreamMessageWriter(stdout);
  reader.onError(({ message }) => {
    const error = { code: ErrorCodes.ParseError, message };
    void writer.write({ jsonrpc: '2.0', id: null, error } as Message);
    // The reader leaves what came in one piece with a broken header until there is more.
    setImmediate(() => stdin.emit('data', Buffer.alloc(0)));
  });
  return createConnection(ProposedFeatures.all, reader, writer);
}
