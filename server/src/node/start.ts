/**
 * What editors start in Node: runs the server from its bundle, with the code that V8 compiled last time. Node's own cache
 * (`module.enableCompileCache`, looked at in Node 24.22 on 2026-11-28) is made before anything has run, so it lacks all
 * functions that are compiled when they are first called: half of what opening a file takes.
 *
 * What is kept is stale, and is compiled again, when the bundle has another size or another time of change, and when V8
 * has another version or other flags, which V8 itself checks.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

const SERVER = join(__dirname, 'server.js');
/** How long after the start the first session keeps what it has compiled, in milliseconds. */
const SETTLED = 20_000;
/** How much more a session must have compiled than what is kept, to be kept instead: the first one may have opened no file. */
const WORTH_KEEPING = 1.2;

/** The user's folder for what can be made again; undefined if the system names none. */
function cacheFolder(): string | undefined {
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME, NODE_DISABLE_COMPILE_CACHE } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE) return undefined;
  if (process.platform === 'win32') return LOCALAPPDATA && join(LOCALAPPDATA, 'Taskdef', 'Cache');
  const usual = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
  const caches = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : HOME && join(HOME, usual);
  return caches && join(caches, 'taskdef');
}

/** A file for each bundle and each V8, so that editors with different ones do not take it from each other. */
function cacheFile(folder: string): string {
  let hash = 0;
  for (const letter of `${SERVER} ${process.versions.v8} ${process.arch} ${process.execArgv.join(' ')}`)
    hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return join(folder, `server-${(hash >>> 0).toString(16)}.v8`);
}

/** Reads what was kept. What somebody else could have written is not used, since it is run as it is. */
function readKept(file: string, mark: Buffer): Buffer | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const { uid, mode } = fstatSync(handle);
    if (process.getuid && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const kept = readFileSync(handle);
    return kept.subarray(0, mark.length).equals(mark) ? kept.subarray(mark.length) : undefined;
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Writes it under a name of its own first: several editors may do so at the same time. */
function keep(file: string, mark: Buffer, code: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const own = `${file}.${process.pid}`;
    // V8 does not look for damage, so all of it has to be on the disk before it has its name.
    writeFileSync(own, Buffer.concat([mark, code]), { mode: 0o600, flush: true });
    renameSync(own, file);
  } catch {
    // Without it the server only starts more slowly.
  }
}

const { size, mtimeMs } = statSync(SERVER);
const mark = Buffer.from(`taskdef ${size} ${mtimeMs}\n`.padEnd(48));
const folder = cacheFolder();
const file = folder && cacheFile(folder);
const code = file && readKept(file, mark);
// The build escapes all letters outside of ASCII, so this reads the same and faster.
const script = new Script(`(function(require,__filename){${readFileSync(SERVER, 'latin1')}\n})`, {
  filename: SERVER,
  ...(code ? { cachedData: code } : {}),
});
/** How many bytes are kept; 0 if nothing is. */
let kept = code && !script.cachedDataRejected ? code.length : 0;
(script.runInThisContext() as (load: NodeJS.Require, name: string) => void)(require, SERVER);
if (file) {
  const keepMore = () => {
    const more = script.createCachedData();
    if (more.length < kept * WORTH_KEEPING) return;
    keep(file, mark, more);
    kept = more.length;
  };
  setTimeout(keepMore, SETTLED).unref();
  // The first session may be shorter than that.
  process.once('exit', () => kept || keepMore());
}
