import type { SourceDocument } from './document.ts';
import type { NodeEdit, TextEdit, WriteMode } from './edit.ts';
import type { Span } from './node.ts';
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
  /** What is being written at an offset; undefined in comments and where nothing can be suggested. */
  placeAt(document: SourceDocument, offset: number): WritingPlace | undefined;
  /** The text of something for a place where it is being written, with all that has to stand around it. */
  print(what: Written, place: WritingPlace, layout: Layout, mode: WriteMode): string;
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

/** A place where somebody is writing a key or a value. */
export interface WritingPlace {
  readonly kind: 'key' | 'value';
  /** What is replaced: the word that the offset is in, empty where there is none. */
  readonly span: Span;
  /** For a key, whether its value stands behind it already. */
  readonly hasValue: boolean;
  /** Whether the word begins with a quote. */
  readonly quoted: boolean;
  /** What has to be written elsewhere with it, such as the comma that is missing before. */
  readonly also: TextEdit | undefined;
  /** The document with something whole in the place of the half-typed word, and an offset in that. */
  repaired(): { readonly document: SourceDocument; readonly offset: number };
}

/** What a suggestion writes. */
export type Written =
  | { readonly key: string; readonly value: Json }
  /** Only the name of a member, as its value is there. */
  | { readonly key: string }
  | { readonly value: Json }
  /** Several members. */
  | { readonly members: { readonly [key: string]: Json } };

/** How a value that is written into a document is laid out. */
export interface Layout {
  readonly eol: string;
  /** The indentation of one level. */
  readonly unit: string;
  /** Whether objects take lines of their own. */
  readonly multiline: boolean;
}
