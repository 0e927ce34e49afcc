import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { NOT_WITH_AWSVPC, useAwsvpc } from './awsvpc-fix.ts';
import { runsAsRoot } from './container-user.ts';
import { portMappings, portsOf } from './port-mappings.ts';

/**
 * The fix that changes the network mode to `awsvpc` where nothing in the task stands against it; for rules that
 * recommend the mode, and where nobody has to change.
 */
export function awsvpcIfPossible(task: TaskDefinition): Fix[] {
  if (!task.node || task.requires('EXTERNAL') === 'yes' || task.isWindows === 'yes') return [];
  if (task.containers.items.some(needsOtherMode) || portsOverlap(task) || shareSystemControls(task)) return [];
  // Root with network mode host is a finding of its own: it is to be seen to, not to be lost with the mode.
  const isHost = isKnown(task.networkMode, 'host');
  if (isHost && task.containers.items.some((container) => runsAsRoot(container) === 'yes')) return [];
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

/** Whether several containers set kernel parameters, of which the containers of such a task have one set. */
function shareSystemControls(task: TaskDefinition): boolean {
  return task.containers.items.filter((container) => container.list('systemControls').length > 0).length > 1;
}
