import { join } from 'node:path';

/** The project's root. */
export const ROOT = join(import.meta.dirname, '../../..');
/** Where everything that the editor tests bring along is kept; git ignores it. */
export const CACHE = join(ROOT, '.vscode-test');
