/** Moving pictures: PNG frames made into one animated PNG with a palette, in which each frame has only what changed. */
import { crc32, deflateSync } from 'node:zlib';

/** The pixels of a frame, four bytes each: red, green, blue and opacity, which is ignored. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** How long it is shown, in milliseconds. */
  readonly shown: number;
}

const MOST_COLOURS = 256;

/**
 * Makes an animated PNG that repeats for ever. Source: PNG specification, third edition, 2025; checked 2026-11-28.
 * @param frames all of the same size
 */
export function animatedPng(frames: readonly Frame[]): Buffer {
  const { width, height } = frames[0]!;
  const { palette, indexOf } = paletteOf(frames);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which is an index of the palette.
  header.writeUInt16BE(0x0803, 8);
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames.length, 0);
  const chunks = [chunk('IHDR', header), chunk('PLTE', palette), chunk('acTL', control)];
  let sequence = 0;
  let before: Uint8Array | undefined;
  for (const { pixels, shown } of frames) {
    const indices = new Uint8Array(width * height);
    for (let i = 0; i < indices.length; i++) indices[i] = indexOf(colourAt(pixels, i));
    const area = before ? changed(before, indices, width) : { x: 0, y: 0, w: width, h: height };
    const place = Buffer.alloc(26);
    place.writeUInt32BE(sequence++, 0);
    [area.w, area.h, area.x, area.y].forEach((value, i) => {
      place.writeUInt32BE(value, 4 + 4 * i);
    });
    place.writeUInt16BE(shown, 20);
    place.writeUInt16BE(1000, 22);
    chunks.push(chunk('fcTL', place));
    const data = deflateSync(linesOf(indices, width, area), { level: 9 });
    if (before) {
      const number = Buffer.alloc(4);
      number.writeUInt32BE(sequence++, 0);
      chunks.push(chunk('fdAT', Buffer.concat([number, data])));
    } else chunks.push(chunk('IDAT', data));
    before = indices;
  }
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

function colourAt(pixels: Uint8Array, i: number): number {
  return (pixels[4 * i]! << 16) | (pixels[4 * i + 1]! << 8) | pixels[4 * i + 2]!;
}

/** The most frequent colours, and for each other one the nearest of them. */
function paletteOf(frames: readonly Frame[]): { palette: Buffer; indexOf(colour: number): number } {
  const counts = new Map<number, number>();
  for (const { pixels } of frames)
    for (let i = 0; i < pixels.length / 4; i++) {
      const colour = colourAt(pixels, i);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  const colours = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const known = new Map(colours.map((colour, i) => [colour, i]));
  const indexOf = (colour: number) => {
    const index = known.get(colour) ?? nearest(colours, colour);
    known.set(colour, index);
    return index;
  };
  return { palette: Buffer.from(colours.flatMap(channels)), indexOf };
}

function channels(colour: number): [red: number, green: number, blue: number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function nearest(colours: readonly number[], colour: number): number {
  const wanted = channels(colour);
  const distances = colours.map((one) => channels(one).reduce((sum, part, i) => sum + (part - wanted[i]!) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The smallest rectangle with all that differs; one pixel if nothing does. */
function changed(before: Uint8Array, after: Uint8Array, width: number): Area {
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < after.length; i++) {
    if (before[i] === after[i]) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  return left > right ? { x: 0, y: 0, w: 1, h: 1 } : { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
}

/** The lines of a rectangle, each after a byte that says that it is not filtered. */
function linesOf(indices: Uint8Array, width: number, { x, y, w, h }: Area): Buffer {
  const lines = Buffer.alloc((w + 1) * h);
  for (let row = 0; row < h; row++)
    lines.set(indices.subarray((y + row) * width + x, (y + row) * width + x + w), row * (w + 1) + 1);
  return lines;
}
