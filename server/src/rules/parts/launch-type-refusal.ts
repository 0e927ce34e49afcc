import type { Report } from '../../findings/report.ts';
import { LAUNCH_TYPE_NAMES } from '../../model/launch-types.ts';
import type { TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import { forbid } from './forbid.ts';
import { removeWhole } from './remove-whole.ts';

const VERB = { FARGATE: 'does', MANAGED_INSTANCES: 'do' } as const;

/** Reports a member that a launch type does not accept, if the task asks for that launch type; the fix removes it. */
export function forbidOn<T extends object>(
  launchType: keyof typeof VERB,
  task: TaskDefinition,
  view: View<T>,
  key: keyof T & string,
  report: (finding: Report) => void,
  more: Partial<Report> = {},
): void {
  const item = task.compatibility(launchType);
  const property = view.member(key);
  if (!item || !property) return;
  forbid(view, key, `${LAUNCH_TYPE_NAMES[launchType]} ${VERB[launchType]} not support "${key}": remove it`, report, {
    fixes: removeWhole(task.document, property, `Remove "${key}"`),
    related: [{ at: item, message: 'The launch type' }],
    ...more,
  });
}
