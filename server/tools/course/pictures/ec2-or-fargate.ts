import { lines, rect, text, wrap } from '../../../src/features/picture/svg.ts';
import type { PictureSource } from '../read.ts';
import { type Drawing, WIDTH, type Words } from './draw.ts';

/** Two columns of layers; the layers that the user manages stand out. */
export function ec2OrFargate(_words: Words, { parts }: PictureSource): Drawing {
  const columns = parts.filter((part) => part.in === undefined);
  const gap = 24;
  const w = (WIDTH - 16 - gap) / columns.length;
  const layer = 50;
  return {
    height: 40 + 5 * layer,
    content: columns.flatMap((column, i) => {
      const x = 8 + i * (w + gap);
      return [
        text(x + 2, 24, column.label),
        ...parts
          .filter((part) => part.in === column.id)
          .flatMap(({ label, note = '' }, k) => {
            const y = 36 + k * layer;
            const yours = note.startsWith('you');
            return [
              rect({ x, y, w, h: layer - 6 }, yours ? 'accent' : 'soft'),
              text(x + 14, y + 19, label),
              lines(x + 14, y + 35, wrap(note, w - 28, 'note'), 'note'),
            ];
          }),
      ];
    }),
  };
}
