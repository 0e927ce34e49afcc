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

/** What tells one state of a file from another, taken before its bytes are read. */
export type Stamp = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs'>;

/** A file as it was when it was read: what a new version was made from. */
export interface Before {
  readonly stamp: Stamp;
  readonly text: string;
}

/** A file was not written; the message says why, in words that hold no name. */
export class NotWritten extends Error {}

/**
 * The one way in which the command line writes files: each is either the old one or the new one, whatever happens in
 * between, and what somebody else wrote since it was read stays. Between the last look and the renaming there are
 * microseconds, which no system call that Node has can close. Mode, owner and group stay. Extended attributes and access
 * lists cannot be read or copied in Node on Linux, and writing in place would give up the above for them: the new file
 * has those that its folder gives.
 * @param before what was read; undefined where there was no such file
 * @throws NotWritten where it is a link or no regular file, was changed, or cannot be written
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
        // Another run may have come to the same result.
        if (stateOf(target) && readFileSync(target).equals(Buffer.from(text))) return;
        throw new NotWritten(CHANGED);
      }
      renameSync(temporary, target);
    } else {
      renameToNothing(temporary, target);
    }
  } finally {
    // The name is free again after the renaming, and nobody else makes up the same.
    rmSync(temporary, { force: true });
  }
}

const CHANGED = 'It was changed meanwhile.';

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
  // Two writes within one tick of the clock have one time.
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
  // After the owner, since a new owner takes special bits away.
  fchmodSync(handle, Number(old.mode & 0o7777n));
}

/** Gives a file its name where nobody has it; a link fails where somebody does, which a renaming does not. */
function renameToNothing(temporary: string | Buffer, target: string | Buffer): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || stateOf(target)) throw new NotWritten(CHANGED);
    // Some file systems know no links.
    renameSync(temporary, target);
  }
}

/** `.taskdef-MACHINE-PID-RANDOM.tmp`: short, hidden, no task definition by its name, and telling whose it is. */
const TEMPORARY = /^\.taskdef-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}\.tmp$/;

function temporaryName(): string {
  return `.taskdef-${machine()}-${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
}

let knownMachine: string | undefined;

/** Where a process number means the same process: a machine, or a container on it. */
function machine(): string {
  if (knownMachine === undefined) {
    let space = '';
    try {
      space = `${readlinkSync('/proc/self/ns/pid')} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')}`;
    } catch {
      // No Linux, and no containers that share a folder under one name.
    }
    knownMachine = createHash('sha256').update(`${hostname()} ${space}`).digest('hex').slice(0, 8);
  }
  return knownMachine;
}

const DAY = 24 * 60 * 60 * 1000;

/** Removes what runs that were killed have left in a folder. What a run may still need stays. */
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
      // Somebody else was faster, or the folder is not ours to write.
    }
  }
}

function hasEnded(pid: number): boolean {
  // Between two of its writes, this run has no such file.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** What the system says, in words and without the path, which may hold anything. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'Its folder is not there any more.';
  if (code === 'EACCES' || code === 'EPERM') return 'No permission to write it or its folder.';
  if (code === 'EROFS') return 'The file system is read-only.';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full.';
  if (code === undefined) throw error;
  return `The system refused it (${code}).`;
}
