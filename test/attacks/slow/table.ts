/**
 * Times everything that can be asked about each shape, and prints how many times what a plain text of the size
 * and format takes:
 * `npm run fuzz -- --table`, with `--sizes 64000,1000000` and `--only WORD` (part of a shape's name) where not all is wanted.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { TestContext } from 'node:test';
import { type Timing, timings } from './requests.ts';
import { ORDINARY, SHAPES } from './shapes.ts';

/** A request that takes longer is not waited for. */
const LONGEST_MILLISECONDS = 60_000;

/** What a plain text is taken to need for any request: less is nothing that anybody notices. */
const LEAST_MILLISECONDS = 20;

/** A shape may take so many times what a plain text takes. */
const MOST_TIMES = 20;

interface Asked {
  readonly shape: string;
  readonly size: number;
}

type Told = { readonly request: string } | { readonly done: readonly Timing[] } | { readonly failed: string };

interface Row extends Asked {
  /** By the name of the request, without its place: the longest. */
  readonly times: ReadonlyMap<string, number>;
  readonly failed?: string;
}

/** Measures all shapes, or those whose names hold a word. Returns whether none takes too long. */
export async function printTable(sizes: readonly number[], only = ''): Promise<boolean> {
  const worker = new Worker();
  let isQuick = true;
  const shapes = SHAPES.filter((shape) => shape.name.includes(only));
  const ordinary = new Set(shapes.map(({ format = 'json' }) => ORDINARY[format].name));
  for (const size of sizes) {
    const plain = new Map<string, Row>();
    for (const name of ordinary) {
      // The first time the code is compiled.
      await worker.ask({ shape: name, size: sizes[0]! });
      const row = await worker.ask({ shape: name, size });
      plain.set(name, row);
      const sum = [...row.times].map(([request, time]) => `${request} ${Math.round(time)}`).join(', ');
      console.log(`\n${name}, ${size} characters (ms): ${sum}`);
    }
    console.log('\ntimes |     ms | worst request, and others over the limit');
    for (const { name, format = 'json' } of shapes) {
      const row = await worker.ask({ shape: name, size });
      const all = [...row.times].map(([request, time]) => {
        const usual = Math.max(plain.get(ORDINARY[format].name)!.times.get(request) ?? 0, LEAST_MILLISECONDS);
        return { request, time, ratio: time / usual };
      });
      all.sort((a, b) => b.ratio - a.ratio);
      const over = all.filter(({ ratio }) => ratio > MOST_TIMES);
      if (over.length > 0 || row.failed) isQuick = false;
      const [worst] = all;
      const others = over.slice(1).map(({ request, time }) => `${request} ${Math.round(time)} ms`);
      const words = [worst?.request, ...others, row.failed].filter(Boolean).join(', ');
      const numbers = `${(worst?.ratio ?? 0).toFixed(1).padStart(5)} | ${Math.round(worst?.time ?? 0)
        .toString()
        .padStart(6)}`;
      console.log(`${numbers} | ${name}: ${words}`);
    }
  }
  worker.end();
  return isQuick;
}

/** A process that asks, so that a request without an end can be left. */
class Worker {
  private process: ChildProcess | undefined;

  async ask(asked: Asked): Promise<Row> {
    this.process ??= fork(import.meta.filename, ['--asks'], { execArgv: ['--import', 'tsx'] });
    const { process } = this;
    const times = new Map<string, number>();
    let request = '';
    let timer: NodeJS.Timeout | undefined;
    const failed = await new Promise<string | undefined>((resolve) => {
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(`${request}: no answer`), LONGEST_MILLISECONDS);
      };
      wait();
      process.removeAllListeners();
      process.once('exit', () => resolve(`${request}: the process ended`));
      process.on('message', (told: Told) => {
        wait();
        if ('request' in told) request = told.request;
        else if ('failed' in told) resolve(`${request}: ${told.failed}`);
        else {
          for (const { request: name, milliseconds } of told.done) {
            const short = name.replace(/ at \d+$/, '');
            times.set(short, Math.max(times.get(short) ?? 0, milliseconds));
          }
          resolve(undefined);
        }
      });
      process.send(asked);
    });
    clearTimeout(timer);
    if (failed !== undefined) this.end();
    return { ...asked, times, ...(failed !== undefined ? { failed } : {}) };
  }

  end(): void {
    this.process?.removeAllListeners();
    this.process?.kill('SIGKILL');
    this.process = undefined;
  }
}

if (process.argv[2] === '--asks') {
  const tell = (told: Told) => process.send!(told);
  process.on('message', async ({ shape, size }: Asked) => {
    const ends: (() => void)[] = [];
    const context = { after: (end: () => void) => ends.push(end) } as unknown as TestContext;
    try {
      const hard = SHAPES.find(({ name }) => name === shape)!;
      const done = await timings(context, hard, size, (request) => tell({ request }));
      for (const end of ends) end();
      tell({ done });
    } catch (error) {
      tell({ failed: (error as Error).message });
    }
  });
}
