/** A little of what `npm run fuzz` does, always the same, and documents that nobody writes by hand. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fuzz } from './fuzzing.ts';
import { Session } from './session.ts';

describe('random edits through the server', () => {
  for (let seed = 1; seed <= 40; seed++) test(`seed ${seed}`, (t) => fuzz(t, seed, 8));
});

describe('the server says what is wrong with, and goes on after', () => {
  const MB = 1024 * 1024;
  const cases: readonly [name: string, text: string, message: RegExp][] = [
    [
      'nesting 100,000 deep',
      `{"containerDefinitions":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      /nested more than 100 levels/,
    ],
    ['a line of 10 MB', `{"family":"${'y'.repeat(10 * MB)}"}`, /larger than 8 MB/],
    ['50 MB', `{"family":"${'y\n'.repeat(25 * MB)}"}`, /larger than 8 MB/],
    ['a million containers', `{"containerDefinitions":[{}${',{}'.repeat(1_000_000)}]}`, /far too many values/],
    ['NUL bytes', '{"containerDefinitions":[{"name":"a\0b"}]}\0', /binary file/],
    ['lone surrogates', '{"containerDefinitions":[{"name":"\uD83D","image":"\uDC33"}]}', /name/],
  ];
  for (const [name, text, message] of cases) {
    test(name, async (t) => {
      const session = await Session.start(t);
      await session.open(text);
      const found = (await session.pull()).map(({ message }) =>
        typeof message === 'string' ? message : message.value,
      );
      assert.ok(
        found.some((one) => message.test(one)),
        found.slice(0, 5).join('\n'),
      );
      const start = { line: 0, character: 3 };
      await session.hover(start);
      await session.codeActions({ start, end: start });
      await session.change([{ text: '{"pidMode": "hots", "containerDefinitions": []}' }]);
      assert.ok((await session.codes()).includes('unknown-value'));
    });
  }
});
