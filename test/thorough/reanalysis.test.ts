/** What is judged again after an edit of a value is what a fresh look at the whole text finds. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Analysis, analyse, reanalyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { endOf, Leaf, type ValueNode } from '../../server/src/syntax/node.ts';
import { SAMPLE_TEXTS } from '../sample-texts.ts';
import '../unit/arbitraries.ts';

const URI = 'file:///task-definition.json';

/** What people type into values: letter by letter, names of other things in the file, placeholders, nothing. */
const TYPED = ['x', '', '0', '9', '-', 'app', 'web', 'db', 'FARGATE', 'EC2', 'host', 'awsvpc', 'nginx', 'latest'];
const ODD = [
  '${',
  '}',
  '{{ x }}',
  '$X',
  'arn:aws:iam::111122223333:role/a',
  'CMD-SHELL',
  ':',
  '/',
  '"',
  '\\',
  '\n',
  'ü',
];

describe('after an edit of a value', () => {
  test('the findings are those of a fresh analysis', () => {
    let patched = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLE_TEXTS),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(3), fc.constantFrom(...TYPED, ...ODD)), {
          minLength: 1,
          maxLength: 6,
        }),
        (start, edits) => {
          let text = start;
          let analysis = analyse(text, URI, 'open', true);
          for (const [which, where, length, typed] of edits) {
            const leaves = leavesOf(analysis.document.root);
            const leaf = leaves[which % Math.max(1, leaves.length)];
            if (!leaf) return;
            const offset = leaf.offset + (where % (leaf.length + 1));
            const change = { offset, length: Math.min(length, Math.max(0, endOf(leaf) - 1 - offset)), text: typed };
            const edited = text.slice(0, offset) + typed + text.slice(offset + change.length);
            const again = reanalyse(analysis, change, edited, URI);
            const fresh = analyse(edited, URI, 'open', true);
            if (again) {
              patched++;
              assert.deepEqual(seen(again), seen(fresh), `${JSON.stringify(change)} in\n${text}`);
            }
            text = edited;
            analysis = again ?? fresh;
          }
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(patched > 2000, `only ${patched} edits went the short way`);
  });

  test('a rule that has read the value is asked again, one that has not is not', () => {
    const text = '{ "family": "web", "containerDefinitions": [{ "name": "a", "image": "nginx:1.27", "memory": 128 }] }';
    const before = analyse(text, URI, 'open', true);
    const at = text.indexOf(':1.27') + 1;
    const change = { offset: at, length: 4, text: 'latest' };
    const after = reanalyse(before, change, text.replace('1.27', 'latest'), URI)!;
    const runOf = ({ checks }: Analysis, id: string) => checks!.rules.find(({ rule }) => rule.id === id)!;
    assert.equal(runOf(after, 'image-latest-tag').findings.length, 1);
    assert.equal(runOf(after, 'fargate-cpu-value'), runOf(before, 'fargate-cpu-value'));
  });
});

function leavesOf(node: ValueNode | undefined): (ValueNode & { kind: 'string' | 'number' })[] {
  if (node instanceof Leaf) return [node as ValueNode & { kind: 'string' }];
  if (node?.kind === 'array') return node.items.flatMap(leavesOf);
  if (node?.kind === 'object') return node.properties.flatMap(({ value }) => leavesOf(value));
  return [];
}

/** Everything that a user would see of an analysis, fixes carried out. */
function seen({ document, findings, detection, tasks }: Analysis): unknown {
  return {
    text: document.text,
    shape: [detection.accepted, tasks.length],
    tree: treeOf(document.root),
    comments: document.comments,
    findings: findings.map(({ node, related, fixes, ...finding }) => ({
      ...finding,
      at: node && [node.kind, node.offset, node.length],
      related: related.map(({ offset, length, message }) => ({ offset, length, message })),
      fixes: fixes.map((fix) => [fix.title, fix.preferred, applyEdits(document.text, editsOf(document, fix))]),
    })),
  };
}

function treeOf(node: ValueNode | undefined): unknown {
  if (!node) return undefined;
  const place = [node.kind, node.offset, node.length];
  if (node.kind === 'object')
    return [
      ...place,
      node.properties.map(({ offset, length, key, value }) => [
        offset,
        length,
        key.value,
        key.offset,
        key.length,
        treeOf(value),
      ]),
    ];
  if (node.kind === 'array') return [...place, node.items.map(treeOf)];
  return 'value' in node ? [...place, node.value] : place;
}
