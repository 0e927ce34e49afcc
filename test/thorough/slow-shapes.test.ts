/** A little of what `npm run fuzz -- --only slow-shapes` does: no text within what ECS takes keeps anybody waiting. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertQuick } from '../attacks/slow/limits.ts';
import { SHAPES } from '../attacks/slow/shapes.ts';

/** Shapes that each held up the server for long once, or stand for such a kind. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  'placeholders outside of quotes': [
    '$a  where values stand',
    '$a$a where values stand',
    '<a  where values stand',
    '$(  where values stand',
    '<%  where values stand',
    '$a in a file that is something else',
  ],
  'placeholders in texts': [
    '"command" full of [my',
    '"command" full of {{',
    '"command" full of #{',
    '"links" full of ${',
    '"links" full of {',
  ],
  patterns: ['an address full of :', 'an address full of :!', 'task "cpu" full of 1 ', 'mount options full of mpol=,'],
  names: ['two long names that differ in a letter', 'ten long names, used with a letter changed'],
  'unknown members': [
    'many unknown members that are nearly known',
    'many empty names',
    'the same member again and again',
  ],
  comments: ['switches on one line', 'comments between values'],
  'the picture': ['containers that all wait for each other', 'containers that wait for all before'],
  'fixes of large lists': ['many capabilities', 'many links of one name', 'many wrong links', 'many launch types'],
  'many containers': [
    'many containers with ports and variables',
    'many containers for Fargate',
    'containers of one name',
    'containers without anything',
  ],
  'many words': ['a command as one text of words', 'a command of placeholders', '"entryPoint" full of sh -c '],
};

for (const [kind, names] of Object.entries(TELLING)) {
  describe(kind, () => {
    for (const name of names) {
      test(`${name} takes no longer than an ordinary text of its size`, async (t) => {
        const shape = SHAPES.find((one) => one.name === name);
        assert.ok(shape, 'a shape of that name');
        await assertQuick(t, shape, 24_000);
      });
    }
  });
}
