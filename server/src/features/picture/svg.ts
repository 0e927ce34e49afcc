import { visible } from '../../model/visible.ts';
import { cut } from '../../model/wording.ts';

/**
 * Building blocks for our pictures. Colours are classes, so that the page that shows a picture can apply its theme.
 * There are no ids, because several pictures may be on one page.
 */

/**
 * Escapes a text for use between tags or in an attribute, and removes characters that change the direction of writing.
 */
export function escapeXml(text: string): string {
  return (
    visible(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Characters that XML 1.0 cannot express.
      .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
  );
}

/** A rectangle. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * How a box looks: `box` an ordinary thing, `frame` something that contains others, `zone` a border around them,
 * `accent` the subject of the picture, `good` new and healthy, `soft` in the background, `alert` doubtful, `refused`
 * wrong for sure.
 */
export type Look = 'box' | 'frame' | 'zone' | 'accent' | 'good' | 'soft' | 'alert' | 'refused';

/** How a text looks; `fault` says what is wrong. */
export type TextLook = 'label' | 'note' | 'mono' | 'fault';

/** Average character widths, for breaking lines. They match the sizes in the style sheet. */
const CHARACTER: Readonly<Record<TextLook, number>> = { label: 7, note: 6.1, mono: 7, fault: 6.6 };
const LINE: Readonly<Record<TextLook, number>> = { label: 17, note: 15, mono: 16, fault: 16 };

/** The height of a line of text. */
export function lineHeight(look: TextLook): number {
  return LINE[look];
}

/** The approximate width of a text as drawn. */
export function widthOf(text: string, look: TextLook): number {
  return text.length * CHARACTER[look];
}

/** Breaks a text into lines that fit a width; a word that is too long is cut with an ellipsis. */
export function wrap(text: string, width: number, look: TextLook): string[] {
  const most = Math.max(3, Math.floor(width / CHARACTER[look]));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const next = line ? `${line} ${word}` : word;
    if (next.length <= most) {
      line = next;
    } else {
      if (line) lines.push(line);
      line = cut(word, most);
    }
  }
  if (line) lines.push(line);
  return lines;
}

/** A box without words. */
export function rect({ x, y, w, h }: Rect, look: Look, radius = 6): string {
  return `<rect class="pic-${look}" x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${radius}"/>`;
}

/** One line of text with its baseline at `y`; `anchor` says which end of it `x` is. */
export function text(
  x: number,
  y: number,
  content: string,
  look: TextLook = 'label',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text class="pic-${look}" x="${n(x)}" y="${n(y)}"${at}>${escapeXml(content)}</text>`;
}

/** Several lines of text, one below the other, starting at the baseline of the first. */
export function lines(
  x: number,
  y: number,
  content: readonly string[],
  look: TextLook,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return content.map((line, i) => text(x, y + i * LINE[look], line, look, anchor)).join('');
}

/** A box with its label and its note in the middle. */
export function labelled(area: Rect, look: Look, label: string, note = ''): string {
  const labels = wrap(label, area.w - 16, 'label');
  const notes = note ? wrap(note, area.w - 16, 'note') : [];
  const height = labels.length * LINE.label + notes.length * LINE.note;
  const middle = area.x + area.w / 2;
  const top = area.y + (area.h - height) / 2 + 13;
  return [
    rect(area, look),
    lines(middle, top, labels, 'label', 'middle'),
    lines(middle, top + labels.length * LINE.label - 1, notes, 'note', 'middle'),
  ].join('');
}

/** A box with its label in the upper left corner and room for others inside. */
export function holder(area: Rect, look: Look, label: string, note = ''): string {
  const notes = note ? wrap(note, area.w - 24, 'note') : [];
  return [
    rect(area, look, 8),
    text(area.x + 12, area.y + 22, label),
    lines(area.x + 12, area.y + 38, notes, 'note'),
  ].join('');
}

/** A point on a line. */
export type Point = readonly [x: number, y: number];

/** A line through points that ends in an arrowhead. */
export function arrow(points: readonly Point[], look: 'line' | 'strong' | 'muted' = 'line'): string {
  const [x1, y1] = points.at(-2)!;
  const [x2, y2] = points.at(-1)!;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [bx, by] = [x2 - ux * 8, y2 - uy * 8];
  const shaft = [...points.slice(0, -1), [bx, by] as const];
  const head = [
    [x2, y2],
    [bx - uy * 4.5, by + ux * 4.5],
    [bx + uy * 4.5, by - ux * 4.5],
  ];
  const list = (each: readonly (readonly number[])[]) => each.map(([x, y]) => `${n(x!)},${n(y!)}`).join(' ');
  return `<polyline class="pic-${look}" points="${list(shaft)}"/><polygon class="pic-head-${look}" points="${list(head)}"/>`;
}

/** A plain line. */
export function line([x1, y1]: Point, [x2, y2]: Point, look: 'line' | 'muted' = 'muted'): string {
  return `<polyline class="pic-${look}" points="${n(x1)},${n(y1)} ${n(x2)},${n(y2)}"/>`;
}

/**
 * A part of a picture that stands for a place in the text.
 * @param index its number, by which a page finds it
 * @param about what it is, line by line, for people who point at it or cannot see it
 */
export function part(index: number, about: readonly string[], content: readonly string[]): string {
  const title = about.map(escapeXml).join('\n');
  return `<g class="pic-part" data-part="${index}"><title>${title}</title>${content.join('')}</g>`;
}

/** A whole picture, with a name and a description for people who cannot see it. */
export function picture(
  width: number,
  height: number,
  title: string,
  description: string,
  content: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="pic" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" role="img" aria-label="${escapeXml(`${title}. ${description}`)}">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`,
    ...content,
    '</svg>',
  ].join('');
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
