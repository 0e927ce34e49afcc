/** What the extension looks at in a document before the server runs: a bounded part of it, and nothing is parsed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Lines, MOST_LINES, mayBeTaskDefinition } from '../../server/src/formats/signs.ts';

const MB5 = 5_000_000;
const CONTAINER = '{"name":"web","image":"nginx","essential":true}';

/** A text by lines that counts how many of them, and how many characters at once, are asked for. */
function counted(text: string): Lines & { asked: number } {
  const lines = text.split('\n');
  const reader = {
    count: lines.length,
    asked: 0,
    at(line: number) {
      reader.asked++;
      return lines[line]!;
    },
  };
  return reader;
}

describe('of 5 MB a bounded number of lines is read', () => {
  const texts: readonly [what: string, text: string, expected: boolean][] = [
    ['brackets', '['.repeat(MB5), false],
    ['quotes', '"'.repeat(MB5), false],
    ['one line', `{"a":"${'x'.repeat(MB5)}"}`, false],
    ['200,000 lines', '{"a":1},\n'.repeat(200_000), false],
    ['nesting', '{"a":\n'.repeat(800_000), false],
    ['a task definition', `{"containerDefinitions":[\n${`${CONTAINER},\n`.repeat(100_000)}${CONTAINER}]}`, true],
    ['a task definition whose containers come last', `{"x":"${'x'.repeat(MB5)}","containerDefinitions":[]}`, true],
    ['the same on many lines', `{"x": [\n${'1,\n'.repeat(900_000)}2],\n"containerDefinitions":[]}`, true],
  ];
  for (const [what, text, expected] of texts) {
    test(what, () => {
      const lines = counted(text);
      assert.equal(mayBeTaskDefinition('/a/data.json', lines), expected);
      assert.ok(lines.asked <= MOST_LINES + 1, `${lines.asked} lines`);
    });
  }
});

describe('a file without a telling name', () => {
  const texts: readonly [what: string, text: string, expected: boolean][] = [
    ['a task definition', `{"containerDefinitions":[${CONTAINER}]}`, true],
    ['what describe-task-definition prints', '{"taskDefinition": {}}', true],
    ['a list of containers', `[${CONTAINER}]`, true],
    ['a template', '{"Resources":{"A":{"Type":"AWS::ECS::TaskDefinition"}}}', true],
    ['a template with a service', '{"Resources":{"A":{"Type":"AWS::ECS::Service"}}}', true],
    ['a service', '{"serviceName":"web","desiredCount":2}', true],
    ['image definitions', '[{"name":"web","imageUri":"web:1"}]', true],
    ['something with a name and an image', '{"name":"a","image":"b"}', false],
    ['an empty file', '', false],
  ];
  for (const [what, text, expected] of texts) {
    test(what, () => assert.equal(mayBeTaskDefinition('/a/x.json', counted(text)), expected));
  }
});

describe('a file of Terraform', () => {
  const texts: readonly [what: string, text: string, expected: boolean][] = [
    ['a task definition', 'resource "aws_ecs_task_definition" "web" {\n}\n', true],
    ['a service', 'resource "aws_ecs_service" "web" {\n}\n', true],
    ['another resource', 'resource "aws_vpc" "main" {\n}\n', false],
    ['names in quotes', 'x = { "name" = "a", "image" = "b", "command" = "c" }\n', false],
  ];
  for (const [what, text, expected] of texts) {
    for (const name of ['ecs.tf', 'task-definition.tofu'])
      test(`${what}, called ${name}`, () => assert.equal(mayBeTaskDefinition(`/a/${name}`, counted(text)), expected));
  }

  test("in Terraform's JSON", () => {
    const text = '{"resource": {"aws_ecs_task_definition": {"web": {}}}}';
    assert.equal(mayBeTaskDefinition('/a/ecs.tf.json', counted(text)), true);
  });
});

describe('a file in YAML', () => {
  const texts: readonly [what: string, text: string, expected: boolean][] = [
    ['a template', 'Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n', true],
    ['a template with a service alone', 'Resources:\n  A:\n    Type: AWS::ECS::Service\n', true],
    ['a task definition', 'family: web\ncontainerDefinitions:\n', true],
    ['a service', 'serviceName: web\ndesiredCount: 2\n', true],
    ['a Compose file', 'services:\n  web:\n    image: nginx\n    command: ["a"]\n', false],
    ['one with quotes', '"name": "a"\n"image": "b"\n"command": "c"\n', false],
    ['a template without one', 'Resources:\n  A:\n    Type: AWS::ECS::Cluster\n', false],
  ];
  for (const [what, text, expected] of texts) {
    for (const name of ['a.yaml', 'task-definition.yml'])
      test(`${what}, called ${name}`, () => assert.equal(mayBeTaskDefinition(`/a/${name}`, counted(text)), expected));
  }
});

test('a name that tells is enough', () => {
  const lines = counted('['.repeat(MB5));
  assert.equal(mayBeTaskDefinition('/a/taskdef.json', lines), true);
  assert.equal(lines.asked, 0);
});
