/** Reads HCL that nobody wrote by hand, in time that grows with its length. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHcl } from '../../server/src/syntax/hcl/read.ts';

const SHAPES =
  '[ { ( " "${ "${" ${ <<A⏎ a=<<A⏎ a{ a{⏎ a={⏎ a=[⏎ a=(⏎ a=f( a=jsonencode( a=concat( a="⏎ a="${⏎ "${⏎ a · ⏎ →⏎ /* # \\ "\\ } ] ) a·"b"· a=b?· a⏎ , - 1 a=[1, a={b= a·b·{}⏎ a{⏎··b=[⏎ %{ "%{· [for· =· a=[{⏎·b="${x⏎ é'
    .split(' ')
    .map((shape) => shape.replaceAll('⏎', '\n').replaceAll('·', ' ').replaceAll('→', '\t'));
const SIZE = 1_000_000;

/** Reads a text and checks what it costs, in time of the processor. */
function checkCost(text: string): void {
  const before = process.cpuUsage();
  readHcl(text);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 4_000_000, `${(user + system) / 1000} ms`);
}

describe('a megabyte of HCL', () => {
  for (const shape of SHAPES) {
    test(`of nothing but ${JSON.stringify(shape)} is read in time that grows with its length`, () => {
      const text = shape.repeat(Math.ceil(SIZE / shape.length));
      checkCost(text);
      checkCost(`a = ${text}`);
      checkCost(`a {\n  b = ${text}`);
    });
  }

  test('with heredocs of many names is read in time that grows with its length', () => {
    checkCost(Array.from({ length: 80_000 }, (_, i) => `a = <<N${i}\n`).join(''));
  });
});
