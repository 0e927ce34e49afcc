/** Applies what the preview of a refactoring may be made into, and holds the result against what it was. */
import { analyse } from '../../server/src/analysis.ts';
import { annotatedEdits } from '../../server/src/features/code-actions/annotated-edits.ts';
import { textAfter } from '../../server/src/features/code-actions/refactorings/new-problems.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';

/** What came of it. */
export interface Tried {
  readonly done: number;
  readonly problems: string[];
}

/** What is wrong with a text as JSON with comments, and what comments it has. */
function judge(text: string) {
  const { problems, comments } = parseJson(text);
  return {
    broken: problems.filter(({ code }) => code !== 'comment').map(({ code, message }) => `${code}: ${message}`),
    comments: comments.map(({ offset, length }) => text.slice(offset, offset + length).trim()),
  };
}

/**
 * Applies every refactoring of a text as a whole and in part.
 * @param parts which edits to apply of so many
 * @returns how much was tried, and where the text was not whole afterwards
 */
export function tryPreviews(source: string, parts: (count: number) => Iterable<boolean[]>): Tried {
  const problems: string[] = [];
  let done = 0;
  const before = judge(source);
  const { document, tasks } = analyse(source, 'task-definition.json', 'asked');
  for (const task of tasks) {
    const places = [0, ...task.containers.items.map(({ node }) => node.offset + 1)];
    const seen = new Set<string>();
    for (const offset of places) {
      for (const refactoring of refactoringsAt(task, { offset, length: 0 })) {
        const { title, changes, disabled } = refactoring;
        if (disabled !== undefined || seen.has(title)) continue;
        seen.add(title);
        const check = (what: string, after: string) => {
          done++;
          const now = judge(after);
          const wrong =
            now.broken.find((fault) => !before.broken.includes(fault)) ??
            (now.broken.length > before.broken.length ? 'more faults' : undefined) ??
            now.comments.find((comment) => !before.comments.includes(comment));
          if (wrong) problems.push(`${title}, ${what}: ${wrong}\n${source}\n→\n${after}`);
        };
        check('whole', textAfter(task, refactoring));
        const [broken] = refactoring.newFile ? judge(refactoring.newFile.text).broken : [];
        if (broken) problems.push(`${title}, the new file: ${broken}\n${refactoring.newFile!.text}`);
        const edits = annotatedEdits(document, changes);
        for (const part of parts(edits.length))
          check(
            `edits ${part.map(Number).join('')}`,
            applyEdits(
              source,
              edits.filter((_, i) => part[i]),
            ),
          );
      }
    }
  }
  return { done, problems };
}
