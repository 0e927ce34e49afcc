import { withoutCommands } from '../model/visible.ts';
import { reasonOf } from '../node/files.ts';
import { type Printable, shown } from './show.ts';

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
  private opened: Stream | undefined;

  /** @param open is called when the stream is needed: opening one takes Node a millisecond */
  constructor(private readonly open: () => Stream) {}

  private get stream(): Stream {
    this.opened ??= this.open();
    return this.opened;
  }

  /** Prints one or more lines, none of which a build server takes for a command. */
  print(text: Printable): void {
    this.add(withoutCommands(text));
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

/**
 * Whether the reader has closed the pipe, as `head -1` does. The run goes on and exits with the same status as without a
 * pipe.
 */
function isClosedPipe({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

/** For the results that were asked for. */
export const STDOUT = new Output(() =>
  // Any other failed write loses output, so the exit status must not say that all is well.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isClosedPipe(error)) return;
    STDERR.print(shown(`The output could not be written. ${reasonOf(error)}`));
    STDERR.flush();
    process.exit(2);
  }),
);
/** For everything else. */
export const STDERR = new Output(() =>
  // If standard error fails as well, the exit status is all that is left to tell.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!isClosedPipe(error)) process.exit(2);
  }),
);

/** Prints to standard error, in the right order between the lines of standard output. */
export function tell(text: Printable): void {
  STDOUT.flush();
  STDERR.print(text);
  STDERR.flush();
}
