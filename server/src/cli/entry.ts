#!/usr/bin/env node
import { reasonOf } from '../node/files.ts';
import { main } from './main.ts';
import { STDERR, tell } from './output.ts';
import { shown, shownLines } from './show.ts';

/** Whether nobody reads on, as behind `| head -1`. The work goes on, and the status is the one without a pipe. */
function isClosedPipe({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

// What cannot be written otherwise is lost, and no status may say that all is well.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isClosedPipe(error)) return;
  STDERR.print(shown(`The output could not be written. ${reasonOf(error)}`));
  STDERR.flush();
  process.exit(2);
});
// Where that cannot be told either, the status alone says it.
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
