import type { TaskDefinition } from '../../model/task.ts';

/**
 * Lowers an error about a missing container to a warning in a bare list, which may be joined with others before it is
 * registered. To be spread into a report.
 */
export function unlessJoined({ isBareList }: TaskDefinition): { severity?: 'warning' } {
  return isBareList ? { severity: 'warning' } : {};
}
