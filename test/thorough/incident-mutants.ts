/** Ways around an exercise, made from its files: none of them may solve it. */
import { type Node, parseTree } from 'jsonc-parser';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

/** A way around: what it does, and the texts of all files. */
export interface Mutant {
  readonly title: string;
  readonly texts: readonly string[];
}

/** So many quick fixes are tried one after the other. */
const MOST_FIXES = 25;

/** Each quick fix by itself, and each followed by the first one of whatever is found then. */
export function byQuickFixes(names: readonly string[], starts: readonly string[]): Mutant[] {
  const mutants: Mutant[] = [];
  for (const [i, start] of starts.entries()) {
    for (const [title, text] of fixedTexts(names[i]!, start)) {
      mutants.push({ title, texts: starts.with(i, text) });
      let all = starts.with(i, text);
      for (let n = 0; n < MOST_FIXES; n++) {
        const next = all.flatMap((each, place) => {
          const [first] = fixedTexts(names[place]!, each);
          return first ? [all.with(place, first[1])] : [];
        })[0];
        if (!next) break;
        all = next;
        mutants.push({ title: `${title}, and ${n + 1} more`, texts: all });
      }
    }
  }
  return mutants;
}

function fixedTexts(name: string, text: string): [title: string, text: string][] {
  const { document, findings } = analyse(text, name, 'asked');
  return findings.flatMap((finding) =>
    finding.fixes.map((fix): [string, string] => [
      `${finding.rule}: ${fix.title}`,
      applyEdits(text, editsOf(document, fix)),
    ]),
  );
}

/** A comment that silences each line, and one that silences all of the file. */
export function byComments(starts: readonly string[]): Mutant[] {
  return starts.flatMap((start, i) => {
    const lines = start.split('\n');
    const everywhere = lines.map((line) => `// taskdef-disable-next-line\n${line}`).join('\n');
    const each = lines.map((_, line): Mutant => {
      const text = lines.toSpliced(line, 0, '// taskdef-disable-next-line').join('\n');
      return { title: `line ${line + 1}`, texts: starts.with(i, text) };
    });
    return [
      ...each,
      { title: 'every line', texts: starts.with(i, everywhere) },
      { title: 'the file', texts: starts.with(i, `// taskdef-disable-file\n${start}`) },
    ];
  });
}

const STAND_INS = ['"${VALUE}"', '"<value>"', '"TODO"', '"{{ value }}"', '"CHANGE_ME"'];

/** The solution with a stand-in for each of its values. */
export function byStandIns(solved: readonly string[]): Mutant[] {
  return leaves(solved).flatMap(({ file, path, offset, length }) =>
    STAND_INS.map((standIn) => ({
      title: `${path} = ${standIn}`,
      texts: solved.with(file, splice(solved[file]!, offset, length, standIn)),
    })),
  );
}

/** The solution with each of its values changed, or taken away. */
export function byValues(solved: readonly string[], free: readonly string[]): Mutant[] {
  return leaves(solved)
    .filter(({ path }) => !free.includes(path))
    .flatMap(({ file, path, offset, length, value }) =>
      others(value).map((other) => ({
        title: `${path} = ${JSON.stringify(other)}`,
        texts: solved.with(file, splice(solved[file]!, offset, length, JSON.stringify(other))),
      })),
    );
}

/** A number far below and far above, the other boolean, another text. */
function others(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [Math.floor(value / 2), value * 2 + 1];
  const text = String(value);
  if (/^\d+$/.test(text)) return [String(Math.floor(Number(text) / 2)), String(Number(text) * 2)];
  return [`${text}-x`, text.slice(0, -1), ''];
}

interface Leaf {
  readonly file: number;
  readonly path: string;
  readonly offset: number;
  readonly length: number;
  readonly value: unknown;
}

function leaves(texts: readonly string[]): Leaf[] {
  return texts.flatMap((text, file) => {
    const found: Leaf[] = [];
    const visit = (node: Node, path: string): void => {
      if (node.type === 'object' || node.type === 'array') {
        node.children?.forEach((child, i) => {
          if (child.type === 'property') visit(child.children![1]!, `${path}.${child.children![0]!.value}`);
          else visit(child, `${path}.${nameOf(child) ?? i}`);
        });
      } else found.push({ file, path: path.slice(1), offset: node.offset, length: node.length, value: node.value });
    };
    visit(parseTree(text)!, '');
    return found;
  });
}

function nameOf(node: Node): string | undefined {
  for (const name of ['name', 'containerName', 'sourceVolume', 'key', 'capacityProvider'])
    for (const { children } of node.children ?? [])
      if (node.type === 'object' && children?.[0]?.value === name) return String(children[1]!.value);
  return undefined;
}

function splice(text: string, offset: number, length: number, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}
