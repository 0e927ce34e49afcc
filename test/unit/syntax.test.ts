/** The reader of JSON: whatever the text, it gives a sound tree of what could be read, and says once what is wrong. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../server/src/analysis.ts';
import { GENERAL_CODES } from '../../server/src/rules/general.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { MAX_TEXT_LENGTH } from '../../server/src/syntax/json/read.ts';
import { locate } from '../../server/src/syntax/locate.ts';
import { endOf, type PropertyNode, propertyOf, type SyntaxNode } from '../../server/src/syntax/node.ts';
import { findPlaceholder, hasPlaceholder } from '../../server/src/syntax/placeholder.ts';
import { pathOf, pointerOf } from '../../server/src/syntax/pointer.ts';
import { jsonValue, layout, write } from './arbitraries.ts';
import { assertSound, commentsOf, INVALID, MISSING, nodesOf, plainValue, TEMPLATE } from './tree.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

function codes(text: string): string[] {
  return parseJson(text).problems.map((problem) => problem.code);
}

function underlined(text: string): string[] {
  return parseJson(text).problems.map(({ offset, length }) => text.slice(offset, offset + length));
}

function value(text: string): unknown {
  return plainValue(parseJson(text).root);
}

describe('any JSON value', () => {
  test('is read as JSON.parse reads it, without a problem', () => {
    fc.assert(
      fc.property(jsonValue, fc.constantFrom(undefined, 1, 2, 4, '\t'), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        const document = parseJson(text);
        assert.deepEqual(document.problems, []);
        assert.deepEqual(document.templates, []);
        assert.deepEqual(plainValue(document.root), JSON.parse(text));
        assertSound(document);
      }),
      { numRuns: 500 },
    );
  });

  test('is read with comments and trailing commas, each of them found', () => {
    fc.assert(
      fc.property(jsonValue, layout, (json, how) => {
        const text = write(json, how);
        const document = parseJson(text);
        assert.deepEqual(plainValue(document.root), JSON.parse(JSON.stringify(json)));
        assert.equal(commentsOf(document).length, (text.match(/#\d+, \{/g) ?? []).length);
        assert.deepEqual(
          document.problems.filter(({ code }) => code !== 'comment' && code !== 'trailing-comma'),
          [],
        );
        assertSound(document);
      }),
      { numRuns: 300 },
    );
  });

  test('gives a tree in which every value is found at its own place', () => {
    fc.assert(
      fc.property(jsonValue, layout, (json, how) => {
        const { text, root } = parseJson(write(json, how));
        for (const node of nodesOf(root)) {
          if (node.kind !== 'string' && node.kind !== 'number') continue;
          assert.deepEqual(JSON.parse(text.slice(node.offset, endOf(node))), node.value);
          const isKey = node.parent?.kind === 'property' && node.parent.key === node;
          const found = locate(root, node.offset + (node.length >> 1))!;
          assert.equal(found.onKey, isKey);
          assert.equal(found.node, isKey ? node.parent : node);
          assert.deepEqual(pathOf(found.node), pathOf(node));
        }
      }),
    );
  });
});

describe('every prefix and every text with a hole', () => {
  const files = readdirSync(EXAMPLES).filter((name) => /json/.test(name));
  assert.ok(files.length > 1);
  for (const name of files) {
    test(`of examples/${name}`, () => {
      const text = readFileSync(join(EXAMPLES, name), 'utf8');
      for (let end = 0; end <= text.length; end++) assertSound(parseJson(text.slice(0, end)));
      for (let at = 0; at < text.length; at += 7) assertSound(parseJson(text.slice(0, at) + text.slice(at + 3)));
    });
  }

  test('of generated documents', () => {
    fc.assert(
      fc.property(jsonValue, layout, (json, how) => {
        const text = write(json, how);
        for (let end = 0; end <= text.length; end++) assertSound(parseJson(text.slice(0, end)));
      }),
      { numRuns: 50 },
    );
  });

  test('of a template', () => {
    const text = '{{ head }}{ %{ if a } "a": ${b}, %{ endif } "c": [ {{ x }}, <Y>, "${a != "" ? a : b}" ], $d }';
    for (let end = 0; end <= text.length; end++) assertSound(parseJson(text.slice(0, end)));
  });

  test('of signs in any order', () => {
    const signs = '{}[]:,"\\/*\n ${%<>_@#`\'0-1.etruefalsenull\uFEFF\uFFFDé'.split('');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 60 }), (text) => {
        assertSound(parseJson(text.join('')));
      }),
      { numRuns: 3000 },
    );
  });

  test('is analysed without a throw', () => {
    const text = readFileSync(join(EXAMPLES, 'task-definition.json'), 'utf8');
    for (let end = 0; end <= text.length; end += 5) {
      for (const { offset, length } of analyse(text.slice(0, end), 'task-definition.json').findings) {
        assert.ok(offset >= 0 && length >= 0 && offset + length <= end);
      }
    }
  });
});

describe('comments and commas', () => {
  test('a comment is a problem of its own kind, at its place', () => {
    const text = '{ // one\n "a": 1 /* two */ }';
    assert.deepEqual(codes(text), ['comment', 'comment']);
    assert.deepEqual(underlined(text), ['// one', '/* two */']);
    assert.deepEqual(value(text), { a: 1 });
  });
  test('what looks like a comment in a text is none', () => {
    assert.deepEqual(parseJson('{"a": "http://x /* y */"}').comments, []);
  });
  test('a comment that is never closed', () => {
    assert.deepEqual(codes('{"a": 1} /* '), ['syntax']);
  });
  test('a trailing comma is a problem of its own kind', () => {
    for (const text of ['{"a": [1, 2,]}', '{"a": 1,}', '[{},\n\n]', '[1, // x\n]']) {
      const found = parseJson(text).problems.filter(({ code }) => code !== 'comment');
      assert.deepEqual(
        found.map(({ code, offset }) => [code, text[offset]]),
        [['trailing-comma', ',']],
        text,
      );
    }
  });
  test('a comma too many is broken JSON', () => {
    assert.deepEqual(codes('{"a": 1,, "b": 2}'), ['syntax']);
    assert.deepEqual(value('{"a": 1,, "b": 2}'), { a: 1, b: 2 });
    assert.deepEqual(codes('[,]'), ['syntax']);
  });
  test('a missing comma is reported where it is missing, and what follows is read', () => {
    const text = '{\n  "a": 1\n  "b": [1 2, "x" "y"]\n}';
    assert.deepEqual(codes(text), ['syntax', 'syntax', 'syntax']);
    assert.deepEqual(underlined(text), ['1', '1', '"']);
    assert.deepEqual(value(text), { a: 1, b: [1, 2, 'x', 'y'] });
  });
});

describe('half-typed text', () => {
  const cases: readonly [text: string, read: unknown, problems: number][] = [
    ['{"a"}', { a: MISSING }, 1],
    ['{"a":}', { a: MISSING }, 1],
    ['{"a": , "b": 1}', { a: MISSING, b: 1 }, 1],
    ['{"a": "x\n}', { a: INVALID }, 1],
    ['{"a": 1', { a: 1 }, 1],
    ['{"a": [1, {"b": 2', { a: [1, { b: 2 }] }, 1],
    ['{"a": {"b": [1, 2}}', { a: { b: [1, 2] } }, 1],
    ['{"a" 1}', { a: 1 }, 1],
    ["{'a': 1}", {}, 1],
    ['{"a": TRUE}', { a: INVALID }, 1],
    ['{"a": "\\q"}', { a: '' }, 1],
    ['{"a": 1} x', { a: 1 }, 1],
    ['$ aws ecs register-task-definition\n{"a": 1}', { a: 1 }, 0],
    ['', MISSING, 1],
    ['  \n ', MISSING, 1],
  ];
  for (const [text, read, problems] of cases) {
    test(JSON.stringify(text), () => {
      const document = parseJson(text);
      assert.deepEqual(plainValue(document.root), read);
      if (problems > 0) assert.ok(document.problems.length >= problems, 'something is wrong with it');
      for (const { code } of document.problems) assert.equal(code, 'syntax');
      assertSound(document);
    });
  }

  // Each of these is one mistake, and one message.
  for (const text of ['{"a": "x\n}', '{"a": 1', '{"a": TRUE}', '{"a"}', '{"a" 1}', '{"a": , "b": 1}', '']) {
    test(`${JSON.stringify(text)} is one problem`, () => assert.equal(parseJson(text).problems.length, 1));
  }

  test('a tab or another control character in a text', () => {
    assert.deepEqual(codes('{"a": "x\ty"}'), ['syntax']);
    assert.deepEqual(value('{"a": "x\ty"}'), { a: 'x\ty' });
  });

  test('numbers that JSON does not have', () => {
    for (const text of ['[1.]', '[1e]', '[01]', '[.5]', '[+1]', '[NaN]', '[0x10]', '[1_000]', '[-]']) {
      assert.ok(codes(text).includes('syntax'), `${text} is refused`);
      assert.throws(() => JSON.parse(text));
    }
  });
});

test('duplicate keys: all are in the tree, the last one counts', () => {
  const { root, problems } = parseJson('{"cpu": "256", "cpu": "512"}');
  assert.ok(root?.kind === 'object');
  assert.equal(root.properties.length, 2);
  assert.deepEqual(plainValue(propertyOf(root, 'cpu')?.value), '512');
  assert.deepEqual(problems, []);
});

test('members with the names of built-in properties are members', () => {
  const { root } = parseJson('{"__proto__": 1, "constructor": 2}');
  assert.ok(root?.kind === 'object');
  assert.equal(plainValue(propertyOf(root, '__proto__')?.value), 1);
  assert.equal(propertyOf(root, 'toString'), undefined);
});

describe('encodings', () => {
  test('a byte order mark is reported and passed over, and offsets count it', () => {
    const document = parseJson('\uFEFF{"a": 1}');
    assert.deepEqual(codes('\uFEFF{"a": 1}'), ['byte-order-mark']);
    assert.equal(document.root?.offset, 1);
    assertSound(document);
  });
  test('CRLF and CR', () => {
    for (const eol of ['\r\n', '\r']) {
      const text = ['{', '  "a": [', '    1', '  ]', '}', ''].join(eol);
      assert.deepEqual(codes(text), []);
      assert.deepEqual(value(text), { a: [1] });
    }
  });
  test('offsets count UTF-16 code units', () => {
    const { root } = parseJson('{"\u{1F433}": "\u{1F433}", "b": 1}');
    assert.ok(root?.kind === 'object');
    assert.equal(propertyOf(root, 'b')?.offset, 13);
  });

  const json = '{\r\n  "family": "web",\r\n  "containerDefinitions": []\r\n}\r\n';
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
  const utf16 = Buffer.from(`\uFEFF${json}`, 'utf16le');
  const refused: readonly [name: string, text: string][] = [
    ['UTF-16LE with a mark', utf16.toString('utf8')],
    ['UTF-16BE with a mark', swapped(utf16).toString('utf8')],
    ['UTF-16LE', utf16.subarray(2).toString('utf8')],
    ['UTF-16BE', swapped(utf16.subarray(2)).toString('utf8')],
    ['an image', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex').toString('utf8')],
    ['a gzip', Buffer.from('1f8b0800000000000003abe602000093', 'hex').toString('utf8')],
    ['a program', Buffer.from('7f454c4602010100000000000000000003003e00', 'hex').toString('utf8')],
    ['a text that is too long', `{"a": "${'x'.repeat(MAX_TEXT_LENGTH)}"}`],
  ];
  for (const [name, text] of refused) {
    test(`${name} is refused with one message`, () => {
      const document = parseJson(text);
      assert.deepEqual(
        document.problems.map(({ code }) => code),
        ['encoding'],
      );
      assert.equal(document.root, undefined);
      assertSound(document);
      const findings = analyse(text, 'task-definition.json').findings;
      assert.deepEqual(
        findings.map(({ rule, severity }) => [rule, severity]),
        [['td-invalid-json', 'error']],
      );
      if (name.startsWith('UTF-16')) assert.match(findings[0]!.message, /UTF-16/);
    });
  }
});

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

test('JSON pointers', () => {
  const { root } = parseJson('{"a/b": [{"c~d": 1}], "": {"é": 2}}');
  const pointers = [...nodesOf(root)].filter((node) => node.kind === 'number').map(pointerOf);
  assert.deepEqual(pointers.sort(), ['//é', '/a~1b/0/c~0d']);
  const property = [...nodesOf(root)].find((node): node is PropertyNode => node.kind === 'property')!;
  assert.equal(pointerOf(property.key), pointerOf(property));
  assert.equal(pointerOf(root as SyntaxNode), '');
});

test('the end of a value still belongs to it, and the space behind it to what is around', () => {
  const { root } = parseJson('{"a": [12, 34 ], "b": 5}');
  assert.equal(locate(root, 9)?.node.kind, 'number');
  assert.equal(locate(root, 13)?.node.kind, 'number');
  assert.equal(locate(root, 14)?.node.kind, 'array');
  assert.equal(locate(root, 16)?.node.kind, 'object');
  assert.equal(locate(root, 99), undefined);
});

describe('size', () => {
  /** Most of these take some hundredths of a second; what grows with the square of the text takes minutes. */
  const quickly = (run: () => void) => {
    // Time of this process, so that others on the machine do not count.
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 4_000_000, `took ${Math.round((user + system) / 1000)} ms`);
  };

  for (const sign of ['[', '{"a":', '[{"a":']) {
    test(`depth 100,000 of ${sign}`, () => {
      quickly(() => {
        const text = sign.repeat(100_000);
        const document = parseJson(text);
        assert.ok(document.problems.some(({ code }) => code === 'too-deep'));
        assertSound(document);
        assert.ok(analyse(text, 'task-definition.json', 'asked').findings.length > 0);
      });
    });
  }

  test('a line of 10 MB is refused, one of 7 MB is read', () => {
    quickly(() => {
      const line = (length: number) => `{"a": "${'x'.repeat(length)}", "b": [${'1,'.repeat(1000)}1]}`;
      assert.deepEqual(codes(line(10_000_000)), ['encoding']);
      assert.deepEqual(codes(line(7_000_000)), []);
    });
  });

  const n = 50_000;
  for (const [name, text] of Object.entries({
    'texts that open a placeholder': `[${'"${a",'.repeat(n)}]`,
    'open braces': '{'.repeat(n),
    'placeholders that are never closed': `[${'{{ '.repeat(n)}`,
    'directives that are never closed': '%{'.repeat(n),
    'comments that are never closed': '/*'.repeat(n),
    'quotes on lines': '"\n'.repeat(n),
    'closing brackets': ']}'.repeat(n),
    'brackets closed by the wrong one': `[${'{'.repeat(90)}]`.repeat(n / 90),
  })) {
    test(`time in proportion to the text: ${name}`, () => quickly(() => assertSound(parseJson(text))));
  }

  for (const open of [
    '${',
    '{{',
    '{%',
    '%{',
    '<%',
    '<a',
    '$(',
    '$',
    '#{',
    '{A',
    '[AAA',
    '__a',
    '%a',
    '@A',
    '[[a',
    '((a',
    '<<a',
    '%%a',
    '@@a',
    '#A',
    'a_',
    'REPLACE',
    'placeholder_',
    'your_',
  ]) {
    test(`a text of ${open} is looked through for placeholders in time`, () => {
      quickly(() => hasPlaceholder(open.repeat(4 * n)));
    });
  }
});
