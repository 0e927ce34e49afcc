import type { SourceDocument } from '../../syntax/document.ts';
import type { TextEdit } from '../../syntax/edit.ts';
import { asWritten } from '../../syntax/projection.ts';
import type { Change } from './refactorings/refactoring.ts';

/** A text edit, and the change of the refactoring that it belongs to. */
export interface AnnotatedEdit extends TextEdit {
  readonly change: Change;
}

/** The text edits of several changes, labelled by change, so that a user can leave out any of them in the preview. */
export function annotatedEdits(document: SourceDocument, changes: readonly Change[]): AnnotatedEdit[] {
  const groups = changes.map(({ edits, confirm, givesUp }) => ({
    edits: edits.flatMap(asWritten),
    comesFirst: confirm === true || givesUp === true,
  }));
  return document.language
    .writeApart(document, groups)
    .map(({ groups: own, ...edit }) => ({ ...edit, change: joined(own.map((group) => changes[group]!)) }));
}

/** Merges several changes into one. */
function joined(changes: readonly Change[]): Change {
  const [first, ...more] = changes;
  if (more.length === 0) return first!;
  const descriptions = new Set(changes.flatMap(({ description }) => description ?? []));
  return {
    label: [...new Set(changes.map(({ label }) => label))].join('; '),
    ...(descriptions.size > 0 ? { description: [...descriptions].join(' ') } : {}),
    ...(changes.some(({ confirm }) => confirm) ? { confirm: true } : {}),
    edits: changes.flatMap(({ edits }) => edits),
  };
}
