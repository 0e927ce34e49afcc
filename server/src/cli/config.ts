import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isMissing, readText, reasonOf, SETTINGS } from '../node/files.ts';
import { CONFIG_FILE, type Config, parseConfig, unreadConfig } from '../rules/config.ts';
import { pathOf } from './names.ts';
import { line, type Printable, shown, shownName } from './show.ts';

/** The settings that hold for a file, with its path seen from their folder. */
export interface FileConfig {
  readonly config: Config;
  /** The settings file. */
  readonly file: string;
  readonly path: string;
}

/** Finds the settings files of the files that are checked: for each the nearest, up to the repository's root. */
export class ConfigFinder {
  private readonly byFolder = new Map<string, { config: Config; file: string } | undefined>();
  /** The same by folders as they are written. */
  private readonly known = new Map<string, { config: Config; file: string } | undefined>();

  /** The settings for a file; undefined where there are none. What is wrong with them is told. */
  find(file: string, complain: (problem: Printable) => void): FileConfig | undefined {
    const folder = dirname(file);
    let found = this.known.get(folder);
    if (!found && !this.known.has(folder)) {
      found = this.inFolder(resolve(folder));
      this.known.set(folder, found);
    }
    if (!found) return undefined;
    const path = resolve(file);
    for (const problem of found.config.problems) complain(line`${shownName(found.file)}: ${shown(problem)}`);
    return { ...found, path: relative(dirname(found.file), path).split(sep).join('/') };
  }

  private inFolder(folder: string): { config: Config; file: string } | undefined {
    if (this.byFolder.has(folder)) return this.byFolder.get(folder);
    const file = join(folder, CONFIG_FILE);
    const isRoot = dirname(folder) === folder || existsSync(pathOf(join(folder, '.git')));
    const config = read(file);
    const found = config ? { file, config } : isRoot ? undefined : this.inFolder(dirname(folder));
    this.byFolder.set(folder, found);
    return found;
  }
}

/** What a settings file says; undefined where there is none. One that is there and cannot be read says so. */
function read(file: string): Config | undefined {
  try {
    return parseConfig(readText(pathOf(file), SETTINGS));
  } catch (error) {
    return isMissing(error) ? undefined : unreadConfig(reasonOf(error));
  }
}
