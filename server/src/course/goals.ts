import generated from './goals.generated.json';
import type { ExerciseGoal } from './keeps.ts';

const GOALS = generated as Readonly<Record<string, ExerciseGoal>>;

/** What solves the exercise of that id; undefined where there is none. */
export function goalOf(exercise: string): ExerciseGoal | undefined {
  return Object.hasOwn(GOALS, exercise) ? GOALS[exercise] : undefined;
}
