import type { Compatibility } from '@aws-sdk/client-ecs';
import type { Finding } from './findings/finding.ts';
import { inFormat } from './formats/exceptions.ts';
import { EXPRESS_CONTAINER } from './model/express.ts';
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

/**
 * What an Express service would say about a task definition: how many errors there would be. Undefined for one that is not
 * meant for Express, as nothing in the file runs it there and no container has the name that Express wants.
 */
export function expressVerdict(task: TaskDefinition): number | undefined {
  const { part, document } = task;
  if (!isForExpress(task)) return undefined;
  const isOpen = task.strings('requiresCompatibilities').presence === 'absent';
  const assumed = new TaskDefinition(document, { ...part, isForExpress: true }, '', isOpen ? 'FARGATE' : undefined);
  const findings = inFormat(part, [...checkSchema(task), ...runRules(assumed)]);
  return findings.filter(({ rule, severity }) => severity === 'error' || rule === EXPRESS_RULE).length;
}

/** Whether a task definition is meant for an Express service: a file says so, or a container has the name that one needs. */
export function isForExpress(task: TaskDefinition): boolean {
  return task.part.isForExpress === true || task.containersNamed(EXPRESS_CONTAINER).length > 0;
}

/** It only warns, as the wording of the refusal is not known. */
const EXPRESS_RULE = 'express-task-definition';

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
