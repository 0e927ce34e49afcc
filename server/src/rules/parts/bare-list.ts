import type { TaskDefinition } from '../../model/task.ts';

/**
 * The severity of an error about a container that is not there, as a part of a report: a bare list of containers may be joined
 * with others before it is registered, so that it is a warning there.
 */
export function unlessJoined({ isBareList }: TaskDefinition): { severity?: 'warning' } {
  return isBareList ? { severity: 'warning' } : {};
}
