import type { SourceDocument } from './document.ts';
import type { NodeEdit, TextEdit, WriteMode } from './edit.ts';
import type { Span } from './node.ts';
import type { Json } from './value.ts';

/** What depends on the language that a document is written in. */
export interface Language {
  readonly id: 'json' | 'yaml' | 'hcl';
  /** Reads a text. Never throws, and takes time proportional to the text's length. */
  read(text: string): SourceDocument;
  /** Converts changes of a document's tree to text edits: sorted, not overlapping, to be applied together. */
  write(document: SourceDocument, edits: readonly NodeEdit[], mode: WriteMode): TextEdit[];
  /**
   * Does the same for several groups of changes when the user may leave out any of the edits: the text stays intact
   * whichever are applied. An edit that several groups need appears once and lists them all.
   */
  writeApart(document: SourceDocument, groups: readonly EditGroup[]): GroupedEdit[];
  /**
   * What is being written at an offset, the likeliest first if it can be several things; nothing in comments and
   * wherever nothing can be suggested.
   */
  placesAt(document: SourceDocument, offset: number): readonly WritingPlace[];
  /** The text to insert at a place where something is being written, including any punctuation needed around it. */
  print(what: Written, place: WritingPlace, layout: Layout, mode: WriteMode): string;
  /** Whether the text after an edit is intact, provided that the document before it was. */
  staysWhole(before: SourceDocument, after: string): boolean;
  /** Formats a comment line, without its line end. */
  comment(text: string): string;
  /** Whether a file may contain comments even though it has none yet. */
  readonly takesComments: boolean;
}

/** Changes that belong together. */
export interface EditGroup {
  readonly edits: readonly NodeEdit[];
  /** Whether this group is listed first when several need the same edit. */
  readonly comesFirst: boolean;
}

/** A text edit with the indices of the groups that it belongs to. */
export interface GroupedEdit extends TextEdit {
  readonly groups: readonly number[];
}

/** A place where a key or value is being written. */
export interface WritingPlace {
  readonly kind: 'key' | 'value';
  /** The span to replace: the word around the offset, or an empty span if there is none. */
  readonly span: Span;
  /** For a key, whether it already has a value. */
  readonly hasValue: boolean;
  /** The word as it stands, with any quotes. */
  readonly word: string;
  /** Whether the word begins with a quote. */
  readonly quoted: boolean;
  /** An edit needed elsewhere, such as adding the missing comma before. */
  readonly also: TextEdit | undefined;
  /** Whether the tree of the document may have the place already; otherwise only the repaired document has it. */
  readonly isReadAlready: boolean;
  /**
   * The document with something complete in place of the half-typed word, and the corresponding offset in it; undefined
   * if the document cannot be read that way.
   */
  repaired(): { readonly document: SourceDocument; readonly offset: number } | undefined;
}

/** What a suggestion inserts. */
export type Written =
  | { readonly key: string; readonly value: Json }
  /** Only a member's name, as it already has a value. */
  | { readonly key: string }
  | { readonly value: Json }
  /** Several members. */
  | { readonly members: { readonly [key: string]: Json } };

/** The layout of a value that is written into a document. */
export interface Layout {
  readonly eol: string;
  /** The indentation of one level. */
  readonly unit: string;
  /** Whether objects are spread over several lines. */
  readonly multiline: boolean;
  /**
   * Whether the text is inserted as it stands. Otherwise all its lines but the first get the indentation of the line it
   * is inserted in.
   */
  readonly keepsIndentation: boolean;
}
