/** Far larger texts than ECS takes: the time that they need grows with their length, and not with its square. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { CROSSING } from '../attacks/slow/crossing.ts';
import { FILES, type Shape } from '../attacks/slow/shape.ts';
import { SHAPES } from '../attacks/slow/shapes.ts';

const SIZE = 100_000;

/** Four times the text may take so many times as long: what grows with the square takes sixteen times. */
const MOST_TIMES = 9;

/** What the smaller text is taken to need at the least, in milliseconds: below, one pause of the machine would decide. */
const LEAST_MILLISECONDS = 60;

/** Those that are read in many pieces. */
const NAMES = new Set(['YAML: loops', 'HCL: a heredoc of interpolations']);

/** Those, and the ones with many things that refer to many others. */
const LARGE = [...SHAPES.filter(({ name }) => NAMES.has(name)), ...CROSSING];

/** What an analysis takes of the processor, in milliseconds. */
function timeOf({ format = 'json', text }: Shape, size: number): number {
  const hard = text(size);
  const begin = process.cpuUsage();
  analyse(hard, FILES[format], 'asked');
  return process.cpuUsage(begin).user / 1000;
}

describe('four times the text takes about four times as long', () => {
  for (const shape of LARGE) {
    test(shape.name, () => {
      // The first time the code is compiled.
      timeOf(shape, SIZE / 4);
      const grown = () => timeOf(shape, 4 * SIZE) / Math.max(timeOf(shape, SIZE), LEAST_MILLISECONDS);
      // Once more: something else may have kept the machine.
      const times = [grown()];
      if (times[0]! > MOST_TIMES) times.push(grown());
      assert.ok(Math.min(...times) <= MOST_TIMES, `${times.map((one) => one.toFixed(1)).join(' and ')} times`);
    });
  }
});
