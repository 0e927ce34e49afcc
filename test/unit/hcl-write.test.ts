/** Writes changes of the tree as HCL: comments, order, indentation, alignment and line ends stay as they are. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, insert, type NodeEdit, remove, rename, replace, set } from '../../server/src/syntax/edit.ts';
import { embeddedIn } from '../../server/src/syntax/embedded/embedded.ts';
import { HCL_LANGUAGE } from '../../server/src/syntax/hcl/hcl.ts';
import { Heredoc } from '../../server/src/syntax/hcl/nodes.ts';
import { asArgument } from '../../server/src/syntax/hcl/print.ts';
import {
  type ArrayNode,
  type ObjectNode,
  type PropertyNode,
  propertyOf,
  type ValueNode,
} from '../../server/src/syntax/node.ts';
import { Ask } from '../../server/src/syntax/value.ts';

const FILE = `resource "aws_ecs_task_definition" "web" { # ours
  family       = "web" # the name
  network_mode = "awsvpc"

  container_definitions = jsonencode([
    {
      name      = "web" // first
      image     = "nginx:1"
      essential = true
      command   = ["a", "b", "c"]
      environment = [
        { name = "A", value = "\${var.a["x"]}" }, # a
        { name = "B", value = "2" }
      ]
    }
  ])

  volume {
    name = "data"
  }

  volume { name = "logs" }
}
`;

type Path = readonly (string | number)[];

function nodeAt(root: ValueNode | undefined, path: Path): ValueNode {
  let node = root;
  for (const step of path) {
    if (node instanceof Heredoc) node = embeddedIn(node)?.root;
    if (typeof step === 'number') node = node?.kind === 'array' ? node.items[step] : undefined;
    else node = node?.kind === 'object' ? propertyOf(node, step)?.value : undefined;
  }
  assert.ok(node, path.join('.'));
  return node;
}

/** A file after changes to its first resource, which has to be read without problems. */
function changed(text: string, edits: (at: (...path: Path) => ValueNode) => readonly NodeEdit[]): string {
  const document = HCL_LANGUAGE.read(text);
  const made = edits((...path) => nodeAt(document.root, ['resource', 0, ...path]));
  const result = applyEdits(text, HCL_LANGUAGE.write(document, made, 'plain'));
  assert.deepEqual(HCL_LANGUAGE.read(result).problems, [], result);
  return result;
}

/** Checks what changes do, with both kinds of line ends. */
function check(
  edits: (at: (...path: Path) => ValueNode) => readonly NodeEdit[],
  before: string,
  after: string,
  file = FILE,
): void {
  assert.ok(file.includes(before), `the file has ${before}`);
  const wanted = file.replace(before, () => after);
  assert.equal(changed(file, edits), wanted);
  assert.equal(changed(file.replaceAll('\n', '\r\n'), edits), wanted.replaceAll('\n', '\r\n'));
}

const CONTAINER: Path = ['container_definitions', 0];
const object = (node: ValueNode) => node as ObjectNode;
const array = (node: ValueNode) => node as ArrayNode;
const property = (node: ValueNode, key: string) => propertyOf(node as ObjectNode, key) as PropertyNode;

describe('in a body', () => {
  test('an argument is set in its place', () =>
    check((at) => [set(object(at()), 'family', 'api')], '"web" # the', '"api" # the'));
  test('a new argument stands behind the one it asks for, aligned', () =>
    check((at) => [set(object(at()), 'cpu', 256, 'family')], '# the name\n', '# the name\n  cpu          = 256\n'));
  test('a new argument stands before the blocks', () =>
    check((at) => [set(object(at()), 'cpu', 256)], '  ])\n', '  ])\n  cpu                   = 256\n'));
  test('a new block stands behind the others, apart', () =>
    check(
      (at) => [set(object(at()), 'runtime_platform', { cpu_architecture: 'ARM64' })],
      '{ name = "logs" }\n',
      '{ name = "logs" }\n\n  runtime_platform {\n    cpu_architecture = "ARM64"\n  }\n',
    ));
  test('a map is an argument', () =>
    check(
      (at) => [set(object(at()), 'tags', asArgument({ Team: 'shop' }), 'family')],
      '# the name\n',
      '# the name\n  tags         = {\n    Team = "shop"\n  }\n',
    ));
  test('an argument goes with its line', () =>
    check((at) => [remove(property(at(), 'network_mode'))], '  network_mode = "awsvpc"\n', ''));
  test('the comment of an argument that goes stays', () =>
    check((at) => [remove(property(at(), 'family'))], 'family       = "web" # the name', '# the name'));
  test('a block goes with the empty line before it', () =>
    check((at) => [remove(at('volume', 1))], '\n  volume { name = "logs" }\n', ''));
  test('all blocks of a type go', () =>
    check(
      (at) => [remove(property(at(), 'volume'))],
      '\n  volume {\n    name = "data"\n  }\n\n  volume { name = "logs" }\n',
      '',
    ));
  test('another block of the type is added', () =>
    check(
      (at) => [insert(array(at('volume')), { name: 'tmp' })],
      '{ name = "logs" }\n',
      '{ name = "logs" }\n  volume {\n    name = "tmp"\n  }\n',
    ));
  test('a block of one line takes lines for a second argument', () =>
    check(
      (at) => [set(object(at('volume', 1)), 'host_path', '/logs')],
      '{ name = "logs" }',
      '{\n    name = "logs"\n    host_path = "/logs"\n  }',
    ));
  test('an argument is renamed', () =>
    check((at) => [rename(property(at(), 'network_mode'), 'pid_mode')], 'network_mode =', 'pid_mode ='));
});

describe('in a value', () => {
  test('a member is set, and what is a call stays', () =>
    check((at) => [set(object(at(...CONTAINER)), 'image', 'nginx:2')], '"nginx:1"', '"nginx:2"'));
  test('a new member is aligned', () =>
    check((at) => [set(object(at(...CONTAINER)), 'cpu', 1, 'name')], '// first\n', '// first\n      cpu       = 1\n'));
  test('an item of a line goes with its comma', () => {
    check((at) => [remove(at(...CONTAINER, 'command', 0))], '["a", "b", "c"]', '["b", "c"]');
    check((at) => [remove(at(...CONTAINER, 'command', 1))], '["a", "b", "c"]', '["a", "c"]');
    check((at) => [remove(at(...CONTAINER, 'command', 2))], '["a", "b", "c"]', '["a", "b"]');
    check((at) => [0, 1].map((i) => remove(at(...CONTAINER, 'command', i))), '["a", "b", "c"]', '["c"]');
    check((at) => [1, 2].map((i) => remove(at(...CONTAINER, 'command', i))), '["a", "b", "c"]', '["a"]');
  });
  test('the last item of several lines goes with the comma before it', () =>
    check(
      (at) => [remove(at(...CONTAINER, 'environment', 1))],
      ', # a\n        { name = "B", value = "2" }\n',
      ' # a\n',
    ));
  test('an item is added at the end', () => {
    check((at) => [insert(array(at(...CONTAINER, 'command')), 'd')], '"c"]', '"c", "d"]');
    check(
      (at) => [insert(array(at(...CONTAINER, 'environment')), { name: 'C' })],
      '"2" }\n',
      '"2" },\n        { name = "C" }\n',
    );
  });
  test('a member of a line goes with its comma', () => {
    check(
      (at) => [remove(property(at(...CONTAINER, 'environment', 1), 'value'))],
      '{ name = "B", value = "2" }',
      '{ name = "B" }',
    );
    check(
      (at) => [remove(property(at(...CONTAINER, 'environment', 1), 'name'))],
      '{ name = "B", value = "2" }',
      '{ value = "2" }',
    );
  });
  test('an interpolation is written back as it was', () =>
    check(
      (at) => {
        const value = at(...CONTAINER, 'environment', 0, 'value');
        assert.ok(value.kind === 'string');
        return [replace(at(...CONTAINER, 'image'), value.value)];
      },
      '"nginx:1"',
      `"\${var.a["x"]}"`,
    ));
  test('quotes and line ends are escaped', () =>
    check((at) => [set(object(at(...CONTAINER)), 'image', 'a"\n\\')], '"nginx:1"', '"a\\"\\n\\\\"'));
});

describe('in a heredoc', () => {
  const JOB = `resource "aws_ecs_task_definition" "job" {
  container_definitions = <<-EOT
    [
      {
        "name": "job",
        "image": "job:\${var.tag}"
      }
    ]
  EOT
  memory = 512
}
`;
  test('JSON is written', () => {
    check(
      (at) => [set(object(at(...CONTAINER)), 'memory', 128, 'name')],
      '"job",\n',
      '"job",\n        "memory": 128,\n',
      JOB,
    );
    check((at) => [remove(property(at(...CONTAINER), 'image'))], ',\n        "image": "job:${var.tag}"', '', JOB);
  });
  test('both languages are written at once', () =>
    assert.equal(
      changed(JOB, (at) => [set(object(at(...CONTAINER)), 'name', 'x'), set(object(at()), 'memory', 1024)]),
      JOB.replace('"name": "job"', '"name": "x"').replace('512', '1024'),
    ));
});

describe('edits of several groups', () => {
  test('are apart where they touch different text, and one where they touch the same', () => {
    const document = HCL_LANGUAGE.read(FILE);
    const at = (...path: Path) => nodeAt(document.root, ['resource', 0, ...path]);
    const groups = [
      [remove(at(...CONTAINER, 'command', 0))],
      [remove(at(...CONTAINER, 'command', 1))],
      [set(object(at()), 'family', 'api')],
    ].map((edits) => ({ edits, comesFirst: false }));
    const edits = HCL_LANGUAGE.writeApart(document, groups);
    assert.deepEqual(
      edits.map((edit) => edit.groups),
      [[2], [0, 1]],
    );
    assert.equal(applyEdits(FILE, edits), FILE.replace('["a", "b", "c"]', '["c"]').replace('"web" #', '"api" #'));
    for (const edit of edits) assert.ok(HCL_LANGUAGE.staysWhole(document, applyEdits(FILE, [edit])));
  });
});

test('places to fill in are written for an editor', () => {
  const document = HCL_LANGUAGE.read(FILE);
  const container = nodeAt(document.root, ['resource', 0, ...CONTAINER]) as ObjectNode;
  const [edit] = HCL_LANGUAGE.write(document, [set(container, 'image', new Ask('$x'))], 'snippet');
  assert.equal(edit?.newText, '"${1:\\$x}"');
});
