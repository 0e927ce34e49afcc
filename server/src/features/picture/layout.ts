import { LEAST_PICTURE_SCALE } from '../../model/picture-scale.ts';
import type { Point } from './svg.ts';

/**
 * Where the boxes of a picture go and how its arrows run. Boxes are in columns, each to the right of those it waits
 * for. Columns that do not fit beside each other continue in a band below, as words do in a line of text.
 */

/** The space between two columns, in which arrows run and the conditions are written. */
const GAP = 100;
const BETWEEN = 26;
/** The space above the first band and between bands, and what each arrow through it adds. */
const CHANNEL = 34;
const LANE = 7;
/** How far to enlarge a small picture: any further looks like a poster. */
const MOST_SCALE = 1.3;
/** The most widths and heights to try. A task has ten containers at most (service quota, checked 2026-11-28). */
const MOST_TRIED = 12;

/** A box is drawn after another one, with an arrow from the other. */
export interface Edge {
  readonly from: number;
  readonly to: number;
}

/** Traffic that comes from the left of all boxes to one of them, at a height within it. */
export interface Entry {
  readonly to: number;
  readonly y: number;
}

/** The place of a box: its upper left corner, and its column and band, counted from 0. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly column: number;
  readonly band: number;
}

/** The room for a picture, in its own units. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** The sizes of the boxes. */
export interface Sizes {
  readonly width: number;
  readonly heights: readonly number[];
}

/** Boxes and arrows with their places. */
export interface Layout extends Room {
  readonly places: readonly Place[];
  /** For each edge, the points of its arrow; the last one is at the edge of the box. */
  readonly routes: readonly (readonly Point[])[];
  /** For each entry, the points of its arrow, which begins at the left edge. */
  readonly entrances: readonly (readonly Point[])[];
}

interface Slot {
  readonly column: number;
  readonly band: number;
}

/**
 * Arranges boxes so that they are as large as possible in the room.
 * @param sizes the heights of the boxes and the width that they share
 * @param room what is left for them after everything around them
 */
export function layOut(sizes: Sizes, edges: readonly Edge[], room: Room, entries: readonly Entry[] = []): Layout {
  const levels = levelsOf(sizes.heights.length, edges);
  const tallest = Math.max(...levels.map((level) => level.length));
  let best: { readonly layout: Layout; readonly scale: number; readonly isReadable: boolean } | undefined;
  for (const rows of counts(tallest)) {
    const columns = levels.flatMap((level) => chunks(level, rows));
    for (const perBand of counts(columns.length)) {
      const layout = place(sizes, edges, entries, columns, perBand);
      const scale = Math.min(MOST_SCALE, room.width / layout.width, room.height / layout.height);
      // What cannot be read when it all fits may be longer than the room, but not wider: a page scrolls down.
      const isReadable = room.width / layout.width >= LEAST_PICTURE_SCALE;
      if (best && isReadable !== best.isReadable ? isReadable : !best || scale > best.scale * 1.05)
        best = { layout, scale, isReadable };
    }
  }
  return best!.layout;
}

/** The numbers from the given one down to 1, or some of them. */
function counts(most: number): number[] {
  const step = Math.ceil(most / MOST_TRIED);
  return Array.from({ length: Math.ceil(most / step) }, (_, i) => most - i * step);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  const even = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, i) => items.slice(i * even, (i + 1) * even)).filter(({ length }) => length);
}

/** The boxes by the number of steps on the longest path to each. */
function levelsOf(count: number, edges: readonly Edge[]): number[][] {
  const waits = Array.from({ length: count }, (): number[] => []);
  for (const { from, to } of edges) waits[to]!.push(from);
  const known: (number | undefined)[] = [];
  const isOpen = new Set<number>();
  const longest = (i: number): number => {
    if (known[i] !== undefined) return known[i];
    isOpen.add(i);
    let steps = 0;
    // A cycle has no start; cut it where it closes.
    for (const j of waits[i]!) if (!isOpen.has(j)) steps = Math.max(steps, longest(j) + 1);
    isOpen.delete(i);
    known[i] = steps;
    return steps;
  };
  const steps = waits.map((_, i) => longest(i));
  const levels = [...new Set(steps)].sort((one, other) => one - other);
  return levels.map((level) => [...steps.keys()].filter((i) => steps[i] === level));
}

function place(
  sizes: Sizes,
  edges: readonly Edge[],
  entries: readonly Entry[],
  columns: readonly (readonly number[])[],
  perBand: number,
): Layout {
  const { width: column, heights } = sizes;
  const slots: Slot[] = [];
  for (const [i, boxes] of columns.entries())
    for (const box of boxes) slots[box] = { column: i % perBand, band: Math.floor(i / perBand) };
  const isDirect = ({ from, to }: Edge) =>
    slots[from]!.band === slots[to]!.band && slots[from]!.column + 1 === slots[to]!.column;
  const bands = Math.ceil(columns.length / perBand);
  const around = edges.filter((edge) => !isDirect(edge));
  // What enters the first column does so straight from the left.
  const inChannels = [...around, ...entries.filter(({ to }) => slots[to]!.column > 0)];
  const lanes = Array.from(
    { length: bands },
    (_, band) => inChannels.filter(({ to }) => slots[to]!.band === band).length,
  );
  const entersFirst = around.some(({ to }) => slots[to]!.column === 0);
  const left = entersFirst ? GAP - 20 : 0;
  const right = around.some(({ from }) => slots[from]!.column === perBand - 1) ? 34 : 0;

  const places: Place[] = [];
  const tops: number[] = [];
  let top = 0;
  for (let band = 0; band < bands; band++) {
    top += (band > 0 || lanes[band]! > 0 ? CHANNEL : 0) + lanes[band]! * LANE;
    tops.push(top);
    let bottom = top;
    for (const [i, boxes] of columns.entries()) {
      if (Math.floor(i / perBand) !== band) continue;
      let y = top;
      for (const box of boxes) {
        places[box] = { x: left + (i % perBand) * (column + GAP), y, ...slots[box]! };
        y += heights[box]! + BETWEEN;
      }
      bottom = Math.max(bottom, y - BETWEEN);
    }
    top = bottom;
  }
  const widest = Math.min(perBand, columns.length);
  const width = left + widest * column + (widest - 1) * GAP + right;
  return { places, ...routesOf(sizes, edges, entries, places, tops, isDirect), width, height: top };
}

/** The arrows. Those that cannot go straight to the next column go around the boxes, above the band that they lead to. */
function routesOf(
  { width, heights }: Sizes,
  edges: readonly Edge[],
  entries: readonly Entry[],
  places: readonly Place[],
  tops: readonly number[],
  isDirect: (edge: Edge) => boolean,
): Pick<Layout, 'routes' | 'entrances'> {
  const arrived = places.map(() => 0);
  const lanes = tops.map(() => 0);
  /** The height at which an arrow runs to a band, and where it turns down to the box. */
  const channel = (to: Place) => {
    const lane = lanes[to.band] ?? 0;
    lanes[to.band] = lane + 1;
    return { lane, across: tops[to.band]! - 20 - lane * LANE, turn: to.x - 72 - (lane % 2) * 5 };
  };
  const routes = edges.map((edge): Point[] => {
    const [from, to] = [places[edge.from]!, places[edge.to]!];
    const order = arrived[edge.to] ?? 0;
    arrived[edge.to] = order + 1;
    const start: Point = [from.x + width, from.y + heights[edge.from]! / 2];
    const end: Point = [to.x, to.y + 20 + Math.min(order * 22, Math.max(0, heights[edge.to]! - 30))];
    if (isDirect(edge)) {
      const turn = to.x - GAP + 14;
      return [start, [turn, start[1]], [turn, end[1]], end];
    }
    const { lane, across, turn } = channel(to);
    const out = start[0] + 12 + (lane % 3) * 5;
    return [start, [out, start[1]], [out, across], [turn, across], [turn, end[1]], end];
  });
  const entrances = entries.map((entry): Point[] => {
    const to = places[entry.to]!;
    const y = to.y + entry.y;
    if (to.column === 0) {
      return [
        [0, y],
        [to.x, y],
      ];
    }
    const { across, turn } = channel(to);
    return [
      [0, across],
      [turn, across],
      [turn, y],
      [to.x, y],
    ];
  });
  return { routes, entrances };
}
