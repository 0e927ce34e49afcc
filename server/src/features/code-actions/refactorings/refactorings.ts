import type { TaskDefinition } from '../../../model/task.ts';
import { losesComment } from '../../../syntax/comments.ts';
import type { Span } from '../../../syntax/node.ts';
import { addAwslogs } from './add-awslogs.ts';
import { addHealthCheck } from './add-health-check.ts';
import { addSidecar } from './add-sidecar.ts';
import { cleanDescription } from './clean-description.ts';
import { convertToArm64 } from './convert-to-arm64.ts';
import { convertToExpress } from './convert-to-express.ts';
import { convertToFargate } from './convert-to-fargate.ts';
import { extractVolume } from './extract-volume.ts';
import { moveToSecrets } from './move-to-secrets.ts';
import type { Change, Refactor, Refactoring } from './refactoring.ts';
import { splitTask } from './split-task.ts';

/** All refactorings, in the order in which the menu lists them. */
const REFACTORINGS: readonly Refactor[] = [
  cleanDescription,
  convertToFargate,
  convertToArm64,
  convertToExpress,
  addHealthCheck,
  addAwslogs,
  addSidecar,
  moveToSecrets,
  extractVolume,
  splitTask,
];

/** The refactorings available for a task definition, given the selection. */
export function refactoringsAt(task: TaskDefinition, selection: Span): Refactoring[] {
  // Text that cannot be read completely cannot be rewritten safely.
  if (task.document.blocksEdits || task.isCut) return [];
  return REFACTORINGS.flatMap((refactor) => refactor(task, selection)).map((refactoring) => {
    const lost = refactoring.changes.find((change) => change.givesUp && goesWithComment(task, change));
    // Skipping this change would leave an error; applying it would lose a comment.
    if (lost)
      return { ...refactoring, changes: [], disabled: `A comment would be lost: first ${inSentence(lost.label)}` };
    return { ...refactoring, changes: refactoring.changes.map((change) => askBeforeCommentsGo(task, change)) };
  });
}

function goesWithComment({ document }: TaskDefinition, { edits }: Change): boolean {
  return edits.some((edit) => losesComment(document, edit));
}

/** A label for use within a sentence. */
function inSentence(label: string): string {
  return label[0]!.toLowerCase() + label.slice(1);
}

/** Asks the user to confirm a change that overwrites a comment. */
function askBeforeCommentsGo(task: TaskDefinition, change: Change): Change {
  if (change.confirm || !goesWithComment(task, change)) return change;
  return { ...change, confirm: true, description: change.description ?? 'A comment in the text is lost, too.' };
}
