/** Refactorings of every example of every rule: none adds a finding or loses a comment. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotatedEdits } from '../../server/src/features/code-actions/annotated-edits.ts';
import { newFindings, textAfter } from '../../server/src/features/code-actions/refactorings/new-problems.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import type { Span, ValueNode } from '../../server/src/syntax/node.ts';
import { read } from './refactoring.ts';

/** What a text says, however it is laid out. */
function parse(text: string): unknown {
  const said = (node: ValueNode | undefined): unknown => {
    if (node?.kind === 'object') return node.properties.map(({ key, value }) => [key.value, said(value)]);
    if (node?.kind === 'array') return node.items.map(said);
    return node && 'value' in node ? node.value : node?.kind;
  };
  return said(read(text).document.root);
}

describe('every refactoring of every example of every rule', () => {
  const examples = [...new Set(Object.values(RULE_EXAMPLES).flatMap(({ good, bad }) => [...good, ...bad]))];
  let done = 0;

  test('leaves JSON, no new error or warning, and the comments', () => {
    const problems: string[] = [];
    for (const text of examples) {
      const before = read(text);
      for (const task of before.tasks) {
        const places: Span[] = [
          { offset: 0, length: 0 },
          ...task.containers.items.map(({ node }) => ({ offset: node.offset + 1, length: 0 })),
        ];
        const seen = new Set<string>();
        for (const place of places) {
          for (const refactoring of refactoringsAt(task, place)) {
            if (refactoring.disabled !== undefined || seen.has(refactoring.title)) continue;
            seen.add(refactoring.title);
            done++;
            const result = textAfter(task, refactoring);
            const after = read(result);
            const say = (what: string) => problems.push(`${refactoring.title}: ${what}\n${text}\n→\n${result}`);
            const broken = after.document.problems.filter(({ code }) => code === 'syntax');
            if (broken.length > 0) say(broken[0]!.message);
            const [added] = newFindings(before, after);
            if (added) say(`adds ${added.rule}: ${added.message}`);
            // What a preview has ticked when it opens.
            const ticked = refactoring.changes.filter(({ confirm }) => !confirm);
            if (ticked.length < refactoring.changes.length && ticked.length > 0) {
              const [worse] = newFindings(before, read(textAfter(task, { ...refactoring, changes: ticked }))).filter(
                ({ severity }) => severity === 'error',
              );
              if (worse) say(`adds by default ${worse.rule}: ${worse.message}`);
            }
            if (result === text && !refactoring.newFile) say('changes nothing');
            if (!refactoring.changes.some(({ confirm }) => confirm) && !refactoring.newFile) {
              const lost = before.document.comments.length - after.document.comments.length;
              if (lost > 0) say(`loses ${lost} comments`);
            }
          }
        }
      }
    }
    assert.ok(done > 2000, `${done} were tried`);
    assert.equal(problems.length, 0, `${problems.length} of ${done}:\n${problems.slice(0, 12).join('\n\n')}`);
  });
});

describe('every conversion of every example of every rule, in part', () => {
  // A user may leave out any change in the preview.
  test('is JSON whichever change is left out', () => {
    const problems: string[] = [];
    let done = 0;
    for (const text of new Set(Object.values(RULE_EXAMPLES).flatMap(({ good, bad }) => [...good, ...bad]))) {
      for (const task of read(text).tasks) {
        for (const { title, changes } of refactoringsAt(task, { offset: 0, length: 0 })) {
          if (changes.length < 2) continue;
          const whole = applyEdits(
            text,
            toTextEdits(
              task.document,
              changes.flatMap(({ edits }) => edits),
            ),
          );
          const edits = annotatedEdits(task.document, changes);
          assert.deepEqual(parse(applyEdits(text, edits)), parse(whole), `${title}:\n${text}`);
          for (const left of changes) {
            done++;
            const result = applyEdits(
              text,
              edits.filter(({ change }) => change !== left),
            );
            const [broken] = read(result).document.problems.filter(({ code }) => code === 'syntax');
            if (broken) problems.push(`${title} without ${left.label}: ${broken.message}\n${text}\n→\n${result}`);
          }
        }
      }
    }
    assert.ok(done > 1000, `${done} were tried`);
    assert.equal(problems.length, 0, `${problems.length} of ${done}:\n${problems.slice(0, 8).join('\n\n')}`);
  });
});
