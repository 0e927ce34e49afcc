import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { isMissing, readFile, reasonOf, TASK_FILE } from '../../node/files.ts';
import type { Stamp } from '../write.ts';

/** A request that cannot be carried out; the message says what to do instead. */
export class Impossible extends Error {}

/** A folder that may be read does not exist. */
export class NoFolder extends Error {}

/** A file that was read. */
export interface RootFile {
  /** The path behind all symbolic links. */
  readonly path: string;
  readonly text: string;
  /** False if the bytes are not UTF-8. */
  readonly faithful: boolean;
  readonly stamp: Stamp;
}

/** The folders that may be read. A file counts by its real path, whatever links lead to it. */
export class Roots {
  /** The paths as given, and the real ones. */
  private readonly folders: readonly { readonly given: string; readonly real: string }[];

  /** @throws NoFolder if a folder does not exist */
  constructor(folders: readonly string[]) {
    this.folders = (folders.length > 0 ? folders : ['.']).map((folder) => {
      try {
        const real = realpathSync(folder);
        if (statSync(real).isDirectory()) return { given: resolve(folder), real };
      } catch (error) {
        throw new NoFolder(`--root ${folder}: ${reasonOf(error)}`);
      }
      throw new NoFolder(`--root ${folder}: It is not a folder.`);
    });
  }

  /** Whether a real path is inside one of the folders. */
  holds(path: string): boolean {
    return this.folders.some(({ real }) => isInside(real, path));
  }

  /**
   * Reads a regular file of at most 1 MB inside one of the folders.
   * @param path absolute, or relative to the first folder
   * @throws Impossible if there is no such file. For a file elsewhere, the message does not even say whether it exists
   */
  read(path: string): RootFile {
    const asked = resolve(this.folders[0]!.given, path);
    const real = this.realPath(asked, path);
    if (!this.holds(real)) throw this.outside(path);
    try {
      const { bytes, state } = readFile(real, TASK_FILE);
      // Make sure that nobody has put a link in its place in the meantime.
      const now = statSync(realpathSync(asked), { bigint: true });
      if (realpathSync(asked) !== real || now.ino !== state.ino || now.dev !== state.dev) throw this.outside(path);
      const text = bytes.toString('utf8');
      return { path: real, text, faithful: Buffer.from(text).equals(bytes), stamp: state };
    } catch (error) {
      throw error instanceof Impossible ? error : new Impossible(`${quoted(path)}: ${reasonOf(error)}`);
    }
  }

  private realPath(asked: string, path: string): string {
    try {
      return realpathSync(asked);
    } catch (error) {
      if (!this.holds(nearestFolder(asked))) throw this.outside(path);
      const next = isMissing(error) ? ' Name an existing file, or pass "text".' : '';
      throw new Impossible(`${quoted(path)}: ${reasonOf(error)}${next}`);
    }
  }

  private outside(path: string): Impossible {
    const folders = this.folders.map(({ given }) => given).join(', ');
    return new Impossible(
      `${quoted(path)} is not in ${folders}. Pass its content as "text", or start "taskdef mcp" with --root for its folder.`,
    );
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** For a path that does not exist, the real path of the deepest folder on it that does. */
function nearestFolder(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    // A dangling link might lead outside, so it counts as if it did.
    if (isLink(at)) return sep;
    try {
      return realpathSync(at);
    } catch {
      if (dirname(at) === at) return at;
    }
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink() && !existsSync(path);
  } catch {
    return false;
  }
}

function quoted(path: string): string {
  return `"${path.length > 200 ? `${path.slice(0, 199)}…` : path}"`;
}
