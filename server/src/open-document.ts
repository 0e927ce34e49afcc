import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse, leftAlone, type Outline, outlineOf, reanalyse } from './analysis.ts';
import type { Edit } from './edits.ts';
import type { Intent } from './formats/detection.ts';
import type { TextChange } from './syntax/edit.ts';

/** An analysis, and the edits since then. Fast typing comes as several of them: they are judged together. */
interface Judged {
  readonly analysis: Analysis;
  readonly edits: readonly Edit[];
}

/** More edits without a question between them are those of a program; the text is then analysed as a whole. */
const MOST_EDITS = 20;

/** What the user wants of a document. */
export interface Wishes {
  readonly intent: () => Intent;
  /** Why the document is to be left alone, for people; undefined if it is not. */
  readonly whyLeft: (outline: Outline) => string | undefined;
}

/** An open document. What is known of its current version is worked out when somebody asks. */
export class OpenDocument {
  private judged: Judged | undefined;
  private outlined: Outline | undefined;

  constructor(
    private current: TextDocument,
    private readonly wishes: Wishes,
  ) {}

  get text(): TextDocument {
    return this.current;
  }

  /** @param changes each relative to the text after the previous one */
  change(version: number, changes: Changes): void {
    const { judged } = this;
    const edits = [...(judged?.edits ?? [])];
    let isWhole = !judged || judged.edits.length + changes.length > MOST_EDITS;
    for (const one of changes) {
      const change = isWhole ? undefined : stretchOf(this.current, one);
      this.current = TextDocument.update(this.current, [one], version);
      if (change) edits.push({ change, text: this.current.getText() });
      else isWhole = true;
    }
    this.judged = judged && !isWhole ? { analysis: judged.analysis, edits } : undefined;
    this.outlined = undefined;
  }

  /** The analysis of the current version. */
  get analysis(): Analysis {
    const known = this.known;
    if (known) return known;
    const { wishes } = this;
    const whole = analyse(this.current.getText(), this.current.uri, wishes.intent(), true);
    const reason = wishes.whyLeft(whole);
    const analysis = reason === undefined ? whole : leftAlone(whole, reason);
    this.judged = { analysis, edits: [] };
    this.outlined = undefined;
    return analysis;
  }

  /**
   * What the current version contains. Half-typed text has to be read as a whole, but suggestions need not wait until it
   * is judged as well.
   */
  get outline(): Outline {
    const known = this.known ?? this.outlined;
    if (known) return known;
    const { wishes } = this;
    const read = outlineOf(this.current.getText(), this.current.uri, wishes.intent());
    const reason = wishes.whyLeft(read);
    this.outlined = reason === undefined ? read : leftAlone(read, reason);
    return this.outlined;
  }

  /** Reads the document anew for the next question, since the user wants something else of it. */
  forget(): void {
    this.judged = undefined;
    this.outlined = undefined;
  }

  /** The analysis of the current version, if it is there or the last one leads to it. */
  private get known(): Analysis | undefined {
    const { judged } = this;
    if (!judged || judged.edits.length === 0) return judged?.analysis;
    const analysis = reanalyse(judged.analysis, judged.edits, this.current.uri);
    this.judged = analysis && { analysis, edits: [] };
    return analysis;
  }
}

/** Changes as an editor reports them. */
export type Changes = Parameters<typeof TextDocument.update>[1];

/** A change as offsets; undefined if it replaces the whole text. */
function stretchOf(document: TextDocument, change: Changes[number]): TextChange | undefined {
  if (!('range' in change)) return undefined;
  const offset = document.offsetAt(change.range.start);
  return { offset, length: document.offsetAt(change.range.end) - offset, text: change.text };
}
