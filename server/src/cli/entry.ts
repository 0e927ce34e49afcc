import { reasonOf } from '../node/files.ts';
import { main } from './main.ts';
import { tell } from './output.ts';
import { shownLines } from './show.ts';

main(process.argv.slice(2)).then(
  (status) => {
    if (status !== undefined) process.exitCode = status;
  },
  (error: unknown) => {
    tell(shownLines(reasonOf(error)));
    process.exitCode = 2;
  },
);
