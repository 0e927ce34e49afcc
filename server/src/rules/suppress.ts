import type { JsonDocument } from '../syntax/json.ts';
import { endOf } from '../syntax/node.ts';
import type { Finding } from './finding.ts';

const DIRECTIVE = /^(?:\/\/|\/\*)\s*taskdef-disable-(next-line|line)\b([^*]*)/;

/**
 * The findings without those that a comment switches off: `// taskdef-disable-next-line rule` for the line below,
 * `// taskdef-disable-line rule` for its own. Without a rule's name it switches off all.
 */
export function withoutSuppressed(document: JsonDocument, findings: readonly Finding[]): Finding[] {
  const { text, comments } = document;
  const switchedOff: { from: number; to: number; rules: ReadonlySet<string> }[] = [];
  for (const comment of comments) {
    const match = DIRECTIVE.exec(text.slice(comment.offset, endOf(comment)));
    if (!match) continue;
    const line = match[1] === 'line' ? startOfLine(text, comment.offset) : startOfNextLine(text, endOf(comment));
    if (line === undefined) continue;
    const rules = new Set(match[2]!.split(/[\s,]+/).filter((word) => /^[a-z][a-z0-9-]+$/.test(word)));
    switchedOff.push({ from: line, to: endOfLine(text, line), rules });
  }
  if (switchedOff.length === 0) return [...findings];
  return findings.filter(
    ({ offset, rule }) =>
      !switchedOff.some(
        ({ from, to, rules }) => offset >= from && offset <= to && (rules.size === 0 || rules.has(rule)),
      ),
  );
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function startOfNextLine(text: string, offset: number): number | undefined {
  const end = text.indexOf('\n', offset);
  return end < 0 ? undefined : end + 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
