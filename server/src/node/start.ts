/** What editors start in Node: runs the server from its bundle, with the code that V8 compiled last time. */
import { join } from 'node:path';
import { runCompiled } from './compiled-code.ts';

/** How long after the start the first session keeps what it has compiled, in milliseconds. */
const SETTLED = 20_000;
/** How much more a session must have compiled than what is kept, to be kept instead: the first one may have opened no file. */
const WORTH_KEEPING = 1.2;

const code = runCompiled(join(__dirname, 'server.js'), require);
if (code) {
  setTimeout(() => code.keep(WORTH_KEEPING), SETTLED).unref();
  // The first session may be shorter than that.
  process.once('exit', () => code.kept || code.keep(WORTH_KEEPING));
}
