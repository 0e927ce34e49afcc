import type { Finding } from '../../findings/finding.ts';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { cut } from '../../model/wording.ts';
import { endOf, type Span } from '../../syntax/node.ts';
import { lineHeight, type TextLook } from './svg.ts';

/** What is written in the boxes of a picture. */

/** A line of text in a box. */
export interface Line {
  readonly content: string;
  readonly look: TextLook;
  /** The port in the container by which traffic from outside the task comes in here; empty for several. */
  readonly port?: string;
}

/** How many faults there are in a part of the task definition. */
export interface Faults {
  readonly errors: number;
  readonly warnings: number;
}

/** Counts faults: findings that are errors or warnings. */
export function faultsOf(findings: readonly Finding[]): Faults {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** Whether a stretch of the text is within another. */
export function isIn(inner: Span, outer: Span): boolean {
  return outer.offset <= inner.offset && endOf(inner) <= endOf(outer);
}

/** Characters that fit in the width of a box. */
const FITS: Readonly<Record<TextLook, number>> = { label: 31, mono: 31, note: 37, fault: 34 };

/** Characters that fit beside each other above the boxes. */
const HEAD = 52;

/** More mount points and ports than this make a box too tall to be read at a glance. */
const MOST_LISTED = 4;

/** The height of lines below each other. */
export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { look }) => sum + lineHeight(look), 0);
}

/** A container in a few lines. */
export function containerLines(container: Container, name: string, faults: Faults): Line[] {
  const image = container.text('image')?.value;
  const driver = container.object('logConfiguration').text('logDriver')?.value;
  const secrets = container.list('secrets').length;
  const marks = [
    isKnown(container.essential, false) ? 'not essential' : 'essential',
    ...(container.has('healthCheck') ? ['health check'] : []),
    ...(secrets > 0 ? [secrets === 1 ? '1 secret' : `${secrets} secrets`] : []),
  ];
  const note = (content: string): Line => ({ content: cut(content, FITS.note), look: 'note' });
  return [
    ...broken(name, FITS.label).map((content): Line => ({ content, look: 'label' })),
    ...(image ? [{ content: cutMiddle(lastOf(image), FITS.mono), look: 'mono' } as const] : []),
    ...(!image && container.has('image') ? [note('image decided later')] : []),
    ...faultLines(faults),
    ...portLines(container).map(({ content, port }): Line => ({ ...note(content), port })),
    note(marks.join(', ')),
    ...(driver ? [note(`Logs: ${driver}`)] : []),
    ...few(mountsOf(container), 'volumes').map(note),
  ];
}

/** Family, size, network and roles of the task. */
export function taskLines(task: TaskDefinition, title: string, faults: Faults): Line[] {
  const launchTypes = task.strings('requiresCompatibilities').items.map(({ value }) => value);
  const cpu = task.text('cpu')?.value;
  const memory = task.text('memory')?.value;
  const size = [cpu && `cpu ${cpu}`, memory && `memory ${memory}`].filter(Boolean).join(', ');
  const facts = [launchTypes.join(', '), size, task.text('networkMode')?.value].filter(Boolean).join(' · ');
  const role = (key: 'taskRoleArn' | 'executionRoleArn', name: string): Line => {
    const arn = task.text(key)?.value;
    const known = arn ? lastOf(arn) : task.has(key) ? 'decided later' : 'none';
    return { content: cut(`${name}: ${known}`, FITS.note), look: 'note' };
  };
  return [
    { content: cut(title, FITS.label), look: 'label' },
    ...(facts
      ? broken(facts, HEAD).map((content): Line => ({ content: content.replace(/ ·$/, ''), look: 'note' }))
      : []),
    ...faultLines(faults),
    // Where only the containers are written, nothing is known about the roles.
    ...(task.isBareList ? [] : [role('executionRoleArn', 'Execution role'), role('taskRoleArn', 'Task role')]),
  ];
}

/** The number of faults, with a sign so that not only colour tells them from the rest. */
export function faultLines({ errors, warnings }: Faults): Line[] {
  const words = [count(errors, 'error'), count(warnings, 'warning')].filter(Boolean).join(', ');
  return words ? [{ content: `${errors > 0 ? '×' : '!'} ${words}`, look: 'fault' }] : [];
}

function count(number: number, word: string): string {
  if (number === 0) return '';
  return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}

/** The ports as traffic finds them: the one on the host, if it is another one, and the one in the container. */
function portsOf(container: Container): { readonly content: string; readonly port: string }[] {
  const { networkMode } = container.task;
  return container.list('portMappings').items.map((mapping) => {
    const inside = mapping.number('containerPort').value ?? mapping.text('containerPortRange')?.value ?? '?';
    const host = mapping.number('hostPort');
    const isAssigned =
      host.value === 0 || (host.state === 'absent' && networkMode.state === 'known' && networkMode.value === 'bridge');
    const protocol = mapping.text('protocol')?.value;
    const port = `${inside}${protocol && protocol !== 'tcp' ? `/${protocol}` : ''}`;
    const name = mapping.text('name')?.value;
    const path = isAssigned
      ? `any host port → ${port}`
      : host.value === undefined || host.value === inside
        ? `port ${port}`
        : `host port ${host.value} → ${port}`;
    return { content: name ? `${path} (${name})` : path, port: String(inside) };
  });
}

function portLines(container: Container): { readonly content: string; readonly port: string }[] {
  const ports = portsOf(container);
  const contents = few(
    ports.map(({ content }) => content),
    'ports',
  );
  return contents.map((content, i) => ({ content, port: ports[i]?.content === content ? ports[i].port : '' }));
}

function mountsOf(container: Container): string[] {
  return container.list('mountPoints').items.map((mount) => {
    const volume = mount.text('sourceVolume')?.value ?? '?';
    const isReadOnly = isKnown(mount.boolean('readOnly'), true);
    return `${volume} at ${mount.text('containerPath')?.value ?? '?'}${isReadOnly ? ', read-only' : ''}`;
  });
}

function few(items: readonly string[], what: string): string[] {
  if (items.length <= MOST_LISTED) return [...items];
  return [...items.slice(0, MOST_LISTED - 1), `and ${items.length - MOST_LISTED + 1} more ${what}`];
}

/** A text on at most two lines, broken between words where there are any. */
function broken(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  const space = text.lastIndexOf(' ', most);
  const at = space > most / 2 ? space : most;
  return [text.slice(0, at).trim(), cut(text.slice(at).trim(), most)];
}

/** Shortens the middle of a text, so that the tag of an image stays. */
function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 2);
  return `${text.slice(0, most - end - 1)}…${text.slice(-end)}`;
}

/** The last part of a path, an ARN or the name of an image. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
