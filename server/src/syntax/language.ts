import type { SourceDocument } from './document.ts';
import type { NodeEdit, TextEdit, WriteMode } from './edit.ts';
import type { Json } from './value.ts';

/** What differs between the languages that a document may be written in. */
export interface Language {
  readonly id: 'json' | 'yaml' | 'hcl';
  /** Reads a text. Never throws, and takes time in proportion to the text. */
  read(text: string): SourceDocument;
  /** Text edits for changes to the tree of a document of this language: sorted, not overlapping, to be applied together. */
  write(document: SourceDocument, edits: readonly NodeEdit[], mode: WriteMode): TextEdit[];
  /**
   * The same for several groups of changes, where a user may leave out any of the edits: the text stays whole whichever are
   * applied. An edit that several groups need is one, and says so.
   */
  writeApart(document: SourceDocument, groups: readonly EditGroup[]): GroupedEdit[];
  /** Whether a text that an edit has made is whole where the document before was. */
  staysWhole(before: SourceDocument, after: string): boolean;
  /** A line that is a comment, without its line end. */
  comment(text: string): string;
  /** Whether a file can hold a comment although it has none yet. */
  readonly takesComments: boolean;
}

/** Changes that belong together. */
export interface EditGroup {
  readonly edits: readonly NodeEdit[];
  /** Whether it is named first where an edit belongs to several. */
  readonly comesFirst: boolean;
}

/** A text edit and the groups that it belongs to, by their index. */
export interface GroupedEdit extends TextEdit {
  readonly groups: readonly number[];
}

/** How a value that is written into a document is laid out. */
export interface Layout {
  readonly eol: string;
  /** The indentation of one level. */
  readonly unit: string;
  /** Whether objects take lines of their own. */
  readonly multiline: boolean;
}

export type { Json };
