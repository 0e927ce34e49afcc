/** What is written into YAML, over all examples of all rules: comments stay, and refactorings do what they do in JSON. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { analyse } from '../../server/src/analysis.ts';
import { textAfter } from '../../server/src/features/code-actions/refactorings/new-problems.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';
import { apart } from '../../server/src/findings/joined.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { EXAMPLES } from '../formats/examples.ts';
import { plainValue } from '../unit/tree.ts';

const BLOCK = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

const FORMATS: Readonly<Record<string, (task: (typeof EXAMPLES)[number]['task']) => string>> = {
  'a template': (task) => stringify(templateOf(task), BLOCK),
  'a task definition': (task) => stringify(task, BLOCK),
};

/** The document, with what each rule says by itself: a comment may leave one of them without its fix. */
const analysed = (text: string) => {
  const analysis = analyse(text, 'a.yaml', 'asked');
  return { ...analysis, findings: apart(analysis.findings) };
};
const dataOf = (text: string) => {
  const root = analysed(text).document.root;
  return root && plainValue(root);
};

/** The text with a comment above each line and one behind it, but inside of texts. */
function commented(text: string): string {
  let n = 0;
  let block = -1;
  return text
    .split('\n')
    .map((line) => {
      const indent = line.length - line.trimStart().length;
      if (line.trim() === '' || (block >= 0 && indent > block)) return line;
      block = /[|>][-+\d]*$/.test(line) ? indent : -1;
      const above = `${' '.repeat(indent)}# ${n++}\n`;
      return block >= 0 ? above + line : `${above}${line} # ${n++}`;
    })
    .join('\n');
}

/** The numbers of the comments that stand in a text as comments. */
function commentsIn(text: string): string[] {
  const { comments } = analysed(text).document;
  return comments.map(({ offset, length }) => text.slice(offset, offset + length)).sort();
}

/** Where JSON takes over the placeholder of a tool, and a template, in which it may be a plain text, has a pseudo parameter. */
const TAKEN_OVER = new Set(['image-ecr-region-mismatch good 3', 'image-ecr-uri-format good 3']);

/** What a template need not know, as JSON leaves it to be filled in: CloudFormation has pseudo parameters for it. */
const STAND_INS = { Partition: 'aws', Region: 'REGION', AccountId: '111122223333' } as const;

/** A value with those in place of the pseudo parameters. */
function withStandIns(value: unknown): unknown {
  const text = JSON.stringify(value).replaceAll(
    /\$\{AWS::(Partition|Region|AccountId)\}/g,
    (_, name: keyof typeof STAND_INS) => STAND_INS[name],
  );
  return JSON.parse(text);
}

for (const [format, write] of Object.entries(FORMATS)) {
  describe(`with comments everywhere in ${format}`, () => {
    for (const { name, task } of EXAMPLES.filter(({ kind }) => kind === 'bad')) {
      test(`${name}: a fix keeps them, and does the same as without`, () => {
        const bare = write(task);
        const text = commented(bare);
        assert.deepEqual(dataOf(text), dataOf(bare), text);
        const [here, there] = [analysed(text), analysed(bare)];
        assert.equal(here.findings.length, there.findings.length);
        here.findings.forEach(({ fixes }, i) => {
          for (const fix of fixes) {
            const fixed = applyEdits(text, toTextEdits(here.document, fix.edits));
            // One that would lose a comment is not there at all.
            const same = there.findings[i]!.fixes.find(({ title }) => title === fix.title)!;
            const bareFixed = applyEdits(bare, toTextEdits(there.document, same.edits));
            assert.deepEqual(dataOf(fixed), dataOf(bareFixed), `${fix.title}:\n${text}\nbecame\n${fixed}`);
            assert.deepEqual(commentsIn(fixed), commentsIn(text), `${fix.title}:\n${text}\nbecame\n${fixed}`);
          }
        });
      });
    }
  });

  describe(`refactorings in ${format}`, () => {
    for (const { name, task } of EXAMPLES.filter(({ rule }) => rule !== 'cfn-null-value')) {
      test(name, () => {
        const json = analyse(JSON.stringify(task, null, 2), 'task-definition.json', 'asked');
        const text = write(task);
        const [one, other] = [json.tasks[0]!, analysed(text).tasks[0]!];
        if (!one || !other) return;
        const at = { offset: other.root.offset, length: 0 };
        for (const refactoring of refactoringsAt(other, at)) {
          if (refactoring.disabled !== undefined) continue;
          const after = textAfter(other, refactoring);
          assert.ok(other.document.language.staysWhole(other.document, after), `${refactoring.title}:\n${after}`);
          const same = refactoringsAt(one, { offset: one.root.offset, length: 0 }).find(
            ({ title }) => title.toLowerCase() === refactoring.title.toLowerCase(),
          );
          if (!same || same.disabled !== undefined) continue;
          if (format === 'a template' && TAKEN_OVER.has(name)) continue;
          const wanted = analyse(textAfter(one, same), 'task-definition.json', 'asked').tasks[0]!;
          assert.deepEqual(
            withStandIns(plainValue(analysed(after).tasks[0]!.root)),
            plainValue(wanted.root),
            refactoring.title,
          );
        }
      });
    }
  });
}
