import { editedContainers } from './model/edited-containers.ts';
import type { TaskDefinition } from './model/task.ts';
import type { SourceDocument } from './syntax/document.ts';
import type { TextChange } from './syntax/edit.ts';
import { patchJson } from './syntax/json/patch.ts';
import { patchMembers } from './syntax/json/patch-members.ts';
import type { ValueNode } from './syntax/node.ts';
import { type Reads, readsOf } from './syntax/reads.ts';

/** An edit of a text, and the whole text after it. */
export interface Edit {
  readonly change: TextChange;
  readonly text: string;
}

/** What edits have done to a document, which was changed in place. */
export interface Made {
  readonly document: SourceDocument;
  readonly reads: Reads;
  /** The containers that the edits concern; undefined if they may concern all. */
  readonly edited: ReadonlySet<ValueNode> | undefined;
  readonly isOfValues: boolean;
}

/**
 * Makes edits in a document's tree, in place.
 * @returns undefined if the text has to be read again
 */
export function carryOut(before: SourceDocument, task: TaskDefinition, edits: readonly Edit[]): Made | undefined {
  let document = before;
  let isOfValues = true;
  let reads: Reads | undefined;
  let edited: ReadonlySet<ValueNode> | undefined = new Set();
  for (const { change, text } of edits) {
    const patch = patchJson(document, change, text) ?? patchMembers(document, change, text);
    if (!patch) return undefined;
    const { changed, node } = patch;
    document = patch.document;
    isOfValues &&= changed.values !== undefined;
    reads = readsOf(changed, reads);
    const concerned: ReadonlySet<ValueNode> | undefined = edited && editedContainers(task, node, changed);
    edited = edited && concerned && new Set([...edited, ...concerned]);
  }
  return reads && { document, reads, edited, isOfValues };
}
