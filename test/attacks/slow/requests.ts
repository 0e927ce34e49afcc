/** Everything that can be asked about a document, each with the time it takes. */
import type { TestContext } from 'node:test';
import {
  type ClientCapabilities,
  CodeActionRequest,
  CodeActionTriggerKind,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LinkedEditingRangeRequest,
  type Position,
  PrepareRenameRequest,
  type ProtocolConnection,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../../../server/src/analysis.ts';
import { FORMATS } from '../../../server/src/cli/formats/index.ts';
import { CHECK_FILE, CHECK_TEXT, PICTURE } from '../../../server/src/protocol.ts';
import { isHint } from '../../../server/src/rules/catalogue.ts';
import { Session, URI } from '../../protocol/session.ts';

/** A client that can do all that the server knows how to use. */
const ABLE: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create'],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
};

/** What took how long, of the processor's time: other programs of the machine do not count. */
export interface Timing {
  readonly request: string;
  readonly milliseconds: number;
}

interface Asking {
  readonly client: ProtocolConnection;
  readonly text: string;
  readonly position: Position;
  readonly end: Position;
}

const textDocument = { uri: URI };

const AT_A_PLACE: Readonly<Record<string, (asking: Asking) => Promise<unknown>>> = {
  hover: ({ client, position }) => client.sendRequest(HoverRequest.type, { textDocument, position }),
  completion: ({ client, position }) => client.sendRequest(CompletionRequest.type, { textDocument, position }),
  definition: ({ client, position }) => client.sendRequest(DefinitionRequest.type, { textDocument, position }),
  references: ({ client, position }) =>
    client.sendRequest(ReferencesRequest.type, { textDocument, position, context: { includeDeclaration: true } }),
  highlight: ({ client, position }) => client.sendRequest(DocumentHighlightRequest.type, { textDocument, position }),
  'linked editing': ({ client, position }) =>
    client.sendRequest(LinkedEditingRangeRequest.type, { textDocument, position }),
  selection: ({ client, position }) =>
    client.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [position] }),
  'prepare rename': ({ client, position }) => client.sendRequest(PrepareRenameRequest.type, { textDocument, position }),
  rename: ({ client, position }) =>
    client.sendRequest(RenameRequest.type, { textDocument, position, newName: 'renamed' }),
  'light bulb': ({ client, position }) => actions(client, position, position, CodeActionTriggerKind.Automatic),
  'actions asked': ({ client, position }) => actions(client, position, position, CodeActionTriggerKind.Invoked),
};

const OF_THE_WHOLE: Readonly<Record<string, (asking: Asking) => Promise<unknown>>> = {
  'semantic tokens': ({ client }) => client.sendRequest(SemanticTokensRequest.type, { textDocument }),
  symbols: ({ client }) => client.sendRequest(DocumentSymbolRequest.type, { textDocument }),
  folding: ({ client }) => client.sendRequest(FoldingRangeRequest.type, { textDocument }),
  links: ({ client }) => client.sendRequest(DocumentLinkRequest.type, { textDocument }),
  lens: ({ client }) => client.sendRequest(CodeLensRequest.type, { textDocument }),
  hints: ({ client, end }) =>
    client.sendRequest(InlayHintRequest.type, { textDocument, range: { start: { line: 0, character: 0 }, end } }),
  picture: ({ client }) => client.sendRequest(PICTURE, { uri: URI, standalone: true }),
  'check of a text': ({ client, text }) => client.sendRequest(CHECK_TEXT, { uri: URI, text }),
  'check of a file': ({ client, text }) => client.sendRequest(CHECK_FILE, { uri: URI, text }),
  'actions on all': ({ client, end }) => actions(client, { line: 0, character: 0 }, end, CodeActionTriggerKind.Invoked),
  refactorings: ({ client, end }) =>
    actions(client, { line: 0, character: 0 }, end, CodeActionTriggerKind.Invoked, ['refactor']),
  'fix all': ({ client, end }) =>
    actions(client, { line: 0, character: 0 }, end, CodeActionTriggerKind.Invoked, ['source.fixAll.taskdef']),
};

function actions(
  client: ProtocolConnection,
  start: Position,
  end: Position,
  triggerKind: CodeActionTriggerKind,
  only?: string[],
): Promise<unknown> {
  return client.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: { start, end },
    context: { diagnostics: [], triggerKind, ...(only ? { only } : {}) },
  });
}

/**
 * Opens a text, asks everything, and types a letter.
 * @param tell is told of each request before it is asked
 */
export async function timings(
  context: TestContext,
  text: string,
  tell: (request: string) => void = () => {},
): Promise<Timing[]> {
  const session = await Session.start(context, { capabilities: ABLE });
  const taken: Timing[] = [];
  const time = async (request: string, work: () => unknown) => {
    tell(request);
    const begin = process.cpuUsage();
    await work();
    taken.push({ request, milliseconds: process.cpuUsage(begin).user / 1000 });
  };
  const { client } = session;
  const document = TextDocument.create(URI, 'json', 1, text);
  const end = document.positionAt(text.length);
  await time('diagnostics', async () => {
    await session.open(text);
    await session.pull();
  });
  // In the name of the first container, in the middle of what the text is full of, and at its end.
  for (const offset of [text.indexOf('"name"') + 10, text.length >> 1, text.length - 1]) {
    const asking = { client, text, position: document.positionAt(offset), end };
    for (const [name, request] of Object.entries(AT_A_PLACE)) {
      await time(`${name} at ${offset}`, () => request(asking).catch(unlessInternal));
    }
  }
  for (const [name, request] of Object.entries(OF_THE_WHOLE)) {
    await time(name, () => request({ client, text, position: end, end }).catch(unlessInternal));
  }
  await time('typing', async () => {
    const at = document.positionAt(text.length >> 1);
    await session.change([{ range: { start: at, end: at }, text: 'x' }]);
    await session.pull();
  });
  const analysis = analyse(text, 'task-definition.json', 'asked');
  for (const name of Object.keys(FORMATS) as (keyof typeof FORMATS)[])
    await time(`--format ${name}`, () => print(name, text, analysis));
  await session.close();
  return taken;
}

/** What the command line prints of an analysis, put together and thrown away. */
function print(name: keyof typeof FORMATS, text: string, { document, findings }: Analysis): void {
  const format = new FORMATS[name]({ print: () => {}, command: () => {}, hints: true, fix: false, colours: false });
  const lines = TextDocument.create('task-definition.json', 'json', 0, text);
  format.file({
    file: 'task-definition.json',
    text: lines,
    document,
    findings: findings.map((finding) => ({
      finding,
      hint: isHint(finding),
      range: { start: lines.positionAt(finding.offset), end: lines.positionAt(finding.offset + finding.length) },
    })),
  });
  format.finish({
    ...{ files: 1, error: 0, warning: 0, info: 0, hint: 0, fixable: 0, fixed: 0, known: 0 },
    tooMany: undefined,
    status: 0,
  });
}

/** A request may be refused with a reason for people; an exception of ours is a failure. */
function unlessInternal(error: unknown): void {
  const { code, message } = error as { code?: number; message: string };
  if (code === -32603 || /Maximum call stack|is not a function|undefined/.test(message)) throw error;
}
