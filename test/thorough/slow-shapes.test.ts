/** A little of what `npm run fuzz -- --only slow-shapes` does: no text within what ECS takes keeps anybody waiting. */
import { describe, test } from 'node:test';
import { assertQuick } from '../attacks/slow/limits.ts';
import { SHAPES } from '../attacks/slow/shapes.ts';

/** Less than ECS takes, so that all shapes have their turn. */
const SIZE = 16_000;

describe('a text that is hard to read takes no longer than an ordinary one of its size', () => {
  for (const shape of SHAPES) test(shape.name, (t) => assertQuick(t, shape, SIZE));
});
