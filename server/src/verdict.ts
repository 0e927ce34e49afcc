import type { Compatibility } from '@aws-sdk/client-ecs';
import { LAUNCH_TYPES } from './model/launch-types.ts';
import { TaskDefinition } from './model/task.ts';
import { runRules } from './rules/run.ts';
import { checkSchema } from './schema/check.ts';

/** What ECS would say about a task definition on one launch type. */
export interface Verdict {
  readonly launchType: Compatibility;
  /** How many errors there would be; 0 means that nothing is known to prevent it. */
  readonly errors: number;
}

/** Judges a task definition as if `requiresCompatibilities` named each launch type in turn. */
export function verdicts(task: TaskDefinition): Verdict[] {
  const structure = checkSchema(task).filter((finding) => finding.severity === 'error').length;
  return LAUNCH_TYPES.map((launchType) => {
    const assumed = new TaskDefinition(task.document, task.part, '', launchType);
    const errors = runRules(assumed).filter((finding) => finding.severity === 'error').length;
    return { launchType, errors: structure + errors };
  });
}
