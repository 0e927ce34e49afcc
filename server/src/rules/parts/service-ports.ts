import type { Container } from '../../model/task.ts';

/** The ports of a container that are written as numbers. */
export function portsOf(container: Container): number[] {
  return container.list('portMappings').items.flatMap((mapping) => {
    const port = mapping.number('containerPort');
    return port.state === 'known' ? port.value : [];
  });
}

/** Whether a container maps a port. */
export function isMapped(container: Container, port: number): 'yes' | 'no' | 'unknown' {
  const mappings = container.list('portMappings');
  if (portsOf(container).includes(port)) return 'yes';
  const isOpen =
    mappings.open ||
    mappings.items.some(
      (mapping) =>
        mapping.number('containerPort').state === 'deferred' || mapping.string('containerPortRange').state !== 'absent',
    );
  return isOpen ? 'unknown' : 'no';
}
