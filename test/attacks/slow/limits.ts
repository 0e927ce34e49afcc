import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { openingTime, type Timing, timings } from './requests.ts';
import type { Shape } from './shape.ts';
import { ORDINARY } from './shapes.ts';

/** A hard text may take so many times what an ordinary one of its size takes. */
const MOST_TIMES = 20;

/** What an ordinary text takes at the least: below, one pause of the machine would decide. */
const LEAST_MILLISECONDS = 60;

const ordinary = new Map<string, number>();

/** What opening an ordinary text of a size in the same format takes, in milliseconds of the processor. */
async function ordinaryTime(context: TestContext, { format = 'json' }: Shape, size: number): Promise<number> {
  const key = `${format} ${size}`;
  let known = ordinary.get(key);
  if (known === undefined) {
    // The first time the code is compiled.
    await openingTime(context, ORDINARY[format], size);
    known = Math.max(await openingTime(context, ORDINARY[format], size), LEAST_MILLISECONDS);
    ordinary.set(key, known);
  }
  return known;
}

/** Throws where a request about a hard text takes far longer than opening an ordinary one of its size. */
export async function assertQuick(context: TestContext, shape: Shape, size: number): Promise<void> {
  const most = (await ordinaryTime(context, shape, size)) * MOST_TIMES;
  const slow = (all: readonly Timing[]) => all.filter(({ milliseconds }) => milliseconds > most);
  let found = slow(await timings(context, shape, size));
  // Once more: something else may have kept the machine.
  if (found.length > 0) found = slow(await timings(context, shape, size));
  const words = found.map(({ request, milliseconds }) => `${request} ${Math.round(milliseconds)} ms`);
  assert.deepEqual(words, [], `${shape.name}, ${size} characters: at most ${Math.round(most)} ms each`);
}
