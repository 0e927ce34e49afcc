/** The scheme of the editor's virtual files: the example and the exercises. */
export const VIRTUAL_SCHEME = 'taskdef-file';

/** Whether a document is in no folder, so that nothing can be beside it. */
export function isInNoFolder(uri: string): boolean {
  return uri.startsWith('untitled:') || uri.startsWith(`${VIRTUAL_SCHEME}:`);
}

/** Whether a document is the file of an exercise. */
export function isExercise(uri: string): boolean {
  return uri.startsWith(`${VIRTUAL_SCHEME}:/exercises/`);
}
