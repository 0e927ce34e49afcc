import type { LinuxParameters } from '@aws-sdk/client-ecs';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';

/**
 * The containers that have `linuxParameters`. None in a Windows task, where linux-windows reports all of them as one
 * mistake.
 */
export function linuxParameters(task: TaskDefinition): { container: Container; parameters: View<LinuxParameters> }[] {
  if (task.isWindows === 'yes') return [];
  return task.containers.items.map((container) => ({ container, parameters: container.object('linuxParameters') }));
}
