import { usualHealthCheck, usualPort } from '../../model/health-check-commands.ts';
import type { Container } from '../../model/task.ts';
import { Ask, type Json, Words } from '../../syntax/value.ts';
import type { Spot } from './spot.ts';
import type { Suggestion } from './suggestion.ts';

/** Complete health check commands: the image's own if the image is well known, then one with curl and one with wget. */
export function healthCommands({ container }: Spot): Suggestion[] {
  const known = container && usualHealthCheck(container);
  const port = new Ask(portOf(container) ?? 8080);
  const path = new Ask('');
  return [
    ...(known ? [command(known[known.length - 1]!, 'in this image', known)] : []),
    command('curl', 'needs curl in the image', [
      'CMD-SHELL',
      new Words('curl -f http://localhost:', port, '/', path, ' || exit 1'),
    ]),
    command('wget', 'needs wget in the image', [
      'CMD-SHELL',
      new Words('wget -q --spider http://localhost:', port, '/', path, ' || exit 1'),
    ]),
    command('CMD', 'a program with its arguments', ['CMD', new Ask('PROGRAM')]),
  ];
}

/** The items of a health check command: first how to run it, then what to run. */
export function healthItems(spot: Spot): Suggestion[] {
  const first = spot.beside?.[0];
  const own = spot.beside?.length === 0;
  if (own) {
    return ['CMD-SHELL', 'CMD'].map((value) => ({
      label: value,
      value,
      detail: value === 'CMD' ? 'a program with its arguments' : 'one line for the shell',
      docs: { type: 'HealthCheck', member: 'command' },
      kind: 'value',
    }));
  }
  if (first?.kind !== 'string' || first.value !== 'CMD-SHELL' || spot.beside!.length > 1) return [];
  return healthCommands(spot).flatMap((suggestion): Suggestion[] => {
    const [form, line] = suggestion.value as readonly Json[];
    return form === 'CMD-SHELL' && line !== undefined ? [{ ...suggestion, value: line }] : [];
  });
}

/** Container ports for a mapping: the usual port of a well-known image. */
export function containerPorts({ container }: Spot): Suggestion[] {
  const port = container && usualPort(container);
  return port === undefined ? [] : [{ label: String(port), value: port, detail: 'of this image', kind: 'value' }];
}

/** The port that a container listens on, if the file or the image reveals it. */
export function portOf(container: Container | undefined): number | undefined {
  if (!container) return undefined;
  const mapped = container
    .list('portMappings')
    .items.find((mapping) => mapping.number('containerPort').state === 'known');
  return mapped?.number('containerPort').value ?? usualPort(container);
}

function command(label: string, detail: string, value: readonly Json[]): Suggestion {
  return { label, detail, value, docs: { type: 'HealthCheck', member: 'command' }, kind: 'form' };
}
