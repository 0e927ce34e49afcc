import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';

/** One way to try to break Taskdef: a file of this folder exports it as `attack`, and nothing else needs to know. */
export interface Attack {
  /**
   * One try. Throws where Taskdef does something that it must not.
   * @param seed the same seed tries the same again
   */
  round(context: TestContext, seed: number): Promise<void>;
}

/** All attacks, by the name of their file without its ending. */
export async function attacks(): Promise<Map<string, Attack>> {
  const found = new Map<string, Attack>();
  for (const file of readdirSync(import.meta.dirname).sort()) {
    if (!file.endsWith('.ts') || file === 'attack.ts') continue;
    const { attack } = (await import(pathToFileURL(join(import.meta.dirname, file)).href)) as { attack: Attack };
    found.set(file.replace(/\.ts$/, ''), attack);
  }
  return found;
}
