import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Report } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { forbid } from './forbid.ts';

/** Reports a member in every container, if the task is known to have network mode `awsvpc`. */
export function forbidWithAwsvpc(
  task: TaskDefinition,
  key: keyof ContainerDefinition & string,
  message: string,
  report: (finding: Report) => void,
): void {
  const mode = task.networkMode;
  if (!isKnown(mode, 'awsvpc')) return;
  const related = [{ at: mode.node!, message: 'The network mode is "awsvpc"' }];
  for (const container of task.containers) forbid(container, key, message, report, { related });
}
