import { PICTURE, type PictureParams, type PicturePart, type PictureResult } from '../../protocol.ts';
import type { Feature } from '../feature.ts';
import { rangeOf } from '../ranges.ts';
import { drawTask } from './draw.ts';
import { STANDALONE } from './standalone.ts';

/**
 * Draws a task definition: its containers in start order, with ports, volumes, roles, logs and what is wrong, and around
 * them the services that run it.
 */
export const taskPicture: Feature = {
  capabilities: () => ({}),
  register(connection, workspace) {
    connection.onRequest(PICTURE, async (params: PictureParams): Promise<PictureResult | null> => {
      const { uri, standalone, position, room } = params;
      await workspace().ready(uri);
      await workspace().wholeModule(uri);
      const document = workspace().document(uri);
      const service = workspace().serviceAt(uri, position);
      const task = service?.task ?? workspace().taskAt(uri, position);
      if (!document || !task) return null;
      const home = service?.isApart ? task.fileName : uri;
      const drawn = drawTask(task, workspace().findings(home), room, workspace().runnersOf(task, home));
      if (!drawn) return null;
      const { title, svg, parts } = drawn;
      return {
        title,
        svg: standalone ? svg.replace('</desc>', `</desc><style>${STANDALONE}</style>`) : svg,
        range: rangeOf(document, service ? service.root : task.root),
        parts: parts.map(({ span, label, uri: of = home }): PicturePart => {
          const text = workspace().textOf(of) ?? document;
          const place = { range: rangeOf(text, span), label: rangeOf(text, label) };
          return of === uri ? place : { ...place, uri: of };
        }),
      };
    });
  },
};
