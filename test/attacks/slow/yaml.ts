/** CloudFormation templates and task definitions in YAML, each hard to read in a way of its own. */
import { fill, range, type Shape } from './shape.ts';

const HEAD = 'AWSTemplateFormatVersion: "2010-09-09"\n';
const BESIDE = `${' '.repeat(10)}`;

/** A task definition as a resource, with one container, which has such lines more. */
function definition(id: string, lines = ''): string {
  return `  ${id}:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 128
${lines}`;
}

/** A template with one task definition, whose container has such lines more, and other lines before and after. */
function template(lines: string, before = '', after = ''): string {
  return `${HEAD}${before}Resources:\n${definition('Task', lines)}${after}`;
}

function shape(name: string, text: (size: number) => string): Shape {
  return { name: `YAML: ${name}`, format: 'yaml', text };
}

/** Lines in a container, as many as a size takes. */
function lines(name: string, key: string, line: (i: number) => string): Shape {
  return shape(name, (size) => template(`${BESIDE}${key}:\n${fill(size, (i) => `${BESIDE}  ${line(i)}\n`)}`));
}

/** One value in a container, as long as a size. */
function value(name: string, text: (size: number) => string): Shape {
  return shape(name, (size) => template(`${BESIDE}User: ${text(size)}\n`));
}

/** A value in others, as deep as a size goes. */
function deep(before: string, after: string, inside = 'a'): (size: number) => string {
  return (size) => {
    const times = Math.max(1, Math.floor(size / (before.length + after.length)));
    return before.repeat(times) + inside + after.repeat(times);
  };
}

/** A value in others by indentation, whose length grows with the square of the depth. */
function indented(open: string): (size: number) => string {
  return (size) =>
    range(Math.floor(Math.sqrt(size)))
      .map((i) => `${' '.repeat(12 + i)}${open}\n`)
      .join('');
}

const VARIABLE = (i: number) => `- { Name: VARIABLE_${i}, Value: some value }`;

/** What an ordinary template of a size has: many variables. */
export const PLAIN_YAML: Shape = {
  ...lines('plain', 'Environment', (i) => `- Name: VARIABLE_${i}\n${BESIDE}    Value: some value`),
};

export const YAML: readonly Shape[] = [
  PLAIN_YAML,
  // Many of a kind.
  lines('variables in braces', 'Environment', VARIABLE),
  lines('labels', 'DockerLabels', (i) => `l${i}: ${i}`),
  lines('wrong links', 'Links', () => '- 1'),
  lines('dependencies on nothing', 'DependsOn', (i) => `- { ContainerName: wed${i}, Condition: STARTED }`),
  lines('secrets as variables', 'Environment', (i) => `- { Name: DB_PASSWORD_${i}, Value: hunter2secret${i} }`),
  lines('misspelt members', 'Environment', (i) => `- { Nmae: V${i}, Valeu: a }`),
  lines('names of the API', 'Environment', (i) => `- { name: V${i}, value: a }`),
  lines('one member again and again', 'DockerLabels', () => 'a: 1'),
  shape('unknown members', (size) => template(fill(size, (i) => `${BESIDE}Imagee${i}: a\n`))),
  shape('containers', (size) =>
    template(fill(size, (i) => `        - Name: c${i}\n          Image: nginx:1.27\n          Memory: 8\n`)),
  ),
  shape('task definitions', (size) => `${HEAD}Resources:\n${fill(size, (i) => definition(`Task${i}`))}`),
  shape('empty task definitions', (size) =>
    template(
      '',
      '',
      fill(size, (i) => `  T${i}:\n    Type: AWS::ECS::TaskDefinition\n`),
    ),
  ),
  shape('services', (size) =>
    template(
      '',
      '',
      fill(size, (i) => `  S${i}:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task\n`),
    ),
  ),
  shape('other resources', (size) =>
    template(
      '',
      '',
      fill(size, (i) => `  Topic${i}:\n    Type: AWS::SNS::Topic\n    Properties: { Name: !Ref P }\n`),
    ),
  ),
  shape('parameters', (size) =>
    template('', `Parameters:\n${fill(size, (i) => `  P${i}:\n    Type: String\n    Default: a\n`)}`),
  ),
  shape('loops', (size) =>
    template(
      '',
      '',
      fill(
        size,
        (i) => `  Fn::ForEach::L${i}:\n    - X\n    - [a, b]\n    - T${i}\${X}: { Type: AWS::ECS::TaskDefinition }\n`,
      ),
    ),
  ),
  shape('documents', (size) => fill(size, () => `---\n${template('')}`)),
  shape(
    'a task definition of its own',
    (size) =>
      `family: web\ncontainerDefinitions:\n  - name: web\n    image: nginx:1.27\n    memory: 128\n    environment:\n${fill(size, (i) => `      - name: V${i}\n        value: a\n`)}`,
  ),
  // Deep.
  value('deep lists in brackets', deep('[', ']')),
  value('deep maps in braces', deep('{a: ', '}')),
  value('deep brackets that nobody closes', deep('[', '')),
  value('deep braces that nobody closes', deep('{a: ', '')),
  value('deep brackets that do not fit', deep('[', '}')),
  value('deep lists in a line', deep('- ', '')),
  value('deep keys in a line', deep('? ', '')),
  value('deep maps in a line', deep('a: ', '')),
  value('deep Join', deep('!Join ["", [', ']]')),
  value('deep If', deep('!If [C, ', ', b]')),
  value('deep Sub', deep('!Sub ["${a}", {a: ', '}]')),
  value('deep Select by its long name', deep('{"Fn::Select": [0, [', ']]}')),
  shape('deep maps by indentation', (size) => template(`${BESIDE}User:\n${indented('a:')(size)}`)),
  shape('deep lists by indentation', (size) => template(`${BESIDE}Command:\n${indented('-')(size)}`)),
  shape('deep keys by indentation', (size) => template(`${BESIDE}Command:\n${indented('? a')(size)}`)),
  shape('deep Ifs by indentation', (size) => template(`${BESIDE}User:\n${indented('Fn::If: [C, b,')(size)}`)),
  // Half-typed, and out of step.
  lines('half-typed keys', 'Environment', () => '- Nam'),
  lines('keys without values', 'Environment', () => '- Name:'),
  lines('values without keys', 'Environment', () => '- : a'),
  lines('texts that never end', 'Environment', (i) => `- Name: "V${i}`),
  lines('single quotes that never end', 'Environment', (i) => `- Name: 'V${i}`),
  lines('brackets that never end', 'Environment', (i) => `- [V${i}`),
  lines('braces that never end', 'Environment', (i) => `- { Name: V${i}`),
  lines('closing brackets', 'Environment', () => '- ]}'),
  lines('missing commas', 'Environment', (i) => `- { Name: V${i} Value: a }`),
  lines('missing spaces', 'Environment', (i) => `- Name:V${i}`),
  lines('missing dashes', 'Environment', (i) => `Name: V${i}`),
  lines('two keys a line', 'Environment', (i) => `- Name: V${i} Value: a`),
  lines('tabs', 'Environment', (i) => `-\tName: V${i}\n\t\tValue: a`),
  lines('broken escapes', 'Environment', () => '- Name: "\\x\\q"'),
  lines('signs that YAML keeps', 'Command', () => '- @a %b `c'),
  shape('steps to the left', (size) => template(fill(size, (i) => `${' '.repeat(40 - (i % 40))}a${i}:\n`))),
  shape('one cut line', (size) => template(fill(size, `${BESIDE}Na\n`))),
  // Long.
  value('one long word', (size) => 'a'.repeat(size)),
  value('many words', (size) => fill(size, 'a ')),
  value('a long text in quotes', (size) => `"${fill(size, 'a ')}"`),
  value('escapes', (size) => `"${fill(size, '\\u0061')}"`),
  value('doubled quotes', (size) => `'${fill(size, "''")}'`),
  value('colons', (size) => fill(size, 'a:')),
  value('hashes', (size) => fill(size, 'a#')),
  value('commas', (size) => `[${fill(size, ',')}]`),
  value('question marks', (size) => `[${fill(size, '?')}]`),
  value('digits', (size) => '1'.repeat(size)),
  value('a long tag', (size) => `!${'a'.repeat(size)} b`),
  value('tags one behind the other', (size) => fill(size, '!a ')),
  value('a long text in lines', (size) => `|\n${fill(size, `${BESIDE}  a line\n`)}`),
  value('a long folded text', (size) => `>-\n${fill(size, `${BESIDE}  a line\n\n`)}`),
  value('a long text of deeper and deeper lines', (size) => `|\n${indented('a')(size)}`),
  lines('texts in lines', 'Command', () => `- |\n${BESIDE}    a`),
  value('JSON in lines', (size) => `!Sub |\n${fill(size, (i) => `${BESIDE}  {"name": "V${i}", "value": "\${A}"}\n`)}`),
  // References and placeholders.
  lines('references', 'Environment', (i) => `- { Name: V${i}, Value: !Ref P${i} }`),
  lines('conditions', 'Environment', (i) => `- !If [C, { Name: V${i}, Value: a }, !Ref AWS::NoValue]`),
  value('a long Sub', (size) => `!Sub "${fill(size, '${A}')}"`),
  value('a Sub that opens and opens', (size) => `!Sub "${fill(size, '${')}"`),
  value('a wide Join', (size) => `!Join [",", [${fill(size, '!Ref A', ', ')}]]`),
  lines('placeholders of other tools', 'Environment', (i) => `- { Name: V${i}, Value: {{ a }} }`),
  lines('directives of other tools', 'Environment', () => '{% if a %}\n{{- range .x }}'),
  // Anchors.
  shape('a list that doubles with each line', (size) =>
    template(
      `${BESIDE}Command: *a25\n`,
      `Metadata:\n  a0: &a0 [x, x]\n${range(25)
        .map((i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)
        .join('')}${fill(size, '  b: *a25\n')}`,
    ),
  ),
  shape('a map that doubles with each line', (size) =>
    template(
      `${BESIDE}DockerLabels: *a25\n`,
      `Metadata:\n  a0: &a0 { x: y }\n${range(25)
        .map((i) => `  a${i + 1}: &a${i + 1} { x: *a${i}, y: *a${i} }\n`)
        .join('')}${fill(size, '  b: *a25\n')}`,
    ),
  ),
  shape('maps merged into maps', (size) =>
    template(
      `${BESIDE}DockerLabels:\n${BESIDE}  <<: *a9\n`,
      `Metadata:\n  a0: &a0 { x: y }\n${fill(size, (i) => `  a${i + 1}: &a${i + 1} { <<: [*a${i}, *a${i}], x${i}: y }\n`)}`,
    ),
  ),
  shape('anchors in a row', (size) =>
    template('', `Metadata:\n  a0: &a0 x\n${fill(size, (i) => `  a${i + 1}: &a${i + 1} *a${i}\n`)}`),
  ),
  shape('anchors that hold themselves', (size) =>
    template(`${BESIDE}Command: &c [*c]\n${BESIDE}Links: &l\n${fill(size, `${BESIDE}  - *l\n`)}`),
  ),
  lines('aliases of one large value', 'Environment', (i) =>
    i === 0 ? `- &v { Name: V, Value: ${'v'.repeat(2000)} }` : '- *v',
  ),
  lines('anchors', 'Environment', (i) => `- &v${i} { Name: V${i}, Value: a }`),
  lines('aliases of nothing', 'Environment', (i) => `- *v${i}`),
  // Nothing.
  shape('comments', (size) => template('', fill(size, '# a comment\n'))),
  shape('comments behind values', (size) => template(fill(size, (i) => `${BESIDE}a${i}: b # why\n`))),
  shape('switches', (size) => template(fill(size, (i) => `${BESIDE}a${i}: b # taskdef-disable-line x\n`))),
  shape('empty lines', (size) => template(`\n`.repeat(size))),
  shape('spaces', (size) => template(`${' '.repeat(size)}\n`)),
  shape('lines that end in CR LF', (size) => PLAIN_YAML.text(size).replaceAll('\n', '\r\n')),
  shape('lines that end in CR', (size) => PLAIN_YAML.text(size).replaceAll('\n', '\r')),
];
