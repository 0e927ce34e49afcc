import { line, lines, rect, text, wrap } from '../../../src/features/picture/svg.ts';
import type { Drawing, Words } from './draw.ts';

/** The memory of the task and its parts in MiB; widths are in proportion. */
const TASK = 3072;
const API = 2560;
const RESERVED = 1536;

/** A box for the task with its containers inside, each as wide as its memory. */
export function taskSize(words: Words): Drawing {
  const [x, width] = [20, 680];
  const at = (mib: number) => (width * mib) / TASK;
  const api = { x: x + 4, y: 76, w: at(API) - 8, h: 128 };
  const shipper = { x: x + at(API), y: 76, w: at(TASK - API) - 4, h: 128 };
  const reserved = words('api-reserved');
  const limit = api.x + api.w;
  return {
    height: 270,
    content: [
      rect({ x: 8, y: 8, w: 704, h: 208 }, 'frame', 8),
      text(24, 32, words('task').label),
      text(24, 49, words('task').note!, 'note'),
      rect(api, 'box'),
      text(api.x + 12, api.y + 22, words('api').label),
      rect({ x: api.x + 8, y: api.y + 40, w: at(RESERVED) - 16, h: 76 }, 'accent'),
      text(api.x + 20, api.y + 72, reserved.label),
      text(api.x + 20, api.y + 89, reserved.note!, 'note'),
      rect(shipper, 'soft'),
      lines(shipper.x + 8, shipper.y + 22, wrap(words('log-shipper').label, shipper.w - 20, 'label'), 'label'),
      line([limit, 66], [limit, 238]),
      text(limit, 256, words('api').note!, 'note', 'end'),
    ],
  };
}
