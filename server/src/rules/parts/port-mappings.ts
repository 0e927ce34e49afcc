import type { PortMapping } from '@aws-sdk/client-ecs';
import type { Fix } from '../../findings/report.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import type { View } from '../../model/view.ts';
import { replace } from '../../syntax/edit.ts';
import type { SyntaxNode, ValueNode } from '../../syntax/node.ts';
import { removeWhole } from './remove-whole.ts';

/** The ports that a mapping opens in its container, inclusive. */
export interface Ports {
  readonly first: number;
  readonly last: number;
}

/** A port mapping and its container. */
export interface PlacedMapping {
  readonly container: Container;
  readonly mapping: View<PortMapping>;
}

/** Every port mapping of the task. */
export function portMappings(task: TaskDefinition): PlacedMapping[] {
  return task.containers.items.flatMap(mappingsOf);
}

/** Every port mapping of a container. */
export function mappingsOf(container: Container): PlacedMapping[] {
  return placedMappings(container, container.list('portMappings'));
}

/**
 * The port mappings that are certainly there, for rules that compare two of them. In a template, two items of a list
 * may be two branches.
 */
export function certainPortMappings(task: TaskDefinition): PlacedMapping[] {
  if (task.containers.open) return [];
  return task.containers.items.flatMap((container) => {
    const list = container.list('portMappings');
    return list.open ? [] : placedMappings(container, list);
  });
}

function placedMappings(container: Container, list: Iterable<View<PortMapping>>): PlacedMapping[] {
  return [...list].map((mapping) => ({ container, mapping }));
}

/** The known ports of a mapping: its single port or its range. */
export function portsOf(mapping: View<PortMapping>): Ports | undefined {
  const single = mapping.number('containerPort');
  if (single.state === 'known') return { first: single.value, last: single.value };
  const range = mapping.string('containerPortRange');
  return range.state === 'known' ? parsePortRange(range.value) : undefined;
}

/** The two ends of a containerPortRange, possibly in the wrong order; undefined if the text is not a range. */
export function parsePortRange(text: string): Ports | undefined {
  const match = /^(\d{1,5})-(\d{1,5})$/.exec(text);
  return match ? { first: Number(match[1]), last: Number(match[2]) } : undefined;
}

/** The protocol of a mapping; undefined if it is deferred. ECS treats anything but udp as tcp. */
export function protocolOf(mapping: View<PortMapping>): 'tcp' | 'udp' | undefined {
  const protocol = mapping.string('protocol');
  if (protocol.state === 'deferred') return undefined;
  return protocol.value === 'udp' ? 'udp' : 'tcp';
}

/** The node to underline for a mapping's container ports. */
export function portNode(mapping: View<PortMapping>): SyntaxNode {
  return mapping.number('containerPort').node ?? mapping.string('containerPortRange').node ?? mapping.node!;
}

/** Whether containers use ports of the instance they run on: network mode `bridge`, which is also EC2's default. */
export function mapsHostPorts(task: TaskDefinition): boolean {
  if (task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes') return false;
  const mode = task.networkMode;
  return mode.state === 'absent' || mode.value === 'bridge';
}

/** Whether all containers share one set of ports. */
export function sharesPorts(task: TaskDefinition): boolean {
  return task.networkMode.value === 'awsvpc' || task.networkMode.value === 'host';
}

/** The fix that removes a mapping, and the lists that would become empty; none if a comment would be lost. */
export function removeMapping({ container, mapping }: PlacedMapping): Fix[] {
  return removeWhole(container.task.document, mapping.node!, 'Remove this port mapping');
}

/** The fix for a fixed host port that causes a conflict. */
export function letEcsChoose(hostPort: ValueNode): Fix {
  return {
    title: 'Set hostPort to 0, so that ECS picks a free port',
    edits: [replace(hostPort, 0)],
  };
}
