/** What is decided later, with the outcomes in the same file: parameters with allowed values, and both branches of conditions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';

/** Errors and warnings of one rule, each with the text that it underlines. */
function found(text: string, fileName: string, rule: string): string[] {
  const { detection, findings } = analyse(text, fileName);
  assert.ok(detection.accepted, detection.reason);
  return findings
    .filter((finding) => finding.rule === rule && finding.severity !== 'info')
    .map(({ severity, offset, length, message }) => {
      const [, choice] = /^((?:If|Whatever) .*? (?:is .*?|is, this fails)): /.exec(message) ?? [];
      return `${severity} at ${text.slice(offset, offset + length)}${choice ? `, ${choice}` : ''}`;
    });
}

describe('a parameter of a template', () => {
  const template = (parameter: string, more = '', properties = '') => `Parameters:
  Mode:
    ${parameter.replaceAll('\n', '\n    ')}
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
${more}    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: 256
      Memory: 512
      NetworkMode: !Ref Mode
${properties}      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
`;
  const at = '!Ref Mode';
  const cases: Readonly<Record<string, [text: string, expected: string[]]>> = {
    'with no value that works': [
      template('Type: String\nAllowedValues: [bridge, host]'),
      [`error at ${at}, Whatever Mode is, this fails`],
    ],
    'with one value that fails': [
      template('Type: String\nAllowedValues:\n  - bridge\n  - awsvpc'),
      [`warning at ${at}, If Mode is "bridge"`],
    ],
    'with two that fail': [
      template('Type: String\nAllowedValues: [bridge, awsvpc, host]'),
      [`warning at ${at}, If Mode is "bridge" or "host"`],
    ],
    'with one value, which fails': [template('Type: String\nAllowedValues: [host]'), [`error at ${at}`]],
    'with values that all work': [template('Type: String\nAllowedValues: [awsvpc]'), []],
    'with a default that fails, and any other value': [template('Type: String\nDefault: bridge'), []],
    'with a default that works, and values that fail': [
      template('Type: String\nDefault: awsvpc\nAllowedValues: [bridge, awsvpc]'),
      [`warning at ${at}, If Mode is "bridge"`],
    ],
    'of another type': [template('Type: AWS::SSM::Parameter::Value<String>\nAllowedValues: [bridge, host]'), []],
    'whose list of values is broken': [template('Type: String\nAllowedValues: [bridge, host'), []],
    'in a resource on a condition, with one value that fails': [
      template('Type: String\nAllowedValues: [bridge, awsvpc]', '    Condition: OnFargate\n'),
      [],
    ],
    'in a resource on a condition, with no value that works': [
      template('Type: String\nAllowedValues: [bridge, host]', '    Condition: OnFargate\n'),
      [`error at ${at}, Whatever Mode is, this fails`],
    ],
    'in a template with rules, with one value that fails': [
      `Rules:\n  One:\n    Assertions: []\n${template('Type: String\nAllowedValues: [bridge, awsvpc]')}`,
      [],
    ],
    'with more values than are tried': [
      template(`Type: String\nAllowedValues: [${Array.from({ length: 40 }, (_, i) => `m${i}`).join(', ')}]`),
      [],
    ],
  };
  for (const [title, [text, expected]] of Object.entries(cases))
    test(title, () => assert.deepEqual(found(text, 'template.yaml', 'fargate-network-mode'), expected));

  test('in JSON', () => {
    const Properties = {
      RequiresCompatibilities: ['FARGATE'],
      NetworkMode: { Ref: 'Mode' },
      ContainerDefinitions: [{ Name: 'web', Image: 'nginx:1.27', Memory: 128 }],
    };
    const text = JSON.stringify({
      Resources: { Web: { Type: 'AWS::ECS::TaskDefinition', Properties } },
      Parameters: { Mode: { Type: 'String', AllowedValues: ['bridge', 'host'] } },
    });
    assert.deepEqual(found(text, 'template.json', 'fargate-network-mode'), [
      'error at {"Ref":"Mode"}, Whatever Mode is, this fails',
    ]);
  });
  test('with numbers, for a number and for a text', () => {
    const text = template(
      'Type: Number\nAllowedValues: [300, 70000]',
      '',
      '      Cpu: !Ref Mode\n      EphemeralStorage: { SizeInGiB: !Ref Mode }\n',
    ).replace('      Cpu: 256\n', '');
    assert.deepEqual(found(text, 'template.yaml', 'fargate-cpu-value'), [
      'error at !Ref Mode, Whatever Mode is, this fails',
    ]);
    assert.deepEqual(found(text, 'template.yaml', 'out-of-range'), [
      'error at !Ref Mode, Whatever Mode is, this fails',
    ]);
    assert.deepEqual(found(text, 'template.yaml', 'wrong-type'), []);
  });
  test('is the same in all places', () => {
    const text = template('Type: String\nAllowedValues: ["256", "512"]')
      .replace('Cpu: 256', 'Cpu: !Ref Mode')
      .replace('Memory: 512', 'Memory: 512')
      .replace('NetworkMode: !Ref Mode', 'NetworkMode: awsvpc');
    assert.deepEqual(found(text, 'template.yaml', 'fargate-cpu-memory-combination'), [
      'warning at 512, If Mode is "512"',
    ]);
  });
  test('is not tried in values of the user', () => {
    const text = template('Type: String\nAllowedValues: [a, b]')
      .replace('NetworkMode: !Ref Mode', 'NetworkMode: awsvpc')
      .concat('          Environment: [{ Name: MODE, Value: !Ref Mode }]\n');
    assert.equal(analyse(text, 'template.yaml').tasks[0]!.part.choices, undefined);
  });
  test('of a service is tried as well', () => {
    const text = `${template('Type: String\nAllowedValues: [FARGATE, EC3]').replace('NetworkMode: !Ref Mode', 'NetworkMode: awsvpc')}
  Service:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: !Ref Mode
      TaskDefinition: !Ref Web
`;
    assert.deepEqual(found(text, 'template.yaml', 'unknown-value'), ['warning at !Ref Mode, If Mode is "EC3"']);
  });
});

describe('a condition of a template', () => {
  const template = (properties: string, more = '') => `Conditions:
  Big: !Equals [!Ref Size, big]
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
${more}    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
${properties}      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
`;
  const cases: Readonly<Record<string, [properties: string, rule: string, expected: string[], more?: string]>> = {
    'with two branches that fail': [
      '      Cpu: !If [Big, 300, 500]\n      Memory: 1024\n',
      'fargate-cpu-value',
      ['error at 300, Whatever Big is, this fails'],
    ],
    'with one that fails': [
      '      Cpu: !If [Big, 512, 500]\n      Memory: 1024\n',
      'fargate-cpu-value',
      ['warning at 500, If Big is false'],
    ],
    'in the long form': [
      '      Cpu:\n        Fn::If:\n          - Big\n          - 300\n          - 512\n      Memory: 1024\n',
      'fargate-cpu-value',
      ['warning at 300, If Big is true'],
    ],
    'that goes through several members': [
      '      Cpu: !If [Big, 4096, 256]\n      Memory: !If [Big, 8192, 512]\n',
      'fargate-cpu-memory-combination',
      [],
    ],
    'that goes through several members, one of them the wrong way round': [
      '      Cpu: !If [Big, 256, 4096]\n      Memory: !If [Big, 8192, 512]\n',
      'fargate-cpu-memory-combination',
      ['error at 8192, Whatever Big is, this fails'],
    ],
    'beside another, which stays open': [
      '      Cpu: !If [Big, 4096, 256]\n      Memory: !If [Small, 512, 8192]\n',
      'fargate-cpu-memory-combination',
      [],
    ],
    'within itself': [
      '      Cpu: !If [Big, !If [Big, 4096, 300], 256]\n      Memory: !If [Big, 8192, 512]\n',
      'fargate-cpu-value',
      [],
    ],
    'with a branch that is decided later': [
      '      Cpu: !If [Big, !Ref Cpu, 300]\n      Memory: 1024\n',
      'fargate-cpu-value',
      ['warning at 300, If Big is false'],
    ],
    'that leaves the member out': ['      Cpu: !If [Big, 300, !Ref AWS::NoValue]\n', 'fargate-cpu-value', []],
    'that the resource depends on itself': [
      '      Cpu: !If [Big, 512, 300]\n      Memory: 1024\n',
      'fargate-cpu-value',
      [],
      '    Condition: Big\n',
    ],
    'that the resource depends on itself, and that is wrong': [
      '      Cpu: !If [Big, 300, 512]\n      Memory: 1024\n',
      'fargate-cpu-value',
      ['error at 300'],
      '    Condition: Big\n',
    ],
    'in a resource on another condition': [
      '      Cpu: !If [Big, 512, 300]\n      Memory: 1024\n',
      'fargate-cpu-value',
      [],
      '    Condition: OnFargate\n',
    ],
    'with whole objects': [
      '      Volumes:\n        - !If [Big, { Name: a b }, { Name: c d }]\n',
      'wrong-format',
      ['error at a b, Whatever Big is, this fails'],
    ],
  };
  for (const [title, [properties, rule, expected, more]] of Object.entries(cases))
    test(title, () => assert.deepEqual(found(template(properties, more), 'template.yaml', rule), expected));

  test('offers no fix that would take the choice away', () => {
    const { findings } = analyse(template('      Cpu: !If [Big, 300, 500]\n      Memory: 1024\n'), 'template.yaml');
    const [finding] = findings.filter(({ rule }) => rule === 'fargate-cpu-value');
    assert.deepEqual(finding?.fixes, []);
    assert.equal(finding?.related.length, 1);
  });
});

describe('a variable of Terraform', () => {
  const file = (variable: string, more = '', mode = 'var.mode') => `variable "mode" {
  ${variable.replaceAll('\n', '\n  ')}
}

resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = ${mode}
${more}  container_definitions    = jsonencode([{ name = "web", image = "nginx:1.27" }])
}
`;
  const validated = (list: string, condition = `contains(${list}, var.mode)`) =>
    `type = string\nvalidation {\n  condition     = ${condition}\n  error_message = "No."\n}`;
  const cases: Readonly<Record<string, [text: string, expected: string[]]>> = {
    'with no value that works': [
      file(validated('["bridge", "host"]')),
      ['error at var.mode, Whatever var.mode is, this fails'],
    ],
    'with one that fails': [
      file(validated('[\n    "bridge",\n    "awsvpc",\n  ]')),
      ['warning at var.mode, If var.mode is "bridge"'],
    ],
    'with a default alone': [file('type    = string\ndefault = "bridge"'), []],
    'with a validation of another kind': [file(validated('', 'length(var.mode) > 3')), []],
    'with a validation that asks for more': [file(validated('', 'contains(["bridge"], var.mode) || var.any')), []],
    'with a validation of something else': [file(validated('', 'contains(["bridge"], lower(var.mode))')), []],
    'with two validations': [
      file(`${validated('["bridge", "awsvpc"]')}\n${validated('["awsvpc"]').replace('type = string\n', '')}`),
      [],
    ],
    'with values that are not written out': [file(validated('["bridge", local.mode]')), []],
    'without a type': [file(validated('["bridge"]').replace('type = string\n', '')), []],
    'in a resource that is counted, with one that fails': [
      file(validated('["bridge", "awsvpc"]'), '  count = var.on ? 1 : 0\n'),
      [],
    ],
    'in a resource with a precondition, with one that fails': [
      file(
        validated('["bridge", "awsvpc"]'),
        '  lifecycle {\n    precondition {\n      condition = var.mode == "awsvpc"\n    }\n  }\n',
      ),
      [],
    ],
    'of another name': [file(validated('["bridge"]'), '', 'var.other'), []],
    'in an expression': [file(validated('["bridge"]'), '', 'lower(var.mode)'), []],
  };
  for (const [title, [text, expected]] of Object.entries(cases))
    test(title, () => assert.deepEqual(found(text, 'main.tf', 'fargate-network-mode'), expected));
});

describe('a conditional of Terraform', () => {
  const file = (lines: string) => `resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
${lines}  container_definitions    = jsonencode([{ name = "web", image = "nginx:1.27" }])
}
`;
  const cases: Readonly<Record<string, [lines: string, rule: string, expected: string[]]>> = {
    'with two values that fail': [
      '  network_mode = var.x ? "bridge" : "host"\n',
      'fargate-network-mode',
      ['error at "bridge", Whatever var.x is, this fails'],
    ],
    'with one that fails': [
      '  network_mode = var.env == "dev:1" ? "bridge" : "awsvpc"\n',
      'fargate-network-mode',
      ['warning at "bridge", If var.env == "dev:1" is true'],
    ],
    'in parentheses and over several lines': [
      '  network_mode = (\n    var.x # why\n    ? "awsvpc"\n    : "bridge"\n  )\n',
      'fargate-network-mode',
      ['warning at "bridge", If var.x is false'],
    ],
    'with lists': [
      '  requires_compatibilities = var.x ? ["FARGATE"] : ["FARGAT"]\n',
      'unknown-value',
      ['warning at "FARGAT", If var.x is false'],
    ],
    'that goes through several arguments': [
      '  cpu    = var.big ? 4096 : 256\n  memory = var.big ? 8192 : 512\n',
      'fargate-cpu-memory-combination',
      [],
    ],
    'beside another': [
      '  cpu    = var.big ? 4096 : 256\n  memory = var.small ? 512 : 8192\n',
      'fargate-cpu-memory-combination',
      [],
    ],
    'that leaves the argument out': ['  network_mode = var.x ? "bridge" : null\n', 'fargate-network-mode', []],
    'with a value that is decided elsewhere': [
      '  network_mode = var.x ? var.y : "bridge"\n',
      'fargate-network-mode',
      [],
    ],
    'with values of two types': ['  cpu = var.x ? 300 : "512"\n', 'fargate-cpu-value', []],
    'in a conditional': ['  network_mode = var.x ? "bridge" : var.y ? "host" : "none"\n', 'fargate-network-mode', []],
    'with a text that is filled in': [
      '  network_mode = var.x ? "${var.a}" : "bridge"\n',
      'fargate-network-mode',
      ['warning at "bridge", If var.x is false'],
    ],
    'that is not whole yet': ['  network_mode = var.x ? "bridge" :\n', 'fargate-network-mode', []],
  };
  for (const [title, [lines, rule, expected]] of Object.entries(cases))
    test(title, () => assert.deepEqual(found(file(lines), 'main.tf', rule), expected));
});

test('many choices cost no more than a few', () => {
  const parameters = Array.from(
    { length: 300 },
    (_, i) => `  P${i}:\n    Type: String\n    AllowedValues: [a, b, c]\n`,
  );
  const links = Array.from({ length: 300 }, (_, i) => `            - !Ref P${i}\n`);
  const text = `Parameters:\n${parameters.join('')}Resources:\n  Web:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: web\n          Image: nginx:1.27\n          Memory: 128\n          Links:\n${links.join('')}`;
  const start = performance.now();
  analyse(text, 'template.yaml');
  assert.ok(performance.now() - start < 3000);
});
