import type { Report } from '../../findings/report.ts';
import { FARGATE_MAX_TIMEOUT } from '../../model/container-timeouts.ts';
import type { Container } from '../../model/task.ts';
import { replace } from '../../syntax/edit.ts';

/** Reports a timeout longer than Fargate's maximum, if the task asks for Fargate. */
export function limitFargateTimeout(
  container: Container,
  key: 'startTimeout' | 'stopTimeout',
  report: (finding: Report) => void,
): void {
  const fargate = container.task.compatibility('FARGATE');
  const timeout = container.number(key);
  if (!fargate || timeout.state !== 'known' || timeout.value <= FARGATE_MAX_TIMEOUT) return;
  report({
    at: timeout.node,
    message: `Fargate allows a ${key} of up to ${FARGATE_MAX_TIMEOUT} seconds, not ${timeout.value}`,
    fixes: [{ title: `Set ${key} to ${FARGATE_MAX_TIMEOUT}`, edits: [replace(timeout.node, FARGATE_MAX_TIMEOUT)] }],
    related: [{ at: fargate, message: 'The task definition is for Fargate' }],
  });
}
