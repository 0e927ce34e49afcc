import type { NetworkMode } from '@aws-sdk/client-ecs';
import { RESERVED_HOST_PORTS } from '../model/host-ports.ts';

/** A port mapping; a host port of 0 is the same as none. */
export interface PortPair {
  readonly containerPort: number | undefined;
  readonly hostPort: number;
}

/**
 * The port of the instance that a port mapping takes; `any` if Docker chooses a free one, undefined if it takes none.
 * Source: Amazon ECS API reference, PortMapping; checked 2026-11-28.
 */
export function instancePort(mode: NetworkMode | undefined, mapping: PortPair): number | 'any' | undefined {
  const { containerPort, hostPort } = mapping;
  if (mode === 'awsvpc' || mode === 'none') return undefined;
  if (hostPort > 0) return hostPort;
  return mode === 'host' ? containerPort : 'any';
}

/** One of several tasks of the same kind on one instance. */
export interface PlacedTask {
  /** What keeps it from being placed: another task's port, or a program of the instance; undefined if it runs. */
  readonly obstacle?: string | undefined;
  /** Whether it is reached at an IP address of its own, or at that of the instance. */
  readonly ownAddress: boolean;
  /** Where it is reached; `any` for a port that Docker chooses, undefined if it is reached nowhere. */
  readonly port: number | 'any' | undefined;
}

/** Places tasks with one port mapping each on one instance, one after another. */
export function placeTogether(mode: NetworkMode, mapping: PortPair, count: number): PlacedTask[] {
  const onInstance = instancePort(mode, mapping);
  const port = mode === 'awsvpc' ? mapping.containerPort : onInstance;
  const reserved = typeof onInstance === 'number' ? RESERVED_HOST_PORTS.get(onInstance) : undefined;
  return Array.from({ length: count }, (_, i) => {
    const obstacle = reserved ?? (typeof onInstance === 'number' && i > 0 ? 'task 1' : undefined);
    return { obstacle, ownAddress: mode === 'awsvpc', port };
  });
}
