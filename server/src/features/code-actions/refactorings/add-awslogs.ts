import type { Container } from '../../../model/task.ts';
import { cloudWatchLogger } from '../../../rules/parts/log-configuration.ts';
import { containerAt, isAtRoot, type Refactor } from './refactoring.ts';

/** Gives the container at the cursor, or every container at the root, a log configuration for CloudWatch Logs. */
export const addAwslogs: Refactor = (task, selection) => {
  const here = containerAt(task, selection);
  if (!here && !isAtRoot(task, selection)) return [];
  const silent = (here ? [here] : task.containers.items).filter(
    (container: Container) => container.object('logConfiguration').presence === 'absent',
  );
  const [first, second, third] = silent;
  if (!first) return [];
  const many = third ? `all ${silent.length}` : 'both';
  const whose = second ? `${many} containers without logs` : `container ${first.title}`;
  return [
    {
      title: `Send the output of ${whose} to CloudWatch Logs`,
      kind: 'refactor.rewrite',
      at: here ? [] : [task.member('containerDefinitions')?.key ?? task.root].filter((node) => node.kind === 'string'),
      changes: [{ label: 'Send output to CloudWatch Logs', edits: silent.flatMap(cloudWatchLogger(task)) }],
    },
  ];
};
