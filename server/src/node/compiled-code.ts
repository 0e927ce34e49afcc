/**
 * Runs a bundle with the code that V8 compiled the last time. Node's own cache (`module.enableCompileCache`, looked at in
 * Node 24.22 on 2026-11-28) is made before anything has run, so it lacks all functions that are compiled when they are
 * first called: half of what reading a file takes.
 *
 * What is kept is stale, and is compiled again, when the bundle has another size or another time of change, and when V8
 * has another version or other flags, which V8 itself checks.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Script } from 'node:vm';

/** How long a file that is no longer made again stays, in milliseconds: 60 days. */
const MOST_AGE = 60 * 24 * 3600 * 1000;

/** A bundle that has run, and what V8 has compiled of it. */
export interface CompiledCode {
  /** How many bytes are kept for the next start; 0 if none are. */
  readonly kept: number;
  /** Keeps what has been compiled by now, if it is larger than this part of what is kept. */
  keep(worth: number): void;
}

/**
 * Runs a bundle, which is ASCII throughout, as its build writes it.
 * @param bundle its path
 * @param load what it calls `require`
 * @returns undefined if there is no place where compiled code may be kept
 */
export function runCompiled(bundle: string, load: NodeJS.Require): CompiledCode | undefined {
  const { size, mtimeMs } = statSync(bundle);
  const mark = Buffer.from(`taskdef ${size} ${mtimeMs}\n`.padEnd(48));
  const folder = cacheFolder();
  const file = folder && cacheFile(folder, bundle);
  const code = file && readKept(file, mark);
  const script = new Script(asFunction(bundle, size), {
    filename: bundle,
    ...(code ? { cachedData: code } : {}),
  });
  let kept = code && !script.cachedDataRejected ? code.length : 0;
  script.runInThisContext()(load, bundle, dirname(bundle));
  if (!file) return undefined;
  return {
    get kept() {
      return kept;
    },
    keep(worth) {
      const more = script.createCachedData();
      if (more.length < kept * worth) return;
      write(file, mark, more);
      kept = more.length;
    },
  };
}

/** A bundle's text as a function. Put together before it is a string: V8 would copy one of 2 MB to join it with another. */
function asFunction(bundle: string, size: number): string {
  const head = '(function(require,__filename,__dirname){';
  const text = Buffer.allocUnsafeSlow(head.length + size + 3);
  text.write(head, 'latin1');
  const handle = openSync(bundle, 'r');
  let end = head.length;
  try {
    for (let read = 1; read > 0 && end < head.length + size; end += read)
      read = readSync(handle, text, end, head.length + size - end, null);
  } finally {
    closeSync(handle);
  }
  return text.toString('latin1', 0, end + text.write('\n})', end, 'latin1'));
}

/** The user's folder for what can be made again; undefined if the system names none. */
function cacheFolder(): string | undefined {
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME, NODE_DISABLE_COMPILE_CACHE } = process.env;
  if (NODE_DISABLE_COMPILE_CACHE) return undefined;
  if (process.platform === 'win32') return LOCALAPPDATA && join(LOCALAPPDATA, 'Taskdef', 'Cache');
  const usual = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
  const caches = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : HOME && join(HOME, usual);
  return caches && join(caches, 'taskdef');
}

/** A file for each bundle and each V8, so that programs with different ones do not take it from each other. */
function cacheFile(folder: string, bundle: string): string {
  let hash = 0;
  for (const letter of `${bundle} ${process.versions.v8} ${process.arch} ${process.execArgv.join(' ')}`)
    hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return join(folder, `${basename(bundle, extname(bundle))}-${(hash >>> 0).toString(16)}.v8`);
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

/** Writes it under a name of its own first: several programs may do so at the same time. */
function write(file: string, mark: Buffer, code: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    removeOld(dirname(file));
    const own = `${file}.${process.pid}`;
    // V8 does not look for damage, so all of it has to be on the disk before it has its name.
    writeFileSync(own, Buffer.concat([mark, code]), { mode: 0o600, flush: true });
    renameSync(own, file);
  } catch {
    // Without it the next start only takes longer.
  }
}

/** Removes what versions that are no longer in use have left. One that is in use makes its own again. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (/\.v8(?:\.\d+)?$/.test(name) && Date.now() - statSync(file).mtimeMs > MOST_AGE) unlinkSync(file);
  }
}
