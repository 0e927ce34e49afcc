import { type Analysis, taskAt } from '../../analysis.ts';
import { goalOf } from '../../course/goals.ts';
import type { ExerciseGoal } from '../../course/keeps.ts';
import type { Finding } from '../../findings/finding.ts';
import { CHECK_EXERCISE, type CheckExerciseParams, type CheckExerciseResult } from '../../protocol.ts';
import type { Feature } from '../feature.ts';
import { brokenKeeps } from './keeps.ts';

/** Checks attempts at the exercises of the course. */
export const exercise: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(CHECK_EXERCISE, ({ uri, exercise: id }: CheckExerciseParams): CheckExerciseResult | null => {
      const document = workspace().document(uri);
      const analysis = workspace().analysis(uri);
      const goal = typeof id === 'string' ? goalOf(id) : undefined;
      if (!document || !analysis || !goal) return null;
      const inWords = ({ rule, message, offset }: Finding) => ({
        rule,
        message,
        line: document.positionAt(offset).line + 1,
      });
      const { solved, remaining, added, broken } = judge(analysis, goal);
      return {
        version: document.version,
        solved,
        remaining: remaining.map(inWords),
        added: added.map(inWords),
        broken,
      };
    });
  },
};

/** What is left to do. */
export interface Judgement {
  readonly solved: boolean;
  readonly remaining: readonly Finding[];
  readonly added: readonly Finding[];
  readonly broken: readonly string[];
}

/**
 * Whether a document reaches the goal of an exercise: its findings are gone, there are no new errors or warnings, and
 * the task still does its job. Uses the engine's own severities, not those of the user's settings.
 */
export function judge({ tasks, findings }: Analysis, goal: ExerciseGoal): Judgement {
  const serious = findings.filter(({ severity }) => severity !== 'info');
  const remaining = serious.filter(({ rule }) => goal.findings.includes(rule));
  const added = serious.filter(({ rule }) => !goal.findings.includes(rule));
  const broken = brokenKeeps(taskAt(tasks, 0), goal.keeps);
  return { solved: remaining.length + added.length + broken.length === 0, remaining, added, broken };
}
