/** Placeholders in and outside strings of JSON. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { GENERAL_CODES } from '../../server/src/rules/general.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { endOf, propertyOf } from '../../server/src/syntax/node.ts';
import { findPlaceholder, hasPlaceholder } from '../../server/src/syntax/placeholder.ts';
import { pointerOf } from '../../server/src/syntax/pointer.ts';
import { assertSound, plainValue, TEMPLATE } from './tree.ts';

describe('unquoted placeholders', () => {
  const forms = [
    '${cpu}',
    '$CPU',
    '$$$CPU$$$',
    '${{ secrets.CPU }}',
    '{{ cpu }}',
    '{{cpu-units}}',
    '{{ must_env `CPU` }}',
    "{{ tfstate `aws_lb.main['cpu'].x` }}",
    '{{ env "CPU" "256" }}',
    '<CPU>',
    '<IMAGE1_NAME>',
    '<TASK CPU>',
    '%CPU%',
    '__CPU__',
    '@@CPU@@',
    '@CPU@',
    '#{cpu}#',
    '$(CPU)',
    '<%= cpu %>',
    '<%= ENV["CPU"] %>',
    '<<CPU>>',
    '<< task.cpu >>',
    '[[CPU]]',
    '[[ task.cpu ]]',
    '((cpu))',
    '%%CPU%%',
    '@@task.cpu@@',
    '#CPU#',
    'CPU_PLACEHOLDER',
    'PLACEHOLDER',
    'placeholder-cpu',
    'cpu-placeholder',
    'REPLACE_ME',
    'TASK_CPU_REPLACE_ME',
    'CHANGEME',
    'CHANGE_ME',
    'YOUR_CPU',
    '${cpu}000',
    '${a}.${b}',
    '${jsonencode({ a = "}" })}',
    '${jsonencode([for k, v in env : { name = k, value = v }])}',
    '{% if x %}1{% else %}2{% endif %}',
  ];
  for (const form of forms) {
    test(form, () => {
      const text = `{\n  "family": "web",\n  "cpu": ${form},\n  "list": [1, ${form}, 2],\n  "last": true\n}`;
      const document = parseJson(text);
      assertSound(document);
      assert.deepEqual(document.problems, []);
      assert.ok(document.templates.length >= 2, 'the placeholders are found');
      const read = plainValue(document.root) as Record<string, unknown>;
      assert.deepEqual(Object.keys(read), ['family', 'cpu', 'list', 'last']);
      assert.equal(read.family, 'web');
      assert.equal(read.last, true);
      if (!form.startsWith('{%')) {
        assert.equal(read.cpu, TEMPLATE);
        assert.deepEqual(read.list, [1, TEMPLATE, 2]);
        const [first] = document.templates;
        assert.equal(text.slice(first!.offset, endOf(first!)), form);
      }
    });
  }

  test('one finding, not a cascade', () => {
    const text = `{
  "family": "web",
  %{ if fargate }
  "requiresCompatibilities": ["FARGATE"],
  %{ endif ~}
  "cpu": "\${cpu}",
  "containerDefinitions": [
    { "name": "web", "image": "x:1", "memory": \${memory}, "environment": {{ env }}, "user": 5 }
    {{#if sidecar}},{ "name": "side", "image": "y:1", "memory": \${memory} }{{/if}}
  ]
}`;
    const { document, findings } = analyse(text, 'task-definition.json.tpl');
    assertSound(document);
    const general = new Set(GENERAL_CODES.map(({ id }) => id));
    assert.deepEqual(
      findings.filter(({ rule }) => general.has(rule)).map(({ rule, node }) => [rule, node && pointerOf(node)]),
      [
        ['td-template', undefined],
        ['wrong-type', '/containerDefinitions/0/user'],
      ],
      'the rest of the file is understood',
    );
  });

  test('directives and placeholders between members leave what stands around them open', () => {
    for (const text of ['{"a": [%{ if x }1%{ endif }]}', '{"a": [{{ items }}]}', '{"a": [1, ${more}]}']) {
      const { root } = parseJson(text);
      assert.ok(root?.kind === 'object');
      const list = propertyOf(root, 'a')?.value;
      assert.ok(list?.kind === 'array' && list.open, text);
    }
    const { root } = parseJson('{"a": 1, ${more}, "b": {"c": 2}}');
    assert.ok(root?.kind === 'object' && root.open);
    assert.deepEqual(plainValue(root), { a: 1, b: { c: 2 } });
  });

  test('a value behind a condition is decided later, and its other branch is no member', () => {
    for (const text of [
      '{"cpu": {% if big %}"1024"{% else %}"256"{% endif %}, "memory": "2048"}',
      '{"cpu": %{ if big }"1024"%{ else }"256"%{ endif }, "memory": "2048"}',
      '{"cpu": %{ if big }{"a": ["1024"]}%{ else }["256"]%{ endif }, "memory": "2048"}',
    ]) {
      const document = parseJson(text);
      assert.deepEqual(document.problems, []);
      assert.deepEqual(plainValue(document.root), { cpu: TEMPLATE, memory: '2048' });
      assertSound(document);
    }
  });

  test('a quoted placeholder with quotes in it is one text', () => {
    const document = parseJson('{"a": "${x != "" ? x : "y"}", "b": 1}');
    assert.deepEqual(document.problems, []);
    const read = plainValue(document.root) as Record<string, unknown>;
    assert.equal(read.a, '${x != "" ? x : "y"}');
    assert.equal(read.b, 1);
  });

  for (const quoted of [
    '<%= ENV["A"] %>',
    '<%= ENV["A"] %>-<%= ENV["B"] %>:1',
    'web-#{ENV["A"]}',
    '$(jq -r ".image" x.json)',
    '{% if a == "b" %}c{% endif %}',
    '{{ lookup("env", "A") }}/{{ lookup("env", "B") }}',
  ]) {
    test(`${quoted} in quotes is one text`, () => {
      const document = parseJson(`{"a": "${quoted}", "b": 1}`);
      assert.deepEqual(document.problems, []);
      assert.deepEqual(plainValue(document.root), { a: quoted, b: 1 });
      assert.ok(hasPlaceholder(quoted));
    });
  }

  test('lists in lists and bare words are what they are', () => {
    for (const text of ['[[true]]', '[[null]]', '[[1]]', '[["a"]]', '[[[]]]']) {
      const document = parseJson(`{"a": ${text}}`);
      assert.deepEqual(document.templates, [], text);
      assert.deepEqual(document.problems, [], text);
    }
    assert.deepEqual(parseJson('{"a": FARGATE}').templates, []);
  });

  test('but what is JSON as it stands is not read so', () => {
    const document = parseJson('{"a": "${", "b": "}"}');
    assert.deepEqual(document.templates, []);
    assert.deepEqual(plainValue(document.root), { a: '${', b: '}' });
  });

  test('a JSON text makes no template of its own', () => {
    assert.deepEqual(parseJson('{"a": "${x}", "b": "{{ y }}", "c": "%{ if z }"}').templates, []);
  });
});

describe('placeholders in texts', () => {
  const some = [
    '${VAR}',
    'a-${lower}-b',
    '${{ secrets.X }}',
    '{{ X }}',
    '{{task-role-arn}}',
    '{{ must_env `X` }}',
    '$VAR',
    '<X>',
    '<IMAGE1_NAME>',
    '<AWS_ACCOUNT_ID>.dkr.ecr.eu-west-1.amazonaws.com/web',
    'arn:aws:iam::ACCOUNT_ID:role/x',
    'arn:aws:iam::XXXXXXXXXXXX:role/x',
    'YOUR_BUCKET',
    '$$$X$$$',
    '{INSERT NAME}',
    '%VAR%',
    '%{ if x }',
    '__X__',
    'CPU_PLACEHOLDER',
    'PLACEHOLDER_FOR_CPU',
    'image-placeholder',
    'placeholder-image',
    'placeholder/image:1',
    'imagePlaceholder',
    'NETWORK_MODE_REPLACE_ME',
    'REPLACEME',
    'REPLACE_WITH_ROLE',
    'TO_BE_REPLACED',
    'replace-me',
    'CHANGEME',
    'IMAGE_CHANGE_ME',
    'change_me',
    'YOUR_ROLE',
    'arn:aws:iam::111122223333:role/your-role',
    'arn:aws:iam::111122223333:role/YourRoleName',
    '[[X]]',
    '[[ task.cpu ]]',
    '<<X>>',
    '<< x >>',
    '%%X%%',
    '%%task.cpu%%',
    '@@X@@',
    '@@task_cpu@@',
    'web:@TAG@',
    '@X@',
    '@image.tag@',
    '#X#',
    '#{X}#',
    '#TAG#',
    '((task-cpu))',
    '<%= ENV["X"] %>',
    "<%= ENV['X'] %>",
  ];
  for (const text of some) test(`${text} has one`, () => assert.ok(hasPlaceholder(text)));

  const none = [
    'web',
    '',
    '/ecs/web',
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3',
    'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
    'https://example.com/?a=1&b=50%25',
    '5 < 6 and 7 > 2',
    '1 vCPU',
    'nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'price: $5',
    'sleep 5; date +%s',
    '"111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1"',
    "'example.com/web:1'",
    'example.com/web:1%E2%82',
    'example.com/web:1}',
    'example.com/<web:1',
    '[example.com/web:1]',
    'example.com/web@SHA256:0123456789abcdef',
    'arn:aws:iam::111122223333:role/app#1',
    'arn:aws:iam::111122223333:role/app%',
    'if [[ -z "x" ]]; then exit 1; fi',
    'IRREPLACEABLE',
    'CHANGEMENT',
    'https://jsonplaceholder.example.com',
    'yourself',
    'a@example.com, b@example.com',
    'nginx:1@',
  ];
  for (const text of none) test(`${text || 'no text'} has none`, () => assert.ok(!hasPlaceholder(text)));

  test('is found at its place', () => {
    assert.deepEqual(findPlaceholder('web-${env}:1'), { offset: 4, text: '${env}' });
    assert.deepEqual(findPlaceholder('a$$$X$$$'), { offset: 1, text: '$$$X$$$' });
    assert.deepEqual(findPlaceholder('team/web_PLACEHOLDER:1'), { offset: 5, text: 'web_PLACEHOLDER' });
  });
});
