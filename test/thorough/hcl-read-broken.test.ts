/** Reads HCL that is being typed: never throws, and keeps what is whole. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isBlocks } from '../../server/src/syntax/hcl/nodes.ts';
import { readHcl } from '../../server/src/syntax/hcl/read.ts';
import {
  endOf,
  type ObjectNode,
  type PropertyNode,
  type SyntaxNode,
  type ValueNode,
} from '../../server/src/syntax/node.ts';
import { HEREDOC, JSONENCODE, SAMPLES } from '../unit/hcl-samples.ts';

/** Checks that nodes lie within the text. */
function checkPlaces(text: string, node: SyntaxNode): void {
  assert.ok(node.offset >= 0 && node.length >= 0 && endOf(node) <= text.length, 'lies within the text');
  if (node.kind === 'property') {
    if (node.value) checkPlaces(text, node.value);
  } else if (node.kind === 'object') for (const property of node.properties) checkPlaces(text, property);
  else if (node.kind === 'array') for (const item of node.items) checkPlaces(text, item);
}

/** The members of a file by their paths, those of `jsonencode` among them. */
function membersOf(root: ValueNode | undefined): Set<string> {
  const found = new Set<string>();
  const walk = (node: ValueNode, path: string) => {
    if (node.kind === 'array')
      for (const [i, item] of node.items.entries()) walk(item, `${path}[${isBlocks(node) ? '' : i}]`);
    else if (node.kind === 'object') for (const property of node.properties) member(property, path);
  };
  const member = ({ key, value }: PropertyNode, path: string) => {
    found.add(`${path}.${key.value} ${value?.kind ?? 'nothing'}`);
    if (value) walk(value, `${path}.${key.value}`);
  };
  if (root) walk(root, '');
  return found;
}

function lostIn(text: string, whole: ReadonlySet<string>): string[] {
  const found = membersOf(readHcl(text).root);
  return [...whole].filter((member) => !found.has(member));
}

const HALF_TYPED = [
  'heal',
  'heal =',
  'heal = "ro',
  `heal = "\${var.`,
  'heal = [',
  'heal = {',
  'heal {',
  'heal = foo(',
  'heal = <<EOT',
  '"heal',
];

describe('HCL while it is typed', () => {
  test('is read up to every offset', () => {
    for (const text of SAMPLES) {
      for (let end = 0; end <= text.length; end++) {
        const prefix = text.slice(0, end);
        checkPlaces(prefix, readHcl(prefix).root!);
      }
    }
  });

  const whole = membersOf(readHcl(JSONENCODE).root);
  const lines = JSONENCODE.split('\n');
  const starts = lines.flatMap((line, i) => (/^ {2,}[a-z_A-Z]+ +=/.test(line) ? i : []));
  for (const typed of HALF_TYPED) {
    test(`loses no member to \`${typed}\` before it`, () => {
      assert.ok(starts.length > 15);
      for (const i of starts) {
        const indent = /^ */.exec(lines[i]!)![0];
        const text = [...lines.slice(0, i), indent + typed, ...lines.slice(i)].join('\n');
        assert.deepEqual(lostIn(text, whole), [], `before line ${i + 1}: ${lines[i]}`);
        assert.ok(readHcl(text).problems.length > 0, 'is told');
      }
    });
  }

  test('keeps the resources behind one that is left open', () => {
    const block = 'resource "a" "b" {';
    for (const open of [block, `${block}\n  x = [`, `${block}\n  x = jsonencode({`, `${block}\n  x = {\n    y = "`])
      assert.deepEqual(lostIn(`${open}\n\n${JSONENCODE}`, whole), [], open);
  });

  test('marks an object open where something is broken in it', () => {
    const { root } = readHcl('a = {\n  b = 1\n  c\n}\n');
    assert.equal(((root as ObjectNode).properties[0]!.value as ObjectNode).open, true);
  });

  test('keeps what stands before a heredoc that is not closed', () => {
    const text = HEREDOC.slice(0, HEREDOC.indexOf('  EOT'));
    assert.ok(membersOf(readHcl(text).root).has('.resource[].family string'));
  });
});
