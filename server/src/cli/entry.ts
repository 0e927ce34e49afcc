#!/usr/bin/env node
import { reasonOf } from '../node/files.ts';
import { main } from './main.ts';
import { STDERR, tell } from './output.ts';
import { shown, shownLines } from './show.ts';

/**
 * Whether the reader has closed the pipe, as `
 * head -1` does. The run goes on and exits with the same status as without a pipe.
 */
function isClosedPipe({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

// Any other failed write loses output, so the exit status must not say that all is well.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isClosedPipe(error)) return;
  STDERR.print(shown(`The output could not be written. ${reasonOf(error)}`));
  STDERR.flush();
  process.exit(2);
});
// If standard error fails as well, the exit status is all that is left to tell.
process.stderr.on('error', (error) => {
  if (!isClosedPipe(error)) process.exit(2);
});

main(process.argv.slice(2)).then(
  (status) => {
    if (status !== undefined) process.exitCode = status;
  },
  (error: unknown) => {
    tell(shownLines(reasonOf(error)));
    process.exitCode = 2;
  },
);
