/**
 * Texts that cost far more than their size where something is compared with all others, or read again and again. A
 * shape that is added here is in the tests, in the table and in the attack.
 */
import { CROSSING } from './crossing.ts';
import { HCL, PLAIN_HCL } from './hcl.ts';
import { fill, IMAGE, member, numbered, PLAIN, range, type Shape, task, text } from './shape.ts';
import { SYNTAX_ERRORS } from './syntax-errors.ts';
import { TEMPLATES } from './templates.ts';
import { PLAIN_YAML, YAML } from './yaml.ts';

function pumped(key: string, ...parts: string[]): Shape[] {
  return parts.map((part) => ({
    name: `"${key}" full of ${part}`,
    text: member(key, (size) => `[${text(part)(size)}]`),
  }));
}

function pumpedText(key: string, ...parts: string[]): Shape[] {
  return parts.map((part) => ({ name: `"${key}": ${part} on and on`, text: member(key, text(part)) }));
}

/** Containers that wait for others. */
function waiting(others: (i: number, count: number) => number[]): (size: number) => string {
  return (size) => {
    const one = (i: number, count: number) =>
      `{"name":"c${i}",${IMAGE},"dependsOn":[${others(i, count)
        .map((j) => `{"containerName":"c${j}","condition":"START"}`)
        .join()}]}`;
    let count = 1;
    while (range(count + 1).reduce((sum, i) => sum + one(i, count + 1).length, 0) < size && count < 400) count++;
    return task(
      range(count)
        .map((i) => one(i, count))
        .join(),
    );
  };
}

const LONG_NAMES = (size: number) =>
  task(
    range(10)
      .map(
        (i) =>
          `{"name":"${'n'.repeat(size / 40)}${i}",${IMAGE},"dependsOn":[${fill(
            (size / 40) * 3,
            (j) => `{"containerName":"${'n'.repeat(size / 40)}${String.fromCharCode(97 + j)}","condition":"START"}`,
            ',',
          )}]}`,
      )
      .join(),
  );

/** An ordinary text of each format, which the others are compared with. */
export const ORDINARY = { json: PLAIN, yaml: PLAIN_YAML, hcl: PLAIN_HCL };

export const SHAPES: readonly Shape[] = [
  PLAIN,
  ...SYNTAX_ERRORS,
  ...TEMPLATES,
  ...YAML,
  ...HCL,
  ...CROSSING,
  // Placeholders outside of quotes.
  ...[
    '$a ',
    '$a$a',
    '<a ',
    '__a ',
    '@a ',
    '$( ',
    '${ ',
    '#{ ',
    '{{ ',
    '<% ',
    '{% ',
    '%{ ',
    '{# ',
    '%a',
    '"${',
    '{{"',
  ].map(
    (part): Shape => ({
      name: `${part} where values stand`,
      text: (size) => `{"containerDefinitions":[${fill(size, part)}`,
    }),
  ),
  { name: '$a in a file that is something else', text: (size) => `{"image":[${fill(size, '$a ')}` },
  // Placeholders and other forms in texts.
  ...pumped(
    'command',
    '[my',
    '[your ',
    '[insert',
    '${',
    '{{',
    '<a',
    '__a',
    '@A',
    '@@',
    '{A',
    '[A',
    '$(',
    '%a',
    '%{',
    '#{',
    '<%',
    '{%',
    'X',
    '$',
    'x ',
    'your_',
    '$a',
    ' ',
    '\t',
    'localhost',
    'a=',
    '--a',
  ),
  ...pumped('links', '${', '{', '{{', ':', 'a', '[my', '$'),
  ...pumped('entryPoint', 'sh -c ', '"', "'", '\\', '&& '),
  ...pumped('dnsServers', '1.', ':', 'a'),
  ...pumped('dockerSecurityOptions', 'a:', 'label:'),
  ...pumpedText('image', 'a/', 'a.', 'a-', 'a_', ':', '@', '@sha256:', 'a:', '-', '.', '__', '${', '<a'),
  ...pumpedText('name', 'a', '-', '!', ' ', '[my', '${'),
  ...pumpedText('user', '1:', '0', ':', 'a'),
  ...pumpedText('workingDirectory', '/', '/a', '\\\\', 'C:'),
  ...pumpedText('hostname', 'a.', '-', 'a-'),
  ...[':', '1', '1.', ':!', 'f:', '::'].map(
    (part): Shape => ({
      name: `an address full of ${part}`,
      text: member('extraHosts', (size) => `[{"hostname":"a","ipAddress":${JSON.stringify(`${fill(size, part)}!`)}}]`),
    }),
  ),
  ...['arn:', 'arn:aws:ssm:', ':', '/', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:', '-', 'a:', '${'].map(
    (part): Shape => ({
      name: `a secret full of ${part}`,
      text: member('secrets', (size) => `[{"name":"A","valueFrom":${text(part)(size)}}]`),
    }),
  ),
  ...['postgres://', 'a:b@', '://', 'AKIA', 'eyJ', '-----BEGIN ', 'password=', '.', '=', '/a', '%'].map(
    (part): Shape => ({
      name: `a variable full of ${part}`,
      text: member('environment', (size) => `[{"name":"DATABASE_PASSWORD","value":${text(part)(size)}}]`),
    }),
  ),
  ...['curl ', 'curl -f http://localhost:', '|| ', 'exit 1 ', '"', "'", '$(', 'wget -', ' '].map(
    (part): Shape => ({
      name: `a health check full of ${part}`,
      text: member('healthCheck', (size) => `{"command":["CMD-SHELL",${text(part)(size)}]}`),
    }),
  ),
  ...['cpu', 'memory', 'family', 'taskRoleArn', 'networkMode', 'pidMode'].flatMap((key) =>
    ['1', ' ', '1 ', 'a', '.', ':', '/', '${', '[my'].map(
      (part): Shape => ({
        name: `task "${key}" full of ${part}`,
        text: (size) => task('', `"${key}":${text(part)(size)},`),
      }),
    ),
  ),
  ...['mpol=,', 'mode=1,', 'ro,'].map(
    (part): Shape => ({
      name: `mount options full of ${part}`,
      text: member(
        'linuxParameters',
        (size) =>
          `{"tmpfs":[{"containerPath":"/a","size":1,"mountOptions":[${JSON.stringify(`${fill(size, part)}\n!`)}]}]}`,
      ),
    }),
  ),
  // Names.
  {
    name: 'two long names that differ in a letter',
    text: (size) =>
      task(
        `{"name":"${'a'.repeat(size / 2)}b",${IMAGE},"dependsOn":[{"containerName":"${'a'.repeat(size / 2)}c","condition":"START"}]}`,
      ),
  },
  { name: 'ten long names, used with a letter changed', text: LONG_NAMES },
  { name: 'a long unknown member', text: (size) => `{"${'containerDefinitions'.repeat(size / 20)}":[]}` },
  {
    name: 'many unknown members',
    text: (size) =>
      task(
        '',
        fill(size, (i) => `"containerDefinition${i}":[],`),
      ),
  },
  {
    name: 'many unknown members that are nearly known',
    text: (size) =>
      task(
        '',
        fill(size, (i) => `"volume${i % 10}":[],`),
      ),
  },
  { name: 'the same member again and again', text: (size) => task('', fill(size, '"volumes":[],')) },
  { name: 'many empty names', text: (size) => `{"containerDefinitions":[{${fill(size, '"":1', ',')}}]}` },
  // Comments.
  { name: 'switches on one line', text: (size) => `${fill(size, '/* taskdef-disable-line x */')}${task('{}')}` },
  { name: 'switches on lines', text: (size) => `${fill(size, '// taskdef-disable-next-line x\n')}${task('{}')}` },
  {
    name: 'switches between values',
    text: member('links', (size) => `[${fill(size, '1/* taskdef-disable-line x */', ',')}]`),
  },
  { name: 'empty comments', text: (size) => `{"containerDefinitions":[${fill(size, '/**/')}]}` },
  { name: 'comments between values', text: member('links', (size) => `[${fill(size, '/**/"a"', ',')}]`) },
  { name: 'unclosed comments', text: (size) => `{"containerDefinitions":[${fill(size, '/* ')}` },
  { name: 'trailing commas', text: (size) => task(fill(size, '{"name":"a",},')) },
  { name: 'empty lines', text: (size) => `{"containerDefinitions":[${fill(size, '\n')}]}` },
  { name: 'spaces', text: (size) => `{"containerDefinitions":[${fill(size, ' ')}]}` },
  // Lists and members.
  { name: 'containers that all wait for each other', text: waiting((i, count) => range(count).filter((j) => j !== i)) },
  { name: 'containers that wait for all before', text: waiting((i) => range(i)) },
  { name: 'containers in a row', text: waiting((i) => (i > 0 ? [i - 1] : [])) },
  { name: 'containers in a circle', text: waiting((i, count) => [(i + 1) % count]) },
  { name: 'many containers', text: numbered((i) => `{"name":"c${i}",${IMAGE}}`) },
  {
    name: 'many containers with ports and variables',
    text: numbered(
      (i) =>
        `{"name":"c${i}",${IMAGE},"portMappings":[{"containerPort":${1000 + i}}],"environment":[{"name":"A","value":"v"}]}`,
    ),
  },
  {
    name: 'many containers for Fargate',
    text: numbered(
      (i) => `{"name":"c${i}",${IMAGE},"cpu":1,"memory":8,"privileged":true,"links":["c0"]}`,
      '"requiresCompatibilities":["FARGATE"],"networkMode":"awsvpc",',
    ),
  },
  { name: 'containers of one name', text: numbered(() => `{"name":"a",${IMAGE}}`) },
  { name: 'containers without anything', text: numbered(() => '{}') },
  { name: 'a list in a list', text: (size) => task(fill(size, '[]', ',')) },
  { name: 'deep lists', text: (size) => task(`${'['.repeat(size / 2)}${']'.repeat(size / 2)}`) },
  { name: 'deep objects', text: (size) => task(`${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`) },
  {
    name: 'many capabilities',
    text: member('linuxParameters', (size) => `{"capabilities":{"add":[${fill(size, '"A"', ',')}]}}`),
  },
  { name: 'many links', text: member('links', (size) => `[${fill(size, (i) => `"c${i}"`, ',')}]`) },
  { name: 'many links of one name', text: member('links', (size) => `[${fill(size, '"web"', ',')}]`) },
  { name: 'many wrong links', text: member('links', (size) => `[${fill(size, '1', ',')}]`) },
  {
    name: 'many launch types',
    text: (size) => task(`{"name":"a",${IMAGE}}`, `"requiresCompatibilities":[${fill(size, '"FARGAT"', ',')}],`),
  },
  {
    name: 'many ports',
    text: member(
      'portMappings',
      (size) => `[${fill(size, (i) => `{"containerPort":${i},"hostPort":${i},"name":"p${i}"}`, ',')}]`,
    ),
  },
  {
    name: 'one port again and again',
    text: member('portMappings', (size) => `[${fill(size, '{"containerPort":80}', ',')}]`),
  },
  {
    name: 'port ranges',
    text: member('portMappings', (size) => `[${fill(size, '{"containerPortRange":"1-65535"}', ',')}]`),
  },
  {
    name: 'one variable again and again',
    text: member('environment', (size) => `[${fill(size, '{"name":"A","value":"b"}', ',')}]`),
  },
  {
    name: 'secrets as variables',
    text: member(
      'environment',
      (size) => `[${fill(size, (i) => `{"name":"DB_PASSWORD_${i}","value":"hunter2secret${i}"}`, ',')}]`,
    ),
  },
  {
    name: 'many secrets',
    text: member(
      'secrets',
      (size) =>
        `[${fill(size, (i) => `{"name":"S${i}","valueFrom":"arn:aws:ssm:eu-west-1:111122223333:parameter/s${i}"}`, ',')}]`,
    ),
  },
  {
    name: 'many dependencies on nothing',
    text: member(
      'dependsOn',
      (size) => `[${fill(size, (i) => `{"containerName":"wed${i}","condition":"STARTED"}`, ',')}]`,
    ),
  },
  {
    name: 'many mounts of nothing',
    text: member(
      'mountPoints',
      (size) => `[${fill(size, (i) => `{"sourceVolume":"v${i}","containerPath":"/a/${i}"}`, ',')}]`,
    ),
  },
  {
    name: 'many volumes',
    text: (size) =>
      task(`{"name":"a",${IMAGE}}`, `"volumes":[${fill(size, (i) => `{"name":"v${i}","host":{}}`, ',')}],`),
  },
  {
    name: 'volumes of one name',
    text: (size) => task(`{"name":"a",${IMAGE}}`, `"volumes":[${fill(size, '{"name":"v"}', ',')}],`),
  },
  {
    name: 'many tags',
    text: (size) => task('', `"tags":[${fill(size, (i) => `{"key":"aws:${i % 7}","value":"b"}`, ',')}],`),
  },
  {
    name: 'many limits',
    text: member('ulimits', (size) => `[${fill(size, '{"name":"nofiles","softLimit":2,"hardLimit":1}', ',')}]`),
  },
  { name: 'many labels', text: member('dockerLabels', (size) => `{${fill(size, (i) => `"l${i}":${i}`, ',')}}`) },
  {
    name: 'many log options',
    text: member(
      'logConfiguration',
      (size) => `{"logDriver":"awslogs","options":{${fill(size, (i) => `"awslogs-${i}":1`, ',')}}}`,
    ),
  },
  { name: 'read-only members', text: (size) => task('', fill(size, '"revision":1,"status":"ACTIVE",')) },
  {
    name: 'values that only ECS writes, empty',
    text: member('links', (size) => `[],${fill(size, '"volumesFrom":[],"mountPoints":[]', ',')}`),
  },
  // Words of a command.
  { name: 'a command as one text of words', text: member('command', text('a ')) },
  { name: 'a command of placeholders', text: member('command', (size) => `[${text('${a} ')(size)}]`) },
  { name: 'a command of many words', text: member('command', (size) => `[${fill(size, '"a"', ',')}]`) },
  { name: 'one long word', text: member('command', (size) => `["${'a'.repeat(size)}"]`) },
  { name: 'escapes', text: member('command', (size) => `["${fill(size, '\\u0061')}"]`) },
  { name: 'broken escapes', text: member('command', (size) => `["${fill(size, '\\x')}"]`) },
  { name: 'a text that never ends', text: (size) => `{"containerDefinitions":["${'a'.repeat(size)}` },
  { name: 'quotes', text: (size) => `{"containerDefinitions":[${fill(size, '"')}` },
  { name: 'apostrophes', text: (size) => `{"containerDefinitions":[${fill(size, "'a ")}` },
  { name: 'colons', text: (size) => `{"containerDefinitions":${fill(size, ':')}` },
  { name: 'closing brackets', text: (size) => `{"containerDefinitions":${fill(size, ']}')}` },
  { name: 'opening braces', text: (size) => `{"containerDefinitions":${fill(size, '{')}` },
  { name: 'words', text: (size) => `{"containerDefinitions":[${fill(size, 'true false null 1 x ')}` },
  { name: 'digits', text: (size) => `{"cpu":${fill(size, '1')},"containerDefinitions":[]}` },
  { name: 'minus signs', text: (size) => `{"containerDefinitions":[${fill(size, '-')}` },
];
