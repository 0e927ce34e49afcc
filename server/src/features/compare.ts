import { analyse } from '../analysis.ts';
import { compareTasks } from '../comparison/compare.ts';
import { plainTask } from '../comparison/plain.ts';
import { isPlainObject, Later, type Plain } from '../comparison/value.ts';
import { inWords } from '../comparison/words.ts';
import type { TaskDefinition } from '../model/task.ts';
import { visible, visibleLines } from '../model/visible.ts';
import { COMPARE, type CompareParams, type CompareResult } from '../protocol.ts';
import { withinEffort } from '../syntax/effort.ts';
import type { Feature } from './feature.ts';

/** Compares the task definition of a document with another one. */
export const compare: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(COMPARE, ({ uri, position, other, otherName }: CompareParams): CompareResult | null => {
      const after = workspace().taskAt(uri, position);
      if (!after) return null;
      const others = analyse(other, otherName, 'asked').tasks;
      const before = others.find((one) => isNamesake(one, after)) ?? others[0];
      if (!before) return null;
      const { result } = withinEffort(() => ({
        ...inWords(compareTasks(before, after)),
        before: textOf(before),
        after: textOf(after),
      }));
      return {
        differences: result.differences.map(visible),
        undecided: result.undecided.map(visible),
        before: result.before,
        after: result.after,
      };
    });
  },
};

/** Whether two task definitions of templates are the same resource, or have the same family. */
function isNamesake(a: TaskDefinition, b: TaskDefinition): boolean {
  if (a.part.id !== '' && a.part.id === b.part.id) return true;
  const [one, other] = [a.string('family'), b.string('family')];
  return one.state === 'known' && other.state === 'known' && one.value === other.value;
}

/** JSON with its members in alphabetical order, so that an editor sees differences in meaning only. */
function textOf(task: TaskDefinition): string {
  return visibleLines(JSON.stringify(ordered(plainTask(task)), null, 2));
}

function ordered(value: Plain): unknown {
  if (value instanceof Later) return value.text;
  if (Array.isArray(value)) return value.map(ordered);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}
