import type { Finding } from '../../findings/finding.ts';
import type { Runner } from '../../findings/runner.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { visible } from '../../model/visible.ts';
import { volumeKind } from '../../model/volume-kinds.ts';
import { cut } from '../../model/wording.ts';
import type { Span } from '../../syntax/node.ts';
import {
  type AddPart,
  boxHeight,
  boxWidth,
  drawServices,
  drawSources,
  roomAbove,
  roomAside,
  widestOf,
  writeLines,
} from './around.ts';
import { containerLines, faultLines, faultsOf, heightOf, isIn, type Line, taskLines } from './box-text.ts';
import { type Edge, type Entry, layOut, type Place, type Room } from './layout.ts';
import { faultsIn, nameOfService, type Source, serviceLines, sourcesOf } from './surroundings.ts';
import { arrow, type Look, lineHeight, part, picture, type Rect, rect, text } from './svg.ts';

const PAD = 20;
/** Space to the left of the task, where traffic enters. */
const ENTRANCE = 46;
const NOTHING = 10;
/** Boxes are as wide as their text, within these limits. */
const LEAST_WIDTH = 140;
const MOST_WIDTH = 250;
const VOLUME_HEIGHT = 48;

/** More volumes are counted rather than drawn. */
const MOST_VOLUMES = 100;

/** Where the client does not say how much room it has, such as in an exported file. */
const PAGE: Room = { width: 1200, height: 800 };

/**
 * A task has ten containers at most (service quota, checked 2026-11-28). A picture of more than a hundred would be
 * unreadable.
 */
const MOST_CONTAINERS = 100;

/** How much of a message to show to those who point at a box. */
const MESSAGE_LENGTH = 200;

/** A part of the picture: what it stands for in the text, and the place that names it. */
export interface DrawnPart {
  readonly span: Span;
  readonly label: Span;
  /** The document that it is in, if that is another one than the task's. */
  readonly uri?: string | undefined;
}

/** A picture, whose parts are numbered in the order of `parts`. */
export interface Drawing {
  readonly title: string;
  readonly svg: string;
  readonly parts: readonly DrawnPart[];
}

/** An arrow between two containers: one starts after the other, is linked to it or uses its volumes. */
interface Tie extends Edge {
  readonly label: string;
  readonly look: 'line' | 'muted';
  readonly span: Span;
}

/**
 * The picture of a task definition; undefined if it has no containers.
 * @param findings those of the document
 * @param room the size of the panel, in which the letters should be as large as possible
 * @param runners the services that run it
 */
export function drawTask(
  task: TaskDefinition,
  findings: readonly Finding[] = [],
  room: Room = PAGE,
  runners: readonly Runner[] = [],
): Drawing | undefined {
  const containers = task.containers.items;
  if (containers.length === 0 || containers.length > MOST_CONTAINERS) return undefined;
  const title = task.text('family')?.value || task.part.id || 'task';
  return new TaskDrawing(task, title, findings, runners).draw(room);
}

class TaskDrawing {
  private readonly parts: DrawnPart[] = [];
  private readonly names: readonly string[];
  private readonly ties: readonly Tie[];
  private readonly faulty: readonly Finding[];
  private readonly sources: readonly Source[];

  constructor(
    private readonly task: TaskDefinition,
    private readonly title: string,
    findings: readonly Finding[],
    private readonly runners: readonly Runner[],
  ) {
    const containers = task.containers.items;
    this.names = containers.map((container, i) => container.text('name')?.value ?? `number ${i + 1}`);
    this.ties = tiesOf(containers, this.names);
    this.sources = sourcesOf(task, runners);
    this.faulty = findings.filter((finding) => finding.severity !== 'info' && isIn(finding, task.root));
  }

  draw(room: Room): Drawing {
    const { task, title } = this;
    const containers = task.containers.items;
    const spans = this.partSpans();
    const own = this.faulty.filter((finding) => !spans.some((span) => isIn(finding, span)));
    const head = taskLines(task, title, faultsOf(own));
    const boxes = containers.map((container, i) => {
      return containerLines(container, this.names[i]!, faultsOf(this.faultsIn(container.node)));
    });
    const heights = boxes.map(boxHeight);
    const column = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, ...boxes.map(boxWidth)));
    const hasEntrance = boxes.some((box, i) => this.isFirst(i) && box.some(({ port }) => port !== undefined));
    const aside = roomAside(this.sources);
    const left = aside.width || (hasEntrance ? ENTRANCE : NOTHING);
    const running = this.runners.map((runner) => serviceLines(runner.service, faultsIn(runner, runner.service.root)));
    const roomForServices = Math.max(column + PAD * 2, room.width - left - NOTHING);
    const above = roomAbove(running, roomForServices);
    const top = above.height + PAD + 14 + heightOf(head) + 8;
    const volumesHeight = task.volumes.length > 0 ? VOLUME_HEIGHT + 30 : 0;
    const entries = this.entriesInto(boxes);
    const layout = layOut(
      { width: column, heights },
      this.ties,
      {
        width: Math.max(column, room.width - left - PAD * 2 - NOTHING),
        height: Math.max(60, room.height - top - volumesHeight - PAD * 1.5),
      },
      entries.flatMap((entry) => entry ?? []),
    );
    const width = Math.max(layout.width, widestOf(head), above.width - PAD * 2) + PAD * 2;
    const at = ({ x, y }: { readonly x: number; readonly y: number }) => [left + PAD + x, top + y] as const;
    const bottom = top + layout.height;

    const frame = this.part(
      task.root,
      task.label,
      [title, ...messages(own)],
      [writeLines(left + PAD, above.height + PAD + 14, head)],
    );
    const arrows = this.ties.map((tie, i) => {
      const points = layout.routes[i]!.map(([x, y]) => at({ x, y }));
      const [x, y] = points.at(-1)!;
      const words = `${this.names[tie.from]} → ${this.names[tie.to]}: ${tie.label}`;
      return this.part(
        tie.span,
        tie.span,
        [words],
        [arrow(points, tie.look), text(x - 6, y - 6, cut(tie.label, 9), 'note', 'end')],
      );
    });
    const drawn = containers.map((container, i) => {
      const place = layout.places[i]!;
      const area = { x: at(place)[0], y: at(place)[1], w: column, h: heights[i]! };
      return this.container(container, i, boxes[i]!, area, place);
    });
    const volumes = this.volumes(left + PAD, bottom + 30, width - PAD * 2);
    const height = bottom + (volumes.height > 0 ? volumes.height + 30 : 0) + PAD;
    const frameTop = above.height + PAD / 2;
    const ways = layout.entrances.map((way) => way.map(([x, y]) => at({ x, y })));
    const routes = entries.map((entry) => (entry ? ways.shift() : undefined));
    const add: AddPart = (runner, node, label, about, content) =>
      this.part(
        node,
        label,
        [about, ...messages(runner.findings.filter((one) => isIn(one, node)))],
        content,
        runner.uri,
      );
    const around = [
      ...drawServices(this.runners, running, roomForServices, [left, PAD / 2], add),
      ...drawSources(this.sources, routes, [4, frameTop], add),
    ];
    const lowest = Math.max(height, frameTop + aside.height);
    const svg = picture(left + width + NOTHING, lowest + PAD / 2, title, this.describe(), [
      rect({ x: left, y: frameTop, w: width, h: height - frameTop }, 'frame', 10),
      frame,
      ...arrows,
      ...drawn,
      volumes.svg,
      ...around,
    ]);
    return { title: visible(title), svg, parts: this.parts };
  }

  private container(container: Container, i: number, box: readonly Line[], area: Rect, { column }: Place): string {
    const faults = this.faultsIn(container.node);
    const { errors, warnings } = faultsOf(faults);
    const isSoft = container.essential.state === 'known' && !container.essential.value;
    const look: Look = errors > 0 ? 'refused' : warnings > 0 ? 'alert' : isSoft ? 'soft' : 'accent';
    const image = container.text('image')?.value;
    const { x, y } = area;
    const entrances: string[] = [];
    let baseline = y + 22;
    for (const line of box) {
      if (line.port !== undefined && this.sources.length === 0 && column === 0 && this.isFirst(i)) {
        entrances.push(
          arrow(
            [
              [4, baseline - 4],
              [x, baseline - 4],
            ],
            'strong',
          ),
        );
      }
      baseline += lineHeight(line.look);
    }
    return this.part(
      container.node,
      container.label,
      [this.names[i]!, ...(image ? [image] : []), ...messages(faults)],
      [rect(area, look), writeLines(x + 14, y + 22, box), ...entrances],
    );
  }

  private volumes(x: number, y: number, width: number): { readonly svg: string; readonly height: number } {
    let [left, top] = [x, y];
    const all = this.task.volumes.items;
    const box = (content: readonly Line[], look: Look) => {
      const w = Math.min(width, widestOf(content) + 34);
      if (left > x && left + w > x + width) [left, top] = [x, top + VOLUME_HEIGHT + 12];
      const svg = [rect({ x: left, y: top, w, h: VOLUME_HEIGHT }, look), writeLines(left + 14, top + 21, content)];
      left += w + 14;
      return svg;
    };
    const drawn = all.slice(0, MOST_VOLUMES).map((volume) => {
      const full = volume.text('name')?.value ?? '?';
      const [name, kind] = [cut(full, 24), volumeKind(volume)];
      const faults = volume.node ? this.faultsIn(volume.node) : [];
      const { errors, warnings } = faultsOf(faults);
      const content = [
        { content: name, look: 'label' } as const,
        ...(faultLines(faultsOf(faults)).length > 0
          ? faultLines(faultsOf(faults))
          : [{ content: kind, look: 'note' } as const]),
      ];
      const svg = box(content, errors > 0 ? 'refused' : warnings > 0 ? 'alert' : 'good');
      return volume.node
        ? this.part(volume.node, volume.text('name') ?? volume.node, [full, kind, ...messages(faults)], svg)
        : svg.join('');
    });
    if (all.length > MOST_VOLUMES)
      drawn.push(...box([{ content: `${all.length - MOST_VOLUMES} more volumes`, look: 'note' }], 'good'));
    return { svg: drawn.join(''), height: drawn.length > 0 ? top - y + VOLUME_HEIGHT : 0 };
  }

  /** Adds a part to the picture, told about in the given sentences. */
  private part(span: Span, label: Span, about: readonly string[], content: readonly string[], uri?: string): string {
    this.parts.push({ span, label, uri });
    return part(this.parts.length - 1, about, content);
  }

  /** Where the traffic of each source enters its container; undefined for one that enters nowhere. */
  private entriesInto(boxes: readonly (readonly Line[])[]): (Entry | undefined)[] {
    const containers = this.task.containers.items;
    return this.sources.map(({ to: target }) => {
      const to = target ? containers.indexOf(target.container) : -1;
      if (!target || to < 0) return undefined;
      const known = portHeights(boxes[to]!);
      const y = known.get(target.port) ?? known.get('') ?? (target.port === '' ? [...known.values()][0] : undefined);
      return y === undefined ? undefined : { to, y };
    });
  }

  private partSpans(): Span[] {
    const { containers, volumes } = this.task;
    return [...containers.items, ...volumes.items].flatMap(({ node }) => node ?? []);
  }

  private faultsIn(span: Span): Finding[] {
    return this.faulty.filter((finding) => isIn(finding, span));
  }

  /** Whether a container waits for no other one. */
  private isFirst(i: number): boolean {
    return !this.ties.some(({ to }) => to === i);
  }

  /** The picture in words. */
  private describe(): string {
    const sentences = this.names.map((name, i) => {
      const on = this.ties.filter(({ to, look }) => to === i && look === 'line').map(({ from }) => this.names[from]!);
      return on.length > 0 ? `${name} waits for ${on.join(' and ')}.` : `${name} starts at once.`;
    });
    const { length } = this.names;
    const around = [
      ...this.runners.map(({ service }) => nameOfService(service)),
      ...this.sources.map(({ name }) => name),
    ];
    return `${around.length > 0 ? `Around it: ${around.join(', ')}. ` : ''}${length === 1 ? 'One container' : `${length} containers`}. ${sentences.join(' ')}`;
  }
}

/** The arrows between containers. What names no other container of the task is a finding and has no arrow. */
function tiesOf(containers: readonly Container[], names: readonly string[]): Tie[] {
  const byName = new Map(names.map((name, i) => [name, i] as const).reverse());
  return containers.flatMap((container, to) => {
    const tie = (name: string | undefined, label: string, look: Tie['look'], span: Span | undefined): Tie[] => {
      const from = byName.get(name ?? '');
      return from === undefined || from === to || !span ? [] : [{ from, to, label, look, span }];
    };
    return [
      ...container.list('dependsOn').items.flatMap((each) => {
        return tie(each.text('containerName')?.value, each.text('condition')?.value ?? '', 'line', each.node);
      }),
      ...container.strings('links').items.flatMap((link) => tie(link.value.split(':')[0], 'link', 'muted', link)),
      ...container.list('volumesFrom').items.flatMap((each) => {
        return tie(each.text('sourceContainer')?.value, 'volumes', 'muted', each.node);
      }),
    ];
  });
}

function messages(findings: readonly Finding[]): string[] {
  return findings.map(({ message }) => cut(message, MESSAGE_LENGTH));
}

/** The heights within a box at which its ports are written, by port. */
function portHeights(box: readonly Line[]): Map<string, number> {
  const heights = new Map<string, number>();
  let y = 22 - 4;
  for (const { port, look } of box) {
    if (port !== undefined) heights.set(port === '?' ? '' : port, y);
    y += lineHeight(look);
  }
  return heights;
}
