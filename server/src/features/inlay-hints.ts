import type { InlayHint } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis.ts';
import type { Field } from '../model/field.ts';
import type { Container, TaskDefinition } from '../model/task.ts';
import { formatMemory, formatVCpu } from '../model/units.ts';
import { claimsOf, isTaskSizeIgnored } from '../rules/parts/container-claims.ts';
import { set, toTextEdits } from '../syntax/edit.ts';
import { endOf, type ValueNode } from '../syntax/node.ts';
import type { Feature } from './feature.ts';
import { openTask } from './names/names.ts';
import { rangeOf } from './ranges.ts';

/** Shows the units of bare numbers, and the defaults that ECS fills in. */
export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: { resolveProvider: false } }),
  register(connection, workspace) {
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) => {
      const open = openTask(workspace(), uri);
      if (!open || token.isCancellationRequested || !workspace().shows('inlayHints') || workspace().isMuted(uri))
        return null;
      const from = open.document.offsetAt(range.start);
      const to = open.document.offsetAt(range.end);
      return hintsOf(open.analysis)
        .filter((hint) => hint.node.offset <= to && endOf(hint.node) >= from)
        .map((hint) => toInlayHint(open.document, open.analysis, hint));
    });
  },
  refresh(connection, { capabilities }) {
    if (capabilities.workspace?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(() => {});
  },
};

/** A note after a value. */
export interface Hint {
  readonly node: ValueNode;
  readonly label: string;
  readonly tooltip: string;
  /** The container whose default can be written out. */
  readonly writes?: Container;
}

/** The hints of a document, in text order. */
export function hintsOf({ tasks }: Analysis): Hint[] {
  return tasks
    .flatMap((task) => [...taskSize(task), ...task.containers.items.flatMap(containerAmounts), ...essentials(task)])
    .sort((a, b) => a.node.offset - b.node.offset);
}

function taskSize(task: TaskDefinition): Hint[] {
  const hints = [amount(task.cpuUnits, formatVCpu, 'CPU units; 1024 equal one vCPU.')];
  const memory = task.memoryMiB;
  const left = memoryLeft(task);
  if (left !== undefined && memory.state === 'known') {
    const unit = isBare(memory.node) ? `${shortMemory(memory.value)}, ` : '';
    const label = `${unit}${formatMemory(left)} left`;
    const tooltip = `The containers with a limit or a reservation use ${formatMemory(memory.value - left)}; this is left for the others.`;
    hints.push({ node: memory.node, label, tooltip });
  } else {
    hints.push(memoryAmount(memory));
  }
  return hints.filter((hint) => hint !== undefined);
}

/**
 * The memory that containers with a claim leave to those without; undefined unless there are both kinds and all amounts
 * are known.
 */
function memoryLeft(task: TaskDefinition): number | undefined {
  const { memoryMiB, containers } = task;
  if (memoryMiB.state !== 'known' || containers.open || isTaskSizeIgnored(task)) return undefined;
  const amounts = containers.items.flatMap((container) => [
    container.number('memory').state,
    container.number('memoryReservation').state,
  ]);
  const claims = containers.items.filter((container) => container.has('memory') || container.has('memoryReservation'));
  if (amounts.includes('deferred') || claims.length === 0 || claims.length === containers.length) return undefined;
  const left = memoryMiB.value - claimsOf(task).reservedMiB;
  return left > 0 ? left : undefined;
}

function containerAmounts(container: Container): Hint[] {
  const linux = container.object('linuxParameters');
  return [
    amount(container.number('cpu'), formatVCpu, 'CPU units; 1024 equal one vCPU.'),
    memoryAmount(container.number('memory')),
    memoryAmount(container.number('memoryReservation')),
    memoryAmount(linux.number('sharedMemorySize')),
    memoryAmount(linux.number('maxSwap')),
    ...linux.list('tmpfs').items.map((mount) => memoryAmount(mount.number('size'))),
  ].filter((hint) => hint !== undefined);
}

/** Only if there are several containers: with one, the default makes no difference. */
function essentials(task: TaskDefinition): Hint[] {
  if (task.containers.length < 2) return [];
  return task.containers.items.flatMap((container): Hint[] => {
    const node = container.member('name')?.value;
    if (!node || container.boolean('essential').state !== 'absent' || container.member('essential')) return [];
    return [
      {
        node,
        label: 'essential: true',
        tooltip: 'The default: when this container stops, the whole task stops. Double-click to add it to the file.',
        writes: container,
      },
    ];
  });
}

function memoryAmount(field: Field<number>): Hint | undefined {
  return amount(field, shortMemory, 'Memory in MiB; 1024 equal one GB.');
}

/** Only the unit, if people know the number in MiB. */
function shortMemory(mib: number): string {
  const text = formatMemory(mib);
  return text.endsWith('MiB') ? 'MiB' : text;
}

function amount(field: Field<number>, format: (value: number) => string, tooltip: string): Hint | undefined {
  if (field.state !== 'known' || field.value <= 0 || !isBare(field.node)) return undefined;
  return { node: field.node, label: format(field.value), tooltip };
}

/** Whether a value is a number without a unit; "1 GB" is not. */
function isBare(node: ValueNode): boolean {
  return node.kind === 'number' || (node.kind === 'string' && /^\d+$/.test(node.value.trim()));
}

function toInlayHint(document: TextDocument, { document: syntax }: Analysis, hint: Hint): InlayHint {
  const { node, label, tooltip, writes } = hint;
  const edits = writes && toTextEdits(syntax, [set(writes.node, 'essential', true, 'name')]);
  return {
    position: document.positionAt(endOf(node)),
    label,
    tooltip,
    paddingLeft: true,
    ...(edits ? { textEdits: edits.map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText })) } : {}),
  };
}
