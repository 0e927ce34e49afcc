/** Completion in files of Terraform: what is offered has the names of the place, and what is taken leaves HCL behind. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HCL_LANGUAGE } from '../../server/src/syntax/hcl/hcl.ts';
import { offer } from './completing.ts';

const resource = (members: string) => `resource "aws_ecs_task_definition" "web" {\n${members}\n}\n`;
const containers = (members: string) =>
  resource(`  family = "web"\n  container_definitions = jsonencode([{\n    name = "web"\n${members}\n  }])`);
const at = (marked: string) => offer(marked, 'ecs.tf');

describe('a key', () => {
  const cases: readonly [name: string, marked: string, label: string, line: string][] = [
    ['of an argument', resource('  fam|'), 'family', '  family = "my-service"'],
    ['of an argument on an empty line', resource('  family = "a"\n  |'), 'network_mode', '  network_mode = ""'],
    ['of an argument before another', resource('  net|\n  family = "a"'), 'network_mode', '  network_mode = ""'],
    ['of an argument that has a value', resource('  network| = "host"'), 'network_mode', '  network_mode = "host"'],
    ['of a member of a container', containers('    stop|'), 'stopTimeout', '    stopTimeout = 30'],
    ['of a member before another', containers('    stop|\n    image = "a:1"'), 'stopTimeout', '    stopTimeout = 30'],
    [
      'of an argument of a block',
      resource('  runtime_platform {\n    cpu|\n  }'),
      'cpu_architecture',
      '    cpu_architecture = ""',
    ],
    [
      'between two blocks',
      resource('  volume {\n    name = "a"\n  }\n  fam|\n  volume {\n    name = "b"\n  }'),
      'family',
      '  family = "my-service"',
    ],
  ];
  for (const [name, marked, label, line] of cases)
    test(name, () => {
      const text = at(marked).taking(label);
      assert.ok(text.split('\n').includes(line), text);
      assert.deepEqual(HCL_LANGUAGE.read(text).problems, []);
    });

  test('of a block writes the block', () => {
    const text = at(resource('  family = "a"\n  runtime|')).taking('runtime_platform');
    assert.match(text, /\n {2}runtime_platform \{\n/);
    assert.deepEqual(HCL_LANGUAGE.read(text).problems, []);
  });

  test('is spelt as its place spells it', () => {
    const { labels } = at(resource('  |'));
    assert.ok(labels.includes('requires_compatibilities') && labels.includes('volume'), labels.join());
    assert.ok(!labels.includes('requiresCompatibilities') && !labels.includes('volumes'), labels.join());
    const inside = at(containers('    |')).labels;
    assert.ok(inside.includes('portMappings') && inside.includes('healthCheck'), inside.join());
    assert.ok(!inside.includes('name'), 'what is there already is not offered again');
  });

  test('of a volume is one of a volume, and of no other kind where it has one', () => {
    const volume = (members: string) => at(resource(`  volume {\n    name = "a"\n${members}    |\n  }`)).labels;
    assert.ok(volume('').includes('efs_volume_configuration') && volume('').includes('host_path'));
    assert.deepEqual(volume('    host_path = "/a"\n'), []);
  });
});

describe('a value', () => {
  const cases: readonly [name: string, marked: string, label: string, line: string][] = [
    ['of an argument', resource('  network_mode = |'), 'awsvpc', '  network_mode = "awsvpc"'],
    ['of an argument without a space', resource('  network_mode =|'), 'awsvpc', '  network_mode = "awsvpc"'],
    ['in quotes', resource('  network_mode = "aws|"'), 'awsvpc', '  network_mode = "awsvpc"'],
    [
      'in a quote that is open',
      resource('  network_mode = "aws|\n  family = "a"'),
      'awsvpc',
      '  network_mode = "awsvpc"',
    ],
    ['in a list', resource('  requires_compatibilities = [|]'), 'FARGATE', '  requires_compatibilities = ["FARGATE"]'],
    [
      'of a member of a container',
      containers('    versionConsistency = "|"'),
      'disabled',
      '    versionConsistency = "disabled"',
    ],
  ];
  for (const [name, marked, label, line] of cases)
    test(name, () => {
      const text = at(marked).taking(label);
      assert.ok(text.split('\n').includes(line), text);
      assert.deepEqual(HCL_LANGUAGE.read(text).problems, []);
    });
});

describe('JSON in a heredoc', () => {
  const heredoc = (json: string) => resource(`  family = "a"\n  container_definitions = <<EOF\n${json}\nEOF`);

  test('is completed as JSON', () => {
    const text = at(heredoc('[{ "name": "web", "image": "a:1", "stop|" }]')).taking('stopTimeout');
    assert.match(text, /"image": "a:1", "stopTimeout": 30 \}\]\nEOF/);
  });
});

describe('nothing is offered', () => {
  const places: Readonly<Record<string, string>> = {
    'in a comment': resource('  # fam|'),
    'outside of a task definition': `${resource('  family = "a"')}\nlocals {\n  fam|\n}\n`,
    'in another resource': `${resource('  family = "a"')}\nresource "aws_vpc" "main" {\n  |\n}\n`,
    'among tags': resource('  family = "a"\n  tags = {\n    |\n  }'),
    'in a reference': resource('  family = var.fam|'),
    'in an interpolation': resource('  family = "${var.fam|}"'),
    'behind a value': resource('  family = "a" |'),
    'where a label stands': 'resource "aws_ecs_task|" "a" {\n}\nresource "aws_ecs_task_definition" "b" {}\n',
  };
  for (const [name, marked] of Object.entries(places)) test(name, () => assert.deepEqual(at(marked).labels, []));
});
