import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hasTaskFileName } from '../model/detect.ts';
import { MAX_TEXT_LENGTH } from '../syntax/json.ts';

/** The command line makes no sense; the message says what to change. */
export class UsageError extends Error {}

/** A text to check. */
export interface Input {
  /** The path as given, or `-` for standard input. */
  readonly file: string;
  readonly text: string;
  /** True where the user named this very file, false where it was found in a folder. */
  readonly named: boolean;
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
  for (const path of paths) {
    if (path === '-') {
      yield { file: '-', text: readFileSync(0, 'utf8'), named: true };
      continue;
    }
    try {
      if (statSync(path).isDirectory()) yield* readFolder(path, fail);
      else yield* readOne(path, true, fail);
    } catch (error) {
      fail({ file: path, reason: reasonOf(error) });
    }
  }
}

function* readFolder(folder: string, fail: (problem: Unreadable) => void): Generator<Input> {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch (error) {
    fail({ file: folder, reason: reasonOf(error) });
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* readFolder(path, fail);
    } else if (entry.isFile() && (/\.jsonc?$/i.test(entry.name) || hasTaskFileName(entry.name))) {
      yield* readOne(path, false, fail);
    }
  }
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function* readOne(file: string, named: boolean, fail: (problem: Unreadable) => void): Generator<Input> {
  try {
    if (!named && statSync(file).size > MAX_TEXT_LENGTH && !hasTaskFileName(file)) return;
    yield {
      file,
      text: statSync(file).size > MAX_TEXT_LENGTH ? ' '.repeat(MAX_TEXT_LENGTH + 1) : readFileSync(file, 'utf8'),
      named,
    };
  } catch (error) {
    fail({ file, reason: reasonOf(error) });
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'There is no such file or folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'No permission to read it.';
  return (error as Error).message;
}

/**
 * Writes a file so that it is either the old one or the new one, whatever happens in between.
 * @throws where the file is a symbolic link, so that nothing outside of the named files is written, or where the folder cannot be written
 */
export function writeAtomically(file: string, text: string): void {
  const info = lstatSync(file);
  if (info.isSymbolicLink()) throw new Error('It is a symbolic link; name the file itself.');
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const handle = openSync(temporary, 'wx', info.mode & 0o777);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
