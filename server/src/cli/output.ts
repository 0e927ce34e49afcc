import { withoutCommand } from '../model/visible.ts';
import type { Printable } from './show.ts';

/** What {@link Output} needs of a stream. */
interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * The one way to print: nothing else in the command line writes to a stream. Lines are written many at a time, as ten thousand
 * files have a hundred thousand lines.
 */
export class Output {
  private waiting = '';

  constructor(private readonly stream: Stream) {}

  /** Prints one or more lines. No build server takes any of them for a command. */
  print(text: Printable): void {
    this.add(text.includes('\n') ? text.split('\n').map(withoutCommand).join('\n') : withoutCommand(text));
  }

  /** Prints a line that a build server is to take for a command. */
  command(line: Printable): void {
    this.add(line);
  }

  /** Prints a text as it is, without a line break: what a file holds, for another program. */
  verbatim(text: string): void {
    this.flush();
    this.stream.write(text);
  }

  private add(text: string): void {
    this.waiting += `${text}\n`;
    if (this.waiting.length > 64 * 1024) this.flush();
  }

  /** Writes what waits, before something else is told or the program ends. */
  flush(): void {
    if (this.waiting !== '') this.stream.write(this.waiting);
    this.waiting = '';
  }

  /** Whether colours may be used: on a terminal, where nobody set NO_COLOR (no-color.org). */
  get colours(): boolean {
    return this.stream.isTTY === true && !process.env.NO_COLOR;
  }

  /** How many characters fit on a line; undefined where it is no terminal. */
  get columns(): number | undefined {
    return this.stream.columns;
  }
}

/** What was asked for. */
export const STDOUT = new Output(process.stdout);
/** What is told beside it. */
export const STDERR = new Output(process.stderr);

/** Says something beside the output, in its place between the lines. */
export function tell(text: Printable): void {
  STDOUT.flush();
  STDERR.print(text);
  STDERR.flush();
}
