import type { SourceDocument } from './document.ts';
import type { NodeEdit } from './edit.ts';
import { endOf, propertyOf, type Span } from './node.ts';

/** Whether there is a comment inside a span of the text. */
export function hasCommentInside({ comments }: SourceDocument, span: Span): boolean {
  // A binary search, as in a large file this may be asked for a finding on every line.
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.offset < span.offset) low = middle + 1;
    else high = middle;
  }
  const next = comments[low];
  return next !== undefined && next.offset < endOf(span);
}

/** Whether an edit would overwrite a comment. */
export function losesComment(document: SourceDocument, edit: NodeEdit): boolean {
  switch (edit.kind) {
    case 'remove':
    case 'replace':
      return hasCommentInside(document, edit.node);
    case 'set': {
      const value = propertyOf(edit.object, edit.key)?.value;
      return value !== undefined && hasCommentInside(document, value);
    }
    case 'lift': {
      const list = edit.over ?? edit.item.parent;
      if (!list) return false;
      const behind = { offset: endOf(edit.item), length: endOf(list) - endOf(edit.item) };
      return (
        hasCommentInside(document, { offset: list.offset, length: edit.item.offset - list.offset }) ||
        hasCommentInside(document, behind)
      );
    }
    default:
      return false;
  }
}
