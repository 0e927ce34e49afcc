import type { TextEdit } from './edit.ts';
import type { Language } from './language.ts';
import type { Span, ValueNode } from './node.ts';
import { noteRead, WHOLE_TEXT } from './reads.ts';

/** What is wrong with a text before anybody asks what it means. */
export interface SyntaxProblem extends Span {
  readonly code: 'syntax' | 'comment' | 'trailing-comma' | 'byte-order-mark' | 'too-deep' | 'encoding';
  readonly message: string;
  /** Whether the tree may not be what the author means, so that nothing is to be written into the document. */
  readonly blocksEdits: boolean;
  /** True where it is wrong in a template too, as no placeholder is near. */
  readonly sure?: boolean;
  /** What mends it. */
  readonly fix?: { readonly title: string; readonly preferred?: true; readonly edit: TextEdit };
}

/** What was read of a text. */
export interface Content {
  readonly root: ValueNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Placeholders outside of texts, in the order of the text. Not empty means: this is a template, and not data yet. */
  readonly templates?: readonly Span[];
  readonly comments?: readonly Span[];
  /** How many names of members there are; see reads.ts. */
  readonly members?: number;
  /** True where there are so many values that reading stopped. What was read proves nothing, and is not to be judged. */
  readonly cut?: boolean;
  /** Where the text is out of step after a syntax error, so that what was read there proves nothing. */
  readonly doubts?: readonly Span[];
}

/** A text that was read. Whatever the text is, there is one: what could be read is in `root`. */
export class SourceDocument {
  readonly root: ValueNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly templates: readonly Span[];
  readonly comments: readonly Span[];
  readonly members: number;
  readonly cut: boolean;
  readonly doubts: readonly Span[];

  constructor(
    readonly language: Language,
    private readonly source: string,
    { root, problems, templates = [], comments = [], members = 0, cut = false, doubts = [] }: Content,
  ) {
    this.root = root;
    this.problems = problems;
    this.templates = templates;
    this.comments = comments;
    this.members = members;
    this.cut = cut;
    this.doubts = doubts;
  }

  /** Whether what stands at an offset is not to be judged. */
  isDoubtful(offset: number): boolean {
    return this.doubts.some((span) => span.offset <= offset && offset <= span.offset + span.length);
  }

  get text(): string {
    noteRead(WHOLE_TEXT);
    return this.source;
  }

  /** Whether the tree may not be what the author means, so that nothing is to be written into the document. */
  get blocksEdits(): boolean {
    return this.problems.some((problem) => problem.blocksEdits);
  }
}
