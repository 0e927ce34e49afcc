import { taskAt } from '../../analysis.ts';
import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { visible } from '../../model/visible.ts';
import { volumeKind } from '../../model/volume-kinds.ts';
import { cut } from '../../model/wording.ts';
import { PICTURE, type PictureParams, type PictureResult } from '../../protocol.ts';
import type { Feature } from '../feature.ts';
import { arrow, lineHeight, lines, picture, rect, text, widthOf } from './svg.ts';

/** Draws a task definition: its containers in start order, with ports, volumes, roles and logs. */
export const taskPicture: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(PICTURE, ({ uri, standalone, position }: PictureParams): PictureResult | null => {
      const tasks = workspace().analysis(uri)?.tasks ?? [];
      const offset = position ? workspace().document(uri)!.offsetAt(position) : 0;
      const task = taskAt(tasks, offset) ?? tasks[0];
      const drawn = task && drawTask(task);
      if (!drawn) return null;
      return standalone
        ? { ...drawn, svg: drawn.svg.replace('</desc>', `</desc><style>${STANDALONE}</style>`) }
        : drawn;
    });
  },
};

const COLUMN = 250;
const GAP = 92;
const PAD = 20;
/** Space to the left of the task, where the port arrows enter. */
const PORTS = 120;
const NOTHING = 10;

/**
 * A task has ten containers at most (service quota, checked 2026-11-28). A picture of more than a hundred would be
 * unreadable.
 */
const MOST_CONTAINERS = 100;

interface Line {
  readonly content: string;
  readonly look: 'label' | 'note' | 'mono';
}

interface Box {
  readonly container: Container;
  readonly name: string;
  readonly lines: readonly Line[];
  readonly column: number;
  readonly height: number;
  x: number;
  y: number;
}

/** The picture of a task definition; undefined if it has no containers. */
export function drawTask(task: TaskDefinition): PictureResult | undefined {
  const containers = task.containers.items;
  if (containers.length === 0 || containers.length > MOST_CONTAINERS) return undefined;
  const title = task.text('family')?.value || 'task';
  const boxes = layOut(containers);
  const hasPorts = boxes.some(({ container, column }) => column === 0 && container.list('portMappings').length > 0);
  const left = hasPorts ? PORTS : NOTHING;
  const columns = boxes.reduce((most, { column }) => Math.max(most, column), 0) + 1;
  const head = headLines(task, title);
  const top = PAD + 14 + head.reduce((sum, { look }) => sum + lineHeight(look), 0) + 14;
  for (const column of range(columns)) {
    let y = top;
    for (const box of boxes.filter((each) => each.column === column)) {
      box.x = left + PAD + column * (COLUMN + GAP);
      box.y = y;
      y += box.height + 26;
    }
  }
  const bottom = boxes.reduce((lowest, { y, height }) => Math.max(lowest, y + height), 0);
  const width = PAD * 2 + columns * COLUMN + (columns - 1) * GAP;
  const volumes = drawVolumes(task, left + PAD, bottom + 30, width - PAD * 2);
  const height = bottom + (volumes.height > 0 ? volumes.height + 30 : 0) + PAD;
  const content = [
    rect({ x: left, y: PAD / 2, w: width, h: height - PAD / 2 }, 'frame', 10),
    writeLines(left + PAD, PAD + 14, head),
    ...dependencies(boxes),
    ...boxes.flatMap((box) => [drawBox(box), ...ports(box)]),
    volumes.svg,
  ];
  const svg = picture(left + width + NOTHING, height + PAD / 2, title, describe(boxes), content);
  return { title: visible(title), svg };
}

/** Family, size, network and roles of the task. */
function headLines(task: TaskDefinition, title: string): Line[] {
  const launchTypes = task.strings('requiresCompatibilities').items.map(({ value }) => value);
  const cpu = task.text('cpu')?.value;
  const memory = task.text('memory')?.value;
  const size = [cpu && `cpu ${cpu}`, memory && `memory ${memory}`].filter(Boolean).join(', ');
  const facts = [launchTypes.join(', '), size, task.text('networkMode')?.value].filter(Boolean).join(' · ');
  const role = (key: 'taskRoleArn' | 'executionRoleArn', name: string): Line => {
    const arn = task.text(key)?.value;
    return { content: `${name}: ${arn ? lastOf(arn) : 'none'}`, look: 'note' };
  };
  return [
    { content: cut(title, 60), look: 'label' },
    ...(facts ? [{ content: facts, look: 'note' } as const] : []),
    role('executionRoleArn', 'Execution role'),
    role('taskRoleArn', 'Task role'),
  ];
}

/** Arranges the containers in columns, each to the right of those that it waits for. */
function layOut(containers: readonly Container[]): Box[] {
  const names = containers.map((container, i) => container.text('name')?.value ?? `number ${i + 1}`);
  const byName = new Map(names.map((name, i) => [name, i] as const).reverse());
  const waits = containers.map((container) =>
    container.list('dependsOn').items.flatMap((each) => byName.get(each.text('containerName')?.value ?? '') ?? []),
  );
  const depths = longestWays(waits);
  const columns = [...new Set(depths)].sort((one, other) => one - other);
  return containers.map((container, i) => {
    const content = boxLines(container, names[i]!);
    return {
      container,
      name: names[i]!,
      lines: content,
      column: columns.indexOf(depths[i]!),
      height: 18 + content.reduce((sum, { look }) => sum + lineHeight(look), 0),
      x: 0,
      y: 0,
    };
  });
}

/**
 * The number of steps on the longest path to each container.
 * @param waits for each container, the indexes of those that it waits for
 */
function longestWays(waits: readonly (readonly number[])[]): number[] {
  const known: (number | undefined)[] = [];
  const isOpen = new Set<number>();
  const longest = (i: number): number => {
    if (known[i] !== undefined) return known[i];
    isOpen.add(i);
    let steps = 0;
    // A cycle of dependencies has no start; cut it where it closes.
    for (const j of waits[i]!) if (!isOpen.has(j)) steps = Math.max(steps, longest(j) + 1);
    isOpen.delete(i);
    known[i] = steps;
    return steps;
  };
  return waits.map((_, i) => longest(i));
}

function boxLines(container: Container, name: string): Line[] {
  const image = container.text('image')?.value;
  const mounts = container.list('mountPoints').items.map((mount) => {
    const volume = mount.text('sourceVolume')?.value ?? '?';
    return `${volume} at ${mount.text('containerPath')?.value ?? '?'}`;
  });
  const driver = container.object('logConfiguration').text('logDriver')?.value;
  const secrets = container.list('secrets').length;
  const marks = [
    isKnown(container.essential, false) ? 'not essential' : 'essential',
    ...(container.has('healthCheck') ? ['health check'] : []),
    ...(secrets > 0 ? [secrets === 1 ? '1 secret' : `${secrets} secrets`] : []),
  ];
  return [
    { content: cut(name, 31), look: 'label' },
    ...(image ? [{ content: cut(lastOf(image), 31), look: 'mono' } as const] : []),
    { content: cut(marks.join(', '), 37), look: 'note' },
    ...(driver ? [{ content: cut(`Logs: ${driver}`, 37), look: 'note' } as const] : []),
    ...mounts.map((mount) => ({ content: cut(`Volume ${mount}`, 37), look: 'note' }) as const),
  ];
}

function drawBox({ container, lines: content, x, y, height }: Box): string {
  const look = isKnown(container.essential, false) ? 'soft' : 'accent';
  return rect({ x, y, w: COLUMN, h: height }, look) + writeLines(x + 14, y + 22, content);
}

function writeLines(x: number, y: number, content: readonly Line[]): string {
  let at = y;
  return content
    .map((line) => {
      const drawn = text(x, at, line.content, line.look);
      at += lineHeight(line.look);
      return drawn;
    })
    .join('');
}

/** Arrows from the containers that a container waits for, labelled with the condition. */
function dependencies(boxes: readonly Box[]): string[] {
  return boxes.flatMap((box) =>
    box.container.list('dependsOn').items.flatMap((dependency, i) => {
      const from = boxes.find(({ name }) => name === dependency.text('containerName')?.value);
      if (!from || from === box) return [];
      const condition = dependency.text('condition')?.value ?? '';
      const y1 = from.y + from.height / 2;
      const y2 = box.y + 22 + Math.min(i * 24, Math.max(0, box.height - 30));
      if (from.column >= box.column) return [backward(from, box), ...conditionBelow(from, box, condition)];
      const turn = box.x - GAP + 16;
      const points = [
        [from.x + COLUMN, y1],
        [turn, y1],
        [turn, y2],
        [box.x, y2],
      ] as const;
      return [arrow(points), text(box.x - 5, y2 - 6, condition, 'note', 'end')];
    }),
  );
}

/** An arrow that does not lead to the right, as occurs in a cycle of dependencies. */
function backward(from: Box, box: Box): string {
  if (from.column > box.column) {
    const [y1, y2] = [from.y + from.height - 12, box.y + box.height - 12];
    return arrow([
      [from.x, y1],
      [from.x - GAP / 2, y1],
      [from.x - GAP / 2, y2],
      [box.x + COLUMN, y2],
    ]);
  }
  const down = from.y < box.y;
  const x = box.x + COLUMN * (down ? 0.75 : 0.9);
  return arrow(
    down
      ? [
          [x, from.y + from.height],
          [x, box.y],
        ]
      : [
          [x, from.y],
          [x, box.y + box.height],
        ],
  );
}

function conditionBelow(from: Box, box: Box, condition: string): string[] {
  if (from.column !== box.column || from.y > box.y) return [];
  return [text(box.x + COLUMN * 0.75 - 6, box.y - 7, condition, 'note', 'end')];
}

/** Arrows into a container, one per port. If other boxes are in the way, the arrow comes in from above. */
function ports({ container, x, y, column }: Box): string[] {
  return container.list('portMappings').items.map((mapping, i) => {
    const port = mapping.number('containerPort').value;
    const range = mapping.text('containerPortRange')?.value;
    const name = mapping.text('name')?.value;
    const label = [port ?? range ?? '?', name && cut(name, 10)].filter(Boolean).join(' ');
    if (column > 0) return text(x + COLUMN - 12, y + 22 + i * 15, `port ${label}`, 'note', 'end');
    const at = y + 20 + i * 20;
    return (
      arrow(
        [
          [8, at],
          [x, at],
        ],
        'strong',
      ) + text(12, at - 5, `port ${label}`, 'note')
    );
  });
}

function drawVolumes(task: TaskDefinition, x: number, y: number, width: number): { svg: string; height: number } {
  const names = task.volumes.items.map((volume) => {
    return { name: cut(volume.text('name')?.value ?? '?', 24), kind: volumeKind(volume) };
  });
  let [left, top] = [x, y];
  const drawn = names.map(({ name, kind }) => {
    const w = Math.min(width, Math.max(widthOf(name, 'label'), widthOf(kind, 'note')) + 28);
    if (left > x && left + w > x + width) [left, top] = [x, top + 60];
    const svg =
      rect({ x: left, y: top, w, h: 48 }, 'good') +
      lines(left + 14, top + 21, [name], 'label') +
      lines(left + 14, top + 37, [kind], 'note');
    left += w + 14;
    return svg;
  });
  return { svg: drawn.join(''), height: names.length > 0 ? top - y + 48 : 0 };
}

/** The picture in words. */
function describe(boxes: readonly Box[]): string {
  const sentences = boxes.map(({ name, container }) => {
    const on = container.list('dependsOn').items.flatMap((each) => each.text('containerName')?.value ?? []);
    return on.length > 0 ? `${name} waits for ${on.join(' and ')}.` : `${name} starts at once.`;
  });
  return `${boxes.length === 1 ? 'One container' : `${boxes.length} containers`}. ${sentences.join(' ')}`;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Colours for a picture outside a page of ours, on light and dark backgrounds. */
const STANDALONE = [
  'svg{background:#fff;color:#1f2328}text{fill:currentColor;font-family:system-ui,sans-serif}',
  '.pic-label{font-size:13px;font-weight:600}.pic-note{font-size:11.5px}',
  '.pic-mono{font-size:11.5px;font-family:ui-monospace,monospace}',
  'rect{stroke-width:1.2;fill:#fff;stroke:#8c959f}.pic-frame{fill:#f6f8fa}.pic-soft{fill:#eaeef2}',
  '.pic-accent{fill:#ddf0ff;stroke:#0969da}.pic-good{fill:#dafbe1;stroke:#1a7f37}',
  'polyline{fill:none;stroke:#57606a;stroke-width:1.4}polygon{fill:#57606a}',
  '.pic-strong{stroke:#0969da}.pic-head-strong{fill:#0969da}.pic-muted{stroke:#8c959f}.pic-head-muted{fill:#8c959f}',
  '@media (prefers-color-scheme:dark){svg{background:#1f1f1f;color:#e6edf3}rect{fill:#1f1f1f}.pic-frame{fill:#262626}',
  '.pic-soft{fill:#303030}.pic-accent{fill:#12314f}.pic-good{fill:#143421}polyline{stroke:#9da7b3}polygon{fill:#9da7b3}',
  '.pic-strong{stroke:#4493f8}.pic-head-strong{fill:#4493f8}}',
].join('');
