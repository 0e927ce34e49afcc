import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { NOT_WITH_AWSVPC, useAwsvpc } from './awsvpc-fix.ts';
import { runsAsRoot } from './container-user.ts';
import { portMappings, portsOf } from './port-mappings.ts';

/**
 * The fix that changes the network mode to `awsvpc`, if nothing in the task prevents it. For rules that recommend the
 * mode without requiring it.
 */
export function awsvpcIfPossible(task: TaskDefinition): Fix[] {
  if (!task.node || task.requires('EXTERNAL') === 'yes' || task.isWindows === 'yes') return [];
  if (task.containers.items.some(needsOtherMode) || portsOverlap(task) || shareSystemControls(task)) return [];
  // Running as root with network mode host is a finding of its own. Changing the mode would hide it, not solve it.
  const isHost = isKnown(task.networkMode, 'host');
  if (isHost && task.containers.items.some((container) => runsAsRoot(container) === 'yes')) return [];
  // Each service would need subnets, which only the user knows.
  if (task.services.some((service) => service.object('networkConfiguration').presence === 'absent')) return [];
  return [useAwsvpc(task)];
}

function needsOtherMode(container: Container): boolean {
  return NOT_WITH_AWSVPC.some((key) => container.has(key));
}

/** Whether two mappings open the same port: with `awsvpc` the containers share one address. */
function portsOverlap(task: TaskDefinition): boolean {
  const ports = portMappings(task)
    .flatMap(({ mapping }) => portsOf(mapping) ?? [])
    .sort((a, b) => a.first - b.first);
  return ports.some((next, i) => i > 0 && next.first <= ports[i - 1]!.last);
}

/** Whether several containers set kernel parameters: the containers of an awsvpc task share one set of them. */
function shareSystemControls(task: TaskDefinition): boolean {
  return task.containers.items.filter((container) => container.list('systemControls').length > 0).length > 1;
}
