import type { CheckedInput, Results } from './checking.ts';
import type { Printable } from './show.ts';

/** A call of one of the methods of {@link Results}: plain data, which can go to another thread. */
export type Told = { [K in keyof Results]: readonly [name: K, ...values: Parameters<Results[K]>] }[keyof Results];

/** Keeps what comes of files until it can be printed. */
export class Recorder implements Results {
  private told: Told[] = [];

  /** What has come since this was called last. */
  take(): Told[] {
    const { told } = this;
    this.told = [];
    return told;
  }

  couldNot(file: string, reason: string): void {
    this.told.push(['couldNot', file, reason]);
  }

  failedRule(reason: string): void {
    this.told.push(['failedRule', reason]);
  }

  complain(problem: Printable): void {
    this.told.push(['complain', problem]);
  }

  say(text: Printable): void {
    this.told.push(['say', text]);
  }

  print(text: Printable): void {
    this.told.push(['print', text]);
  }

  verbatim(text: string): void {
    this.told.push(['verbatim', text]);
  }

  checked(input: CheckedInput): void {
    this.told.push(['checked', input]);
  }
}

/** Tells somebody else what was recorded, in the same order. */
export function replay(told: readonly Told[], results: Results): void {
  for (const [name, ...values] of told) (results[name] as (...values: readonly unknown[]) => void)(...values);
}
