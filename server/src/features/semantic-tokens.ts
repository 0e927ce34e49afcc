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
          modifiers: declares ? [SemanticTokenModifiers.declaration] : [],
        });
      }
    }
    for (const span of placeholdersIn(document.text, task.root)) {
      tokens.push({ ...span, type: SemanticTokenTypes.macro, modifiers: [] });
    }
  }
  for (const { offset, length } of document.templates) {
    tokens.push({ offset, length, type: SemanticTokenTypes.macro, modifiers: [] });
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
  let end = 0;
  return tokens.filter((token) => {
    if (token.offset < end || /[\r\n]/.test(document.text.slice(token.offset, endOf(token)))) return false;
    end = endOf(token);
    return true;
  });
}

function placeholdersIn(text: string, root: ValueNode): Span[] {
  const found: Span[] = [];
  const visit = (node: ValueNode | undefined): void => {
    if (node?.kind === 'object') for (const property of node.properties) visit(property.value);
    else if (node?.kind === 'array') for (const item of node.items) visit(item);
    else if (node?.kind === 'string') addPlaceholders(text, node, found);
  };
  visit(root);
  return found;
}

function addPlaceholders(text: string, node: StringNode, found: Span[]): void {
  const inside = insideOf(node);
  const start = inside.offset;
  for (const { offset, text: written } of placeholders(text.slice(start, endOf(inside)))) {
    // In a command, a plain dollar sign is a shell variable in the container.
    if (node.parent?.kind === 'array' && /^\$+\w/.test(written)) continue;
    found.push({ offset: start + offset, length: written.length });
  }
}
