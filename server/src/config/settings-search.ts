import { isInNoFolder } from '../model/virtual-file.ts';
import { CONFIG_FILE } from './config.ts';

/**
 * Operating systems allow paths of at most 4,096 bytes, and a byte may take three characters in a URI. No longer URI
 * can have settings.
 */
const LONGEST_URI = 3 * 4096;

/**
 * The settings files that may apply to a document, nearest first: those in its folder and the folders above it, up to
 * the root of its repository. Outside a repository the search ends at the workspace folder; outside that, only the
 * document's own folder counts.
 * @param uri of the document
 * @param roots URIs of the workspace folders
 * @yields URIs that would mark the root of a repository; answer whether a file or folder exists there
 */
export function* settingsFiles(uri: string, roots: readonly string[]): Generator<string, string[], boolean> {
  if (isInNoFolder(uri) || uri.length > LONGEST_URI) return [];
  const own = folderOf(uri);
  const isFile = uri.startsWith('file:');
  const folders: string[] = [];
  for (let folder = own; folder.length > 'file:///'.length; folder = folderOf(folder.slice(0, -1))) {
    folders.push(folder);
    // In a worktree or a submodule, `.git` is a file.
    if (isFile && (yield `${folder}.git`)) return folders.map(settingsIn);
  }
  const root = roots.map((each) => (each.endsWith('/') ? each : `${each}/`)).find((each) => uri.startsWith(each));
  return (root ? folders.filter((folder) => folder.startsWith(root)) : [own]).map(settingsIn);
}

function settingsIn(folder: string): string {
  return folder + CONFIG_FILE;
}

/** The URI of the folder that contains a file or folder, ending in a slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
