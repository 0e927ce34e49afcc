/**
 * Random edits through the real server. After each of them: no request fails, what the server says of the edited document
 * is what a fresh server says of the same text, and every position lies inside of that text.
 */

import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  type Diagnostic,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  ErrorCodes,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LinkedEditingRangeRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  type TextDocumentContentChangeEvent,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnosticsOf } from '../../server/src/features/diagnostics.ts';
import { Workspace } from '../../server/src/workspace.ts';
import { SAMPLE_TEXTS } from '../sample-texts.ts';
import { PULL, PUSH, Session, URI } from './session.ts';

/** Documents to begin with: samples, and some that are hardly any. */
const SEEDS: readonly string[] = [
  ...SAMPLE_TEXTS,
  '',
  '[]',
  '{"taskDefinition": {"containerDefinitions": [{"name": "a", "image": "b"}]}}',
  '[{"name": "a", "image": "${image}", "cpu": {{ cpu }} }]\r\n',
];

/** What is typed, pasted, or gets into a file in some other way. */
const FRAGMENTS: readonly string[] = [
  ...['{', '}', '[', ']', ',', ':', '"', '\\', '/', '-', '0', '.', 'e', ' ', '\n', '\r\n', '\r', '\t', '\0'],
  ...[
    '\uFEFF',
    '\u2028',
    '\uD83D',
    '\uDC33',
    '\u{1F433}',
    'é',
    '\u202E',
    '// x\n',
    '/*',
    '*/',
    'null',
    'true',
    '1e999',
  ],
  ...['${', '${x}', '{{', '{{ x }}', '{% if x %}', '<%= x %>', '"${x ? "a" : "b"}"', '\\uD800', '\\u0000', "'"],
  ...[
    '"cpu": 256,',
    '"memory": "1 GB",',
    '"name": "web"',
    '"image": "x:latest",',
    '"dependsOn": [{"containerName": "web"}],',
  ],
  ...[
    '"networkMode": "awsvpc",',
    '"requiresCompatibilities": ["FARGATE"],',
    '{"name": "a", "image": "b"},',
    '"$schema": "x",',
  ],
  ...[
    '"volumes": [{"name": "v"}],',
    '"mountPoints": [{"sourceVolume": "v"}],',
    '"__proto__": {},',
    '"constructor": 1,',
    '"constructor": {"a": ""},',
    '"toString": [{"b": []}],',
  ],
  ...[
    '"ContainerDefinitions": [',
    '"container_definitions": null,',
    '[command:x](command:x)',
    '<img src=x>',
    'arn:aws:iam::',
  ],
];

/** Random numbers that a seed repeats (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  /** A whole number from 0 to below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

/** Splits a text as the protocol does. Not the library's code, so that it can be compared with it. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
}

function positionOf(text: string, offset: number): { line: number; character: number } {
  const starts = lineStarts(text);
  const line = starts.findLastIndex((start) => start <= offset);
  return { line, character: offset - starts[line]! };
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function randomEdit(dice: Dice, text: string): Edit {
  const at = between(dice, text);
  const length = dice.chance(0.8) ? dice.below(12) : dice.below(text.length + 1);
  const to = outsideOfLineEnd(text, Math.min(text.length, at + length));
  switch (dice.below(7)) {
    case 0:
    case 1:
      return { from: at, to: at, text: dice.oneOf(FRAGMENTS) };
    case 2:
      return { from: at, to, text: '' };
    case 3:
      return { from: at, to, text: dice.oneOf(FRAGMENTS) };
    case 4: {
      const start = dice.below(text.length + 1);
      return { from: at, to: at, text: text.slice(start, start + dice.below(200)) };
    }
    case 5: {
      const values = [...text.matchAll(/"[^"\n]*"|\b\d+\b|\btrue\b/g)];
      const one = values.length > 0 ? dice.oneOf(values) : undefined;
      if (!one) return { from: at, to: at, text: '"x"' };
      return { from: one.index, to: one.index + one[0].length, text: dice.oneOf(values)[0] };
    }
    default: {
      const starts = lineStarts(text);
      const line = dice.below(starts.length);
      return { from: starts[line]!, to: starts[line + 1] ?? text.length, text: dice.chance(0.5) ? '' : '\n' };
    }
  }
}

function between(dice: Dice, text: string): number {
  return outsideOfLineEnd(text, dice.below(text.length + 1));
}

/** The protocol has no position between the two characters of a Windows line end. */
function outsideOfLineEnd(text: string, offset: number): number {
  return text[offset] === '\n' && text[offset - 1] === '\r' ? offset + 1 : offset;
}

/** What a server that has never seen another version says of a text. */
function fresh(text: string): Diagnostic[] {
  const workspace = new Workspace();
  workspace.open(URI, 'json', 1, text);
  return diagnosticsOf(workspace, URI);
}

/** One conversation from a seed: opens a document, edits it, asks everything, and closes it. */
export async function fuzz(context: TestContext, seed: number, edits: number): Promise<void> {
  const dice = new Dice(seed);
  const pulls = dice.chance(0.5);
  const session = await Session.start(context, { capabilities: pulls ? PULL : PUSH });
  let text = dice.oneOf(SEEDS);
  await session.open(text);
  await compare(session, pulls, text);
  let compared = true;
  for (let i = 0; i < edits; i++) {
    const changes: TextDocumentContentChangeEvent[] = [];
    for (let n = dice.chance(0.7) ? 1 : 1 + dice.below(4); n > 0; n--) {
      if (dice.chance(0.03)) {
        text = dice.oneOf(SEEDS);
        changes.push({ text });
        continue;
      }
      const edit = randomEdit(dice, text);
      changes.push({ range: { start: positionOf(text, edit.from), end: positionOf(text, edit.to) }, text: edit.text });
      text = text.slice(0, edit.from) + edit.text + text.slice(edit.to);
    }
    await session.change(changes);
    assert.equal(session.text(), text, 'both sides mean the same text');
    // Now and then the next change comes before anybody has asked.
    compared = !dice.chance(0.3);
    if (!compared) continue;
    await compare(session, pulls, text);
    await askAll(session, dice, text);
  }
  // Diagnostics are published once for a version.
  if (!compared) await compare(session, pulls, text);
  await session.close();
  if (!pulls) assert.deepEqual((await session.nextPublished()).diagnostics, [], 'closed documents have none');
}

async function compare(session: Session, pulls: boolean, text: string): Promise<void> {
  const shown = pulls
    ? await session.pull()
    : (await session.nextPublished(URI, session.document().version)).diagnostics;
  assert.deepEqual(shown, JSON.parse(JSON.stringify(fresh(text))), 'what a fresh server says');
  assertInside(shown, text);
}

/** Asks everything that the server announced, at a random place. */
async function askAll(session: Session, dice: Dice, text: string): Promise<void> {
  const { client } = session;
  const capabilities: ServerCapabilities = session.initialized.capabilities;
  const textDocument = { uri: URI };
  const position = positionOf(text, between(dice, text));
  const end = positionOf(text, text.length);
  const all = { start: { line: 0, character: 0 }, end };
  const answers: unknown[] = [];
  const ask = async (announced: unknown, request: () => Promise<unknown>) => {
    if (announced) answers.push(await request());
  };
  await ask(capabilities.hoverProvider, () => client.sendRequest(HoverRequest.type, { textDocument, position }));
  await ask(capabilities.completionProvider, () =>
    client.sendRequest(CompletionRequest.type, { textDocument, position }),
  );
  await ask(capabilities.definitionProvider, () =>
    client.sendRequest(DefinitionRequest.type, { textDocument, position }),
  );
  await ask(capabilities.referencesProvider, () =>
    client.sendRequest(ReferencesRequest.type, { textDocument, position, context: { includeDeclaration: true } }),
  );
  await ask(capabilities.documentHighlightProvider, () =>
    client.sendRequest(DocumentHighlightRequest.type, { textDocument, position }),
  );
  await ask(capabilities.linkedEditingRangeProvider, () =>
    client.sendRequest(LinkedEditingRangeRequest.type, { textDocument, position }),
  );
  await ask(capabilities.selectionRangeProvider, () =>
    client.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [position] }),
  );
  await ask(capabilities.documentSymbolProvider, () =>
    client.sendRequest(DocumentSymbolRequest.type, { textDocument }),
  );
  await ask(capabilities.foldingRangeProvider, () => client.sendRequest(FoldingRangeRequest.type, { textDocument }));
  await ask(capabilities.documentLinkProvider, () => client.sendRequest(DocumentLinkRequest.type, { textDocument }));
  await ask(capabilities.codeLensProvider, () => client.sendRequest(CodeLensRequest.type, { textDocument }));
  await ask(capabilities.inlayHintProvider, () =>
    client.sendRequest(InlayHintRequest.type, { textDocument, range: all }),
  );
  if (capabilities.semanticTokensProvider) {
    const tokens = await client.sendRequest(SemanticTokensRequest.type, { textDocument });
    assertTokensInside(tokens?.data ?? [], text);
  }
  if (capabilities.renameProvider) {
    const here = await unlessRefused(client.sendRequest(PrepareRenameRequest.type, { textDocument, position }));
    answers.push(here);
    const renamed = client.sendRequest(RenameRequest.type, { textDocument, position, newName: 'renamed' });
    answers.push(await unlessRefused(renamed));
  }
  for (const only of [undefined, ['source.fixAll.taskdef'], ['refactor']]) {
    const actions = await client.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: dice.chance(0.5) ? all : { start: position, end: position },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
    for (const action of actions ?? []) {
      answers.push(action);
      if ('edit' in action) for (const edits of Object.values(action.edit?.changes ?? {})) assertApplies(edits, text);
    }
  }
  for (const answer of answers) assertInside(answer, text);
}

/** The answer to a request that may be refused with a reason for people; everything else that goes wrong is a failure. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    const { code } = error as { code?: number };
    if (code === LSPErrorCodes.RequestFailed || code === ErrorCodes.InvalidParams) return undefined;
    throw error;
  });
}

/** Throws where edits overlap. */
function assertApplies(edits: TextEdit[], text: string): void {
  TextDocument.applyEdits(TextDocument.create(URI, 'json', 1, text), edits);
}

/** Every range and position in an answer lies inside of the text, and none ends before it begins. */
function assertInside(answer: unknown, text: string): void {
  const starts = lineStarts(text);
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { line, character, start, end } = part as Record<string, unknown>;
    if (typeof line === 'number' && typeof character === 'number') {
      assert.ok(line >= 0 && line < starts.length, `line ${line} of ${starts.length}`);
      const length = (starts[line + 1] ?? text.length) - starts[line]!;
      assert.ok(character >= 0 && character <= length, `character ${character} of ${length} in line ${line}`);
    }
    if (isPosition(start) && isPosition(end))
      assert.ok(
        start.line < end.line || (start.line === end.line && start.character <= end.character),
        JSON.stringify(part),
      );
    for (const [name, value] of Object.entries(part)) {
      // A place in another file is of another text.
      if (name === 'location' && (value as { uri?: string }).uri !== URI) continue;
      // Edits of a settings file are, too.
      if (name === 'changes') visit((value as Record<string, unknown>)[URI]);
      else if (name === 'documentChanges')
        for (const change of value as { textDocument?: { uri: string } }[]) {
          if (change.textDocument?.uri === URI) visit(change);
        }
      else visit(value);
    }
  };
  visit(answer);
}

function isPosition(value: unknown): value is { line: number; character: number } {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

function assertTokensInside(data: readonly number[], text: string): void {
  const starts = lineStarts(text);
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    character = data[i]! > 0 ? data[i + 1]! : character + data[i + 1]!;
    line += data[i]!;
    const length = (starts[line + 1] ?? text.length) - (starts[line] ?? text.length);
    assert.ok(line < starts.length && character + data[i + 2]! <= length, `token at ${line}:${character}`);
  }
}
