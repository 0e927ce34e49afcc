import { Baseline } from './baseline.ts';
import { type CheckedInput, Checking, type CheckOptions, type Counts, NOTHING, type Results } from './checking.ts';
import type { Format, Outcome } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { type Found, findInputs } from './input.ts';
import { type Output, STDERR, STDOUT, tell } from './output.ts';
import { line, type Printable, plural, shown, shownLines, shownName } from './show.ts';
import { checkInThreads, threadsFor } from './threads.ts';

/**
 * Checks files, folders or standard input, and prints the findings.
 * @returns the exit status: 0 no errors, 1 errors or too many warnings, 2 if something named on the command line could
 * not be checked
 */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const run = new Run(options, paths);
  const files = findInputs(paths, options.skipOthers);
  let left = WORTH_THREADS;
  let step = files.next();
  for (; !step.done && left > 0; step = files.next(), left--) run.take(step.value);
  if (!step.done) await run.takeAll(withFirst(step.value, files));
  return run.finish();
}

/** From how many files on a further thread saves more than the tenth of a second that it takes to start. */
const WORTH_THREADS = 256;

function* withFirst<T>(first: T, others: Iterable<T>): Generator<T> {
  yield first;
  yield* others;
}

class Run implements Results {
  private readonly counts: Counts = { ...NOTHING };
  private readonly kinds = new Map<string, number>();
  private readonly complaints = new Set<Printable>();
  private readonly output: Output;
  private readonly format: Format;
  private readonly baseline: Baseline | undefined;
  private readonly checking: Checking;
  private failed = false;

  constructor(
    private readonly options: CheckOptions,
    private readonly paths: readonly string[],
  ) {
    const { format, fix, hints, baseline, writeBaseline } = options;
    if (baseline !== undefined) this.baseline = writeBaseline ? Baseline.toWrite(baseline) : Baseline.read(baseline);
    // When standard input is repaired, standard output carries the repaired text.
    const aside = (fix || options.dryRun) && format === 'pretty';
    this.output = aside ? STDERR : STDOUT;
    this.format = new FORMATS[format]({
      print: (text) => this.output.print(text),
      command: (text) => this.output.command(text),
      hints,
      fix,
      colours: this.output.colours,
    });
    this.checking = new Checking(options, paths, this.format, this, this.baseline);
  }

  take(found: Found): void {
    this.checking.take(found);
  }

  /** Checks the remaining files, where there are many. */
  async takeAll(files: Generator<Found>): Promise<void> {
    const { options, paths } = this;
    const threads = threadsFor(options);
    if (threads === 1) for (const one of files) this.take(one);
    else await checkInThreads(threads, files, { options, paths, colours: this.output.colours }, this);
  }

  couldNot(file: string, reason: string): void {
    this.failed = true;
    tell(line`${shownName(file)}: ${shown(reason)}`);
    this.format.problem?.(file, reason);
  }

  failedRule(reason: string): void {
    this.failed = true;
    tell(shownLines(reason));
  }

  /** Reports a problem in a settings file once. The rest of the file still applies. */
  complain(problem: Printable): void {
    if (this.complaints.has(problem)) return;
    this.complaints.add(problem);
    tell(problem);
  }

  say(text: Printable): void {
    tell(text);
  }

  print(text: Printable): void {
    STDOUT.print(text);
  }

  verbatim(text: string): void {
    STDOUT.verbatim(text);
  }

  checked({ counts, kinds, read }: CheckedInput): void {
    for (const name of Object.keys(counts) as (keyof Counts)[]) this.counts[name] += counts[name];
    for (const kind of kinds) this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    if (read !== undefined) this.format.add(read);
  }

  finish(): number {
    if (this.baseline && this.options.writeBaseline) {
      const count = this.baseline.write();
      if (typeof count === 'string') {
        this.couldNot(this.options.baseline!, `Not written. ${count}`);
        return 2;
      }
      tell(this.ofBaseline(`${count === 1 ? '1 entry' : `${count} entries`} written.`));
      return this.failed ? 2 : 0;
    }
    const outdated = this.baseline?.outdated ?? 0;
    if (outdated > 0) {
      tell(
        this.ofBaseline(
          `${outdated === 1 ? '1 entry is' : `${outdated} entries are`} no longer needed; --write-baseline removes ${outdated === 1 ? 'it' : 'them'}.`,
        ),
      );
    }
    const outcome = this.outcome();
    // These formats have no line for this, or none that people read.
    if (outcome.tooMany && ['line', 'json', 'agent', 'sarif', 'junit', 'gitlab'].includes(this.options.format))
      tell(shown(`${outcome.tooMany}.`));
    this.format.finish(outcome);
    this.output.flush();
    return outcome.status;
  }

  private ofBaseline(text: string): Printable {
    return line`${shownName(this.options.baseline ?? '')}: ${shown(text)}`;
  }

  private outcome(): Outcome {
    const { maxWarnings } = this.options;
    const { error, warning } = this.counts;
    const tooMany =
      maxWarnings !== undefined && warning > maxWarnings
        ? `${plural(warning, 'warning')}, but --max-warnings allows ${maxWarnings}`
        : undefined;
    const status = this.failed ? 2 : error > 0 || tooMany ? 1 : 0;
    return { ...this.counts, kinds: this.kinds, tooMany, status };
  }
}
