import { labelled, lines, rect, text, wrap } from '../../../src/features/picture/svg.ts';
import type { PictureSource } from '../read.ts';
import { type Drawing, WIDTH, type Words } from './draw.ts';

/** Frames side by side, each with its tasks as small boxes. The note of each part lists the tasks. */
export function rollingDeployment(_words: Words, { parts }: PictureSource): Drawing {
  const gap = 12;
  const w = (WIDTH - 16 - gap * (parts.length - 1)) / parts.length;
  return {
    height: 200,
    content: parts.flatMap(({ label, note, step }, i) => {
      const x = 8 + i * (w + gap);
      const tasks = note!.split(',').map((each) => each.trim());
      return [
        rect({ x, y: 8, w, h: 184 }, 'frame', 8),
        text(x + 12, 30, `${step}`, 'note'),
        ...tasks.map((task, k) => {
          const starting = task.includes('(');
          const look = starting ? 'zone' : task.startsWith('new') ? 'good' : 'soft';
          const at = {
            x: x + 12 + (k % 2) * ((w - 34) / 2 + 10),
            y: 40 + Math.floor(k / 2) * 46,
            w: (w - 34) / 2,
            h: 38,
          };
          return labelled(at, look, task.split(' ')[0]!);
        }),
        lines(x + 12, 152, wrap(label, w - 16, 'label'), 'label'),
      ];
    }),
  };
}
