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
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse } from '../../../server/src/analysis.ts';
import type { Format } from '../../../server/src/cli/formats/format.ts';
import { FORMATS } from '../../../server/src/cli/formats/index.ts';
import {
  CHECK_FILE,
  CHECK_TEXT,
  COMPARE,
  FIX_ALL,
  PICTURE,
  POLICY,
  SERVICE_CHOICES,
  SIMULATE,
} from '../../../server/src/protocol.ts';
import { isHint } from '../../../server/src/rules/catalogue.ts';
import { Session } from '../../protocol/session.ts';
import { OUTCOME } from '../../unit/cli.ts';
import { FILES, type Shape } from './shape.ts';

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
  readonly uri: string;
  readonly text: string;
  readonly position: Position;
  readonly end: Position;
}

const AT_A_PLACE: Readonly<Record<string, (asking: Asking) => Promise<unknown>>> = {
  hover: ({ client, uri, position }) => client.sendRequest(HoverRequest.type, { textDocument: { uri }, position }),
  completion: ({ client, uri, position }) =>
    client.sendRequest(CompletionRequest.type, { textDocument: { uri }, position }),
  definition: ({ client, uri, position }) =>
    client.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position }),
  references: ({ client, uri, position }) =>
    client.sendRequest(ReferencesRequest.type, {
      textDocument: { uri },
      position,
      context: { includeDeclaration: true },
    }),
  highlight: ({ client, uri, position }) =>
    client.sendRequest(DocumentHighlightRequest.type, { textDocument: { uri }, position }),
  'linked editing': ({ client, uri, position }) =>
    client.sendRequest(LinkedEditingRangeRequest.type, { textDocument: { uri }, position }),
  selection: ({ client, uri, position }) =>
    client.sendRequest(SelectionRangeRequest.type, { textDocument: { uri }, positions: [position] }),
  'prepare rename': ({ client, uri, position }) =>
    client.sendRequest(PrepareRenameRequest.type, { textDocument: { uri }, position }),
  rename: ({ client, uri, position }) =>
    client.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName: 'renamed' }),
  'light bulb': ({ client, uri, position }) =>
    actions(client, uri, position, position, CodeActionTriggerKind.Automatic),
  'actions asked': ({ client, uri, position }) =>
    actions(client, uri, position, position, CodeActionTriggerKind.Invoked),
};

const OF_THE_WHOLE: Readonly<Record<string, (asking: Asking) => Promise<unknown>>> = {
  'semantic tokens': ({ client, uri }) => client.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } }),
  symbols: ({ client, uri }) => client.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } }),
  folding: ({ client, uri }) => client.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } }),
  links: ({ client, uri }) => client.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } }),
  lens: ({ client, uri }) => client.sendRequest(CodeLensRequest.type, { textDocument: { uri } }),
  hints: ({ client, uri, end }) =>
    client.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end },
    }),
  picture: ({ client, uri }) => client.sendRequest(PICTURE, { uri, standalone: true }),
  simulation: ({ client, uri }) => client.sendRequest(SIMULATE, { uri }),
  "the execution role's policy": ({ client, uri }) => client.sendRequest(POLICY, { uri, role: 'execution' }),
  "the task role's policy": ({ client, uri }) => client.sendRequest(POLICY, { uri, role: 'task' }),
  'choices of a service': ({ client, uri }) => client.sendRequest(SERVICE_CHOICES, { uri }),
  comparison: ({ client, uri, text }) =>
    client.sendRequest(COMPARE, { uri, other: text, otherName: uri.slice(uri.lastIndexOf('/') + 1) }),
  'fix all, asked for': ({ client, uri }) => client.sendRequest(FIX_ALL, { uri }),
  'names in the workspace': ({ client }) => client.sendRequest(WorkspaceSymbolRequest.type, { query: '' }),
  'check of a text': ({ client, uri, text }) => client.sendRequest(CHECK_TEXT, { uri, text }),
  'check of a file': ({ client, uri, text }) => client.sendRequest(CHECK_FILE, { uri, text }),
  'actions on all': ({ client, uri, end }) =>
    actions(client, uri, { line: 0, character: 0 }, end, CodeActionTriggerKind.Invoked),
  refactorings: ({ client, uri, end }) =>
    actions(client, uri, { line: 0, character: 0 }, end, CodeActionTriggerKind.Invoked, ['refactor']),
  'fix all': ({ client, uri, end }) =>
    actions(client, uri, { line: 0, character: 0 }, end, CodeActionTriggerKind.Invoked, ['source.fixAll.taskdef']),
};

function actions(
  client: ProtocolConnection,
  uri: string,
  start: Position,
  end: Position,
  triggerKind: CodeActionTriggerKind,
  only?: string[],
): Promise<unknown> {
  return client.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start, end },
    context: { diagnostics: [], triggerKind, ...(only ? { only } : {}) },
  });
}

/** Opens a text of a shape, and tells what the findings took: milliseconds of the processor. */
export async function openingTime(context: TestContext, shape: Shape, size: number): Promise<number> {
  const session = await Session.start(context, { capabilities: ABLE });
  const language = shape.format ?? 'json';
  const uri = `file:///workspace/${FILES[language]}`;
  const text = shape.text(size);
  const begin = process.cpuUsage();
  await session.open(text, uri, language);
  await session.pull(uri);
  const { user } = process.cpuUsage(begin);
  await session.close(uri);
  return user / 1000;
}

/**
 * Opens a text of a shape, asks everything, and types a letter.
 * @param size about how many characters the text has
 * @param tell is told of each request before it is asked
 */
export async function timings(
  context: TestContext,
  shape: Shape,
  size: number,
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
  const language = shape.format ?? 'json';
  const file = FILES[language];
  const uri = `file:///workspace/${file}`;
  const text = shape.text(size);
  const document = TextDocument.create(uri, language, 1, text);
  const end = document.positionAt(text.length);
  await time('diagnostics', async () => {
    await session.open(text, uri, language);
    await session.pull(uri);
  });
  // In the name of the first container, in the middle of what the text is full of, and at its end.
  for (const offset of [text.search(/\bname\b/i) + 10, text.length >> 1, text.length - 1]) {
    const asking = { client, uri, text, position: document.positionAt(offset), end };
    for (const [name, request] of Object.entries(AT_A_PLACE)) {
      await time(`${name} at ${offset}`, () => request(asking).catch(unlessInternal));
    }
  }
  for (const [name, request] of Object.entries(OF_THE_WHOLE)) {
    await time(name, () => request({ client, uri, text, position: end, end }).catch(unlessInternal));
  }
  await time('typing', async () => {
    const at = document.positionAt(text.length >> 1);
    await session.change([{ range: { start: at, end: at }, text: 'x' }], uri);
    await session.pull(uri);
  });
  const analysis = analyse(text, file, 'asked');
  for (const name of Object.keys(FORMATS) as (keyof typeof FORMATS)[])
    await time(`--format ${name}`, () => print(name, file, text, analysis));
  await session.close(uri);
  return taken;
}

/** What the command line prints of an analysis, put together and thrown away. */
function print(name: keyof typeof FORMATS, file: string, text: string, { document, findings }: Analysis): void {
  const format: Format = new FORMATS[name]({
    print: () => {},
    command: () => {},
    hints: true,
    fix: false,
    colours: false,
  });
  const lines = TextDocument.create(file, 'json', 0, text);
  const shown = findings.map((finding) => ({
    finding,
    hint: isHint(finding),
    range: { start: lines.positionAt(finding.offset), end: lines.positionAt(finding.offset + finding.length) },
  }));
  format.add(format.read({ file, text: lines, document, findings: shown }));
  format.finish(OUTCOME);
}

/** A request may be refused with a reason for people; an exception of ours is a failure. */
function unlessInternal(error: unknown): void {
  const { code, message } = error as { code?: number; message: string };
  if (code === -32603 || /Maximum call stack|is not a function|undefined/.test(message)) throw error;
}
