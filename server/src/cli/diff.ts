import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Repair } from '../findings/repair.ts';
import { joined, line, type Printable, plural, shown, shownName } from './show.ts';

/** Lines around a change. Fewer where changes are near each other, so that each keeps its own reason. */
const CONTEXT = 2;

interface Change {
  /** Lines of the first text, from 0; the second number is the line behind the last. */
  from: number;
  to: number;
  /** How many lines longer it makes the text. */
  added: number;
  readonly reasons: string[];
}

/**
 * The repairs of a file as a unified diff, which `patch` takes. Behind the line numbers of each change stands why.
 * @param before the text of the file
 * @param after the text with all repairs
 */
export function unifiedDiff(file: string, before: string, after: string, repairs: readonly Repair[]): Printable {
  const old = linesOf(before);
  const lines: Printable[] = [line`--- ${shownName(`a/${file}`)}`, line`+++ ${shownName(`b/${file}`)}`];
  const fresh = linesOf(after);
  // Lines that were added before a place, so that a line of the first text is found in the second.
  let shift = 0;
  const changes = changesOf(before, repairs);
  let start = 0;
  for (const [i, change] of changes.entries()) {
    start = Math.max(start, change.from - CONTEXT);
    const end = Math.min(changes[i + 1]?.from ?? old.length, change.to + CONTEXT);
    const { added } = change;
    const removedLines = old.slice(change.from, change.to);
    const addedLines = fresh.slice(change.from + shift, change.to + shift + added);
    // A change that ends at the beginning of a line leaves that line as it is.
    let same = 0;
    while (removedLines.length > 0 && addedLines.length > 0 && removedLines.at(-1) === addedLines.at(-1)) {
      removedLines.pop();
      addedLines.pop();
      same++;
    }
    const oldCount = end - start;
    lines.push(
      line`@@ -${start + 1},${oldCount} +${start + shift + 1},${oldCount + added} @@ ${shown(change.reasons.join('; '))}`,
      ...old.slice(start, change.from).map((text) => line` ${shown(text)}`),
      ...removedLines.map((text) => line`-${shown(text)}`),
      ...addedLines.map((text) => line`+${shown(text)}`),
      ...old.slice(change.to - same, end).map((text) => line` ${shown(text)}`),
    );
    shift += added;
    start = end;
  }
  return joined(lines, '\n');
}

/** What a repair came to, in one line. */
export function summaryOfRepair(repairs: readonly Repair[], errors: number, warnings: number): string {
  const places = repairs.reduce((sum, { toFillIn }) => sum + toFillIn.length, 0);
  const words = [...new Set(repairs.flatMap(({ toFillIn }) => toFillIn))];
  const left = errors + warnings > 0 ? `${plural(errors, 'error')} and ${plural(warnings, 'warning')} are left` : '';
  return [
    plural(repairs.length, 'change'),
    places > 0 ? `${plural(places, 'place')} to fill in: ${words.map((word) => `"${word}"`).join(', ')}` : '',
    left,
  ]
    .filter(Boolean)
    .join('. ');
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** The changed lines of the first text. Changes on one line are one. */
function changesOf(before: string, repairs: readonly Repair[]): Change[] {
  const document = TextDocument.create('', 'json', 0, before);
  const lineAt = (offset: number) => document.positionAt(offset).line;
  const changes: Change[] = [];
  const all = repairs
    .flatMap((repair) => repair.hunks.map((hunk) => ({ hunk, repair })))
    .sort((a, b) => a.hunk.offset - b.hunk.offset);
  for (const { hunk, repair } of all) {
    const from = lineAt(hunk.offset);
    const to = lineAt(hunk.offset + hunk.length) + 1;
    const added = linesOf(hunk.newText).length - (to - from);
    const reason = `${repair.reasons.join('; ')} (${repair.rules.join(', ')})`;
    const last = changes.at(-1);
    if (last && from < last.to) {
      last.to = Math.max(last.to, to);
      last.added += added;
      if (!last.reasons.includes(reason)) last.reasons.push(reason);
    } else changes.push({ from, to, added, reasons: [reason] });
  }
  return changes;
}
