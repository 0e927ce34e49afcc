import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CONFIG_FILE, type Config, parseConfig } from '../rules/config.ts';
import { pathOf } from './names.ts';
import { visibleName } from './show.ts';

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
  find(file: string, complain: (problem: string) => void): FileConfig | undefined {
    const folder = dirname(file);
    let found = this.known.get(folder);
    if (!found && !this.known.has(folder)) {
      found = this.inFolder(resolve(folder));
      this.known.set(folder, found);
    }
    if (!found) return undefined;
    const path = resolve(file);
    for (const problem of found.config.problems) complain(`${visibleName(found.file)}: ${problem}`);
    return { ...found, path: relative(dirname(found.file), path).split(sep).join('/') };
  }

  private inFolder(folder: string): { config: Config; file: string } | undefined {
    if (this.byFolder.has(folder)) return this.byFolder.get(folder);
    const file = join(folder, CONFIG_FILE);
    const isRoot = dirname(folder) === folder || existsSync(pathOf(join(folder, '.git')));
    const text = read(file);
    const found =
      text !== undefined ? { file, config: parseConfig(text) } : isRoot ? undefined : this.inFolder(dirname(folder));
    this.byFolder.set(folder, found);
    return found;
  }
}

/** The text of a settings file; undefined where there is none. What is no regular file, or not ours to read, is none. */
function read(file: string): string | undefined {
  try {
    const path = pathOf(file);
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
