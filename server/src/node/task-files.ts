import { type Dirent, promises } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  hasReadEnding,
  isModuleFile,
  MOST_BYTES_FOUND,
  MOST_MODULE_FILES,
  TOOLS_FOLDERS,
} from '../formats/file-names.ts';
import { mattersInModule, mayBeTaskDefinitionText } from '../formats/signs.ts';
import type { TaskFileText } from '../protocol.ts';
import { readText } from './files.ts';

const FOUND = { most: MOST_BYTES_FOUND, streams: false };
const SKIPPED: ReadonlySet<string> = new Set(TOOLS_FOLDERS);
/** A workspace with more folders is somebody's home or a whole disk. */
const MOST_FOLDERS = 20_000;

/** The files in some folders that have a sign of a task definition or a service. Symbolic links are not followed. */
export async function taskFilesIn(folders: readonly string[]): Promise<TaskFileText[]> {
  const found: TaskFileText[] = [];
  const left = [...folders];
  for (let count = 0; left.length > 0 && count < MOST_FOLDERS; count++) {
    const folder = left.pop()!;
    const entries: Dirent[] = await promises.readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) left.push(path);
      else if (entry.isFile() && hasReadEnding(entry.name)) found.push(...taskFile(path));
    }
  }
  return found;
}

/** The files of Terraform directly in a folder that matter to its services. */
export async function moduleFilesIn(folder: string): Promise<TaskFileText[]> {
  const entries: Dirent[] = await promises.readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && isModuleFile(entry.name)).map(({ name }) => name);
  if (names.length > MOST_MODULE_FILES) return [];
  return names.sort().flatMap((name) => taskFile(join(folder, name), mattersInModule));
}

/**
 * The file at a path, or nothing if it cannot be read or has no sign.
 * @param hasSign looks for a sign of a task definition or a service by default
 */
export function taskFile(path: string, hasSign = mayBeTaskDefinitionText): TaskFileText[] {
  try {
    const text = readText(path, FOUND);
    return hasSign(path, text) ? [{ uri: pathToFileURL(path).href, text }] : [];
  } catch {
    return [];
  }
}
