import type { Compatibility } from '@aws-sdk/client-ecs';
import type { Finding } from './findings/finding.ts';
import { inFormat } from './formats/exceptions.ts';
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
  const errorsAmong = (findings: readonly Finding[]) =>
    inFormat(task.part, findings).filter(({ severity }) => severity === 'error').length;
  const structure = errorsAmong(checkSchema(task));
  return LAUNCH_TYPES.map((launchType) => {
    const assumed = new TaskDefinition(task.document, task.part, '', launchType);
    return { launchType, errors: structure + errorsAmong(runRules(assumed)) };
  });
}
