import { picture } from '../../../src/features/picture/svg.ts';
import type { PartSource, PictureSource } from '../read.ts';
import { awsvpc } from './awsvpc.ts';
import { blueGreen } from './blue-green.ts';
import { clusterToContainer } from './cluster-to-container.ts';
import { ec2OrFargate } from './ec2-or-fargate.ts';
import { rollingDeployment } from './rolling-deployment.ts';
import { startOrder } from './start-order.ts';
import { taskSize } from './task-size.ts';
import { twoRoles } from './two-roles.ts';

/** The texts of a picture, by the ids of its parts. */
export type Words = (id: string) => PartSource;

/** A picture's content and size. Every picture is as wide as the lesson's column. */
export interface Drawing {
  readonly height: number;
  readonly content: readonly string[];
}

/** The width of every picture. */
export const WIDTH = 720;

const DRAWINGS: Readonly<Record<string, (words: Words, source: PictureSource) => Drawing>> = {
  awsvpc,
  'blue-green': blueGreen,
  'cluster-to-container': clusterToContainer,
  'ec2-or-fargate': ec2OrFargate,
  'rolling-deployment': rollingDeployment,
  'start-order': startOrder,
  'task-size': taskSize,
  'two-roles': twoRoles,
};

/**
 * Draws a picture of the lesson as SVG. Its texts come from pictures.yaml, its layout from the file of the same name in
 * this folder.
 */
export function drawPicture(source: PictureSource): string {
  const draw = DRAWINGS[source.id];
  if (!draw) throw new Error(`pictures.yaml: nothing draws "${source.id}"`);
  const words: Words = (id) => {
    const part = source.parts.find((each) => each.id === id);
    if (!part) throw new Error(`pictures.yaml: "${source.id}" has no part "${id}"`);
    return part;
  };
  const { height, content } = draw(words, source);
  return picture(WIDTH, height, source.title, source.alt.trim(), content);
}
