import { arrow, labelled, text } from '../../../src/features/picture/svg.ts';
import type { Drawing, Words } from './draw.ts';

/** Two halves, each with who uses the role, the role itself, and what it gives access to. */
export function twoRoles(words: Words): Drawing {
  const half = (user: string, role: string, top: number, height: number, look: 'accent' | 'good'): string[] => {
    const middle = top + height / 2;
    const targets = words(role).to!;
    const step = height / targets.length;
    return [
      labelled({ x: 8, y: middle - 34, w: 150, h: 68 }, 'box', words(user).label, words(user).note),
      arrow([
        [158, middle],
        [236, middle],
      ]),
      text(197, middle - 8, words(user).to![0]!.label!, 'note', 'middle'),
      labelled({ x: 236, y: middle - 34, w: 160, h: 68 }, look, words(role).label, words(role).note),
      ...targets.flatMap(({ part, label }, i) => {
        const y = top + step * (i + 0.5);
        return [
          arrow(
            y === middle
              ? [
                  [396, y],
                  [552, y],
                ]
              : [
                  [396, middle],
                  [418, middle],
                  [418, y],
                  [552, y],
                ],
          ),
          text(426, y - 7, label!, 'note'),
          labelled({ x: 552, y: y - 20, w: 160, h: 40 }, 'box', words(part).label),
        ];
      }),
    ];
  };
  return {
    height: 316,
    content: [...half('ecs', 'execution-role', 8, 168, 'accent'), ...half('code', 'task-role', 196, 112, 'good')],
  };
}
