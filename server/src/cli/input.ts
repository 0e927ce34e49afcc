import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { hasReadEnding, hasTaskFileName } from '../formats/file-names.ts';
import { readFile, reasonOf, TooLarge } from '../node/files.ts';
import { MAX_TEXT_LENGTH } from '../syntax/json/read.ts';
import { decodeName, namesLike, pathOf } from './names.ts';
import type { Stamp } from './write.ts';

/** The command line cannot be carried out as given; the message says what to change. */
export class UsageError extends Error {
  /** @param complete whether the message is enough by itself, so the list of options need not follow */
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
  /** True if the user named this very file; false if it was found in a folder. */
  readonly named: boolean;
  /** False if the bytes are not UTF-8, so writing the text back would change more than intended. */
  readonly faithful: boolean;
  /** The state of the file just before it was read; undefined for standard input. */
  readonly stamp: Stamp | undefined;
}

/** A file that could not be read, and why. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** Folders that never hold the project's own files. */
const SKIPPED = new Set(['.git', 'node_modules', '.hg', '.svn', '.terraform']);

/** A file that is to be read, or what could not be looked into, and why. */
export type Found = Pick<Input, 'file' | 'named'> | Unreadable;

/**
 * Finds what the command line names: files as they are, and all files in a folder that are templates or in a supported
 * language. Symbolic links inside folders are not followed. Yields one file at a time, so that memory use does not grow
 * with their number.
 * @param skipOthers whether to treat named files like files found in a folder, and to skip those that no longer exist
 */
export function* findInputs(paths: readonly string[], skipOthers = false): Generator<Found> {
  for (const path of paths.flatMap((path) => (path === '-' ? [path] : namesLike(path)))) {
    if (path === '-') {
      yield { file: path, named: true };
      continue;
    }
    try {
      if (statSync(pathOf(path)).isDirectory()) yield* findInFolder(path);
      else if (!skipOthers || hasReadEnding(path)) yield { file: path, named: !skipOthers };
    } catch (error) {
      if (!skipOthers || (error as NodeJS.ErrnoException).code !== 'ENOENT')
        yield { file: path, reason: reasonOf(error) };
    }
  }
}

/** Reads what was found; undefined if there is nothing to check, or if it could not be read and `fail` was called. */
export function readFound(found: Found, fail: (problem: Unreadable) => void): Input | undefined {
  if ('named' in found) return readOne(found.file, found.named, fail);
  fail(found);
  return undefined;
}

/**
 * Reads the files directly in a folder that the command line names, by themselves or with a folder around them.
 * @param paths as given on the command line
 */
export function* readIn(folder: string, paths: readonly string[]): Generator<Input> {
  const given = paths.filter((path) => path !== '-').map((path) => resolve(path));
  for (const { name, isFile } of list(folder)) {
    const other = resolve(folder, name);
    if (!isFile || !hasReadEnding(name)) continue;
    if (!given.some((path) => other === path || other.startsWith(path.endsWith(sep) ? path : path + sep))) continue;
    const input = readOne(join(folder, name), false, () => {});
    if (input) yield input;
  }
}

function* findInFolder(folder: string): Generator<Found> {
  let entries: Entry[];
  try {
    entries = list(folder);
  } catch (error) {
    yield { file: folder, reason: reasonOf(error) };
    return;
  }
  for (const entry of entries) {
    const { name } = entry;
    const path = join(folder, name);
    if (entry.isDirectory) {
      if (!SKIPPED.has(name)) yield* findInFolder(path);
    } else if (entry.isFile && hasReadEnding(name)) {
      yield { file: path, named: false };
    }
  }
}

interface Entry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

function list(folder: string): Entry[] {
  // Node's types accept names as bytes only from version 22 on.
  const entries = readdirSync(pathOf(folder), {
    withFileTypes: true,
    encoding: 'buffer',
  }) as unknown as Dirent<Buffer>[];
  return entries
    .map((entry) => ({ name: decodeName(entry.name), isFile: entry.isFile(), isDirectory: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readOne(file: string, named: boolean, fail: (problem: Unreadable) => void): Input | undefined {
  try {
    const { bytes, state } = readFile(file === '-' ? 0 : pathOf(file), named ? NAMED : FOUND);
    return { file, named, stamp: file === '-' ? undefined : state, ...decode(bytes) };
  } catch (error) {
    if (!(error instanceof TooLarge)) fail({ file, reason: reasonOf(error) });
    // The check itself reports the size. Other large files are skipped silently, since nobody asked about them.
    else if (named || hasTaskFileName(file))
      return { file, named, stamp: undefined, text: ' '.repeat(MAX_TEXT_LENGTH + 1), faithful: false };
    return undefined;
  }
}
/**
 * A task definition that was named, possibly a pipe. A character takes at most three bytes, so anything larger exceeds
 * {@link MAX_TEXT_LENGTH}.
 */
const NAMED = { most: 3 * MAX_TEXT_LENGTH, streams: true };
/** A task definition that was found in a folder. */
const FOUND = { ...NAMED, streams: false };

function decode(bytes: Buffer): { text: string; faithful: boolean } {
  const text = bytes.toString('utf8');
  return { text, faithful: !text.includes('\uFFFD') || Buffer.from(text).equals(bytes) };
}
