import type { Fix, Report, Severity } from '../../findings/report.ts';
import { type Field, isKnown } from '../../model/field.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { Container } from '../../model/task.ts';
import { nearest } from '../../schema/nearest.ts';
import { insert, replace, set } from '../../syntax/edit.ts';
import { isMapped, portsOf } from './service-ports.ts';

/** A container port to which some part of a service sends traffic. */
export interface Target {
  readonly name: Field<string>;
  readonly port: Field<number>;
}

type Tell = (finding: Report) => void;

/** Reports a container that is not in the task definition. */
export function checkContainer({ task }: ServiceDefinition, { name, port }: Target, report: Tell): void {
  if (!task?.containerNamesKnown || name.state !== 'known' || task.containersNamed(name.value).length > 0) return;
  const fits = (container: Container) => port.state !== 'known' || isMapped(container, port.value) !== 'no';
  const fitting = task.containers.items.filter(fits);
  const names = fitting.map((container) => container.name.value!);
  const near = nearest(name.value, names);
  const sure = fitting.filter((one) => port.state === 'known' && isMapped(one, port.value) === 'yes');
  const offered = near.length > 0 ? near : sure.length > 0 ? sure.map((one) => one.name.value!) : names;
  const fixes: Fix[] = offered.map((other) => ({ title: `Write "${other}"`, edits: [replace(name.node, other)] }));
  // If no container has the port, the port is wrong as well.
  if (fitting.length === 0 && port.state === 'known') {
    for (const container of task.containers) {
      const [first] = portsOf(container);
      const other = container.name.value!;
      if (first === undefined) continue;
      const edits = [replace(name.node, other), replace(port.node, first)];
      fixes.push({ title: `Write "${other}" and port ${first}`, edits });
    }
  }
  report({
    at: name.node,
    message: `The task definition has no container "${name.value}". ${offered[0] ? `Did you mean "${offered[0]}"?` : 'Name one that it has'}`,
    fixes,
    related: [{ at: task.label, message: 'The task definition' }],
  });
}

/** Reports a port that the container does not map. */
export function checkPort(
  { task }: ServiceDefinition,
  { name, port }: Target,
  report: Tell,
  severity?: Severity,
): void {
  if (!task || name.state !== 'known' || port.state !== 'known') return;
  // Without a network no port can be reached at all, which another rule says.
  if (isKnown(task.networkMode, 'none')) return;
  const [container, ...twins] = task.containersNamed(name.value);
  if (!container || twins.length > 0 || isMapped(container, port.value) !== 'no') return;
  const ports = portsOf(container);
  const others = task.containers.items.filter((one) => one.name.value && isMapped(one, port.value) === 'yes');
  const list = container.list('portMappings');
  const mapping = { containerPort: port.value };
  const fixes: Fix[] = [
    ...ports.map((other) => ({ title: `Write ${other}`, edits: [replace(port.node, other)] })),
    ...others.map((one) => ({ title: `Write "${one.name.value}"`, edits: [replace(name.node, one.name.value!)] })),
    {
      title: `Open port ${port.value} in container "${name.value}"`,
      edits: [list.node ? insert(list.node, mapping) : set(container.node, 'portMappings', [mapping])],
    },
  ];
  report({
    at: port.node,
    message: `Container "${name.value}" has no port ${port.value}: ${ports.length > 0 ? `it has ${ports.join(', ')}` : 'it has no port at all'}`,
    fixes,
    ...(severity ? { severity } : {}),
    related: [{ at: list.property?.key ?? container.label, message: 'The container' }],
  });
}
