import { arrow, line, lines, rect, text, wrap } from '../../../src/features/picture/svg.ts';
import type { Drawing, Words } from './draw.ts';

/** A timeline: two containers start, a third waits for both and is the first to stop. */
export function startOrder(words: Words): Drawing {
  const bar = (id: string, y: number, from: number, to: number, look: 'accent' | 'good' | 'soft') => [
    rect({ x: from, y, w: to - from, h: 30 }, look),
    text(8, y + 15, words(id).label),
    lines(8, y + 31, wrap(words(id).note!, 190, 'note'), 'note'),
  ];
  const [success, healthy] = words('web').to!;
  return {
    height: 258,
    content: [
      ...bar('proxy', 20, 216, 690, 'good'),
      ...bar('migrate', 98, 216, 330, 'soft'),
      ...bar('web', 176, 424, 640, 'accent'),
      line([380, 20], [380, 50]),
      text(298, 39, 'starting', 'note', 'middle'),
      text(540, 39, 'healthy', 'note', 'middle'),
      text(272, 117, 'exit code 0', 'note', 'middle'),
      text(532, 195, 'running', 'note', 'middle'),
      arrow([
        [380, 50],
        [380, 72],
        [448, 72],
        [448, 176],
      ]),
      text(456, 100, healthy!.label!, 'note'),
      arrow([
        [330, 113],
        [404, 113],
        [404, 191],
        [424, 191],
      ]),
      text(398, 134, success!.label!, 'note', 'end'),
      arrow(
        [
          [216, 238],
          [690, 238],
        ],
        'muted',
      ),
      text(690, 254, 'time', 'note', 'end'),
    ],
  };
}
