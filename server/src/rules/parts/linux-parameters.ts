import type { LinuxParameters } from '@aws-sdk/client-ecs';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';

/**
 * The containers with the `linuxParameters` of each. None in a Windows task: there, all of them are one mistake,
 * which linux-windows reports.
 */
export function linuxParameters(task: TaskDefinition): { container: Container; parameters: View<LinuxParameters> }[] {
  if (task.isWindows === 'yes') return [];
  return task.containers.items.map((container) => ({ container, parameters: container.object('linuxParameters') }));
}
