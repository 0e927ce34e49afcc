/** Which file of the workspace a path means. No path, link or open tab leads out of the workspace. */

/** A folder of the workspace, or a file: what a `vscode.Uri` has of it. */
export interface Address {
  readonly scheme: string;
  readonly authority: string;
  /** With forward slashes. */
  readonly path: string;
}

/**
 * The paths inside of a workspace's folders that a path may mean, in the order of the folders: a relative one in each, an absolute
 * one in those that hold it. Never one outside.
 * @param file as somebody wrote it, with forward or, on Windows, backward slashes
 */
export function placesIn<F extends Address>(folders: readonly F[], file: string): { folder: F; path: string }[] {
  if (file.includes('\0')) return [];
  const slashes = file.replaceAll('\\', '/');
  const drive = /^[a-z]:/i.test(slashes);
  const absolute = drive || slashes.startsWith('/');
  return folders.flatMap((folder) => {
    const path = normalized(absolute ? `${drive ? '/' : ''}${slashes}` : `${folder.path}/${slashes}`);
    return path !== undefined && isInside(folder.path, path) ? [{ folder, path }] : [];
  });
}

/** Whether a path that is normalized is the one of something inside of a folder. */
export function isInside(folder: string, path: string): boolean {
  const root = comparable(`${folder.replace(/\/+$/, '')}/`);
  return comparable(path).startsWith(root) && path.length > root.length;
}

/** A path without `.` and `..`; undefined where it leads above its root, which only somebody writes who wants out. */
export function normalized(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

/** Windows writes drives in either case, and VS Code in lower case. */
function comparable(path: string): string {
  return path.replace(/^\/[A-Za-z](?=:)/, (drive) => drive.toLowerCase());
}

/**
 * Whether a file is inside of one of the folders when all symbolic links are followed, those on the way to the folders too.
 * @param realPath the path behind all links, with forward slashes; it throws where nothing is there
 */
export async function isReallyInside(
  path: string,
  folders: readonly string[],
  realPath: (path: string) => Promise<string>,
): Promise<boolean> {
  const file = await realPath(path).catch(() => undefined);
  if (file === undefined) return false;
  const roots = await Promise.all(folders.map((folder) => realPath(folder).catch(() => undefined)));
  return roots.some((root) => root !== undefined && isInside(root, file));
}
