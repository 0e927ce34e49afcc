import { arrow, holder, labelled, text } from '../../../src/features/picture/svg.ts';
import type { Drawing, Words } from './draw.ts';

/** A load balancer and two tasks, each behind its own network interface inside a security group. */
export function awsvpc(words: Words): Drawing {
  const box = (id: string, x: number, y: number, w: number, h: number, look: 'box' | 'accent' | 'soft') =>
    labelled({ x, y, w, h }, look, words(id).label, words(id).note);
  const frame = (id: string, x: number, y: number, w: number, h: number, look: 'zone' | 'frame') =>
    holder({ x, y, w, h }, look, words(id).label, words(id).note);
  const [first, second] = words('load-balancer').to!;
  return {
    height: 344,
    content: [
      box('load-balancer', 8, 120, 150, 76, 'box'),
      frame('security-group-1', 226, 8, 486, 186, 'zone'),
      box('interface-1', 244, 88, 148, 60, 'accent'),
      frame('task-1', 420, 58, 276, 122, 'frame'),
      box('api-1', 432, 96, 120, 66, 'box'),
      box('sidecar-1', 618, 96, 68, 66, 'soft'),
      arrow([
        [618, 136],
        [552, 136],
      ]),
      text(585, 128, words('sidecar-1').to![0]!.label!, 'note', 'middle'),
      arrow([
        [392, 118],
        [420, 118],
      ]),
      frame('security-group-2', 226, 212, 486, 124, 'zone'),
      box('interface-2', 244, 266, 148, 56, 'accent'),
      labelled({ x: 420, y: 266, w: 276, h: 56 }, 'frame', words('task-2').label),
      arrow([
        [392, 294],
        [420, 294],
      ]),
      arrow(
        [
          [158, 146],
          [190, 146],
          [190, 118],
          [244, 118],
        ],
        'strong',
      ),
      text(164, 110, first!.label!, 'note'),
      arrow(
        [
          [158, 172],
          [190, 172],
          [190, 294],
          [244, 294],
        ],
        'strong',
      ),
      text(140, 240, second!.label!, 'note'),
    ],
  };
}
