import type { Fix } from '../../findings/report.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import { replace, set } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';

/** The fix that turns a daemon into a service with a desired count. */
export function toReplica(service: ServiceDefinition, strategy: ValueNode): Fix {
  const count = service.number('desiredCount').state === 'absent' ? [set(service.root, 'desiredCount', 1)] : [];
  return { title: 'Set schedulingStrategy to "REPLICA"', edits: [replace(strategy, 'REPLICA'), ...count] };
}
