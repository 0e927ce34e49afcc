/**
 * Host ports that are reserved on every container instance, and what uses them.
 * Source: SDK PortMapping.hostPort (default reserved ports), checked 2026-11-28.
 */
export const RESERVED_HOST_PORTS: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [2375, 'Docker'],
  [2376, 'Docker'],
  [51678, 'the container agent'],
  [51679, 'the container agent'],
  [51680, 'the container agent'],
]);

/**
 * The first port that the operating system assigns dynamically: a fixed host port below it is safe.
 * Source: SDK PortMapping.hostPort, checked 2026-11-28.
 */
export const FIRST_EPHEMERAL_PORT = 32768;
