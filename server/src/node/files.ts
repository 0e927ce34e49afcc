/** The one way to read files on this machine: each kind with what may be a file of it and how large it may be. */
import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

const MB = 1024 * 1024;

interface FileKind {
  /** Bytes. More are not read. */
  readonly most: number;
  /** Whether a pipe or a device will do, as for what somebody names on a command line. */
  readonly streams: boolean;
}

/** A `.taskdef.json`: whoever wrote the repository wrote it, and it is found without being named. */
export const SETTINGS: FileKind = { most: MB, streams: false };
/** The list of known findings. */
export const BASELINE: FileKind = { most: 64 * MB, streams: false };

/** A task definition that an assistant names. */
export const TASK_FILE: FileKind = { most: MB, streams: false };

/** A file that is there and is not read, with the reason as a sentence for people. */
export class FileRefused extends Error {}

/** A file with more bytes than its kind may have. */
export class TooLarge extends FileRefused {}

const NO_FILE = 'It is no regular file, and is not read.';

/**
 * Reads a file.
 * @param file a path, or 0 for standard input
 * @returns the bytes, and the file's state before they were read
 * @throws FileRefused where it is not what may be read or has too many bytes; the system's error where it cannot be opened or read
 */
export function readFile(
  file: string | Buffer | 0,
  { most, streams }: FileKind,
): { readonly bytes: Buffer; readonly state: BigIntStats } {
  // Opening a pipe that nobody writes to would wait for ever.
  const handle = file === 0 ? 0 : openSync(file, constants.O_RDONLY | (streams ? 0 : (constants.O_NONBLOCK ?? 0)));
  try {
    const state = fstatSync(handle, { bigint: true });
    if (!streams && !state.isFile()) throw new FileRefused(NO_FILE);
    if (state.isFile() && state.size > most) throw tooLarge(most);
    return { bytes: readAll(handle, state.isFile() ? Number(state.size) : 0, most), state };
  } finally {
    if (handle !== 0) closeSync(handle);
  }
}

/** The text of a file; see {@link readFile}. */
export function readText(file: string | Buffer, kind: FileKind): string {
  return readFile(file, kind).bytes.toString('utf8');
}

/** @param size what the file says; it may grow meanwhile, and those of `/proc` say 0 */
function readAll(handle: number, size: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  // One byte more finds the end without another piece of memory.
  let room = Buffer.allocUnsafe(Math.min(size, most) + 1);
  for (;;) {
    const read = readChunk(handle, room);
    if (read === 0) break;
    chunks.push(room.subarray(0, read));
    length += read;
    if (length > most) throw tooLarge(most);
    room = read < room.length ? room.subarray(read) : Buffer.allocUnsafe(128 * 1024);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

function tooLarge(most: number): TooLarge {
  return new TooLarge(`It is larger than ${most / MB} MB, and is not read.`);
}

/** Reads what is there, and waits where standard input is a terminal or a pipe that has nothing yet. */
function readChunk(handle: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(handle, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** Whether an error says that there is no file of that name. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** What the system says, in words. Its own words hold the file's name, which stands in front anyhow. */
const REASONS = new Map([
  ['ENOENT', 'There is no such file or folder.'],
  ['EISDIR', 'It is a folder.'],
  ['ENOTDIR', 'A part of its path is a file, not a folder.'],
  ['ELOOP', 'The symbolic links go in a circle.'],
  ['EEXIST', 'There is a file of that name already.'],
  ['ENAMETOOLONG', 'Its name is too long.'],
  ['ENOSPC', 'The disk is full.'],
  ['EDQUOT', 'The disk quota is used up.'],
  ['EROFS', 'The file system is read-only.'],
  // A socket, or a pipe to write to.
  ['ENXIO', NO_FILE],
  ['EBUSY', 'It is in use.'],
  ['EMFILE', 'Too many files are open.'],
  ['ENFILE', 'Too many files are open.'],
]);

/** Why something failed, as a sentence. An error of the system is told by its code, without its path. */
export function reasonOf(error: unknown, doing: 'read' | 'write' = 'read'): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EACCES' || code === 'EPERM') return `No permission to ${doing} it.`;
  if (typeof code === 'string') return REASONS.get(code) ?? `The system refused it (${code}).`;
  return error instanceof Error ? error.message : String(error);
}
