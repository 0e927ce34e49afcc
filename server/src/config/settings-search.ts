import { CONFIG_FILE } from './config.ts';

/** Systems take paths of 4,096 bytes at most, and a byte may take three characters of a URI. Nothing longer has folders to look in. */
const LONGEST_URI = 3 * 4096;

/**
 * The settings files that may hold for a document, the nearest first: those beside it and in the folders around it, up to the root
 * of its repository. Where it is in none, up to the folder that is being worked in, and outside of that only the one beside it.
 * @param uri of the document
 * @param roots URIs of the folders that are being worked in
 * @yields URIs that mark the root of a repository: it asks whether there is a file or folder of that name
 */
export function* settingsFiles(uri: string, roots: readonly string[]): Generator<string, string[], boolean> {
  if (uri.startsWith('untitled:') || uri.length > LONGEST_URI) return [];
  const own = folderOf(uri);
  const isFile = uri.startsWith('file:');
  const folders: string[] = [];
  for (let folder = own; folder.length > 'file:///'.length; folder = folderOf(folder.slice(0, -1))) {
    folders.push(folder);
    // In a worktree, and in a submodule, the mark is a file.
    if (isFile && (yield `${folder}.git`)) return folders.map(settingsIn);
  }
  const root = roots.map((each) => (each.endsWith('/') ? each : `${each}/`)).find((each) => uri.startsWith(each));
  return (root ? folders.filter((folder) => folder.startsWith(root)) : [own]).map(settingsIn);
}

function settingsIn(folder: string): string {
  return folder + CONFIG_FILE;
}

/** The URI of the folder that a file or folder is in, with its slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
