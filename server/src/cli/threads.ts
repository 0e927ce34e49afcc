/**
 * Checks many files on several processors. Each thread checks whole files, and what it has to say about them is plain
 * data, which is printed in the order of the files: the output is the same with any number of threads.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { Checking, type CheckOptions, type Results } from './checking.ts';
import { FORMATS } from './formats/index.ts';
import type { Found } from './input.ts';
import { Recorder, replay, type Told } from './recorder.ts';

/** What a further thread is started with, in place of a command. */
export const THREAD = '--check-thread';

/** How many files a thread is given at once: a few hundredths of a second of work. */
const BATCH = 32;
/** How many batches a thread may have, so that it never waits for the next one. */
const MOST_GIVEN = 2;
/** How many batches may be checked and wait for an earlier one: a few megabytes. */
const MOST_AHEAD = 64;
/** How many threads there are at most, this one included. Each takes about 100 MB. */
const MOST_THREADS = 4;

/** What a thread needs to know besides the files. */
interface Task {
  readonly options: CheckOptions;
  readonly paths: readonly string[];
  readonly colours: boolean;
}

interface Batch {
  readonly number: number;
  readonly files: readonly Found[];
}

/** The number of threads that would check files, this one included. */
export function threadsFor({ fix, repair, baseline }: CheckOptions): number {
  // Those write, and keep an account of all files.
  if (fix || repair || baseline !== undefined) return 1;
  return Math.min(MOST_THREADS, availableParallelism());
}

/** Checks all files, with `threads - 1` further threads. */
export async function checkInThreads(
  threads: number,
  files: Iterator<Found>,
  task: Task,
  results: Results,
): Promise<void> {
  const { Worker } = await import('node:worker_threads');
  const run = new Shared(files, task, results);
  for (let i = 1; i < threads; i++) run.add((options) => new Worker(join(__dirname, 'cli.js'), options));
  await run.all();
}

/** What a further thread does: checks the files that it is given, until it is ended. */
export async function serveAsThread(): Promise<boolean> {
  const { parentPort, workerData } = await import('node:worker_threads');
  if (!parentPort) return false;
  const check = checker(workerData as Task);
  parentPort.on('message', ({ number, files }: Batch) => parentPort.postMessage({ number, told: check(files) }));
  return true;
}

/** Checks files, and returns what came of them. */
function checker({ options, paths, colours }: Task): (files: readonly Found[]) => Told[] {
  const recorder = new Recorder();
  const { hints, fix } = options;
  const format = new FORMATS[options.format]({ print: () => {}, command: () => {}, hints, fix, colours });
  const checking = new Checking(options, paths, format, recorder);
  return (files) => {
    for (const file of files) checking.take(file);
    return recorder.take();
  };
}

class Shared {
  private readonly given = new Map<Worker, Map<number, Batch>>();
  /** What was checked and is not yet printed, by the number of the batch. */
  private readonly told = new Map<number, readonly Told[]>();
  /** What threads had when they ended. */
  private readonly left: Batch[] = [];
  private readonly check: (files: readonly Found[]) => Told[];
  private printed = 0;
  private next = 0;
  private isEnd = false;
  private heard: () => void = () => {};

  constructor(
    private readonly files: Iterator<Found>,
    private readonly task: Task,
    private readonly results: Results,
  ) {
    this.check = checker(task);
  }

  add(start: (options: WorkerOptions) => Worker): void {
    const worker = start({ argv: [THREAD], workerData: this.task });
    const given = new Map<number, Batch>();
    this.given.set(worker, given);
    worker.on('message', ({ number, told }: { number: number; told: Told[] }) => {
      given.delete(number);
      this.take(number, told);
    });
    // A thread that ends, as it does where memory is short, leaves its files to this one: a fault that shows again is told here.
    const ended = () => {
      if (this.given.delete(worker)) this.left.push(...given.values());
      this.heard();
    };
    worker.on('error', ended).on('exit', ended);
  }

  /** Gives each thread enough to do, and does the rest itself. */
  async all(): Promise<void> {
    while (!this.isEnd || this.left.length > 0 || this.printed < this.next) {
      for (let i = 0; i < MOST_GIVEN; i++) for (const [worker, given] of this.given) this.give(worker, given, i);
      const own = this.left.shift() ?? this.batch();
      if (own) this.take(own.number, this.check(own.files));
      // Messages are received between two turns.
      if (own) await new Promise(setImmediate);
      else if (this.printed < this.next)
        await new Promise<void>((heard) => {
          this.heard = heard;
        });
    }
    for (const worker of [...this.given.keys()]) {
      this.given.delete(worker);
      void worker.terminate();
    }
  }

  private give(worker: Worker, given: Map<number, Batch>, most: number): void {
    const batch = given.size <= most ? this.batch() : undefined;
    if (!batch) return;
    given.set(batch.number, batch);
    worker.postMessage(batch);
  }

  /** The next files; undefined if there are no more, or too many wait to be printed. */
  private batch(): Batch | undefined {
    const files: Found[] = [];
    if (this.next - this.printed >= MOST_AHEAD) return undefined;
    while (files.length < BATCH && !this.isEnd) {
      const step = this.files.next();
      if (step.done) this.isEnd = true;
      else files.push(step.value);
    }
    return files.length > 0 ? { number: this.next++, files } : undefined;
  }

  private take(number: number, told: readonly Told[]): void {
    this.told.set(number, told);
    for (let now = this.told.get(this.printed); now; now = this.told.get(this.printed)) {
      this.told.delete(this.printed++);
      replay(now, this.results);
    }
    this.heard();
  }
}
