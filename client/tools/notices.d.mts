import type { Metafile } from 'esbuild';

export function bundledPackages(metafiles: readonly Pick<Metafile, 'outputs'>[]): string[];
export function noticesOf(folders: readonly string[], root: string): string;
