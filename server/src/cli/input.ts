import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasTaskFileName } from '../model/detect.ts';
import { MAX_TEXT_LENGTH } from '../syntax/json.ts';
import { decodeName, namesLike, pathOf } from './names.ts';
import { type Stamp, stampOf } from './write.ts';

/** The command line makes no sense; the message says what to change. */
export class UsageError extends Error {
  /** @param complete whether the message says it all, so that the list of options would only be in the way */
  constructor(
    message: string,
    readonly complete = false,
  ) {
    super(message);
  }
}

/** A text to check. */
export interface Input {
  /** The path as given, or `-` for standard input. */
  readonly file: string;
  readonly text: string;
  /** True where the user named this very file, false where it was found in a folder. */
  readonly named: boolean;
  /** False where the bytes are not UTF-8, so that writing the text would change more than what is meant. */
  readonly faithful: boolean;
  /** The state of the file before it was read; undefined for standard input. */
  readonly stamp: Stamp | undefined;
}

/** A file that could not be read, with the reason in words. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** Folders that hold other people's files. */
const SKIPPED = new Set(['.git', 'node_modules', '.hg', '.svn', '.terraform']);

/**
 * Reads what the command line names: files as they are, folders with all JSON files and files named like a task definition.
 * Symbolic links inside of folders are not followed. Files come one at a time, so that memory does not grow with their number.
 */
export function* readInputs(paths: readonly string[], fail: (problem: Unreadable) => void): Generator<Input> {
  for (const path of paths.flatMap((path) => (path === '-' ? [path] : namesLike(path)))) {
    if (path === '-') {
      yield* readOne(path, true, fail);
      continue;
    }
    try {
      if (statSync(pathOf(path)).isDirectory()) yield* readFolder(path, fail);
      else yield* readOne(path, true, fail);
    } catch (error) {
      fail({ file: path, reason: reasonOf(error) });
    }
  }
}

function* readFolder(folder: string, fail: (problem: Unreadable) => void): Generator<Input> {
  let entries: Entry[];
  try {
    entries = list(folder);
  } catch (error) {
    fail({ file: folder, reason: reasonOf(error) });
    return;
  }
  for (const entry of entries) {
    const { name } = entry;
    const path = join(folder, name);
    if (entry.isDirectory) {
      if (!SKIPPED.has(name)) yield* readFolder(path, fail);
    } else if (entry.isFile && (/\.jsonc?$/i.test(name) || hasTaskFileName(name))) {
      yield* readOne(path, false, fail);
    }
  }
}

interface Entry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

function list(folder: string): Entry[] {
  // The types of Node know the names as bytes from version 22 on.
  const entries = readdirSync(pathOf(folder), {
    withFileTypes: true,
    encoding: 'buffer',
  }) as unknown as Dirent<Buffer>[];
  return entries
    .map((entry) => ({ name: decodeName(entry.name), isFile: entry.isFile(), isDirectory: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function* readOne(file: string, named: boolean, fail: (problem: Unreadable) => void): Generator<Input> {
  try {
    const read = readBytes(file, !named && !hasTaskFileName(file));
    if (read) yield { file, named, stamp: read.stamp, ...decode(read.bytes) };
  } catch (error) {
    fail({ file, reason: reasonOf(error) });
  }
}

/** More bytes than this are more than {@link MAX_TEXT_LENGTH} characters, whatever they are. */
const MAX_BYTES = 3 * MAX_TEXT_LENGTH;

/**
 * The bytes of a file or of standard input, at most a little more than what is checked: a pipe may never end.
 * @param optional whether a larger file is passed over: undefined
 */
function readBytes(file: string, optional: boolean): { bytes: Buffer; stamp: Stamp | undefined } | undefined {
  const handle = file === '-' ? 0 : openSync(pathOf(file), 'r');
  const stamp = handle === 0 ? undefined : stampOf(handle);
  const chunks: Buffer[] = [];
  let length = 0;
  let room = SCRATCH;
  try {
    while (length <= MAX_BYTES) {
      const read = readChunk(handle, room);
      if (read === 0) break;
      chunks.push(room.subarray(0, read));
      length += read;
      if (optional && length === SCRATCH.length && fstatSync(handle).size > MAX_BYTES) return undefined;
      room = read < room.length ? room.subarray(read) : Buffer.allocUnsafe(1024 * 1024);
    }
  } finally {
    if (handle !== 0) closeSync(handle);
  }
  return { bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), stamp };
}

/** Where most files fit in; what it holds is made into text before the next file is read. */
const SCRATCH = Buffer.allocUnsafe(128 * 1024);

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

function decode(bytes: Buffer): { text: string; faithful: boolean } {
  if (bytes.length > MAX_BYTES) return { text: ' '.repeat(MAX_TEXT_LENGTH + 1), faithful: false };
  const text = bytes.toString('utf8');
  return { text, faithful: !text.includes('\uFFFD') || Buffer.from(text).equals(bytes) };
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'There is no such file or folder.';
  if (code === 'EISDIR') return 'It is a folder.';
  if (code === 'ELOOP') return 'The symbolic links go in a circle.';
  if (code === 'EACCES' || code === 'EPERM') return 'No permission to read it.';
  return (error as Error).message;
}
