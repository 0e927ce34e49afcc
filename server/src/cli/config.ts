import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type Config, parseConfig, unreadConfig } from '../config/config.ts';
import { settingsFiles } from '../config/settings-search.ts';
import { isMissing, readText, reasonOf, SETTINGS } from '../node/files.ts';
import { pathOf } from './names.ts';
import { line, type Printable, shown, shownName } from './show.ts';

/** The settings for a file, and its path relative to their folder. */
export interface FileConfig {
  readonly config: Config;
  /** The settings file. */
  readonly file: string;
  readonly path: string;
}

/** Finds the settings for each file that is checked: those in the nearest settings file. */
export class ConfigFinder {
  /** By folder, as the path is written. */
  private readonly known = new Map<string, FoundSettings | undefined>();
  private readonly marks = new Map<string, boolean>();
  private readonly read = new Map<string, Config | undefined>();
  private readonly roots: readonly string[];

  /** @param folder the working folder */
  constructor(folder = process.cwd()) {
    this.roots = [addressOf(folder)];
  }

  /** The settings for a file; undefined if there are none. Calls `complain` with each problem found in them. */
  find(file: string, complain: (problem: Printable) => void): FileConfig | undefined {
    const folder = dirname(file);
    if (!this.known.has(folder)) this.known.set(folder, this.nearest(resolve(file)));
    const found = this.known.get(folder);
    if (!found) return undefined;
    const path = resolve(file);
    for (const problem of found.config.problems) complain(line`${shownName(found.file)}: ${shown(problem)}`);
    return { ...found, path: relative(dirname(found.file), path).split(sep).join('/') };
  }

  private nearest(path: string): FoundSettings | undefined {
    const search = settingsFiles(addressOf(path), this.roots);
    let step = search.next();
    while (!step.done) step = search.next(this.isThere(step.value));
    for (const uri of step.value) {
      const file = fileOf(uri);
      if (!this.read.has(file)) this.read.set(file, read(file));
      const config = this.read.get(file);
      if (config) return { file, config };
    }
    return undefined;
  }

  private isThere(uri: string): boolean {
    let isThere = this.marks.get(uri);
    if (isThere === undefined) {
      isThere = existsSync(pathOf(fileOf(uri)));
      this.marks.set(uri, isThere);
    }
    return isThere;
  }
}

/** A path as the search takes it. Names that are not UTF-8 stay as they are, so nothing is encoded. */
function addressOf(path: string): string {
  const slashes = path.split(sep).join('/');
  return `file://${slashes.startsWith('/') ? '' : '/'}${slashes}`;
}

/** The path of an address that {@link addressOf} made. */
function fileOf(address: string): string {
  const path = address.slice('file://'.length);
  return sep === '/' ? path : path.slice(1).split('/').join(sep);
}

interface FoundSettings {
  readonly config: Config;
  readonly file: string;
}

/** The contents of a settings file; undefined if there is none. If it exists but cannot be read, the result says so. */
function read(file: string): Config | undefined {
  try {
    return parseConfig(readText(pathOf(file), SETTINGS));
  } catch (error) {
    return isMissing(error) ? undefined : unreadConfig(reasonOf(error));
  }
}
