import type { TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import type { Report } from '../rule.ts';
import { forbid } from './forbid.ts';
import { removeWhole } from './remove-whole.ts';

const SUBJECT = { FARGATE: 'Fargate does', MANAGED_INSTANCES: 'Managed Instances do' } as const;

/** Reports a member that a launch type does not take, where the task asks for that launch type, and removes it. */
export function forbidOn<T extends object>(
  launchType: keyof typeof SUBJECT,
  task: TaskDefinition,
  view: View<T>,
  key: keyof T & string,
  report: (finding: Report) => void,
  more: Partial<Report> = {},
): void {
  const item = task.compatibility(launchType);
  const property = view.member(key);
  if (!item || !property) return;
  forbid(view, key, `${SUBJECT[launchType]} not take "${key}": remove it`, report, {
    fixes: removeWhole(task.document, property, `Remove "${key}"`),
    related: [{ at: item, message: 'The launch type' }],
    ...more,
  });
}
