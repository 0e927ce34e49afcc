/** Reads HCL into the nodes that JSON is read into. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { embeddedIn } from '../../server/src/syntax/embedded/embedded.ts';
import { blockOf, Heredoc, isBlocks } from '../../server/src/syntax/hcl/nodes.ts';
import { readHcl } from '../../server/src/syntax/hcl/read.ts';
import { endOf, type ObjectNode, propertyOf, type SyntaxNode, type ValueNode } from '../../server/src/syntax/node.ts';
import { HEREDOC, JSONENCODE, SAMPLES } from './hcl-samples.ts';

function bodyOf(text: string, type: string): ObjectNode {
  const list = propertyOf(readHcl(text).root as ObjectNode, type)?.value;
  assert.ok(list && isBlocks(list), type);
  return list.items[0] as ObjectNode;
}

function valueIn(text: string, name = 'a'): ValueNode | undefined {
  return propertyOf(readHcl(text).root as ObjectNode, name)?.value;
}

function at(path: readonly (string | number)[], from: ValueNode): ValueNode {
  let node: ValueNode | undefined = from;
  for (const step of path) {
    if (typeof step === 'number') node = node?.kind === 'array' ? node.items[step] : undefined;
    else node = node?.kind === 'object' ? propertyOf(node, step)?.value : undefined;
  }
  assert.ok(node, path.join('.'));
  return node;
}

function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  if (node.kind === 'property') {
    yield node.key;
    if (node.value) yield* nodesOf(node.value);
  } else if (node.kind === 'object') for (const property of node.properties) yield* nodesOf(property);
  else if (node.kind === 'array') for (const item of node.items) yield* nodesOf(item);
}

describe('HCL', () => {
  test('is read with arguments and blocks as members', () => {
    const task = bodyOf(JSONENCODE, 'resource');
    assert.deepEqual(
      blockOf(task)!.labels.map(({ value }) => value),
      ['aws_ecs_task_definition', 'web'],
    );
    assert.deepEqual(
      task.properties.map(({ key }) => key.value),
      [
        'family',
        'requires_compatibilities',
        'network_mode',
        'cpu',
        'memory',
        'execution_role_arn',
        'container_definitions',
        'volume',
        'dynamic',
        'tags',
      ],
    );
    const volumes = at(['volume'], task);
    assert.ok(isBlocks(volumes));
    assert.equal(volumes.items.length, 2);
    assert.deepEqual(readHcl(JSONENCODE).problems, []);
  });

  test('has values where they are written out, and templates for the rest', () => {
    const task = bodyOf(JSONENCODE, 'resource');
    const container = ['container_definitions', 0];
    const values: readonly [path: readonly (string | number)[], kind: ValueNode['kind'], text: string][] = [
      [['family'], 'template', 'local.name'],
      [['cpu'], 'number', '256'],
      [['execution_role_arn'], 'template', 'aws_iam_role.execution.arn'],
      [[...container, 'name'], 'string', '"web"'],
      [[...container, 'command', 2], 'template', 'tostring(8080)'],
      [[...container, 'portMappings', 0, 'protocol'], 'string', '"tcp"'],
      [[...container, 'environment', 1, 'name'], 'string', '"B"'],
      [[...container, 'environment', 1, 'value'], 'template', `var.b != null ? var.b : "\${lookup(var.m, "k")}"`],
      [[...container, 'cpu'], 'template', 'var.small ? 1 : 2'],
      [[...container, 'stopTimeout'], 'null', 'null'],
      [['container_definitions', 1, 'name'], 'string', '"side"'],
    ];
    for (const [path, kind, text] of values) {
      const node = at(path, task);
      assert.deepEqual([node.kind, JSONENCODE.slice(node.offset, endOf(node))], [kind, text], path.join('.'));
    }
    const written = at([...container, 'environment', 0, 'value'], task);
    assert.ok(written.kind === 'string' && written.value === 'say "hi" é');
    assert.equal((at([...container, 'dockerLabels'], task) as ObjectNode).open, true);
    assert.equal((at(['container_definitions', 1], task) as ObjectNode).open, true);
    assert.equal((at(container, task) as ObjectNode).open, false);
  });

  test('has every comment', () => {
    const { comments = [] } = readHcl(JSONENCODE);
    assert.deepEqual(
      comments.map((span) => JSONENCODE.slice(span.offset, endOf(span))),
      ['# The web task.', '// one for each stage', '/* the side */'],
    );
  });

  test('reads the JSON in a heredoc at its own place', () => {
    for (const text of [HEREDOC, HEREDOC.replaceAll('\n', '\r\n')]) {
      const heredoc = at(['container_definitions'], bodyOf(text, 'resource'));
      assert.ok(heredoc instanceof Heredoc);
      const json = embeddedIn(heredoc);
      assert.ok(json);
      const name = at([0, 'name'], json.root);
      assert.equal(text.slice(name.offset, endOf(name)), '"job"');
      assert.equal(at([0, 'memory'], json.root).kind, 'template');
      assert.ok(propertyOf(bodyOf(text, 'resource'), 'memory'), 'what stands behind it is read');
    }
  });

  test('has exact offsets', () => {
    for (const text of SAMPLES) {
      for (const node of nodesOf(readHcl(text).root!)) {
        const slice = text.slice(node.offset, endOf(node));
        if (slice.length < text.length) assert.equal(slice.trim(), slice, 'no space around a node');
        if (node.kind === 'number') assert.equal(Number(slice), node.value);
        if (node.kind === 'boolean') assert.equal(slice, String(node.value));
        if (node.kind === 'property') assert.ok(slice.replace(/^"/, '').startsWith(node.key.value), slice);
        if (node.kind === 'array' && !isBlocks(node)) assert.match(slice, /^(?:\[.*\]|concat\(.*\))$/s);
      }
    }
  });

  test('takes what is no value for a template', () => {
    for (const text of [
      'var.x',
      'a + 1',
      '!var.x',
      '-var.x',
      'var.x ? [1] : []',
      '"a" == var.b',
      'foo({ a = 1 }, "}")',
      '[1, 2][0]',
      'toset([for x in var.y : x])[0]',
      '{ a = 1 }.a',
      `"\${a}" != "b"`,
      'try(var.a, 1)',
    ]) {
      const file = `a = ${text}\nb = 1\n`;
      const node = valueIn(file);
      assert.deepEqual([node?.kind, node?.length], ['template', text.length], text);
      assert.ok(valueIn(file, 'b'), `${text} ends with its line`);
    }
  });

  test('leaves lists open whose items Terraform makes', () => {
    for (const text of ['[for x in var.y : { name = x }]', 'concat([{ name = "a" }], var.more)', '[var.a]']) {
      const node = valueIn(`a = ${text}\n`);
      assert.ok(node?.kind === 'array' && node.open, text);
    }
    const joined = valueIn('a = concat([1], var.more, [2])');
    assert.ok(joined?.kind === 'array' && joined.items.length === 2);
    const object = valueIn('a = { for k, v in var.m : k => v }\nb = 1');
    assert.ok(object?.kind === 'object' && object.open);
  });

  test('keeps an interpolation that is written as a text', () => {
    const written = `$\${x} \${y} %%{z}`;
    const node = valueIn(`a = "${written}"\n`);
    assert.ok(node?.kind === 'string' && node.value === written);
  });

  test('goes on in the next line only where an expression does', () => {
    const text =
      'a = {\n  b = var.c\n    ? 1\n    : 2\n  d = 3 /* x */\n  // e\n  f = [\n    var.g &&\n    true,\n    4\n  ]\n}\n';
    const { root, problems } = readHcl(text);
    assert.deepEqual(problems, []);
    const node = propertyOf(root as ObjectNode, 'a')!.value as ObjectNode;
    assert.deepEqual(
      node.properties.map(({ key, value }) => [key.value, value?.kind]),
      [
        ['b', 'template'],
        ['d', 'number'],
        ['f', 'array'],
      ],
    );
  });
});
