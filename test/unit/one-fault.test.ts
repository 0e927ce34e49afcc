/** One fault of the text is one finding: what a reader of JSON makes of the rest proves nothing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { fixAll } from '../../server/src/findings/fixes.ts';

const WHOLE = `{
  "family": "web",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1.2",
      "essential": true,
      "entryPoint": [
        "/bin/sh",
        "-c",
        "exec web"
      ],
      "portMappings": [
        { "containerPort": 8080, "protocol": "tcp" }
      ],
      "environment": [
        { "name": "A", "value": "1" },
        { "name": "B", "value": "2" }
      ],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/web",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "web"
        }
      }
    },
    {
      "name": "side",
      "image": "example.com/side:1.2",
      "essential": false,
      "dependsOn": [{ "containerName": "web", "condition": "START" }],
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "a", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "a" } }
    }
  ]
}
`;

function loud(text: string, fileName = 'task-definition.json'): Finding[] {
  return analyse(text, fileName, 'asked').findings.filter(({ severity }) => severity !== 'info');
}

/** The findings on lines, as `line: rule`, from 1. */
function told(text: string): string[] {
  return loud(text).map(
    ({ offset, rule, message }) => `${text.slice(0, offset).split('\n').length} ${rule}: ${message}`,
  );
}

function changed(from: string, to: string, text = WHOLE): string {
  assert.ok(text.includes(from), from);
  return text.replace(from, () => to);
}

test('the text without a fault has none', () => assert.deepEqual(told(WHOLE), []));

describe('is one finding', () => {
  const conflict = `<<<<<<< HEAD
  "cpu": "256",
=======
  "cpu": "512",
>>>>>>> main
`;
  const faults: readonly [name: string, text: string, line: number][] = [
    [
      'a text over several lines',
      changed('"exec web"', '"cat <<EOF\n {"a": 5}\n echo \'{"b":[1]}\' > x\n sleep 60\n EOF"'),
      16,
    ],
    ['a text over lines as a value', changed('"example.com/web:1.2"', '"example.com/\n   web\n :1.2"'), 11],
    ['a text over lines with quoted words', changed('"exec web"', '"a "b" \n c "d", 5\n "e" f"'), 16],
    ['a missing closing quote', changed('"networkMode": "awsvpc"', '"networkMode": "awsvpc'), 3],
    ['a missing closing quote of a number', changed('"cpu": "256"', '"cpu": "256'), 5],
    ['a missing closing quote of an item', changed('"-c"', '"-c'), 15],
    ['a missing closing quote of a key', changed('"memory": "512"', '"memory: "512"'), 6],
    ['a missing opening quote of a key', changed('"memory": "512"', 'memory": "512"'), 6],
    ['a missing opening quote', changed('"memory": "512"', '"memory": 512"'), 6],
    ['a missing comma', changed('"memory": "512",', '"memory": "512"'), 6],
    ['a missing comma in a list', changed('"value": "1" },', '"value": "1" }'), 22],
    ['a missing comma between containers', changed('    },\n    {', '    }\n    {'), 33],
    ['a comma too many', changed('"memory": "512",', '"memory": "512",,'), 6],
    ['a missing colon', changed('"memory": "512"', '"memory" "512"'), 6],
    ['a missing value', changed('"memory": "512"', '"memory": '), 6],
    ['a missing brace at the end', WHOLE.replace(/\}\n$/, ''), 1],
    ['a missing brace of a container', changed('    },\n    {', '    ,\n    {'), 9],
    ['a missing bracket', changed('      ],\n      "environment"', '      ,\n      "environment"'), 18],
    ['a stray brace', changed('"memory": "512",', '"memory": "512"},'), 6],
    ['a stray bracket', changed('"memory": "512",', '"memory": "512"],'), 6],
    ['a stray brace at the end', `${WHOLE}}\n`, 43],
    ['single quotes', changed('"memory": "512"', "'memory': '512'"), 6],
    ['a value in single quotes', changed('"memory": "512"', '"memory": \'512\''), 6],
    ['a literal of Python', changed('"essential": true', '"essential": True'), 12],
    ['a bare word', changed('"awsvpc"', 'awsvpc'), 3],
    ['single quotes all over', WHOLE.replaceAll('"', "'"), 2],
    ['names without quotes all over', WHOLE.replaceAll(/"(\w+)":/g, '$1:'), 2],
    ['a number in hexadecimal', changed('8080', '0x1F90'), 19],
    ['a number that begins with zero', changed('8080', '08080'), 19],
    ['a number with a separator', changed('8080', '8_080'), 19],
    ['the marks of a merge conflict', changed('  "cpu": "256",\n', conflict), 5],
    ['text before it', `$ cat task-definition.json now\n${WHOLE}`, 1],
    ['text behind it', `${WHOLE}done now\nand "more"\n`, 43],
    ['a shell command', 'aws ecs register-task-definition --family web --container-definitions\n  file://a b c\n', 1],
    ['prose', 'This is where\nthe task definition\n\nis going to be.\n', 1],
  ];
  for (const [name, text, line] of faults) {
    test(name, () => {
      const found = told(text);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, new RegExp(`^${line} td-invalid-json: `));
    });
  }
});

test('but two faults are two', () => {
  const text = changed('"value": "1" },', '"value": "1" }', changed('"memory": "512",', '"memory": "512"'));
  assert.deepEqual(
    told(text).map((line) => line.slice(0, line.indexOf(':'))),
    ['6 td-invalid-json', '22 td-invalid-json'],
  );
  const other = changed('"essential": true', '"essential": True', changed('"awsvpc"', "'awsvpc'"));
  assert.equal(told(other).length, 2);
});

test('and what is wrong elsewhere is told as well', () => {
  const text = changed('"protocol": "tcp"', '"protocol": "icmp"', changed('"memory": "512",', '"memory": "512"'));
  assert.equal(told(text).length, 2);
});

describe('in a template', () => {
  const template = changed('"example.com/web:1.2"', '${image}');
  test('what is no JSON is told where no placeholder is near', () => {
    assert.deepEqual(told(template), []);
    assert.match(
      told(changed('"memory": "512",', '"memory": "512"', template)).join(),
      /^6 td-invalid-json: Expected a comma/,
    );
    assert.match(told(template.replace(/\}\n$/, '')).join(), /^1 td-invalid-json: .*never closed$/);
  });

  test('beside a placeholder, and where a directive decides what is there, it is not', () => {
    assert.deepEqual(told(changed('${image},', '${image}', template)), []);
    assert.deepEqual(told(changed('  "cpu"', '  %{ if big }\n  "cpu"', changed('"512",', '"512"', template))), []);
    assert.deepEqual(told(changed('  "cpu"', '  ${more}\n  "cpu"', changed('"512",', '"512"', template))), []);
  });
});

describe('as a whole', () => {
  for (const text of ['null', '[]', '"x"', '5', 'true']) {
    test(`${text} is an error`, () =>
      assert.equal(told(text).filter((line) => line.startsWith('1 wrong-type')).length, 1));
  }

  test('one container is an error where a list or a task definition is needed', () => {
    const text = '{ "name": "web", "image": "example.com/web:1.2", "memory": 128, "cpu": 10, "essential": true }\n';
    const rules = (name: string, from = text) => loud(from, name).map(({ rule }) => rule);
    assert.ok(rules('task-definition.json').includes('td-single-container'));
    assert.ok(!rules('container-definition.json').includes('td-single-container'), 'a part of a list');
    assert.ok(!rules('web.json').includes('td-single-container'));
    assert.ok(rules('container-definitions.json').includes('td-single-container'));
    const fixed = fixAll(text, (current) => analyse(current, 'container-definitions.json', 'asked'));
    assert.deepEqual(JSON.parse(fixed), [JSON.parse(text)]);
    assert.ok(!rules('container-definitions.json', fixed).includes('td-single-container'));
  });

  test('a comment and a last comma are errors in JSON, and fine in JSONC', () => {
    const text = changed('"eu-west-1",', '"eu-west-1", // ours', changed('"START" }', '"START", }'));
    assert.deepEqual(
      loud(text).map(({ severity, message }) => [severity, /AWS CLI refuses/.test(message)]),
      [
        ['error', true],
        ['error', true],
      ],
    );
    assert.deepEqual(loud(text, 'task-definition.jsonc'), []);
  });
});

test('a character lost with the encoding is one warning, and what it stands in is not judged', () => {
  for (const [from, to] of [
    ['"family": "web"', '"family": "w\uFFFDb"'],
    ['example.com/web', 'example.com/w\uFFFDb'],
    ['"memory"', '"m\uFFFDmory"'],
    ['"awslogs-group": "/ecs/web"', '"awslogs-group": "/ecs/gr\uFFFD\uFFFDe"'],
  ] as const) {
    const found = loud(changed(from, to));
    assert.deepEqual(
      found.map(({ rule, severity }) => `${rule} ${severity}`),
      ['td-invalid-json warning'],
      to,
    );
  }
});

test('two brackets out of step are no more than findings of the text', () => {
  for (const first of ['"networkMode": ["awsvpc"', '"networkMode": {"awsvpc"']) {
    for (const second of ['"options": {{', '"options": ', '"options": [']) {
      const text = changed('"networkMode": "awsvpc"', first, changed('"options": {', second));
      const found = told(text);
      assert.ok(found.length > 0 && found.every((line) => line.includes('td-invalid-json')), found.join('\n'));
    }
  }
});
