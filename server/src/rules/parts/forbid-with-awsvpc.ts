import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Report } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { Container } from '../../model/task.ts';
import { forbid } from './forbid.ts';

/** Reports a member of a container, if the task is known to have network mode `awsvpc`. */
export function forbidWithAwsvpc(
  container: Container,
  key: keyof ContainerDefinition & string,
  message: string,
  report: (finding: Report) => void,
): void {
  const mode = container.task.networkMode;
  if (!isKnown(mode, 'awsvpc')) return;
  forbid(container, key, message, report, { related: [{ at: mode.node!, message: 'The network mode is "awsvpc"' }] });
}
