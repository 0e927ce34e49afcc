import type { SourceDocument } from '../syntax/document.ts';
import { endOf } from '../syntax/node.ts';
import { lineAt, lineStarts } from '../syntax/style.ts';
import type { Finding } from './finding.ts';

const DIRECTIVE = /^(?:\/\/|\/\*|#)\s*taskdef-disable-(next-line|line)\b([^*]*)/;

/** The rules switched off on each line. With `all`, every rule is. */
type SwitchedOff = ReadonlyMap<number, { all: boolean; readonly rules: Set<string> }>;

/**
 * Removes the findings that a comment switches off: `// taskdef-disable-next-line rule` applies to the line below, `//
 * taskdef-disable-line rule` to its own line. Without a rule name, all findings there are switched off.
 */
export function withoutSuppressed(document: SourceDocument, findings: readonly Finding[]): Finding[] {
  if (document.comments.length === 0) return [...findings];
  const lines = lineStarts(document.text);
  const off = switchedOff(document, lines);
  if (off.size === 0) return [...findings];
  return findings.filter(({ offset, rule }) => {
    const line = off.get(lineAt(lines, offset));
    return !line?.all && !line?.rules.has(rule);
  });
}

function switchedOff({ text, comments }: SourceDocument, lines: readonly number[]): SwitchedOff {
  const off = new Map<number, { all: boolean; readonly rules: Set<string> }>();
  for (const comment of comments) {
    const match = DIRECTIVE.exec(text.slice(comment.offset, endOf(comment)));
    if (!match) continue;
    const line = match[1] === 'line' ? lineAt(lines, comment.offset) : lineAt(lines, endOf(comment)) + 1;
    const rules = match[2]!.split(/[\s,]+/).filter((word) => /^[a-z][a-z0-9-]+$/.test(word));
    let known = off.get(line);
    if (!known) {
      known = { all: false, rules: new Set() };
      off.set(line, known);
    }
    if (rules.length === 0) known.all = true;
    for (const rule of rules) known.rules.add(rule);
  }
  return off;
}
