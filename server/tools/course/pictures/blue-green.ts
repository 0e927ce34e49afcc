import { arrow, labelled, lines, rect, text, wrap } from '../../../src/features/picture/svg.ts';
import type { PictureSource } from '../read.ts';
import { type Drawing, WIDTH, type Words } from './draw.ts';

/** Three frames: traffic goes to blue, green starts next to it, traffic goes to green. */
export function blueGreen(_words: Words, { parts }: PictureSource): Drawing {
  const gap = 16;
  const w = (WIDTH - 16 - gap * (parts.length - 1)) / parts.length;
  return {
    height: 274,
    content: parts.flatMap(({ label, note, step }, i) => {
      const x = 8 + i * (w + gap);
      const [blue, green] = [x + w / 4 + 4, x + (w * 3) / 4 - 4];
      const target = i === parts.length - 1 ? green : blue;
      const tasks = (middle: number, look: 'accent' | 'good' | 'soft', name: string) =>
        labelled({ x: middle - 44, y: 124, w: 88, h: 52 }, look, name);
      return [
        rect({ x, y: 8, w, h: 258 }, 'frame', 8),
        text(x + 12, 30, `${step}`, 'note'),
        labelled({ x: x + w / 2 - 60, y: 40, w: 120, h: 36 }, 'box', 'Load balancer'),
        tasks(blue, 'accent', 'Blue'),
        i === 0 ? '' : tasks(green, 'good', 'Green'),
        arrow(
          [
            [x + w / 2, 76],
            [x + w / 2, 98],
            [target, 98],
            [target, 124],
          ],
          'strong',
        ),
        lines(x + 12, 206, wrap(label, w - 16, 'label'), 'label'),
        lines(x + 12, 224, wrap(note!, w - 20, 'note'), 'note'),
      ];
    }),
  };
}
