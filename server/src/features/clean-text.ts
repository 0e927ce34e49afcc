import { analyse } from '../analysis.ts';
import { CLEAN_TEXT } from '../protocol.ts';
import { applyEdits, toTextEdits } from '../syntax/edit.ts';
import { cleanDescription } from './code-actions/refactorings/clean-description.ts';
import type { Feature } from './feature.ts';

/** Cleans what the console or describe-task-definition printed, for the extension to paste. */
export const cleanText: Feature = {
  capabilities: () => ({}),
  register(connection) {
    connection.onRequest(CLEAN_TEXT, (text: string): string | null => cleaned(text) ?? null);
  },
};

/** A text in JSON without what only ECS sets; undefined if there is nothing of that in it, or it cannot be read. */
export function cleaned(text: string): string | undefined {
  const { document, tasks } = analyse(text, 'task-definition.json', 'asked');
  const [task, ...more] = tasks;
  if (!task || more.length > 0 || document.blocksEdits || task.isCut) return undefined;
  const edits = cleanDescription(task, { offset: 0, length: 0 }).flatMap(({ changes }) =>
    changes.flatMap((change) => change.edits),
  );
  return edits.length > 0 ? applyEdits(text, toTextEdits(document, edits)) : undefined;
}
