/** JSON in a text in quotes: it is read, judged, mended and completed at its place, escapes and all. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { asItIs, inQuotes } from '../../server/src/syntax/embedded/notation.ts';
import { endOf, insideOf, type SyntaxNode, type ValueNode } from '../../server/src/syntax/node.ts';
import { offer } from './completing.ts';

/** Containers as they are in the file: the text of some JSON, with its quotes escaped. */
const quoted = (json: string) => JSON.stringify(json);
const inHcl = (json: string) =>
  `resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = ${quoted(json)}\n}\n`;
const inJson = (json: string) =>
  `{ "resource": { "aws_ecs_task_definition": { "web": { "family": "web", "container_definitions": ${quoted(json)} } } } }\n`;
const FILES = { 'main.tf': inHcl, 'main.tf.json': inJson } as const;

const found = (text: string, fileName: string) =>
  analyse(text, fileName)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, offset, length }) => `${rule} at ${text.slice(offset, offset + length)}`);

describe('the notation of a text', () => {
  const raws = ['plain', 'a\\"b\\\\c\\nd\\u00e9\\ud83d\\ude00\\/', '', '\\\\\\"', 'ends in \\'];
  for (const raw of raws)
    test(`leads from ${JSON.stringify(raw)} to the text and back`, () => {
      const { content, outside, inside } = inQuotes(raw, 10);
      if (!raw.endsWith('in \\')) assert.equal(content, JSON.parse(`"${raw}"`));
      for (let at = 0; at <= content.length; at++) assert.equal(inside(outside(at)), at, `${at}`);
      assert.equal(outside(content.length), 10 + raw.length);
    });
  test('of a heredoc is the text itself', () => {
    const { content, outside, inside, write } = asItIs('a"b', 5);
    assert.deepEqual([content, outside(1), inside(6), write('"')], ['a"b', 6, 1, '"']);
  });
  test("has the characters of HCL's long escapes", () => assert.equal(inQuotes('\\U0001F600', 0).content, '😀'));
});

for (const [fileName, file] of Object.entries(FILES))
  describe(`containers as a text in ${fileName}`, () => {
    test('have their faults found at their place', () => {
      const text = file(
        '[{"name":"app","image":"nginx:1.27","memory":"128","dependsOn":[{"containerName":"x","condition":"START"}]}]',
      );
      assert.deepEqual(found(text, fileName), ['wrong-type at \\"128\\"', 'dependson-container-unknown at \\"x\\"']);
    });

    test('are mended with quotes escaped, and nothing else changes', () => {
      const text = file('[{"name":"app","image":"nginx:1.27","memory":128,"environment":[{"name":"A","value":3002}]}]');
      const { document, findings } = analyse(text, fileName);
      const finding = findings.find(({ rule }) => rule === 'wrong-type')!;
      const fixed = applyEdits(text, editsOf(document, finding.fixes[0]!));
      assert.equal(fixed, text.replace('3002', '\\"3002\\"'));
    });

    test('may be over lines, with characters that are escaped', () => {
      const json =
        '[\n\t{\n\t\t"name": "app",\n\t\t"image": "nginx:1.27",\n\t\t"memory": 128,\n\t\t"dockerLabels": { "tür": "\\"1\\" \\u00e9" },\n\t\t"protocl": 1\n\t}\n]';
      const text = file(json);
      assert.deepEqual(found(text, fileName), ['unknown-property at \\"protocl\\"']);
      const { document, findings } = analyse(text, fileName);
      const finding = findings.find(({ rule }) => rule === 'unknown-property')!;
      for (const fix of finding.fixes) {
        const fixed = applyEdits(text, editsOf(document, fix));
        assert.ok(fixed.includes('\\"tür\\": \\"\\\\\\"1\\\\\\" \\\\u00e9\\"'), fixed);
        assert.deepEqual(found(fixed, fileName), [], fixed);
      }
    });

    test('may have interpolations, which are decided later', () => {
      const json =
        '[{"name":"${var.name}","image":"${aws_ecr_repository.app.repository_url}:1","memory":${var.memory},"command":${jsonencode(var.command)},"essential":true}]';
      assert.deepEqual(found(file(json), fileName), []);
    });

    test('that are one object, or the whole task definition, are told to be a list', () => {
      for (const json of [
        '{"name":"app","image":"nginx:1.27","memory":128}',
        '{"family":"a","containerDefinitions":[{"name":"app","image":"nginx:1.27","memory":128}]}',
      ])
        assert.deepEqual(
          analyse(file(json), fileName)
            .findings.filter(({ severity }) => severity === 'error')
            .map(({ rule }) => rule),
          ['tf-containers-not-a-list'],
        );
    });

    test('whose JSON is broken have that said', () => {
      const text = file('[{"name":"app" "image":"nginx:1.27","memory":128}]');
      const [finding, ...others] = analyse(text, fileName).findings.filter(({ severity }) => severity === 'error');
      assert.equal(finding?.rule, 'td-invalid-json');
      assert.deepEqual(others, []);
    });

    test('have what they hold completed, with quotes escaped', () => {
      const text = file('[{"name":"app","image":"nginx:1.27","memory":128,"essent|":true}]');
      assert.equal(offer(text, fileName).taking('essential'), text.replace('essent|', 'essential'));
      const value = file(
        '[{"name":"app","image":"nginx:1.27","memory":128,"portMappings":[{"containerPort":80,"protocol":|}]}]',
      );
      assert.equal(offer(value, fileName).taking('udp'), value.replace(':|', ': \\"udp\\"'));
    });

    test('survive every prefix', () => {
      const text = file(
        '[{"name":"a\\"b","image":"nginx:1.27","memory":128,"environment":[{"name":"A","value":"${var.a}"}]}]',
      );
      for (let end = 0; end < text.length; end++) {
        const { document, tasks } = analyse(text.slice(0, end), fileName);
        for (const node of nodesOf(tasks[0]?.root))
          assert.ok(node.offset >= 0 && endOf(node) <= document.text.length, `${end}`);
      }
    });

    test('have the text without its quotes for a name', () => {
      const text = file('[{"name":"app","image":"nginx:1.27","memory":128}]');
      const name = [...nodesOf(analyse(text, fileName).tasks[0]!.root)].find(
        (node) => node.kind === 'string' && node.value === 'app',
      );
      assert.ok(name?.kind === 'string');
      const { offset, length } = insideOf(name);
      assert.equal(text.slice(offset, offset + length), 'app');
    });
  });

test('a quoted text that only looks like JSON is none', () => {
  const text =
    'resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = jsonencode([{ name = "a", image = "b:1", memory = 128, command = ["[ -f x ]", "{\\"a\\" b}"] }])\n}\n';
  assert.deepEqual(found(text, 'main.tf'), []);
});

describe('an expression in a text', () => {
  const hcl =
    'jsonencode([{ name = "app", image = "nginx:1.27", memory = 128, environment = [{ name = "A", value = 3002 }] }])';
  const files: Readonly<Record<string, string>> = {
    'main.tf': `resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = "\${${hcl}}"\n}\n`,
    'main.tf.json': inJson(`\${${hcl}}`),
  };
  for (const [fileName, text] of Object.entries(files))
    test(`is read and mended in ${fileName}`, () => {
      const { document, findings } = analyse(text, fileName);
      const finding = findings.find(({ rule }) => rule === 'wrong-type')!;
      const fixed = applyEdits(text, editsOf(document, finding.fixes[0]!));
      assert.equal(fixed, text.replace('3002', fileName === 'main.tf' ? '"3002"' : '\\"3002\\"'));
      assert.deepEqual(found(fixed, fileName), []);
    });
  test('that is not whole, or more than one call, is decided later', () => {
    for (const expression of [
      '${jsonencode([{ name = "a", memory = "x" }',
      '${jsonencode(concat(local.a, [{ name = "a", image = "b:1", memory = "x" }]))}',
      '${jsonencode(var.x)}',
      '${jsonencode([for c in var.c : { memory = "x" }])}',
    ])
      for (const text of [
        inJson(expression),
        `resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = "${expression}"\n}\n`,
      ])
        assert.deepEqual(
          analyse(text, text.startsWith('{') ? 'a.tf.json' : 'a.tf')
            .findings.filter(({ rule, severity }) => severity === 'error' && rule !== 'wrong-type')
            .map(({ message }) => message),
          [],
          text,
        );
  });
});

function* nodesOf(node: ValueNode | undefined): Generator<SyntaxNode> {
  if (!node) return;
  yield node;
  if (node.kind === 'array') for (const item of node.items) yield* nodesOf(item);
  if (node.kind === 'object')
    for (const property of node.properties) {
      yield property;
      yield property.key;
      yield* nodesOf(property.value);
    }
}
