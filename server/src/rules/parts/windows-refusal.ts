import type { Report } from '../../findings/report.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { forbid } from './forbid.ts';
import { removeWhole } from './remove-whole.ts';

/** Reports a container member that Windows containers do not support, if the file says that it is for Windows. */
export function forbidOnWindows(
  task: TaskDefinition,
  key: Parameters<Container['member']>[0],
  message: string,
  report: (finding: Report) => void,
): void {
  if (task.isWindows !== 'yes') return;
  const family = task.object('runtimePlatform').string('operatingSystemFamily').node!;
  for (const container of task.containers) {
    const property = container.member(key);
    if (!property) continue;
    forbid(container, key, message, report, {
      fixes: removeWhole(task.document, property, `Remove "${key}"`),
      related: [{ at: family, message: 'The task is for Windows' }],
    });
  }
}
