/**
 * Tries to break Taskdef until the time is up: `npm run fuzz -- --seconds 120`. The attacks of test/attacks take turns;
 * `--only slow-shapes` tries one of them. What fails is printed with its seed, and
 * `npm run fuzz -- --only random-edits --seed 4711` repeats it. `npm run fuzz -- --table` instead times every request about
 * every hard text, at `--sizes` (64000,256000,1000000), and takes as long as it takes.
 */
import type { TestContext } from 'node:test';
import { parseArgs } from 'node:util';
import { type Attack, attacks } from './attacks/attack.ts';
import { printTable } from './attacks/slow/table.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    only: { type: 'string' },
    table: { type: 'boolean' },
    sizes: { type: 'string', default: '64000,256000,1000000' },
  },
});
if (values.table) process.exit((await printTable(values.sizes.split(',').map(Number), values.only)) ? 0 : 1);
const seconds = Number(values.seconds);
if (!(seconds > 0)) throw new Error(`--seconds takes a number, not "${values.seconds}"`);

/** The part of a test's context that an attack needs. */
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

/** The most that a round may take of the processor: on a machine with much to do, the clock runs on without it. */
const MOST_MILLISECONDS_OF_PROCESSOR = 60_000;
/** The most that a round may take by the clock: an answer that never comes takes nothing of the processor. */
const MOST_MILLISECONDS = 600_000;

/** Fails after a time in which every answer must have come. */
async function silence(): Promise<never> {
  const begin = performance.now();
  const before = process.cpuUsage();
  return new Promise((_resolve, reject) => {
    timer = setInterval(() => {
      const { user, system } = process.cpuUsage(before);
      const used = (user + system) / 1000;
      if (used > MOST_MILLISECONDS_OF_PROCESSOR) reject(new Error('no answer for a minute of the processor'));
      else if (performance.now() - begin > MOST_MILLISECONDS) reject(new Error('no answer'));
    }, 1000);
  });
}
let timer: NodeJS.Timeout | undefined;

async function run(name: string, attack: Attack, seed: number): Promise<boolean> {
  const round = new Round();
  const failures: unknown[] = [];
  try {
    await Promise.race([attack.round(round as unknown as TestContext, seed), silence()]);
  } catch (error) {
    failures.push(error);
  } finally {
    clearInterval(timer);
  }
  failures.push(...round.end());
  for (const failure of failures) console.error(`\n${name}, seed ${seed}: ${(failure as Error).stack}`);
  return failures.length === 0;
}

const all = await attacks();
const chosen = [...all].filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) throw new Error(`--only takes one of ${[...all.keys()].join(', ')}`);

if (values.seed !== undefined) {
  for (const [name, attack] of chosen) if (!(await run(name, attack, Number(values.seed)))) process.exitCode = 1;
} else {
  const end = performance.now() + seconds * 1000;
  const first = Date.now() % 1_000_000_000;
  const tries = new Map(chosen.map(([name]) => [name, { rounds: 0, failed: [] as number[], slowest: 0 }]));
  for (let seed = first; performance.now() < end; seed++) {
    for (const [name, attack] of chosen) {
      const tried = tries.get(name)!;
      if (tried.failed.length >= 10) continue;
      const begin = performance.now();
      if (!(await run(name, attack, seed))) tried.failed.push(seed);
      tried.rounds++;
      tried.slowest = Math.max(tried.slowest, performance.now() - begin);
    }
    if ([...tries.values()].every(({ failed }) => failed.length >= 10)) break;
  }
  for (const [name, { rounds, failed, slowest }] of tries) {
    const seeds = failed.length > 0 ? `: seeds ${failed.join(', ')}` : '';
    console.log(`${name}: ${rounds} rounds; slowest ${Math.round(slowest)} ms; ${failed.length} failed${seeds}`);
    if (failed.length > 0) process.exitCode = 1;
  }
  console.log(`${Math.round(process.memoryUsage().heapUsed / 1024 / 1024)} MB`);
}
process.exit();
