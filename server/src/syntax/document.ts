import type { TextEdit } from './edit.ts';
import type { Language } from './language.ts';
import type { Span, ValueNode } from './node.ts';
import { noteRead, WHOLE_TEXT } from './reads.ts';

/** A fault in the text itself, regardless of its meaning. */
export interface SyntaxProblem extends Span {
  readonly code: 'syntax' | 'comment' | 'trailing-comma' | 'byte-order-mark' | 'too-deep' | 'encoding';
  readonly message: string;
  /** Whether the tree may differ from what the author means, so that the document must not be edited. */
  readonly blocksEdits: boolean;
  /** True if it is a fault even in a template, as there is no placeholder nearby. */
  readonly sure?: boolean;
  /** The edit that corrects it. */
  readonly fix?: { readonly title: string; readonly preferred?: true; readonly edit: TextEdit };
}

/** The result of reading a text. */
export interface Content {
  readonly root: ValueNode | undefined;
  /** What else the text holds, where it may hold several documents, as in YAML. */
  readonly others?: readonly ValueNode[];
  readonly problems: readonly SyntaxProblem[];
  /** Placeholders outside strings, in text order. If there are any, the document is a template rather than data. */
  readonly templates?: readonly Span[];
  readonly comments?: readonly Span[];
  /** How many values were read. */
  readonly values?: number;
  /** True if reading stopped because there are too many values. What was read proves nothing and must not be judged. */
  readonly cut?: boolean;
  /** Spans in which a syntax error makes the structure uncertain, so that what was read there proves nothing. */
  readonly doubts?: readonly Span[];
}

/** A text that has been read. Any text results in a document; `root` holds whatever could be read. */
export class SourceDocument {
  readonly root: ValueNode | undefined;
  readonly others: readonly ValueNode[];
  readonly problems: readonly SyntaxProblem[];
  readonly templates: readonly Span[];
  readonly comments: readonly Span[];
  readonly values: number;
  readonly cut: boolean;
  readonly doubts: readonly Span[];

  constructor(
    readonly language: Language,
    private readonly source: string,
    { root, others = [], problems, templates = [], comments = [], values = 0, cut = false, doubts = [] }: Content,
  ) {
    this.root = root;
    this.others = others;
    this.problems = problems;
    this.templates = templates;
    this.comments = comments;
    this.values = values;
    this.cut = cut;
    this.doubts = doubts;
  }

  /** Whether what is at an offset must not be judged. */
  isDoubtful(offset: number): boolean {
    return this.doubts.some((span) => span.offset <= offset && offset <= span.offset + span.length);
  }

  /** Whether a member without a value is a null, and not one that is still being typed. */
  get emptyIsNull(): boolean {
    return this.language.id === 'yaml' && this.problems.length === 0;
  }

  get text(): string {
    noteRead(WHOLE_TEXT);
    return this.source;
  }

  /** Whether the tree may differ from what the author means, so that the document must not be edited. */
  get blocksEdits(): boolean {
    return this.problems.some((problem) => problem.blocksEdits);
  }
}
