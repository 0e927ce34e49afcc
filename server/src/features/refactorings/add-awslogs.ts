import type { Container } from '../../model/task.ts';
import { cloudWatchLogger } from '../../rules/parts/log-configuration.ts';
import type { Refactor } from './refactoring.ts';

/** Gives every container without a log configuration one for CloudWatch Logs. */
export const addAwslogs: Refactor = (task) => {
  const silent = task.containers.items.filter(
    (container: Container) => container.object('logConfiguration').presence === 'absent',
  );
  if (silent.length === 0) return [];
  const whose = silent.length === 1 ? `container ${silent[0]!.title}` : `all ${silent.length} containers without logs`;
  return [
    {
      title: `Send the output of ${whose} to CloudWatch Logs`,
      kind: 'refactor.rewrite',
      at: [task.member('containerDefinitions')?.key ?? task.root].filter((node) => node.kind === 'string'),
      changes: [{ label: 'Send output to CloudWatch Logs', edits: silent.flatMap(cloudWatchLogger(task)) }],
    },
  ];
};
