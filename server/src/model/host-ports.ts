/**
 * Host ports that are taken on every container instance, and by what.
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
 * From here on the operating system hands out ports by itself: below it a fixed host port is safe.
 * Source: SDK PortMapping.hostPort, checked 2026-11-28.
 */
export const FIRST_EPHEMERAL_PORT = 32768;
