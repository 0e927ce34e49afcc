import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import type { SyntaxNode } from '../../server/src/syntax/node.ts';
import { hasPlaceholder } from '../../server/src/syntax/placeholder.ts';

const FORMS = ['${X}', '{{ x }}', '<X>', '__X__', '@X@'];

/** The strings and numbers of a text. */
function valuesOf(node: SyntaxNode | undefined): SyntaxNode[] {
  if (!node) return [];
  if (node.kind === 'object') return node.properties.flatMap(({ value }) => valuesOf(value));
  if (node.kind === 'array') return node.items.flatMap((item) => valuesOf(item));
  return node.kind === 'string' || node.kind === 'number' ? [node] : [];
}

function errorsOf(text: string): string[] {
  const { findings } = analyse(text, 'task-definition.json', 'asked');
  return findings.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`);
}

test('a placeholder in the place of any value of a good file makes no error', () => {
  const wrong: string[] = [];
  let turn = 0;
  let tries = 0;
  for (const [id, { good }] of Object.entries(RULE_EXAMPLES)) {
    for (const text of good) {
      // What is wrong with the file for another reason may be said in other words once less of it is known.
      if (errorsOf(text).length > 0) continue;
      for (const { offset, length } of valuesOf(parseJson(text).root)) {
        const old = text.slice(offset, offset + length);
        // An empty text sets nothing, so a placeholder in its place says more and not less.
        if (old === '""' || hasPlaceholder(old)) continue;
        // The forms take turns, as all of them at every place would take a minute.
        const form = FORMS[turn++ % FORMS.length]!;
        tries++;
        for (const error of errorsOf(applyEdits(text, [{ offset, length, newText: JSON.stringify(form) }]))) {
          wrong.push(`${id}: ${text.slice(Math.max(0, offset - 25), offset + length)} as ${form}: ${error}`);
        }
      }
    }
  }
  assert.ok(tries > 1000);
  assert.deepEqual(wrong, []);
});
