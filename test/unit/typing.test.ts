/** Fast typing keeps the short way: what a change does not touch is not judged again. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../server/src/workspace.ts';

const URI = 'file:///task-definition.json';
const TEXT = '{ "family": "web", "containerDefinitions": [{ "name": "a", "image": "nginx:1.27", "memory": 128 }] }';

/** A change that types a letter at an offset. */
function typed(letter: string, character: number) {
  const at = { line: 0, character };
  return { range: { start: at, end: at }, text: letter };
}

/** The workspace after the text was judged once, and what one rule found then. */
function judged() {
  const workspace = new Workspace();
  workspace.open(URI, 'json', 1, TEXT);
  const runOf = () => workspace.analysis(URI)!.checks!.rules.find(({ rule }) => rule.id === 'fargate-cpu-value');
  return { workspace, before: runOf(), runOf };
}

const END = TEXT.indexOf('1.27') + 4;

describe('a rule that reads no image is not asked again', () => {
  test('after two changes in one notification', () => {
    const { workspace, before, runOf } = judged();
    workspace.change(URI, 2, [typed('.', END), typed('3', END + 1)]);
    assert.equal(workspace.document(URI)?.getText(), TEXT.replace('1.27', '1.27.3'));
    assert.equal(runOf(), before);
  });

  test('after several notifications without a question between', () => {
    const { workspace, before, runOf } = judged();
    workspace.change(URI, 2, [typed('.', END)]);
    workspace.change(URI, 3, [typed('3', END + 1)]);
    assert.equal(runOf(), before);
  });
});

test('a change that is more than a value among several is read as a whole', () => {
  const { workspace } = judged();
  workspace.change(URI, 2, [typed('.', END), typed(' "cpu": 300,', 1)]);
  const rules = workspace.analysis(URI)!.findings.map(({ rule }) => rule);
  assert.ok(rules.includes('wrong-type'), rules.join());
});
