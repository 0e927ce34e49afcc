/** What the pictures to play with show: the simulator's own deployments, and Fargate's own sizes. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CPU_UNITS, rolling, sizesWith, startedFirst } from '../../client/src/learn/explore.ts';

describe('a rolling deployment to play with', () => {
  const first = (desired: number, minimumHealthyPercent: number, maximumPercent: number) =>
    startedFirst(rolling({ desired, minimumHealthyPercent, maximumPercent }));

  test('starts as many tasks first as the maximum leaves room for', () => {
    assert.equal(first(4, 100, 200), 4);
    assert.equal(first(4, 100, 150), 2);
    assert.equal(first(4, 100, 130), 1);
  });

  test('starts none first where it has to stop old ones, or is stuck', () => {
    assert.equal(first(4, 50, 100), 0);
    assert.equal(first(4, 100, 110), 0);
    assert.equal(rolling({ desired: 4, minimumHealthyPercent: 100, maximumPercent: 110 }).result, 'stuck');
  });
});

describe('the sizes of Fargate to play with', () => {
  test('have a price each, which grows with the memory', () => {
    for (const units of CPU_UNITS) {
      const prices = sizesWith(units).map(({ monthly }) => monthly);
      assert.ok(prices.length > 0 && prices.every((price, i) => i === 0 || price > prices[i - 1]!), String(units));
    }
  });

  test('are those of the documentation', () => {
    assert.deepEqual(
      sizesWith(512).map(({ memoryMiB }) => memoryMiB),
      [1024, 2048, 3072, 4096],
    );
  });
});
