import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Config, parseConfig, unreadConfig } from '../config/config.ts';
import { settingsFiles } from '../config/settings-search.ts';
import { isMissing, readText, reasonOf, SETTINGS } from '../node/files.ts';
import { pathOf } from './names.ts';
import { line, type Printable, shown, shownName } from './show.ts';

/** The settings that hold for a file, with its path seen from their folder. */
export interface FileConfig {
  readonly config: Config;
  /** The settings file. */
  readonly file: string;
  readonly path: string;
}

/** Finds the settings files of the files that are checked: for each the nearest. */
export class ConfigFinder {
  /** By folders as they are written. */
  private readonly known = new Map<string, FoundSettings | undefined>();
  private readonly marks = new Map<string, boolean>();
  private readonly read = new Map<string, Config | undefined>();
  private readonly roots: readonly string[];

  /** @param folder the one that is being worked in */
  constructor(folder = process.cwd()) {
    this.roots = [pathToFileURL(folder).href];
  }

  /** The settings for a file; undefined where there are none. What is wrong with them is told. */
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
    const search = settingsFiles(pathToFileURL(path).href, this.roots);
    let step = search.next();
    while (!step.done) step = search.next(this.isThere(step.value));
    for (const uri of step.value) {
      const file = fileURLToPath(uri);
      if (!this.read.has(file)) this.read.set(file, read(file));
      const config = this.read.get(file);
      if (config) return { file, config };
    }
    return undefined;
  }

  private isThere(uri: string): boolean {
    let isThere = this.marks.get(uri);
    if (isThere === undefined) {
      isThere = existsSync(pathOf(fileURLToPath(uri)));
      this.marks.set(uri, isThere);
    }
    return isThere;
  }
}

interface FoundSettings {
  readonly config: Config;
  readonly file: string;
}

/** What a settings file says; undefined where there is none. One that is there and cannot be read says so. */
function read(file: string): Config | undefined {
  try {
    return parseConfig(readText(pathOf(file), SETTINGS));
  } catch (error) {
    return isMissing(error) ? undefined : unreadConfig(reasonOf(error));
  }
}
