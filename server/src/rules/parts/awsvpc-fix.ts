import type { Fix } from '../../findings/report.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { type NodeEdit, remove, set } from '../../syntax/edit.ts';
import type { PropertyNode } from '../../syntax/node.ts';

const LISTS_NOT_WITH_AWSVPC = ['links', 'extraHosts', 'dnsServers', 'dnsSearchDomains'] as const;

/**
 * Container members that ECS refuses with network mode `awsvpc`.
 * Source: cdk-preflight pf-ecs-fargate-* and pf-ecs-awsvpc-*, checked 2026-11-24.
 */
export const NOT_WITH_AWSVPC = [...LISTS_NOT_WITH_AWSVPC, 'hostname', 'disableNetworking'] as const;

/** The fix that sets network mode awsvpc and removes from the containers what that mode refuses. */
export function useAwsvpc(task: TaskDefinition): Fix {
  const refused = task.containers.items.flatMap(refusedWithAwsvpc);
  const names = [...new Set(refused.map((property) => `"${property.key.value}"`))];
  return {
    title: ['Set networkMode to "awsvpc"', ...(names.length > 0 ? [`remove ${names.join(', ')}`] : [])].join(' and '),
    edits: [
      set(task.node!, 'networkMode', 'awsvpc', 'requiresCompatibilities'),
      ...refused.map((property): NodeEdit => remove(property)),
    ],
  };
}

/**
 * Those members in a container, and any host port that differs from its container port, which the mode refuses as well.
 */
function refusedWithAwsvpc(container: Container): PropertyNode[] {
  const lists = LISTS_NOT_WITH_AWSVPC.map((key) => container.items(key, (node) => node)).filter(
    (list) => list.length > 0,
  );
  const hostname = container.string('hostname');
  const isOffline = container.boolean('disableNetworking');
  const hostPorts = container.list('portMappings').items.flatMap((mapping) => {
    const host = mapping.number('hostPort');
    const port = mapping.number('containerPort');
    return host.state === 'known' && port.state === 'known' && host.value !== port.value ? [host.property] : [];
  });
  return [
    ...lists.map((list) => list.property),
    hostname.state === 'known' ? hostname.property : undefined,
    isOffline.value ? isOffline.property : undefined,
    ...hostPorts,
  ].filter((property) => property !== undefined);
}
