import type { LinuxParameters } from '@aws-sdk/client-ecs';
import type { Container } from '../../model/task.ts';
import type { View } from '../../model/view.ts';

/**
 * A container's `linuxParameters`, which may be absent. Undefined in a Windows task, where linux-windows reports them as
 * one mistake.
 */
export function linuxParameters(container: Container): View<LinuxParameters> | undefined {
  return container.task.isWindows === 'yes' ? undefined : container.object('linuxParameters');
}
