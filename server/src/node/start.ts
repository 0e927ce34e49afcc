/** What editors start in Node: runs the server from its bundle, with the code that V8 compiled last time. */
import { join } from 'node:path';
import type V8 from 'node:v8';
import { runCompiled } from './compiled-code.ts';

/** How long after the start the first session keeps what it has compiled, in milliseconds. */
const SETTLED = 20_000;
/** How much more a session must have compiled than what is kept, to be kept instead: the first one may have opened no file. */
const WORTH_KEEPING = 1.2;
/** How long after the start the first file has been read, in milliseconds. */
const STARTED = 1000;

/**
 * V8's flags, all measured 2026-11-28. Its own ones have to be set where compiled code is taken or kept: V8 takes none,
 * of ours or of Node, that was made with others.
 *
 * At the start it does not optimise: of a first file it knows too little to do it well, most of what it makes is thrown
 * away soon, and the other core is busy for it. A file of 64 KB is read in half the time on Node 20, and one of 1 MB in
 * three quarters on Node 24, whose quicker compiler pays from five times the usual calls on.
 *
 * Then its space for new objects, of up to 96 MB on Node 24, stays as large as the start has made it: after edits of a
 * file of 64 KB the process has 142 MB instead of 206, for the same work. On Node 20 it makes no difference.
 */
const FLAGS = process.versions.v8.startsWith('13.')
  ? {
      own: '--opt --invocation-count-for-maglev=400 --semi-space-growth-factor=2',
      start: '--no-opt --invocation-count-for-maglev=2000',
      work: '--opt --invocation-count-for-maglev=400 --semi-space-growth-factor=1',
    }
  : { own: '--opt', start: '--no-opt', work: '--opt' };

const code = runCompiled(join(__dirname, 'server.js'), require);
const { setFlagsFromString } = require('node:v8') as typeof V8;
setFlagsFromString(FLAGS.start);
setTimeout(setFlagsFromString, STARTED, FLAGS.work).unref();

if (code) {
  const keep = () => {
    setFlagsFromString(FLAGS.own);
    code.keep(WORTH_KEEPING);
    setFlagsFromString(FLAGS.work);
  };
  setTimeout(keep, SETTLED).unref();
  // The first session may be shorter than that.
  process.once('exit', () => code.kept || keep());
}
