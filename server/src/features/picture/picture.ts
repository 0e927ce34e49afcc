import { PICTURE, type PictureParams, type PictureResult } from '../../protocol.ts';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { drawTask } from './draw.ts';
import { STANDALONE } from './standalone.ts';

/** Draws a task definition: its containers in start order, with ports, volumes, roles, logs and what is wrong. */
export const taskPicture: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(PICTURE, async (params: PictureParams): Promise<PictureResult | null> => {
      const { uri, standalone, position, room } = params;
      await workspace().ready(uri);
      const document = workspace().document(uri);
      const task = workspace().taskAt(uri, position);
      const drawn = task && drawTask(task, workspace().findings(uri), room);
      if (!document || !drawn) return null;
      const { title, svg, parts } = drawn;
      return {
        title,
        svg: standalone ? svg.replace('</desc>', `</desc><style>${STANDALONE}</style>`) : svg,
        range: rangeOf(document, task.root),
        parts: parts.map(({ span, label }) => ({ range: rangeOf(document, span), label: rangeOf(document, label) })),
      };
    });
  },
};
