import type { Compatibility } from '@aws-sdk/client-ecs';
import type { Related, Report } from '../../findings/report.ts';
import { LAUNCH_TYPE_NAMES } from '../../model/launch-types.ts';
import type { TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import { forbid } from './forbid.ts';
import { removeOne } from './remove-one.ts';

/** Where the file asks for a launch type; empty if the launch type is only assumed. */
export function launchTypeDemand(task: TaskDefinition, launchType: Compatibility): Related[] {
  const at = task.compatibility(launchType);
  return at ? [{ at, message: `The task is for ${LAUNCH_TYPE_NAMES[launchType]}` }] : [];
}

/** Where the file states its operating system. */
export function systemDemand(task: TaskDefinition): Related[] {
  const family = task.object('runtimePlatform').string('operatingSystemFamily');
  if (family.state !== 'known') return [];
  return [{ at: family.node, message: `The task runs on ${task.isWindows === 'yes' ? 'Windows' : 'Linux'}` }];
}

/**
 * Reports a member that the task's platform does not accept, with a fix that removes it unless a comment would be lost.
 */
export function forbidBecause<T extends object>(
  demand: Related[],
  task: TaskDefinition,
  view: View<T>,
  key: keyof T & string,
  message: string,
  report: (finding: Report) => void,
  more: Partial<Report> = {},
): void {
  const property = view.member(key);
  if (property)
    forbid(view, key, message, report, { fixes: removeOne(task.document, property), related: demand, ...more });
}
