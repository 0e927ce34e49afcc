/** The outline, symbols to look for, folds and growing selections. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../server/src/analysis.ts';
import { type OutlineEntry, outlineOf } from '../../server/src/features/document-symbols.ts';
import { foldsOf } from '../../server/src/features/folding.ts';
import { matches, symbolsOf } from '../../server/src/features/names/workspace-symbols.ts';
import { spansAt } from '../../server/src/features/selection-ranges.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { endOf } from '../../server/src/syntax/node.ts';

const SHOP = `{
  "family": "shop",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "512",
  "memory": "1 GB",
  "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-1" } }],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "command": ["run", "it"],
      "portMappings": [{ "name": "http", "containerPort": 8080 }, { "containerPort": 53, "protocol": "udp" }],
      "environment": [{ "name": "STAGE", "value": "prod" }],
      "dependsOn": [{ "containerName": "cache", "condition": "START" }],
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "x" } }
    },
    {
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/cache@sha256:${'0123456789abcdef'.repeat(4)}",
      "essential": false
    }
  ]
}
`;

/** An outline as indented lines. */
function lines(entries: readonly OutlineEntry[], indent = ''): string[] {
  return entries.flatMap((entry) => [
    `${indent}${entry.name}${entry.detail ? ` — ${entry.detail}` : ''}`,
    ...lines(entry.children, `${indent}  `),
  ]);
}

function outline(text: string): OutlineEntry[] {
  return analyse(text, 'task-definition.json').tasks.flatMap(outlineOf);
}

describe('the outline', () => {
  test('says where each volume comes from', () => {
    const kinds: readonly [more: string, kind: string][] = [
      ['', 'as long as the task'],
      [', "host": {}', 'as long as the task'],
      [', "host": { "sourcePath": "/data" }', 'on the host'],
      [', "configuredAtLaunch": true', 'configured at launch'],
      [', "configuredAtLaunch": false', 'as long as the task'],
      [', "s3filesVolumeConfiguration": { "fileSystemArn": "arn" }', 'Amazon S3 Files'],
      [', "dockerVolumeConfiguration": { "scope": "task" }', 'Docker volume'],
    ];
    for (const [more, kind] of kinds) {
      const text = `{ "family": "a", "containerDefinitions": [], "volumes": [{ "name": "v"${more} }] }`;
      const [task] = analyse(text, 'task-definition.json').tasks;
      assert.ok(lines(outlineOf(task!)).includes(`  v — volume, ${kind}`), lines(outlineOf(task!)).join('\n'));
    }
  });

  test('tells containers and volumes by name, in the order of the text', () => {
    assert.deepEqual(lines(outline(SHOP)), [
      'shop — FARGATE, 0.5 vCPU, 1 GB',
      '  data — volume, Amazon EFS',
      '    efsVolumeConfiguration — fs-1',
      '  web — nginx:1.27, essential',
      '    portMappings — 2',
      '      http — 8080/tcp',
      '      53/udp',
      '    environment — 1',
      '      STAGE',
      '    dependsOn — 1',
      '      cache — START',
      '    logConfiguration — awslogs',
      '  container number 2 — team/cache@sha256:01234567, not essential',
    ]);
  });

  test('of a bare list is its containers', () => {
    assert.deepEqual(lines(outline('[{ "name": "a", "image": "redis", "memory": 1, "essential": "${e}" }]')), [
      'a — redis',
    ]);
  });

  test('holds what editors demand, for whatever text: a name, and a label inside of the whole', () => {
    const check = (entry: OutlineEntry) => {
      assert.notEqual(entry.name.trim(), '');
      assert.ok(entry.label.offset >= entry.whole.offset && endOf(entry.label) <= endOf(entry.whole), entry.name);
      entry.children.forEach(check);
    };
    for (let end = 0; end <= SHOP.length; end += 3) outline(SHOP.slice(0, end)).forEach(check);
    for (const odd of [
      '{ "containerDefinitions": [{ "name": " \\n " }, {}, 1, null, "x"], "volumes": [{}] }',
      '[{"name":"","image":""}]',
    ]) {
      outline(odd).forEach(check);
    }
  });
});

describe('symbols of the workspace', () => {
  test('are families and names that are given, not their uses', () => {
    const symbols = symbolsOf(analyse(SHOP, 'task-definition.json')).map(({ name, within }) => `${within}/${name}`);
    assert.deepEqual(symbols, ['/shop', 'shop/data', 'shop/web', 'shop/http']);
  });

  test('are found by letters in their order', () => {
    assert.ok(matches('orders-migrate', 'omig'));
    assert.ok(matches('Web', ''));
    assert.ok(matches('web', 'WE B'));
    assert.ok(!matches('web', 'bw'));
    assert.ok(!matches('web', 'webb'));
  });
});

describe('folds', () => {
  test('are objects and lists over several lines, and blocks of comments', () => {
    const text = '{\n  // one\n  // two\n  "a": [\n    1\n  ],\n  "b": { "c": 1 },\n  /* x\n   y */ "d": {}\n}\n';
    const folds = foldsOf(TextDocument.create('file:///x.json', 'jsonc', 1, text), parseJson(text));
    assert.deepEqual(
      folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
      [
        [0, 8, undefined],
        [3, 4, undefined],
        [1, 2, 'comment'],
        [7, 8, 'comment'],
      ],
    );
  });
});

describe('growing selections', () => {
  test('go from the word to the file, each around the one before', () => {
    const text = '{ "a": [{ "b": "cd" }] }';
    const spans = spansAt(parseJson(text), text.indexOf('d"'));
    assert.deepEqual(
      spans.map(({ offset, length }) => text.slice(offset, offset + length)),
      [
        'cd',
        '"cd"',
        '"b": "cd"',
        ' "b": "cd" ',
        '{ "b": "cd" }',
        '[{ "b": "cd" }]',
        '"a": [{ "b": "cd" }]',
        ' "a": [{ "b": "cd" }] ',
        text,
      ],
    );
  });

  test('begin at the key under the cursor', () => {
    const text = '{ "abc": 1 }';
    const [first, second, third] = spansAt(parseJson(text), 4).map(({ offset, length }) =>
      text.slice(offset, offset + length),
    );
    assert.deepEqual([first, second, third], ['abc', '"abc"', '"abc": 1']);
  });

  test('are around every offset of every text', () => {
    for (let end = 0; end <= SHOP.length; end += 7) {
      const syntax = parseJson(SHOP.slice(0, end));
      for (let offset = 0; offset <= end; offset += 5) {
        const spans = spansAt(syntax, offset);
        spans.forEach((span, i) => {
          assert.ok(span.offset <= offset && endOf(span) >= offset);
          if (i > 0) assert.ok(span.offset <= spans[i - 1]!.offset && endOf(span) >= endOf(spans[i - 1]!));
        });
      }
    }
  });
});
