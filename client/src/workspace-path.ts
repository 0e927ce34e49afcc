/** Determines which workspace file a path refers to. No path, link or open tab leads out of the workspace. */

/** A workspace folder or a file: the parts of a `vscode.Uri` that are needed here. */
export interface Address {
  readonly scheme: string;
  readonly authority: string;
  /** With forward slashes. */
  readonly path: string;
}

/**
 * The paths inside the workspace folders that a path may refer to, in folder order: a relative one in every folder, an
 * absolute one in those that contain it. Never a path outside.
 * @param file the path as someone wrote it, with forward slashes or, on Windows, backslashes
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

/** Whether a normalized path is inside a folder. */
export function isInside(folder: string, path: string): boolean {
  const root = comparable(`${folder.replace(/\/+$/, '')}/`);
  return comparable(path).startsWith(root) && path.length > root.length;
}

/** A path without `.` and `..`; undefined if it leads above its root, which only an attempt to get out would. */
export function normalized(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

/** The path in a form for comparison: Windows writes drive letters in either case, VS Code in lower case. */
function comparable(path: string): string {
  return path.replace(/^\/[A-Za-z](?=:)/, (drive) => drive.toLowerCase());
}

/**
 * Whether a file is inside one of the folders once all symbolic links are followed, including those on the way to the
 * folders.
 * @param realPath resolves all links in a path, with forward slashes; throws if there is nothing at the path
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
