import { SemanticTokenModifiers, SemanticTokensBuilder, SemanticTokenTypes } from 'vscode-languageserver';
import type { Analysis } from '../analysis.ts';
import type { Finding } from '../findings/finding.ts';
import { type NameKind, namesOf } from '../model/references.ts';
import { endOf, insideOf, type Span, type StringNode, type ValueNode } from '../syntax/node.ts';
import { placeholders } from '../syntax/placeholder.ts';
import type { Feature } from './feature.ts';
import { openTask } from './names/names.ts';

/** Only what a JSON grammar cannot know is coloured; the user's theme handles the rest. */
const TYPES = [
  SemanticTokenTypes.class,
  SemanticTokenTypes.struct,
  SemanticTokenTypes.interface,
  SemanticTokenTypes.macro,
  SemanticTokenTypes.property,
] as const;
const MODIFIERS = [SemanticTokenModifiers.declaration, SemanticTokenModifiers.deprecated] as const;

const TYPE_OF: Readonly<Record<Exclude<NameKind, 'family'>, (typeof TYPES)[number]>> = {
  container: SemanticTokenTypes.class,
  volume: SemanticTokenTypes.struct,
  port: SemanticTokenTypes.interface,
};

const NONE: Token['modifiers'] = [];
const DECLARATION: Token['modifiers'] = [SemanticTokenModifiers.declaration];
const LINE_BREAK = /[\r\n]/g;

/** Colours for names, placeholders and deprecated members. */
export const semanticTokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: { legend: { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] }, full: true },
  }),
  register(connection, workspace) {
    connection.languages.semanticTokens.on(({ textDocument: { uri } }, token) => {
      const builder = new SemanticTokensBuilder();
      const open = openTask(workspace(), uri);
      if (!open || token.isCancellationRequested) return builder.build();
      for (const { offset, length, type, modifiers } of tokensOf(open.analysis, workspace().findings(uri))) {
        const { line, character } = open.document.positionAt(offset);
        const bits = modifiers.reduce((sum, modifier) => sum | (1 << MODIFIERS.indexOf(modifier)), 0);
        builder.push(line, character, length, TYPES.indexOf(type), bits);
      }
      return builder.build();
    });
  },
};

/** A coloured span of the text, on one line. */
export interface Token extends Span {
  readonly type: (typeof TYPES)[number];
  readonly modifiers: readonly (typeof MODIFIERS)[number][];
}

/** The tokens of a document, in text order and without overlaps. */
export function tokensOf({ document, tasks }: Analysis, findings: readonly Finding[]): Token[] {
  const tokens: Token[] = [];
  for (const task of tasks) {
    for (const { kind, deferred, occurrences } of namesOf(task)) {
      if (deferred || kind === 'family') continue;
      for (const { offset, length, declares } of occurrences) {
        tokens.push({
          offset,
          length,
          type: TYPE_OF[kind],
          modifiers: declares ? DECLARATION : NONE,
        });
      }
    }
    addPlaceholdersIn(document.text, task.root, tokens);
  }
  for (const { offset, length } of document.templates) {
    tokens.push({ offset, length, type: SemanticTokenTypes.macro, modifiers: NONE });
  }
  for (const { tag, node } of findings) {
    if (tag !== 'deprecated' || node?.kind !== 'string' || node.parent?.kind !== 'property') continue;
    if (node.parent.key !== node) continue;
    tokens.push({
      ...insideOf(node),
      type: SemanticTokenTypes.property,
      modifiers: [SemanticTokenModifiers.deprecated],
    });
  }
  tokens.sort((a, b) => a.offset - b.offset || b.length - a.length);
  const { text } = document;
  let end = 0;
  let lineEnd = -1;
  return tokens.filter((token) => {
    if (token.offset < end) return false;
    // The tokens are in order, so that the text is searched for the ends of lines once.
    while (lineEnd < token.offset) lineEnd = lineBreakFrom(text, lineEnd + 1);
    if (lineEnd < endOf(token)) return false;
    end = endOf(token);
    return true;
  });
}

function lineBreakFrom(text: string, offset: number): number {
  LINE_BREAK.lastIndex = offset;
  return LINE_BREAK.exec(text)?.index ?? text.length;
}

function addPlaceholdersIn(text: string, root: ValueNode, tokens: Token[]): void {
  const visit = (node: ValueNode | undefined): void => {
    if (node?.kind === 'object') for (const property of node.properties) visit(property.value);
    else if (node?.kind === 'array') for (const item of node.items) visit(item);
    else if (node?.kind === 'string') addPlaceholders(text, node, tokens);
  };
  visit(root);
}

function addPlaceholders(text: string, node: StringNode, tokens: Token[]): void {
  const inside = insideOf(node);
  const start = inside.offset;
  for (const { offset, text: written } of placeholders(text.slice(start, endOf(inside)))) {
    // In a command, a plain dollar sign is a shell variable in the container.
    if (node.parent?.kind === 'array' && /^\$+\w/.test(written)) continue;
    tokens.push({
      offset: start + offset,
      length: written.length,
      type: SemanticTokenTypes.macro,
      modifiers: NONE,
    });
  }
}
