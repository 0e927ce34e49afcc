import type { Runner } from '../../findings/runner.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { heightOf, type Line } from './box-text.ts';
import { faultsIn, nameOfService, type Source } from './surroundings.ts';
import { arrow, type Look, lineHeight, lines, type Point, rect, text, widthOf } from './svg.ts';

/** Draws what is around a task: the services above it, and what sends traffic to it on its left. */

const BETWEEN = 14;
/** The space between the services and the task. */
const BELOW = 26;
/** The space between what sends traffic and the task, in which the arrows turn. */
const AISLE = 64;
const LANE = 7;

/** Adds a part to a picture, with the place that it stands for and what is said of it. */
export type AddPart = (runner: Runner, node: SyntaxNode, label: SyntaxNode, about: string, content: string[]) => string;

/** The width of the widest of some lines. */
export function widestOf(content: readonly Line[]): number {
  return Math.max(...content.map(({ content: words, look }) => widthOf(words, look)));
}

/** Writes lines below each other, starting at the baseline of the first. */
export function writeLines(x: number, y: number, content: readonly Line[]): string {
  let at = y;
  return content
    .map((line) => {
      const drawn = lines(x, at, [line.content], line.look);
      at += lineHeight(line.look);
      return drawn;
    })
    .join('');
}

type Boxes = readonly (readonly Line[])[];

/** The services in rows that fit a width, each at least one. */
function rowsOf(boxes: Boxes, room: number): number[][] {
  const rows: number[][] = [];
  let left = 0;
  for (const [i, box] of boxes.entries()) {
    const width = boxWidth(box);
    if (left === 0 || left + width > room) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1)!.push(i);
    left += width + BETWEEN;
  }
  return rows;
}

/** How much room the services take above the task. @param room the width that they should fit */
export function roomAbove(boxes: Boxes, room: number): { readonly width: number; readonly height: number } {
  if (boxes.length === 0) return { width: 0, height: 0 };
  const rows = rowsOf(boxes, room).map((row) => row.map((i) => boxes[i]!));
  const widths = rows.map((row) => row.reduce((sum, box) => sum + boxWidth(box) + BETWEEN, -BETWEEN));
  const heights = rows.map((row) => Math.max(...row.map(boxHeight)));
  return {
    width: Math.max(...widths),
    height: heights.reduce((sum, height) => sum + height + BETWEEN, -BETWEEN) + BELOW,
  };
}

/** How much room what sends traffic takes on the left. */
export function roomAside(sources: readonly Source[]): { readonly width: number; readonly height: number } {
  if (sources.length === 0) return { width: 0, height: 0 };
  return {
    width: 4 + widthOfSources(sources) + AISLE,
    height: sources.reduce((sum, { lines }) => sum + boxHeight(lines) + BETWEEN, -BETWEEN),
  };
}

/** The services beside each other, the last row with arrows down to the task. */
export function drawServices(
  runners: readonly Runner[],
  boxes: Boxes,
  room: number,
  [x, y]: Point,
  add: AddPart,
): string[] {
  const rows = rowsOf(boxes, room);
  let top = y;
  return rows.flatMap((row, number) => {
    const tallest = Math.max(...row.map((i) => boxHeight(boxes[i]!)));
    let left = x;
    const drawn = row.map((i) => {
      const box = boxes[i]!;
      const runner = runners[i]!;
      const { service } = runner;
      const area = { x: left, y: top, w: boxWidth(box), h: tallest };
      left += area.w + BETWEEN;
      const [middle, bottom] = [area.x + 40, top + tallest];
      const isLast = number === rows.length - 1;
      return add(runner, service.root, service.label, nameOfService(service), [
        rect(area, lookOf(runner, service.root)),
        writeLines(area.x + 14, top + 22, box),
        ...(isLast
          ? [
              arrow([
                [middle, bottom],
                [middle, bottom + BELOW],
              ]),
              text(middle + 8, bottom + 16, 'runs', 'note'),
            ]
          : []),
      ]);
    });
    top += tallest + BETWEEN;
    return drawn;
  });
}

/**
 * What sends traffic, below each other, each with an arrow to its container.
 * @param routes the ways of the arrows from the task's left edge on; undefined for a source that leads to no container
 */
export function drawSources(
  sources: readonly Source[],
  routes: readonly (readonly Point[] | undefined)[],
  [x, y]: Point,
  add: AddPart,
): string[] {
  const width = widthOfSources(sources);
  const leading = routes.filter((route) => route !== undefined).length;
  let top = y;
  let lane = leading;
  return sources.map((source, i) => {
    const area = { x, y: top, w: width, h: boxHeight(source.lines) };
    top += area.h + BETWEEN;
    const route = routes[i];
    const turn = x + width + AISLE / 2 + (--lane - leading / 2) * LANE;
    const from = area.y + area.h / 2;
    const way: Point[] = route ? [[x + width, from], [turn, from], [turn, route[0]![1]], ...route.slice(1)] : [];
    return add(source.of, source.node, source.node, aboutSource(source), [
      ...(route ? [arrow(way, 'strong')] : []),
      rect(area, lookOf(source.of, source.node)),
      writeLines(area.x + 14, area.y + 22, source.lines),
    ]);
  });
}

function aboutSource({ lines: content, to }: Source): string {
  const name = to?.container.text('name')?.value;
  return `${content.map((line) => line.content).join(', ')}${name ? ` of ${name}` : ''}`;
}

function lookOf(runner: Runner, node: SyntaxNode): Look {
  const { errors, warnings } = faultsIn(runner, node);
  return errors > 0 ? 'refused' : warnings > 0 ? 'alert' : 'box';
}

function widthOfSources(sources: readonly Source[]): number {
  return Math.max(...sources.map(({ lines }) => widestOf(lines) + 34));
}

/** The width of a box around lines. */
export function boxWidth(content: readonly Line[]): number {
  return widestOf(content) + 28;
}

/** The height of a box around lines. */
export function boxHeight(content: readonly Line[]): number {
  return 18 + heightOf(content);
}
