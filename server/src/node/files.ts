/** The only way to read files on this machine. Each kind of file says what it may be and how large. */
import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

const MB = 1024 * 1024;

interface FileKind {
  /** The most bytes to read. */
  readonly most: number;
  /** Whether a pipe or a device is acceptable, as for what a user names on a command line. */
  readonly streams: boolean;
}

/** A `.taskdef.json`. Anyone who can write to the repository can write it, and it is found without being named. */
export const SETTINGS: FileKind = { most: MB, streams: false };
/** The baseline. */
export const BASELINE: FileKind = { most: 64 * MB, streams: false };

/** A task definition that an assistant names. */
export const TASK_FILE: FileKind = { most: MB, streams: false };

/** A file that exists but is not read; the message is a sentence for people. */
export class FileRefused extends Error {}

/** A file with more bytes than its kind allows. */
export class TooLarge extends FileRefused {}

const NO_FILE = 'It is no regular file, and is not read.';

/**
 * Reads a file.
 * @param file a path, or 0 for standard input
 * @returns the bytes, and the file's state just before they were read
 * @throws FileRefused if the file is of the wrong type or too large; the system's error if it cannot be opened or read
 */
export function readFile(
  file: string | Buffer | 0,
  { most, streams }: FileKind,
): { readonly bytes: Buffer; readonly state: BigIntStats } {
  // Opening a pipe without a writer would otherwise wait forever.
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

/** @param size the size that the system reports; the file may grow in the meantime, and files in `/proc` report 0 */
function readAll(handle: number, size: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  // The extra byte detects the end of the file without a second buffer.
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

/** Reads what is available. Waits if standard input is a terminal or a pipe with nothing in it yet. */
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

/** Whether an error says that the file does not exist. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** System errors in plain words. The system's own messages repeat the file name, which is already printed in front. */
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
  // A socket, or a pipe opened for writing.
  ['ENXIO', NO_FILE],
  ['EBUSY', 'It is in use.'],
  ['EMFILE', 'Too many files are open.'],
  ['ENFILE', 'Too many files are open.'],
]);

/** Why something failed, as a sentence. System errors are described by their code, without the path. */
export function reasonOf(error: unknown, doing: 'read' | 'write' = 'read'): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EACCES' || code === 'EPERM') return `No permission to ${doing} it.`;
  if (typeof code === 'string') return REASONS.get(code) ?? `The operating system refused it (${code}).`;
  return error instanceof Error ? error.message : String(error);
}
