import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { pathOf } from './names.ts';

/** Distinguishes one state of a file from another; taken before the file is read. */
export type Stamp = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs'>;

/** A file as it was when it was read, before a new version was made from it. */
export interface Before {
  readonly stamp: Stamp;
  readonly text: string;
}

/** A file was not written; the message says why and contains no name. */
export class NotWritten extends Error {}

/**
 * The only way in which the command line writes files. After a crash, a file is either the old one or the new one, and
 * changes that someone else has made since it was read are kept. Only microseconds lie between the last check and the
 * rename; no system call that Node offers can close that gap. Mode, owner and group are kept. Extended attributes and
 * access lists are not: Node on Linux can neither read nor copy them, and writing in place would lose the guarantees
 * above. The new file gets those that its folder provides.
 * @param before what was read; undefined if there was no such file
 * @throws NotWritten if it is a link or not a regular file, has changed, or cannot be written
 */
export function writeAtomically(file: string, text: string, before: Before | undefined): void {
  try {
    replace(file, text, before);
  } catch (error) {
    throw error instanceof NotWritten ? error : new NotWritten(reasonOf(error));
  }
}

function replace(file: string, text: string, before: Before | undefined): void {
  const target = pathOf(file);
  const old = stateOf(target);
  if (!old !== !before) throw new NotWritten(CHANGED);
  if (old) accessSync(target, constants.W_OK);
  const temporary = pathOf(join(dirname(file), temporaryName()));
  const handle = openSync(temporary, 'wx', old ? 0o600 : 0o666);
  try {
    try {
      writeFileSync(handle, text);
      if (old) keepOwnerAndMode(handle, old);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (before) {
      if (isChanged(target, before)) {
        // Another run may have produced the same result.
        if (stateOf(target) && readFileSync(target).equals(Buffer.from(text))) return;
        throw new NotWritten(CHANGED);
      }
      renameSync(temporary, target);
    } else {
      renameToNothing(temporary, target);
    }
  } finally {
    // After the rename the name is free again, and it is random enough that nobody else uses it.
    rmSync(temporary, { force: true });
  }
}

const CHANGED = 'It was changed in the meantime.';

function stateOf(target: string | Buffer): BigIntStats | undefined {
  const state = lstatSync(target, { bigint: true, throwIfNoEntry: false });
  if (state?.isSymbolicLink()) throw new NotWritten('It is a symbolic link; name the file itself.');
  if (state && !state.isFile()) throw new NotWritten('It is not a regular file.');
  return state;
}

function isChanged(target: string | Buffer, { stamp, text }: Before): boolean {
  const now = stateOf(target);
  if (!now) return true;
  const same =
    now.dev === stamp.dev && now.ino === stamp.ino && now.size === stamp.size && now.mtimeNs === stamp.mtimeNs;
  // Two writes within one clock tick have the same time, so compare the contents as well.
  return !same || !readFileSync(target).equals(Buffer.from(text));
}

function keepOwnerAndMode(handle: number, old: BigIntStats): void {
  const fresh = fstatSync(handle, { bigint: true });
  if (fresh.uid !== old.uid || fresh.gid !== old.gid) {
    try {
      fchownSync(handle, Number(old.uid), Number(old.gid));
    } catch {
      throw new NotWritten('It belongs to another user or group, and writing it would make it yours.');
    }
  }
  // Must follow the change of owner, which clears special mode bits.
  fchmodSync(handle, Number(old.mode & 0o7777n));
}

/** Gives a file its final name only if that name is free. A link fails if it is taken; a rename would overwrite. */
function renameToNothing(temporary: string | Buffer, target: string | Buffer): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || stateOf(target)) throw new NotWritten(CHANGED);
    // Some file systems have no hard links.
    renameSync(temporary, target);
  }
}

/**
 * `.taskdef-MACHINE-PID-RANDOM.tmp`: short, hidden, not a task definition by name, and it says which process made it.
 */
const TEMPORARY = /^\.taskdef-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}\.tmp$/;

function temporaryName(): string {
  return `.taskdef-${machine()}-${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
}

let knownMachine: string | undefined;

/** Identifies where a process id is unique: a machine, or a container on it. */
function machine(): string {
  if (knownMachine === undefined) {
    let space = '';
    try {
      space = `${readlinkSync('/proc/self/ns/pid')} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')}`;
    } catch {
      // Not Linux, so no containers share a folder under the same host name.
    }
    knownMachine = createHash('sha256').update(`${hostname()} ${space}`).digest('hex').slice(0, 8);
  }
  return knownMachine;
}

const DAY = 24 * 60 * 60 * 1000;

/** Removes the temporary files that killed runs left in a folder, but none that a run may still need. */
export function removeLeftovers(folder: string): void {
  let names: string[];
  try {
    names = readdirSync(pathOf(folder), 'utf8').filter((name) => TEMPORARY.test(name));
  } catch {
    return;
  }
  for (const name of names) {
    const path = pathOf(join(folder, name));
    const [, where, pid] = TEMPORARY.exec(name)!;
    try {
      const state = lstatSync(path);
      const isOver = where === machine() ? hasEnded(Number(pid)) : Date.now() - state.mtimeMs > DAY;
      if (state.isFile() && isOver) rmSync(path, { force: true });
    } catch {
      // Another run was faster, or we may not write to the folder.
    }
  }
}

function hasEnded(pid: number): boolean {
  // This run has no such file between two of its writes.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** The system's reason in words, without the path, which may contain anything. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'Its folder no longer exists.';
  if (code === 'EACCES' || code === 'EPERM') return 'You have no permission to write it or its folder.';
  if (code === 'EROFS') return 'The file system is read-only.';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full.';
  if (code === undefined) throw error;
  return `The operating system refused it (${code}).`;
}
