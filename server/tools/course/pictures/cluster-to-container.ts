import { arrow, holder, labelled, text } from '../../../src/features/picture/svg.ts';
import type { Drawing, Words } from './draw.ts';

/** Nested boxes for cluster, service, tasks and containers, with their origins next to them. */
export function clusterToContainer(words: Words): Drawing {
  const box = (id: string, x: number, y: number, w: number, h: number, look: 'box' | 'accent' | 'soft') =>
    labelled({ x, y, w, h }, look, words(id).label, words(id).note);
  const frame = (id: string, x: number, y: number, w: number, h: number, look: 'zone' | 'frame' | 'box') =>
    holder({ x, y, w, h }, look, words(id).label, words(id).note);
  const label = (id: string) => words(id).to![0]!.label!;
  return {
    height: 372,
    content: [
      box('registry', 2, 16, 168, 64, 'box'),
      box('task-definition', 2, 196, 168, 68, 'accent'),
      box('load-balancer', 2, 290, 168, 56, 'box'),
      frame('cluster', 252, 8, 460, 356, 'zone'),
      frame('service', 270, 62, 424, 288, 'frame'),
      frame('task-1', 288, 118, 212, 216, 'box'),
      box('container-web', 304, 172, 180, 66, 'accent'),
      box('container-metrics', 304, 250, 180, 70, 'soft'),
      ...['task-2', 'task-3'].flatMap((id, i) => {
        const x = 512 + i * 86;
        return [
          frame(id, x, 118, 78, 216, 'box'),
          labelled({ x: x + 12, y: 172, w: 54, h: 66 }, 'accent', ''),
          labelled({ x: x + 12, y: 250, w: 54, h: 70 }, 'soft', ''),
        ];
      }),
      // Over the borders of cluster, service and task, into the container.
      arrow(
        [
          [170, 48],
          [220, 48],
          [220, 190],
          [304, 190],
        ],
        'muted',
      ),
      text(176, 40, label('registry'), 'note'),
      arrow(
        [
          [270, 230],
          [170, 230],
        ],
        'strong',
      ),
      text(175, 222, label('service'), 'note'),
      arrow([
        [170, 318],
        [270, 318],
      ]),
      text(180, 310, label('load-balancer'), 'note'),
    ],
  };
}
