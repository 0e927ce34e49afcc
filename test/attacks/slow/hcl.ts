/** Files of Terraform, each hard to read in a way of its own. */
import { fill, range, type Shape } from './shape.ts';

function resource(id: string, containers: string, lines = ''): string {
  return `resource "aws_ecs_task_definition" "${id}" {
  family                = "web"
  container_definitions = ${containers}
${lines}}
`;
}

const WEB = 'name = "web", image = "nginx:1.27", memory = 128';

/** A task definition with one container, which has one member more, and other text before and after. */
function inContainer(more: string, before = '', after = ''): string {
  return `${before}${resource('web', `jsonencode([{ ${WEB}, ${more} }])`)}${after}`;
}

function shape(name: string, text: (size: number) => string): Shape {
  return { name: `HCL: ${name}`, format: 'hcl', text };
}

/** A list in a container, on lines of its own. */
function list(name: string, key: string, item: (i: number) => string): Shape {
  return shape(name, (size) => inContainer(`\n${key} = [\n${fill(size, (i) => `${item(i)},\n`)}]`));
}

/** One value in a container, as long as a size. */
function value(name: string, text: (size: number) => string): Shape {
  return shape(name, (size) => inContainer(`user = ${text(size)}`));
}

/** Lines in the resource, as many as a size takes. */
function lines(name: string, line: (i: number) => string): Shape {
  return shape(name, (size) =>
    resource(
      'web',
      `jsonencode([{ ${WEB} }])`,
      fill(size, (i) => `  ${line(i)}\n`),
    ),
  );
}

/** A value in others, as deep as a size goes. */
function deep(before: string, after: string, inside = '"a"'): (size: number) => string {
  return (size) => {
    const times = Math.max(1, Math.floor(size / (before.length + after.length)));
    return before.repeat(times) + inside + after.repeat(times);
  };
}

/** JSON as it stands in a heredoc, with many variables. */
function json(size: number): string {
  return `[{"name": "web", "image": "nginx:1.27", "memory": 128, "environment": [\n${fill(size, (i) => `{"name": "V${i}", "value": "\${var.v}"}`, ',\n')}\n]}]`;
}

/** What an ordinary file of a size has: many variables. */
export const PLAIN_HCL: Shape = list(
  'plain',
  'environment',
  (i) => `    { name = "VARIABLE_${i}", value = "some value" }`,
);

export const HCL: readonly Shape[] = [
  PLAIN_HCL,
  // Many of a kind.
  list('variables of JSON', 'environment', (i) => `{ "name" : "V${i}", "value" : "a" }`),
  list('wrong links', 'links', () => '1'),
  list('dependencies on nothing', 'dependsOn', (i) => `{ containerName = "wed${i}", condition = "STARTED" }`),
  list('secrets as variables', 'environment', (i) => `{ name = "DB_PASSWORD_${i}", value = "hunter2secret${i}" }`),
  list('misspelt members', 'environment', (i) => `{ nmae = "V${i}", valeu = "a" }`),
  shape('containers', (size) =>
    resource(
      'web',
      `jsonencode([${fill(size, (i) => `{ name = "c${i}", image = "nginx:1.27", memory = 8 }`, ',\n')}])`,
    ),
  ),
  shape('task definitions', (size) => fill(size, (i) => resource(`t${i}`, `jsonencode([{ ${WEB} }])`))),
  shape('empty task definitions', (size) => fill(size, (i) => `resource "aws_ecs_task_definition" "t${i}" {}\n`)),
  shape('services', (size) =>
    inContainer(
      'cpu = 1',
      '',
      fill(
        size,
        (i) => `resource "aws_ecs_service" "s${i}" {\n  task_definition = aws_ecs_task_definition.web.arn\n}\n`,
      ),
    ),
  ),
  shape('other resources', (size) =>
    inContainer(
      'cpu = 1',
      '',
      fill(size, (i) => `resource "aws_sns_topic" "t${i}" {\n  name = var.n${i}\n}\n`),
    ),
  ),
  shape('input variables', (size) =>
    inContainer(
      'cpu = 1',
      fill(size, (i) => `variable "v${i}" {\n  default = "a"\n}\n`),
    ),
  ),
  shape('locals', (size) => inContainer('cpu = local.l1', `locals {\n${fill(size, (i) => `  l${i} = "a"\n`)}}\n`)),
  lines('volumes', (i) => `volume {\n    name = "v${i}"\n  }`),
  lines('empty volumes', () => 'volume {}'),
  lines('dynamic volumes', (i) => `dynamic "volume" {\n    for_each = var.v${i}\n    content { name = "v${i}" }\n  }`),
  lines('unknown arguments', (i) => `famly${i} = "a"`),
  lines('unknown blocks', (i) => `volum${i} {}`),
  lines('one argument again and again', () => 'family = "a"'),
  lines('lists of containers', () => 'container_definitions = jsonencode([])'),
  // Deep.
  value('deep lists', deep('[', ']')),
  value('deep maps', deep('{a=', '}')),
  value('deep parentheses', deep('(', ')')),
  value('deep calls', deep('f(', ')')),
  value('deep jsonencode', deep('jsonencode(', ')')),
  value('deep jsonencode of lists', deep('jsonencode([', '])')),
  value('deep merge', deep('merge({}, ', ')', '{}')),
  value('deep concat', deep('concat([], ', ')', '[]')),
  value('deep conditions', deep('a ? "b" : ', '')),
  value('deep conditions on the left', deep('a ? ', ' : "b"')),
  value('deep interpolations', deep('"${', '}"')),
  value('deep loops', deep('[for a in ', ' : a]')),
  value('deep lists that nobody closes', deep('[', '')),
  value('deep maps that nobody closes', deep('{a=', '')),
  value('deep calls that nobody closes', deep('jsonencode([', '')),
  value('deep interpolations that nobody closes', deep('"${', '')),
  value('deep brackets that do not fit', deep('[', '}')),
  value('deep directives', deep('"%{ if ', ' }a%{ endif }"', 'a')),
  shape('deep jsonencode around the containers', (size) => resource('web', deep('jsonencode(', ')', '[]')(size))),
  shape('deep concat around the containers', (size) =>
    resource('web', `jsonencode(${deep('concat([], ', ')', '[]')(size)})`),
  ),
  shape('deep blocks', (size) => deep('a {\n', '}\n', '')(size)),
  shape('deep blocks in a task definition', (size) => resource('web', '"[]"', deep('volume {\n', '}\n', '')(size))),
  shape('deep blocks that nobody closes', (size) => deep('a {\n', '', '')(size)),
  // Half-typed, and out of step.
  lines('half-typed arguments', () => 'fam'),
  lines('arguments without values', (i) => `a${i} =`),
  lines('values without names', () => '= "a"'),
  lines('texts that never end', (i) => `a${i} = "b`),
  lines('blocks that never end', () => 'volume {'),
  lines('labels that never end', () => 'volume "a'),
  lines('lists that never end', (i) => `a${i} = [1,`),
  lines('heredocs that never end', (i) => `a${i} = <<N${i}`),
  lines('closing braces', () => '}'),
  lines('closing brackets', () => '])'),
  lines('signs that HCL does not know', () => "a = 'b' ; @"),
  list('half-typed members', 'environment', () => '{ nam }'),
  list('members without values', 'environment', () => '{ name = }'),
  list('missing equals signs', 'environment', (i) => `{ name "V${i}" }`),
  list('missing braces', 'environment', (i) => `{ name = "V${i}"`),
  list('missing commas between members', 'environment', (i) => `{ name = "V${i}" value = "a" }`),
  shape('missing commas', (size) =>
    inContainer(`environment = [${fill(size, (i) => `{ name = "V${i}", value = "a" }\n`)}]`),
  ),
  // Long.
  value('a long text', (size) => `"${fill(size, 'a ')}"`),
  value('escapes', (size) => `"${fill(size, '\\u0061')}"`),
  value('broken escapes', (size) => `"${fill(size, '\\x')}"`),
  value('a long name', (size) => 'a'.repeat(size)),
  value('digits', (size) => '1'.repeat(size)),
  value('a long sum', (size) => fill(size, '1', ' + ')),
  value('comparisons', (size) => fill(size, 'a', ' == ')),
  value('exclamation marks', (size) => `${'!'.repeat(size)}a`),
  value('minus signs', (size) => `${'-'.repeat(size)}1`),
  value('a long way', (size) => fill(size, 'a', '.')),
  value('many indexes', (size) => `a${fill(size, '[0]')}`),
  value('many stars', (size) => `a${fill(size, '.*')}`),
  value('question marks', (size) => fill(size, '?')),
  value('dots', (size) => fill(size, '.')),
  value('many arguments', (size) => `f(${fill(size, 'a', ', ')})`),
  value('a merge of many', (size) => `merge(${fill(size, '{ a = 1 }', ', ')})`),
  value('a concat of many', (size) => `concat(${fill(size, '["a"]', ', ')})`),
  // Templates.
  value('many interpolations', (size) => `"${fill(size, '${var.a}')}"`),
  value('interpolations that open and open', (size) => `"${fill(size, '${')}"`),
  value('many escaped interpolations', (size) => `"${fill(size, '$${')}"`),
  value('many dollars', (size) => `"${fill(size, '$')}"`),
  value('many directives', (size) => `"${fill(size, '%{ if a }b%{ endif }')}"`),
  value('directives that open and open', (size) => `"${fill(size, '%{')}"`),
  list('references', 'environment', (i) => `{ name = "V${i}", value = var.v${i} }`),
  list('interpolations in every variable', 'environment', (i) => `{ name = "V${i}", value = "\${var.v${i}}-a" }`),
  list('conditions', 'environment', (i) => `{ name = "V${i}", value = var.c ? "a" : "b" }`),
  // Heredocs.
  shape('a heredoc of JSON', (size) => resource('web', `<<EOT\n${json(size)}\nEOT`)),
  shape('an indented heredoc of JSON', (size) =>
    resource('web', `<<-EOT\n${json(size).replaceAll(/^/gm, '      ')}\n    EOT`),
  ),
  shape('a heredoc of JSON that never ends', (size) => resource('web', `<<EOT\n${json(size)}`)),
  shape('a heredoc of deep JSON', (size) => resource('web', `<<EOT\n${deep('[', ']')(size)}\nEOT`)),
  shape('a heredoc of half JSON', (size) => resource('web', `<<EOT\n[${fill(size, '{"name":\n')}\nEOT`)),
  shape('a heredoc of interpolations', (size) => resource('web', `<<EOT\n[${fill(size, '${var.a}', ',\n')}]\nEOT`)),
  shape('a heredoc of directives', (size) =>
    resource('web', `<<EOT\n[${fill(size, '%{ for a in b }\n{"name": "a"},\n%{ endfor }\n')}]\nEOT`),
  ),
  shape('a text of JSON', (size) => resource('web', JSON.stringify(json(size).replaceAll('${', '$${')))),
  value('a heredoc of words', (size) => `<<EOT\n${fill(size, 'a ')}\nEOT\n`),
  lines('heredocs', (i) => `a${i} = <<EOT\nb\nEOT`),
  // References to what stands beside.
  shape('a list that doubles with each line', (size) =>
    inContainer(
      'command = local.l30',
      `locals {\n  l0 = ["x", "x"]\n${range(30)
        .map((i) => `  l${i + 1} = concat(local.l${i}, local.l${i})\n`)
        .join('')}${fill(size, (i) => `  m${i} = local.l30\n`)}}\n`,
    ),
  ),
  shape('locals in a row', (size) =>
    inContainer('command = local.l9', `locals {\n  l0 = "x"\n${fill(size, (i) => `  l${i + 1} = local.l${i}\n`)}}\n`),
  ),
  shape('locals that need themselves', (size) =>
    inContainer('command = local.l', `locals {\n  l = [${fill(size, 'local.l', ', ')}]\n}\n`),
  ),
  // Nothing.
  shape('comments', (size) => inContainer('cpu = 1', fill(size, '# a comment\n'))),
  shape('comments with slashes', (size) => inContainer('cpu = 1', fill(size, '// a comment\n'))),
  shape('comments on one line', (size) => inContainer('cpu = 1', fill(size, '/* a */'))),
  shape('comments between values', (size) => inContainer(`links = [${fill(size, '/**/"a"', ',')}]`)),
  shape('a comment that never ends', (size) => inContainer('cpu = 1', '', fill(size, '/* '))),
  list('switches', 'links', () => '"a", # taskdef-disable-line x\n"b"'),
  shape('empty lines', (size) => inContainer('cpu = 1', '\n'.repeat(size))),
  shape('spaces', (size) => inContainer(`cpu = ${' '.repeat(size)}1`)),
  shape('lines that end in CR LF', (size) => PLAIN_HCL.text(size).replaceAll('\n', '\r\n')),
];
