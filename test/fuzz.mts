/**
 * Random edits through the real server until the time is up: `npm run fuzz -- --seconds 120`. What fails is printed with
 * its seed; `npm run fuzz -- --seed 4711` repeats it.
 */
import type { TestContext } from 'node:test';
import { parseArgs } from 'node:util';
import { fuzz } from './protocol/fuzzing.ts';

const EDITS = 30;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } } });
const seconds = Number(values.seconds);
if (!(seconds > 0)) throw new Error(`--seconds takes a number, not "${values.seconds}"`);

/** The part of a test's context that a session needs. */
class Round {
  private readonly ends: (() => void)[] = [];
  after(end: () => void): void {
    this.ends.push(end);
  }
  /** Ends what the round has begun, and returns what that had against it. */
  end(): unknown[] {
    const failures: unknown[] = [];
    for (const end of this.ends) {
      try {
        end();
      } catch (error) {
        failures.push(error);
      }
    }
    return failures;
  }
}

/** Fails after a time in which every answer must have come: an answer that never comes is a failure, too. */
async function silence(): Promise<never> {
  await new Promise((resolve) => {
    timer = setTimeout(resolve, 60_000);
  });
  throw new Error('no answer for a minute');
}
let timer: NodeJS.Timeout | undefined;

async function run(seed: number): Promise<boolean> {
  const round = new Round();
  const failures: unknown[] = [];
  try {
    await Promise.race([fuzz(round as unknown as TestContext, seed, EDITS), silence()]);
  } catch (error) {
    failures.push(error);
  } finally {
    clearTimeout(timer);
  }
  failures.push(...round.end());
  for (const failure of failures) console.error(`\nseed ${seed}: ${(failure as Error).stack}`);
  return failures.length === 0;
}

if (values.seed !== undefined) {
  process.exitCode = (await run(Number(values.seed))) ? 0 : 1;
} else {
  const end = performance.now() + seconds * 1000;
  const first = Date.now() % 1_000_000_000;
  const failed: number[] = [];
  let rounds = 0;
  let slowest = 0;
  for (; performance.now() < end && failed.length < 10; rounds++) {
    const begin = performance.now();
    if (!(await run(first + rounds))) failed.push(first + rounds);
    slowest = Math.max(slowest, performance.now() - begin);
  }
  const heap = Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
  console.log(
    `${rounds} documents with ${EDITS} edits each; slowest ${Math.round(slowest)} ms; ${heap} MB; ${failed.length} failed${failed.length > 0 ? `: seeds ${failed.join(', ')}` : ''}`,
  );
  process.exitCode = failed.length > 0 ? 1 : 0;
}
process.exit();
