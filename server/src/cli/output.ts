import { withoutCommand } from '../model/visible.ts';
import type { Printable } from './show.ts';

/** The part of a stream that {@link Output} needs. */
interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * The only way to print: nothing else in the command line writes to a stream. Lines are written in large batches,
 * because ten thousand files produce a hundred thousand of them.
 */
export class Output {
  private waiting = '';

  constructor(private readonly stream: Stream) {}

  /** Prints one or more lines, none of which a build server takes for a command. */
  print(text: Printable): void {
    this.add(text.includes('\n') ? text.split('\n').map(withoutCommand).join('\n') : withoutCommand(text));
  }

  /** Prints a line that is meant as a command to a build server. */
  command(line: Printable): void {
    this.add(line);
  }

  /** Prints a text unchanged and without a line break: a file's contents, for another program. */
  verbatim(text: string): void {
    this.flush();
    this.stream.write(text);
  }

  private add(text: string): void {
    this.waiting += `${text}\n`;
    if (this.waiting.length > 64 * 1024) this.flush();
  }

  /** Writes what is buffered, before writing to another stream and before the program ends. */
  flush(): void {
    if (this.waiting !== '') this.stream.write(this.waiting);
    this.waiting = '';
  }

  /** Whether colours may be used: only on a terminal, and not if NO_COLOR is set (no-color.org). */
  get colours(): boolean {
    return this.stream.isTTY === true && !process.env.NO_COLOR;
  }

  /** How many characters fit on a line; undefined if this is not a terminal. */
  get columns(): number | undefined {
    return this.stream.columns;
  }
}

/** For the results that were asked for. */
export const STDOUT = new Output(process.stdout);
/** For everything else. */
export const STDERR = new Output(process.stderr);

/** Prints to standard error, in the right order between the lines of standard output. */
export function tell(text: Printable): void {
  STDOUT.flush();
  STDERR.print(text);
  STDERR.flush();
}
