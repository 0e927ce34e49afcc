/** Figures of a run, and how they are printed and kept. */
import { appendFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';

const HISTORY = join(import.meta.dirname, 'history.jsonl');

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** The median, and how far the middle half of the values lies apart. */
export function median(values: readonly number[]): { middle: number; spread: number } {
  return { middle: percentile(values, 0.5), spread: percentile(values, 0.75) - percentile(values, 0.25) };
}

/** Of one machine only the kind is told. */
export function machine(): string {
  const [cpu] = cpus();
  return `${platform()} ${arch()}, ${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}

/** One figure: ours, that of the others, and that of a server that does nothing. */
export interface Figure {
  readonly what: string;
  readonly ours: number;
  readonly theirs?: number | undefined;
  readonly floor?: number | undefined;
  /** Of ours. */
  readonly spread?: number;
  /** The most that ours may be of theirs. */
  readonly goal?: number;
}

/** The figures of a run. Each is printed as it comes, and all are kept in a file at the end. */
export class Figures {
  private readonly all: Figure[] = [];

  head(words: string): void {
    console.log(`\n${words}`);
    console.log(
      `${''.padEnd(34)}${'ours'.padStart(9)}${'±'.padStart(8)}${'theirs'.padStart(9)}${'nothing'.padStart(9)}${'ratio'.padStart(7)}${'floor'.padStart(7)}${'goal'.padStart(6)}`,
    );
  }

  add(figure: Figure): void {
    this.all.push(figure);
    const { what, ours, theirs, floor, spread, goal } = figure;
    const number = (value: number | undefined, width: number, digits = 1) =>
      (value === undefined ? '–' : value.toFixed(digits)).padStart(width);
    const ratio = theirs === undefined ? undefined : ours / theirs;
    const least = theirs === undefined || floor === undefined ? undefined : floor / theirs;
    const missed = goal !== undefined && ratio !== undefined && ratio > goal ? ' missed' : '';
    console.log(
      `${what.padEnd(34)}${number(ours, 9)}${number(spread, 8)}${number(theirs, 9)}${number(floor, 9)}${number(ratio, 7, 2)}${number(least, 7, 2)}${number(goal, 6)}${missed}`,
    );
  }

  /** Adds the run to the history: one line of JSON. */
  keep(node: string): void {
    const round = (value: number | undefined) => (value === undefined ? undefined : Number(value.toFixed(2)));
    const figures = Object.fromEntries(
      this.all.map(({ what, ours, theirs, floor }) => [what, [round(ours), round(theirs), round(floor)]]),
    );
    const date = new Date().toISOString().slice(0, 10);
    appendFileSync(HISTORY, `${JSON.stringify({ date, machine: machine(), node, figures })}\n`);
  }
}
