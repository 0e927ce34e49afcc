/** JSON in a heredoc of Terraform that is broken, and resources that cannot be read to their end. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

const file = (content: string, more = '') => `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = <<EOF
${content}
EOF
${more}}
`;

/** What is said of the text, with the line that it stands on and what it underlines. */
function faults(text: string, fileName = 'main.tf'): string[] {
  return analyse(text, fileName)
    .findings.filter(({ rule }) => rule === 'td-invalid-json')
    .map(({ severity, offset, length, message }) => {
      const line = text.slice(0, offset).split('\n').length;
      return `${line}: ${severity} at ${text.slice(offset, offset + length)}: ${message}`;
    });
}

describe('broken JSON in a heredoc', () => {
  const broken: Readonly<Record<string, [content: string, expected: RegExp]>> = {
    'a comma is missing': ['[{\n  "name": "a"\n  "image": "nginx:1.27"\n}]', /^5: error at .*: Expected a comma here$/],
    'a comma is too much': ['[{ "name": "a", "image": "b",\n}]', /^4: error at ,: Terraform refuses a comma/],
    'a comment': ['[{ "name": "a", // main\n"image": "b" }]', /^4: error at \/\/ main: /],
    'a bracket is missing': ['[{ "name": "a", "image": "b" }', /^4: error at /],
    'beside an interpolation in a text': [
      '[{ "name": "${var.a == "" ? "x" : var.b}", "image": "b",\n}]',
      /^4: error at ,: Terraform refuses a comma/,
    ],
    'beside an interpolation for a value': ['[{ "name": "a"\n"memory": ${var.m}, "image": "b" }]', /Expected a comma/],
    'a word without quotes': ['[{ "name": "a", "image": "b", "essential": True }]', /error at True/],
  };
  for (const [title, [content, expected]] of Object.entries(broken))
    test(title, () => {
      const found = faults(file(content));
      assert.ok(found.length > 0);
      assert.match(found[0]!, expected);
    });

  const silent: Readonly<Record<string, string>> = {
    'JSON that is whole': '[{ "name": "a", "image": "b", "memory": 128 }]',
    'an interpolation for a value':
      '[{ "name": "${var.a}", "image": "b", "memory": ${var.m}, "command": ${jsonencode(var.c)} }]',
    'quotes in an interpolation': '[{ "name": "${lookup(var.a, "x")}", "image": "${var.tag == "" ? "a" : "b"}" }]',
    'an interpolation for a piece': '[{ "name": "a", "image": "b" ${var.more} }]',
    'an interpolation for members': '[{ "name": "a", ${local.common} "image": "b" }]',
    directives: '[%{ for c in var.c ~}{ "name": "${c}" },%{ endfor ~}]',
    'a dollar that is none': '[{ "name": "a", "image": "b", "command": ["echo $${HOME} $(date)"] }]',
    'another text': 'name: a\nimage: b',
  };
  for (const [title, content] of Object.entries(silent))
    test(`nothing of ${title}`, () => assert.deepEqual(faults(file(content)), []));

  test('is mended at its place', () => {
    const text = file('[{ "name": "a", "image": "nginx:1.27", "memory": 128, }]', '  cpu = 256 # kept\n');
    const { document, findings } = analyse(text, 'main.tf');
    const [finding] = findings.filter(({ rule }) => rule === 'td-invalid-json');
    const fixed = applyEdits(text, editsOf(document, finding!.fixes[0]!));
    assert.equal(fixed, text.replace('128, }', '128 }'));
  });

  test('takes back what is not sure around it', () => {
    const text = file('[{ "name": "a", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "b\n }]');
    const errors = analyse(text, 'main.tf').findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.filter(({ rule }) => rule !== 'td-invalid-json').map(({ message }) => message),
      [],
    );
  });
});

describe('a resource that cannot be read to its end has a note', () => {
  const notes = (text: string, fileName: string) =>
    analyse(text, fileName)
      .findings.filter(({ rule }) => rule === 'td-not-checked')
      .map(
        ({ severity, offset, length, message }) => `${severity} at ${text.slice(offset, offset + length)}: ${message}`,
      );
  const template = (line: string) =>
    `Resources:\n  Web:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: web\n          Image: nginx:1.27\n          Memory: 128\n${line}  Topic:\n    Type: AWS::SNS::Topic\n`;

  test('in YAML', () => {
    assert.deepEqual(notes(template('          User: "ro\n          Command: [a\n'), 'a.yaml'), [
      'info at Web: "Web" cannot be read to its end, so it is not checked completely: see line 10',
    ]);
  });
  test('in Terraform', () => {
    const text = 'resource "aws_ecs_task_definition" "web" {\n  family = "web\n  cpu = 256\n}\n';
    assert.deepEqual(notes(text, 'main.tf'), [
      'info at "web": "web" cannot be read to its end, so it is not checked completely: see line 2',
    ]);
  });
  test('but none for a line that is being typed', () => {
    for (const typed of ['          Us\n', '          -\n', '          User:\n'])
      assert.deepEqual(notes(template(typed), 'a.yaml'), [], typed);
  });
  test('and none for what is broken elsewhere', () => {
    assert.deepEqual(notes(`${template('')}  Other:\n    Type: "AWS::SNS\n`, 'a.yaml'), []);
    assert.deepEqual(
      notes(
        'resource "aws_ecs_task_definition" "web" {\n  family = "web"\n}\nresource "aws_vpc" "v" {\n  a = "\n}\n',
        'a.tf',
      ),
      [],
    );
  });
});
