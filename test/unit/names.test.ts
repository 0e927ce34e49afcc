/** Names of a task definition: where they are given and used, and what renaming them does. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Analysis, analyse } from '../../server/src/analysis.ts';
import { definitionsAt } from '../../server/src/features/names/definition.ts';
import { linkedAt } from '../../server/src/features/names/linked-editing.ts';
import { type FoundName, findName } from '../../server/src/features/names/names.ts';
import { newNameProblem, obstacleTo, renamed } from '../../server/src/features/names/rename.ts';
import { declarationsOf, namesOf, usesOf } from '../../server/src/model/references.ts';
import { nameProblem } from '../../server/src/schema/names.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { endOf } from '../../server/src/syntax/node.ts';

const SHOP = `{
  "family": "shop",
  "proxyConfiguration": { "containerName": "envoy" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "portMappings": [{ "name": "http", "containerPort": 8080 }],
      "links": ["cache:redis", "cache"],
      "dependsOn": [{ "containerName": "cache", "condition": "START" }],
      "volumesFrom": [{ "sourceContainer": "cache" }],
      "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }],
      "environment": [{ "name": "cache", "value": "cache" }]
    },
    { "name": "cache", "image": "example.com/cache:1" },
    { "name": "envoy", "image": "example.com/envoy:1" }
  ],
  "volumes": [{ "name": "cache" }]
}
`;

function read(text: string): Analysis {
  return analyse(text, 'task-definition.json');
}

/** What is found in the middle of the words between two marks `|`. */
function marked(source: string): { analysis: Analysis; offset: number; found: FoundName | undefined } {
  const offset = source.indexOf('|');
  assert.ok(offset >= 0);
  const analysis = read(source.replace('|', ''));
  return { analysis, offset, found: findName(analysis, offset) };
}

function found(source: string): FoundName & { analysis: Analysis } {
  const { analysis, found } = marked(source);
  assert.ok(found, 'there is a name');
  return { ...found, analysis };
}

/** The document after renaming the name at the mark. */
function afterRenaming(source: string, newName: string): string {
  const name = found(source);
  assert.equal(obstacleTo(name), undefined);
  assert.equal(newNameProblem(name, newName), undefined);
  return applyEdits(name.analysis.document.text, renamed(name, newName));
}

describe('names', () => {
  test('are found with their declarations and uses, each kind by itself', () => {
    const { tasks, document } = read(SHOP);
    const counts = namesOf(tasks[0]!).map((name) => {
      for (const place of name.occurrences) assert.equal(document.text.slice(place.offset, endOf(place)), name.text);
      return `${name.kind} ${name.text} ${declarationsOf(name).length}+${usesOf(name).length}`;
    });
    assert.deepEqual(counts.sort(), [
      'container cache 1+4',
      'container envoy 1+1',
      'container web 1+0',
      'family shop 1+0',
      'port http 1+0',
      'volume cache 1+1',
    ]);
  });

  test('are the same in a bare list of containers and in the output of describe-task-definition', () => {
    const containers =
      '[{ "name": "a", "image": "x", "memory": 1 }, { "name": "b", "image": "x", "dependsOn": [{ "containerName": "a" }] }]';
    for (const text of [containers, `{ "taskDefinition": { "family": "f", "containerDefinitions": ${containers} } }`]) {
      const names = namesOf(read(text).tasks[0]!).filter(({ kind }) => kind !== 'family');
      assert.deepEqual(
        names.map((name) => [name.text, name.occurrences.length]),
        [
          ['a', 2],
          ['b', 1],
        ],
      );
    }
  });

  test('are found where they begin and end, and not on quotes, keys and aliases', () => {
    for (const there of ['"|cache:redis"', '"cache|:redis"', '"ca|che:redis"', '"containerName": "cache|"']) {
      assert.equal(marked(SHOP.replace(there.replace('|', ''), there)).found?.name.text, 'cache', there);
    }
    for (const nowhere of [
      '|"cache:redis"',
      '"cache:r|edis"',
      '"container|Name": "cache"',
      '"value": "ca|che"',
      '"fam|ily"',
    ]) {
      assert.equal(marked(SHOP.replace(nowhere.replace('|', ''), nowhere)).found, undefined, nowhere);
    }
  });

  test('with a placeholder belong together when the placeholder is the same', () => {
    const source = `[
      { "name": "\${app}", "image": "x", "memory": 1 },
      { "name": "b", "image": "x", "dependsOn": [{ "containerName": "|\${app}" }], "links": ["\${app}:alias", "\${other:-x}:y"] }
    ]`;
    const { name } = found(source);
    assert.equal(name.deferred, true);
    assert.equal(name.occurrences.length, 3);
    const names = namesOf(marked(source).analysis.tasks[0]!).map(({ text }) => text);
    assert.ok(names.includes('${other:-x}'), 'a colon in a placeholder ends no name');
  });

  test('never throw on half-typed text', () => {
    for (let end = 0; end < SHOP.length; end++) {
      const analysis = read(SHOP.slice(0, end));
      for (const task of analysis.tasks) namesOf(task);
      findName(analysis, end);
      definitionsAt(analysis, end);
      linkedAt(analysis, end);
    }
  });
});

describe('definition', () => {
  test('of a use is the place that gives the name', () => {
    const { analysis, offset } = marked(SHOP.replace('"cache:redis"', '"c|ache:redis"'));
    const { text } = analysis.document;
    const definition = definitionsAt(analysis, offset)!;
    assert.equal(text.slice(definition.origin.offset, endOf(definition.origin)), 'cache');
    assert.equal(definition.targets.length, 1);
    const { whole, name } = definition.targets[0]!;
    assert.equal(text.slice(whole.offset, endOf(whole)), '{ "name": "cache", "image": "example.com/cache:1" }');
    assert.equal(text.slice(name.offset, endOf(name)), 'cache');
  });

  test('of a name that nothing gives is none', () => {
    const { analysis, offset } = marked(SHOP.replace('"sourceContainer": "cache"', '"sourceContainer": "|cash"'));
    assert.equal(definitionsAt(analysis, offset), undefined);
  });

  test('of awsfirelens is the log router', () => {
    const { analysis, offset } = marked(`[
      { "name": "web", "image": "x", "memory": 1, "logConfiguration": { "logDriver": "aws|firelens" } },
      { "name": "router", "image": "x", "firelensConfiguration": { "type": "fluentbit" } }
    ]`);
    const [target, ...more] = definitionsAt(analysis, offset)!.targets;
    assert.deepEqual(more, []);
    assert.equal(analysis.document.text.slice(target!.name.offset, endOf(target!.name)), '"router"');
  });
});

describe('rename', () => {
  test('changes every place of a container, and no namesake of another kind', () => {
    const after = afterRenaming(SHOP.replace('"sourceContainer": "cache"', '"sourceContainer": "|cache"'), 'store');
    const expected = SHOP.replace('"cache:redis", "cache"', '"store:redis", "store"')
      .replace('"containerName": "cache"', '"containerName": "store"')
      .replace('"sourceContainer": "cache"', '"sourceContainer": "store"')
      .replace('{ "name": "cache", "image"', '{ "name": "store", "image"');
    assert.equal(after, expected);
  });

  test('changes a volume with its mount points, a port, and the proxy', () => {
    const volume = afterRenaming(SHOP.replace('"sourceVolume": "cache"', '"sourceVolume": "|cache"'), 'tmp');
    assert.equal(
      volume,
      SHOP.replace('"sourceVolume": "cache"', '"sourceVolume": "tmp"').replace(
        '[{ "name": "cache" }]',
        '[{ "name": "tmp" }]',
      ),
    );
    assert.match(afterRenaming(SHOP.replace('"http"', '"ht|tp"'), 'api'), /"name": "api", "containerPort"/);
    assert.match(afterRenaming(SHOP.replace('"name": "envoy"', '"name": "env|oy"'), 'mesh'), /"containerName": "mesh"/);
  });

  test('reaches names that are written with escapes', () => {
    const text = String.raw`{"containerDefinitions": [
      {"name": "we\u0062", "image": "a:1"},
      {"name": "api", "image": "b:1",
       "links": ["we\u0062:y", "\u0077\u0065\u0062", "web\u003ay", "web:\u0062", "\u0077eb:web", "we\u0062x"],
       "dependsOn": [{"containerName": "w\u0065b"}], "volumesFrom": [{"sourceContainer": "\u0077eb"}]}
    ]}`;
    const { document, tasks } = read(text);
    const name = namesOf(tasks[0]!).find((one) => one.kind === 'container' && one.text === 'web')!;
    const at = name.occurrences[0]!;
    const after = applyEdits(text, renamed({ analysis: read(text), task: tasks[0]!, name, at } as never, 'new'));
    assert.equal(document.problems.length, 0);
    assert.deepEqual(JSON.parse(after).containerDefinitions, [
      { name: 'new', image: 'a:1' },
      {
        name: 'api',
        image: 'b:1',
        links: ['new:y', 'new', 'new:y', 'new:b', 'new:web', 'webx'],
        dependsOn: [{ containerName: 'new' }],
        volumesFrom: [{ sourceContainer: 'new' }],
      },
    ]);
  });

  test('to the same name changes nothing', () => {
    assert.deepEqual(renamed(found(SHOP.replace('"web"', '"|web"')), 'web'), []);
  });

  test('works while names of others are still open', () => {
    const source =
      '[{ "name": "a|pp", "image": "x", "memory": 1 }, { "name": "${other}", "image": "x", "dependsOn": [{ "containerName": "app" }] }]';
    assert.match(afterRenaming(source, 'api'), /"containerName": "api"/);
  });

  test('is refused with the reason', () => {
    const refusals: readonly [source: string, reason: RegExp][] = [
      ['[{ "name": "|${app}", "image": "x", "memory": 1 }]', /"\$\{app\}" is decided later/],
      [
        '[{ "name": "a", "image": "x", "memory": 1, "dependsOn": [{ "containerName": "|b" }] }]',
        /No container is named "b"/,
      ],
      ['[{ "name": "|a", "image": "x", "memory": 1 }, { "name": "a", "image": "y" }]', /2 containers are named "a"/],
    ];
    for (const [source, reason] of refusals) assert.match(obstacleTo(marked(source).found) ?? 'nothing', reason);
    assert.match(obstacleTo(undefined)!, /container, a volume or a port/);
  });

  test('wants a name that ECS takes and that is free', () => {
    const name = found(SHOP.replace('"web"', '"|web"'));
    assert.match(newNameProblem(name, 'my web')!, /letters, digits, hyphens and underscores/);
    assert.match(newNameProblem(name, '')!, /needs a name/);
    assert.match(newNameProblem(name, 'y'.repeat(256))!, /255/);
    assert.match(newNameProblem(name, 'envoy')!, /already a container named "envoy"/);
    assert.equal(newNameProblem(name, 'http'), undefined, 'ports have names of their own');
    assert.equal(newNameProblem(name, 'web'), undefined);
  });
});

describe('nameProblem', () => {
  test('goes by the schema', () => {
    assert.equal(nameProblem('container', 'Web_1-a'), undefined);
    assert.match(nameProblem('port', 'Http')!, /lower-case/);
    assert.match(nameProblem('volume', 'a/b')!, /volume name/);
  });

  test('leaves placeholders alone, as long as the text stays one', () => {
    assert.equal(nameProblem('container', '${app}-web'), undefined);
    assert.match(nameProblem('container', '${a"b}')!, /quotes/);
  });
});

describe('linked editing', () => {
  test('leads from the place that gives the name', () => {
    const { analysis, offset } = marked(SHOP.replace('"name": "cache", "image"', '"name": "ca|che", "image"'));
    const linked = linkedAt(analysis, offset)!;
    assert.equal(linked.spans.length, 5);
    assert.match('cache-2', new RegExp(`^${linked.pattern}$`));
    assert.doesNotMatch('a b', new RegExp(`^${linked.pattern}$`));
  });

  test('is not offered on a use, without uses, for two namesakes, and over escapes', () => {
    const none = [
      SHOP.replace('"sourceContainer": "cache"', '"sourceContainer": "|cache"'),
      SHOP.replace('"web"', '"|web"'),
      SHOP.replace('"envoy", "image"', '"ca|che", "image"'),
      '[{ "name": "a|b", "image": "x", "memory": 1 }, { "name": "c", "image": "x", "dependsOn": [{ "containerName": "\\u0061b" }] }]',
    ];
    for (const source of none) {
      const { analysis, offset } = marked(source);
      assert.equal(linkedAt(analysis, offset), undefined, source.slice(Math.max(0, offset - 30), offset + 10));
    }
  });
});
