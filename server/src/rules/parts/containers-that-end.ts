import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';

/** The names of the containers that others wait for to end. These must not be essential. */
export function containersThatEnd(task: TaskDefinition): Set<string> {
  const names = new Set<string>();
  for (const container of task.containers) {
    for (const dependency of container.list('dependsOn')) {
      const condition = dependency.string('condition');
      const name = dependency.string('containerName').value;
      if (name && (isKnown(condition, 'COMPLETE') || isKnown(condition, 'SUCCESS'))) names.add(name);
    }
  }
  return names;
}
