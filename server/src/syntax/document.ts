import type { Span, ValueNode } from './node.ts';
import { noteRead, WHOLE_TEXT } from './reads.ts';

/** What is wrong with the text as JSON. `comment` and `trailing-comma` are fine for people and refused by the AWS CLI. */
export interface SyntaxProblem extends Span {
  readonly code: 'syntax' | 'comment' | 'trailing-comma' | 'byte-order-mark' | 'too-deep' | 'encoding';
  readonly message: string;
  /** True where it is wrong in a template too, as no placeholder is near. */
  readonly sure?: boolean;
}

/** A parsed document. Whatever the text is, there is one: what could be read is in `root`. */
export class SourceDocument {
  constructor(
    private readonly source: string,
    readonly root: ValueNode | undefined,
    readonly problems: readonly SyntaxProblem[],
    /** Placeholders outside of quotes, in the order of the text. Not empty means: this is a template, not JSON yet. */
    readonly templates: readonly Span[] = [],
    readonly comments: readonly Span[] = [],
    /** How many names of members there are; see reads.ts. */
    readonly members = 0,
    /** True where there are so many values that reading stopped. What was read proves nothing, and is not to be judged. */
    readonly cut = false,
  ) {}

  get text(): string {
    noteRead(WHOLE_TEXT);
    return this.source;
  }
}
