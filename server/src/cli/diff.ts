import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Repair } from '../findings/repair.ts';
import { joined, line, type Printable, plural, shown, shownName } from './show.ts';

/**
 * Context lines around a change. There are fewer between changes that are close together, so that each keeps its own
 * reason.
 */
const CONTEXT = 2;

interface Change {
  /** The first line, from 0, and the line after the last one, in the original text. */
  from: number;
  to: number;
  /** How many lines the change adds to the text. */
  added: number;
  readonly reasons: string[];
}

/**
 * The repairs of a file as a unified diff that `patch` accepts. The reason for each change follows its line numbers.
 * @param before the text of the file
 * @param after the text with all repairs applied
 */
export function unifiedDiff(file: string, before: string, after: string, repairs: readonly Repair[]): Printable {
  const old = linesOf(before);
  const lines: Printable[] = [line`--- ${shownName(`a/${file}`)}`, line`+++ ${shownName(`b/${file}`)}`];
  const fresh = linesOf(after);
  // The number of lines added so far, to map a line of the original text to the repaired one.
  let shift = 0;
  const changes = changesOf(before, repairs);
  let start = 0;
  for (const [i, change] of changes.entries()) {
    start = Math.max(start, change.from - CONTEXT);
    const end = Math.min(changes[i + 1]?.from ?? old.length, change.to + CONTEXT);
    const { added } = change;
    const removedLines = old.slice(change.from, change.to);
    const addedLines = fresh.slice(change.from + shift, change.to + shift + added);
    // A change that ends at the start of a line leaves that line untouched.
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

/** Sums up a repair in one line. */
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

/** The lines of the original text that change. Changes on the same line are merged. */
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
