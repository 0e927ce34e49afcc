import type { SplitShellWords } from '../../model/shell-line.ts';
import type { Container } from '../../model/task.ts';
import { cut } from '../../model/wording.ts';
import type { ValueNode } from '../../syntax/node.ts';

/** Programs that run the text of their next word. */
const INTERPRETERS = /(?:^|[\\/])(?:(?:ba|da|z|k|c|a)?sh|cmd|powershell|pwsh|eval|env)(?:\.exe)?$/i;
const INTERPRETER_SWITCHES = /^(?:-[a-z]*[ce]|-command|\/[ck]|--eval|--command)$/i;

/** Whether a command passes text to a shell or another interpreter, so that a text with spaces is fine. */
export function hasInterpreter(words: readonly ValueNode[]): boolean {
  return words.some(
    (word) => word.kind === 'string' && (INTERPRETERS.test(word.value) || INTERPRETER_SWITCHES.test(word.value)),
  );
}

/**
 * The lists with which a container starts a program without a shell: its entry point, and its command unless the
 * command may hold the arguments of an entry point. None on Windows, which joins the words again.
 */
export function execLists(container: Container): ('entryPoint' | 'command')[] {
  if (container.task.isWindows === 'yes') return [];
  const entryPoint = container.strings('entryPoint');
  if (entryPoint.presence === 'deferred' || entryPoint.open) return [];
  return entryPoint.length > 0 ? ['entryPoint'] : ['command'];
}

/** What to say about an item that combines a shell, or one of its options, with what follows. */
export function sayAttached(item: string, { at }: SplitShellWords): string {
  const text = cut(item.replaceAll(/\s+/g, ' '), 30);
  return at === 0
    ? `"${text}" is treated as the name of one program: write the shell and "-c" as two items`
    : `The shell reads all of "${text}" as options and fails: write each part as an item`;
}
