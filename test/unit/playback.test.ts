/** Where one stands in a deployment that is played, and how its times are shown. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clock, placeAfter } from '../../client/src/learn/playback.ts';
import { CHECK, container, deploy, onFargate } from './simulating.ts';

test('times are shown as a clock shows them', () => {
  assert.deepEqual([0, 9, 60, 754, 3600, 3725].map(clock), ['0:00', '0:09', '1:00', '12:34', '1:00:00', '1:02:05']);
});

describe('a deployment that is played anew', () => {
  const { events: good } = deploy(onFargate([container('web', { healthCheck: CHECK })]));
  const { events: bad } = deploy(onFargate([container('web', { healthCheck: CHECK })]), { 'health:web': 'never' });
  const differs = bad.findIndex(({ text }, i) => text !== good[i]?.text);

  test('is shown where it begins to differ', () => {
    assert.ok(differs > 0);
    assert.equal(placeAfter(good, good.length - 1, bad), differs);
  });

  test('is shown where one stood, where it differs only later', () => {
    assert.equal(placeAfter(good, 2, bad), 2);
  });

  test('is shown where one stood, where nothing differs', () => {
    assert.equal(placeAfter(good, 5, good), 5);
  });

  test('is shown at its end, where it is shorter', () => {
    assert.equal(placeAfter(good, good.length - 1, good.slice(0, 4)), 3);
  });
});
