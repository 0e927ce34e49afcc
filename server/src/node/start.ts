/** What editors start in Node: runs the server from its bundle, with the code that V8 compiled last time. */
import { join } from 'node:path';
import type V8 from 'node:v8';
import { runCompiled } from './compiled-code.ts';

/** How long after the start the first session keeps what it has compiled, in milliseconds. */
const SETTLED = 20_000;
/** How much more a session must have compiled than what is kept, to be kept instead: the first one may have opened no file. */
const WORTH_KEEPING = 1.2;
/** How long after the start V8 may optimise, in milliseconds: the first file is read before. */
const STARTED = 1000;

const code = runCompiled(join(__dirname, 'server.js'), require);

// Of a first file V8 knows too little to optimise for it well: most of what it makes is thrown away soon, and the other
// core is busy for it. Without, a file of 64 KB is read in half the time on Node 20, and one of 1 MB in three quarters on
// Node 24 (measured 2026-11-28). Not before the bundle has run: V8 takes neither its nor Node's compiled code with other
// flags than it was made with.
const { setFlagsFromString } = require('node:v8') as typeof V8;
const later = (isLater: boolean) => {
  setFlagsFromString(isLater ? '--no-opt' : '--opt');
  // Its quicker compiler, which Node 24 has (13.6), is worth while for a large file, from five times the usual calls on.
  if (process.versions.v8.startsWith('13.'))
    setFlagsFromString(`--invocation-count-for-maglev=${isLater ? 2000 : 400}`);
};
later(true);
setTimeout(later, STARTED, false).unref();

if (code) {
  setTimeout(() => code.keep(WORTH_KEEPING), SETTLED).unref();
  // The first session may be shorter than that.
  process.once('exit', () => {
    later(false);
    if (!code.kept) code.keep(WORTH_KEEPING);
  });
}
