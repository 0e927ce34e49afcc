/** What is judged again after an edit is what a fresh look at the whole text finds. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Analysis, analyse, outlineOf, reanalyse } from '../../server/src/analysis.ts';
import type { Edit } from '../../server/src/edits.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { runRules } from '../../server/src/rules/run.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import {
  type ArrayNode,
  endOf,
  Leaf,
  type ObjectNode,
  type PropertyNode,
  type ValueNode,
} from '../../server/src/syntax/node.ts';
import { isRead, recordReads, WHOLE_TEXT } from '../../server/src/syntax/reads.ts';
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
            const again = reanalyse(analysis, [{ change, text: edited }], URI);
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
    const after = reanalyse(before, [{ change, text: text.replace('1.27', 'latest') }], URI)!;
    const runOf = ({ checks }: Analysis, id: string) => checks!.rules.find(({ rule }) => rule.id === id)!;
    assert.equal(runOf(after, 'image-latest-tag').findings.length, 1);
    assert.equal(runOf(after, 'fargate-cpu-value'), runOf(before, 'fargate-cpu-value'));
  });
});

describe('after an edit of members and items', () => {
  test('the findings are those of a fresh analysis', () => {
    let patched = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLE_TEXTS),
        fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 }),
        (start, edits) => {
          patched += compareEdits(start, edits);
        },
      ),
      { numRuns: 2500 },
    );
    assert.ok(patched > 2500, `only ${patched} edits went the short way`);
  });

  test('the findings are those of a fresh analysis where there are several containers', () => {
    const lists = SAMPLE_TEXTS.map((text) => [...containersOf(text)]).filter((list) => list.length > 0);
    const several = fc
      .array(fc.constantFrom(...lists), { minLength: 2, maxLength: 5 })
      .map((some) => JSON.stringify({ family: 'web', containerDefinitions: some.flat() }, null, 2));
    let patched = 0;
    fc.assert(
      fc.property(
        several,
        fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 }),
        (start, edits) => {
          patched += compareEdits(start, edits);
        },
      ),
      { numRuns: 600 },
    );
    assert.ok(patched > 700, `only ${patched} edits went the short way`);
  });

  test('a rule that neither looked for a name nor went through the members is not asked again', () => {
    const text =
      '{ "family": "web", "containerDefinitions": [{ "name": "a", "image": "nginx:latest", "memory": 128 }] }';
    const before = analyse(text, URI, 'open', true);
    const change = { offset: text.indexOf('"memory"'), length: 0, text: '"readonlyRootFilesystem": true, ' };
    const after = reanalyse(before, [{ change, text: text.replace('"memory"', `${change.text}"memory"`) }], URI)!;
    const runOf = ({ checks }: Analysis, id: string) => checks!.rules.find(({ rule }) => rule.id === id)!;
    assert.equal(runOf(after, 'fargate-cpu-value'), runOf(before, 'fargate-cpu-value'));
    assert.equal(runOf(after, 'image-latest-tag').reads, runOf(before, 'image-latest-tag').reads);
    assert.notEqual(runOf(after, 'security-readonly-root').reads, runOf(before, 'security-readonly-root').reads);
    const asked = after.checks!.rules.filter(({ reads }, i) => reads !== before.checks!.rules[i]!.reads).length;
    assert.ok(asked < after.checks!.rules.length / 4, `${asked} rules were asked again`);
  });
});

test('what a rule reads is recorded, whatever others have read and remembered before it', () => {
  // Each rule reads the whole text anew, so a tenth of the texts takes long enough.
  for (const text of SAMPLE_TEXTS.filter((_, i) => i % 10 === 0)) {
    const { checks, document } = analyse(text, URI, 'open', true);
    // Templates are read again as a whole, so what makes an object open never changes.
    if (!checks || document.templates.length > 0) continue;
    for (const { rule, reads } of checks.rules) {
      // A rule that has read the whole text is always asked again.
      if (isRead(reads, WHOLE_TEXT)) continue;
      const { tasks } = outlineOf(text, URI);
      const alone = recordReads(() => runRules(tasks[0]!, [rule]));
      const missing = [...alone].flatMap((word, i) => ((word & ~reads[i]!) === 0 ? [] : [[i, word & ~reads[i]!]]));
      assert.deepEqual(missing, [], `${rule.id} in\n${text}`);
    }
  }
});

/** Makes edits one after the other, now and then some together, and compares each time. @returns how many went the short way */
function compareEdits(start: string, edits: readonly [(typeof KINDS)[number], number, number, number][]): number {
  let patched = 0;
  let text = start;
  let analysis = analyse(text, URI, 'open', true);
  let together: Edit[] = [];
  for (const [i, [kind, which, where, other]] of edits.entries()) {
    const change = structuralEdit(analyse(text, URI, 'open', true), kind, [which, where, other]);
    if (!change) continue;
    text = text.slice(0, change.offset) + change.text + text.slice(change.offset + change.length);
    together.push({ change, text });
    if (other % 3 === 0 && i < edits.length - 1) continue;
    const again = reanalyse(analysis, together, URI);
    const fresh = analyse(text, URI, 'open', true);
    if (again) {
      patched++;
      const told = together.map((edit) => JSON.stringify(edit.change)).join(' ');
      assert.deepEqual(seen(again), seen(fresh), `${kind} ${told} to\n${text}`);
    }
    analysis = again ?? fresh;
    together = [];
  }
  return patched;
}

/** The containers of a text that is plain JSON; none of any other. */
function* containersOf(text: string): Generator<unknown> {
  try {
    const parsed = JSON.parse(text);
    const list: unknown = Array.isArray(parsed) ? parsed : parsed.containerDefinitions;
    if (Array.isArray(list)) yield* list;
  } catch {
    // A template, or a text with comments.
  }
}

type Change = { offset: number; length: number; text: string };
const KINDS = ['rename', 'remove', 'copy', 'add', 'swap', 'empty', 'type', 'cut'] as const;

/** Members that people add: the names and values of all samples are too many to hit upon the few that matter. */
const MEMBERS = [
  '"hostname": "inside"',
  '"essential": false',
  '"cpu": "256"',
  '"memory": 64',
  '"networkMode": "awsvpc"',
  '"family": "other"',
  '"name": "web"',
  '"image": ""',
  '"image": "nginx"',
  '"requiresCompatibilities": ["FARGATE"]',
  '"healthCheck": { "command": ["CMD-SHELL", "exit 0"] }',
  '"dependsOn": [{ "containerName": "web", "condition": "HEALTHY" }]',
  '"logConfiguration": { "logDriver": "awslogs", "options": {} }',
  '"volumes": [{ "name": "data" }]',
  '"mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }]',
  '"environment": [{ "name": "A", "value": "b" }, { "name": "DB_PASSWORD", "value": "hunter2hunter2" }]',
  '"executionRoleArn": "arn:aws:iam::111122223333:role/r"',
  '"containerDefinitions": []',
  '"awslogs-group": "/ecs/web"',
  '"unknwon": null',
  '"tags": [{ "key": "a", "value": "b" }]',
];

/** An edit of a kind somewhere in a document; undefined if it has no such place. */
function structuralEdit(
  { document }: Analysis,
  kind: (typeof KINDS)[number],
  [which, where, other]: readonly [number, number, number],
): Change | undefined {
  const { text } = document;
  const of = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
  const branches = branchesOf(document.root);
  const branch = of(branches, which);
  if (!branch) return undefined;
  const children = branch.kind === 'object' ? branch.properties : branch.items;
  const child = of<PropertyNode | ValueNode>(children, where);
  const written = (node: PropertyNode | ValueNode) => text.slice(node.offset, endOf(node));
  const insert = (what: string): Change =>
    child
      ? { offset: child.offset, length: 0, text: `${what}, ` }
      : { offset: branch.offset + 1, length: branch.length - 2, text: what };
  switch (kind) {
    case 'rename': {
      if (child?.kind !== 'property') return undefined;
      const names = branches.flatMap((one) =>
        one.kind === 'object' ? one.properties.map(({ key }) => key.value) : [],
      );
      return other % 2
        ? { offset: child.key.offset + 1 + (other % Math.max(1, child.key.length - 1)), length: 0, text: 'x' }
        : { offset: child.key.offset, length: child.key.length, text: JSON.stringify(of(names, other)) };
    }
    case 'remove': {
      if (!child) return undefined;
      const next = children[(where % children.length) + 1];
      const last = children[(where % children.length) - 1];
      if (next) return { offset: child.offset, length: next.offset - child.offset, text: '' };
      const start = last ? endOf(last) : child.offset;
      return { offset: start, length: endOf(child) - start, text: '' };
    }
    case 'copy': {
      const same = branches.filter((one) => one.kind === branch.kind);
      const from = of(same, other)!;
      const copied = of<PropertyNode | ValueNode>(from.kind === 'object' ? from.properties : from.items, where);
      return copied && copied.offset !== branch.offset ? insert(written(copied)) : undefined;
    }
    case 'add':
      return branch.kind === 'object'
        ? insert(of(MEMBERS, other)!)
        : insert(other % 3 ? `{ ${of(MEMBERS, other)} }` : '"text"');
    case 'swap': {
      const value = child?.kind === 'property' ? child.value : child;
      const values = branches.flatMap((one) =>
        one.kind === 'object' ? one.properties.flatMap((property) => property.value ?? []) : one.items,
      );
      const from = of(values, other);
      return value && from ? { offset: value.offset, length: value.length, text: written(from) } : undefined;
    }
    case 'empty':
      return { offset: branch.offset + 1, length: branch.length - 2, text: '' };
    case 'type':
      return {
        offset: branch.offset + (other % branch.length),
        length: 0,
        text: of(['"', ',', ':', '{', '}', '[', ']', '1', 'x', ' ', '\n', '//', '${', '-'], where)!,
      };
    case 'cut': {
      const offset = branch.offset + (other % branch.length);
      return { offset, length: Math.min(where % 20, endOf(branch) - offset), text: '' };
    }
  }
}

function branchesOf(node: ValueNode | undefined): (ObjectNode | ArrayNode)[] {
  if (node?.kind === 'array') return [node, ...node.items.flatMap(branchesOf)];
  if (node?.kind === 'object') return [node, ...node.properties.flatMap(({ value }) => branchesOf(value))];
  return [];
}

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
