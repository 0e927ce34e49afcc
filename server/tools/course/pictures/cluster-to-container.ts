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
      box('registry', 8, 16, 168, 64, 'box'),
      box('task-definition', 8, 142, 168, 68, 'accent'),
      box('load-balancer', 8, 290, 168, 56, 'box'),
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
      arrow([
        [92, 80],
        [92, 142],
      ]),
      text(100, 115, label('registry'), 'note'),
      arrow(
        [
          [176, 176],
          [270, 176],
        ],
        'strong',
      ),
      text(180, 168, label('task-definition'), 'note'),
      arrow([
        [176, 318],
        [270, 318],
      ]),
      text(186, 310, label('load-balancer'), 'note'),
    ],
  };
}
