import type { Report } from '../../findings/report.ts';
import type { Container } from '../../model/task.ts';
import { forbid } from './forbid.ts';
import { removeWhole } from './remove-whole.ts';

/** Reports a container member that Windows containers do not support, if the file says that it is for Windows. */
export function forbidOnWindows(
  container: Container,
  key: Parameters<Container['member']>[0],
  message: string,
  report: (finding: Report) => void,
): void {
  const { task } = container;
  const property = container.member(key);
  if (!property || task.isWindows !== 'yes') return;
  const family = task.object('runtimePlatform').string('operatingSystemFamily').node!;
  forbid(container, key, message, report, {
    fixes: removeWhole(task.document, property, `Remove "${key}"`),
    related: [{ at: family, message: 'The task is for Windows' }],
  });
}
