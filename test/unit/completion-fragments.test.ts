/** Parts of a task definition, such as `ecs-health-check`: where each is offered, where none is, and what is written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import { documentation } from '../../server/src/features/completion/documentation.ts';
import type { FragmentPlace } from '../../server/src/features/completion/fragments.ts';
import type { DocsKey } from '../../server/src/features/completion/suggestion.ts';
import fragments from '../../snippets/fragments.json';
import { FARGATE, offer, snippets, task } from './completing.ts';

const ALL = Object.values(fragments);

function prefixes(place: FragmentPlace): string[] {
  return ALL.filter((fragment) => fragment.place === place).map(({ prefix }) => prefix);
}

/** The fragments that are offered where `|` stands. */
function offered(marked: string, fileName?: string): string[] {
  return offer(marked, fileName).labels.filter((label) => label.startsWith('ecs-'));
}

const WEB = '"name": "web", "image": "example.com/web:1"';

describe('fragments are offered', () => {
  const cases: readonly [name: string, place: FragmentPlace, marked: string, fileName?: string][] = [
    ['in a container', 'container', task(`{ ${WEB}, "|" }`)],
    ['in a container, where nothing is typed', 'container', task(`{ ${WEB}, | }`)],
    ['in a container, typed without quotes', 'container', task(`{ ${WEB}, ecs-h| }`)],
    ['in a container of a bare list', 'container', `[{ ${WEB}, "essential": true, "|" }]`, 'containers.json'],
    ['in the task definition', 'task', '{ "family": "shop", "|" }'],
    ['in an empty task definition', 'task', '{ | }'],
    ['in what describe-task-definition prints', 'task', '{ "taskDefinition": { "family": "a", "|" } }', 'output.json'],
    ['in a file that only its content tells', 'container', task(`{ ${WEB}, "|" }`), 'web.json'],
    ['as the first container', 'containerDefinitions', task('|')],
    ['as another container', 'containerDefinitions', task(`{ ${WEB} }, |`)],
    ['as a container, typed without quotes', 'containerDefinitions', task(`{ ${WEB} }, ecs-c|`)],
    ['as a container, typed with quotes', 'containerDefinitions', task(`{ ${WEB} }, "ecs-c|"`)],
    ['as a container of a bare list', 'containerDefinitions', `[{ ${WEB}, "cpu": 1 }, |]`, 'containers.json'],
  ];
  for (const [name, place, marked, fileName] of cases) {
    test(name, () => assert.deepEqual(offered(marked, fileName), prefixes(place)));
  }

  test('behind everything else', () => {
    for (const marked of ['{ "|" }', task(`{ ${WEB}, "|" }`), task('|')]) {
      const { items } = offer(marked);
      const sorted = [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
      const first = sorted.findIndex((label) => label.startsWith('ecs-'));
      assert.ok(first > 0, marked);
      assert.ok(
        sorted.slice(first).every((label) => label.startsWith('ecs-')),
        marked,
      );
    }
  });
});

describe('no fragment is offered', () => {
  const cases: readonly [name: string, marked: string, fileName?: string][] = [
    ['in a text', task(`{ ${WEB}, "user": "ecs-|" }`)],
    ['in an empty text', task(`{ ${WEB}, "user": "|" }`)],
    ['in a text that nobody closed', task(`{ ${WEB},\n "user": "ecs-|\n }`)],
    ['as a value', task(`{ ${WEB}, "user": | }`)],
    ['as the value of a member that is a list', '{ "family": "a", "containerDefinitions": | }'],
    ['in a list of texts', task(`{ ${WEB}, "command": ["ecs-|"] }`)],
    ['in a list of the container', task(`{ ${WEB}, "portMappings": [|] }`)],
    ['in another list of the task', task(`{ ${WEB} }`, '"tags": [|],')],
    ['in log options', task(`{ ${WEB}, "logConfiguration": { "logDriver": "awslogs", "options": { "ecs-|" } } }`)],
    ['in a free map', task(`{ ${WEB}, "dockerLabels": { "ecs-|" } }`)],
    ['in another object of the container', task(`{ ${WEB}, "healthCheck": { "|" } }`)],
    ['in another object of the task', task(`{ ${WEB} }`, '"runtimePlatform": { "|" },')],
    ['in a member that ECS does not know', task(`{ ${WEB} }`, '"other": { "|" },')],
    ['as the name of a member that has its value', task(`{ ${WEB}, "ecs-|": "web" }`)],
    ['behind a complete member', task(`{ ${WEB} | }`)],
    ['in a comment', `{ // ecs-|\n "family": "a" }`],
    ['around the task definition', '{ "taskDefinition": { "family": "a" }, "|" }', 'output.json'],
    ['outside of it', '|'],
    ['in a file of another name with nothing in it', '{ "|" }', 'settings.json'],
    ['in a list of another file', '[{ "name": "web", "|" }]', 'people.json'],
    ['in a file that says it is something else', '{ "openapi": "3.1.0", "|" }'],
  ];
  for (const [name, marked, fileName] of cases) {
    test(name, () => assert.deepEqual(offered(marked, fileName), []));
  }
});

describe('a fragment is left out', () => {
  for (const { prefix, place, body } of ALL.filter((fragment) => fragment.place !== 'containerDefinitions')) {
    test(`where a member of it is there: ${prefix}`, () => {
      const members = [...body.join('\n').matchAll(/^"(\w+)"/gm)].map(([, name]) => name!);
      assert.ok(members.length > 0);
      for (const member of members) {
        const marked = place === 'task' ? `{ "${member}": null, "|" }` : task(`{ ${WEB}, "|", "${member}": null }`);
        const labels = offered(marked);
        assert.ok(!labels.includes(prefix), `${prefix} beside ${member}`);
        assert.ok(labels.length > 0, 'the others are there');
      }
    });
  }

  test('where ECS would refuse it', () => {
    assert.ok(!offered(task(`{ ${WEB}, "|" }`, FARGATE)).includes('ecs-gpus'));
    assert.ok(offered(task(`{ ${WEB}, "|" }`, '"requiresCompatibilities": ["EC2"],')).includes('ecs-gpus'));
    assert.ok(!offered('{ "requiresCompatibilities": ["EC2"], "|" }').includes('ecs-ephemeral-storage'));
  });
});

describe('a fragment that is taken', () => {
  const READ_ONLY = '"readonlyRootFilesystem": true';
  const cases: readonly [name: string, typed: string, after: string][] = [
    ['where nothing is typed', '"cpu": 1, | }', `"cpu": 1, ${READ_ONLY} }`],
    ['bare', '"cpu": 1, ecs-r| }', `"cpu": 1, ${READ_ONLY} }`],
    ['with the quotes that the editor closed', '"cpu": 1, "ecs-r|" }', `"cpu": 1, ${READ_ONLY} }`],
    ['with a quote that nobody closed', '"cpu": 1, "ecs-r| }', `"cpu": 1, ${READ_ONLY} }`],
    ['before another member', '"ecs-r|" "cpu": 1 }', `${READ_ONLY}, "cpu": 1 }`],
    ['bare, before another member', 'ecs-r|\n "cpu": 1 }', `${READ_ONLY},\n "cpu": 1 }`],
    ['behind a member without a comma', '"cpu": 1\n ecs-r| }', `"cpu": 1,\n ${READ_ONLY} }`],
    ['between commas', '"cpu": 1, "ecs-r|", "memory": 4 }', `"cpu": 1, ${READ_ONLY}, "memory": 4 }`],
  ];
  for (const [name, typed, after] of cases) {
    test(`replaces what is typed: ${name}`, () => {
      const text = offer(task(`{ ${WEB}, ${typed}`)).taking('ecs-read-only');
      assert.equal(text, task(`{ ${WEB}, ${after}`));
      JSON.parse(text);
    });
  }

  for (const typed of ['|', 'ecs-l|', '"ecs-l|"', '"ecs-l|']) {
    test(`is an item of its list: ${typed}`, () => {
      for (const marked of [task(`{ ${WEB} }, ${typed}`), task(`${typed}\n { ${WEB} }`)]) {
        const { containerDefinitions } = JSON.parse(offer(marked).taking('ecs-log-router'));
        assert.deepEqual(containerDefinitions.map(({ name }: { name: string }) => name).sort(), ['log-router', 'web']);
      }
    });
  }

  const everywhere: readonly [FragmentPlace, (typed: string) => string][] = [
    ['container', (typed) => task(`{ ${WEB},\n ${typed}\n }`)],
    ['task', (typed) => `{\n  ${typed}\n}`],
    ['containerDefinitions', (typed) => task(typed)],
  ];
  test('leaves JSON behind, however it was typed', () => {
    for (const [place, around] of everywhere) {
      for (const prefix of prefixes(place)) {
        const start = prefix.slice(0, 6);
        for (const typed of ['|', `${start}|`, `"${start}|"`, `"${start}|`]) {
          const text = offer(around(typed)).taking(prefix);
          assert.doesNotThrow(() => JSON.parse(text), `${typed} became\n${text}`);
        }
      }
    }
  });

  test('is written as the file is', () => {
    const healthCheck = (marked: string) => offer(marked).taking('ecs-health-check');
    assert.match(
      healthCheck(`[{ ${WEB}, "|" }]`),
      /"healthCheck": \{ "command": \[.*\], "interval": 30, .*"startPeriod": 10 \}/,
    );
    assert.match(
      healthCheck(`[\n\t{\n\t\t"name": "web",\n\t\t"image": "w:1",\n\t\t"|"\n\t}\n]`),
      /\{\n\t"command".*\n\t"interval"/,
    );
    assert.match(
      healthCheck(`[\r\n    {\r\n        "name": "web",\r\n        "|"\r\n    }\r\n]`),
      /\{\r\n {4}"command".*\r\n {4}"/,
    );
  });
});

describe('what the client gets', () => {
  const fragment = (marked: string, label: string) => snippets(marked).get(label)!;

  test('is a snippet, with a place to fill in', () => {
    const { kind, insertTextFormat, textEdit, labelDetails } = fragment('{ "|" }', 'ecs-size');
    assert.equal(kind, CompletionItemKind.Snippet);
    assert.equal(insertTextFormat, InsertTextFormat.Snippet);
    assert.match(textEdit!.newText, /"cpu": "\$\{1\|256,512,1024\|\}",\n"memory": "\$\{2:2048\}"$/);
    assert.equal(labelDetails?.description, 'Fargate size');
  });

  test('is plain text where there is nothing to fill in, and for a client that cannot', () => {
    assert.equal(fragment('[{ "|" }]', 'ecs-init').insertTextFormat, InsertTextFormat.PlainText);
    for (const marked of ['{ "|" }', task(`{ ${WEB}, "|" }`), task('|')]) {
      for (const { insertTextFormat, textEdit } of offer(marked).items) {
        assert.equal(insertTextFormat, InsertTextFormat.PlainText);
        assert.doesNotMatch(textEdit!.newText, /\$/);
      }
    }
  });

  test('is found by what was typed, with the quote where there is one', () => {
    assert.equal(fragment('{ "ecs-|" }', 'ecs-size').filterText, '"ecs-size');
    assert.equal(fragment('{ ecs-| }', 'ecs-size').filterText, 'ecs-size');
    assert.equal(fragment('{ | }', 'ecs-size').filterText, 'ecs-size');
  });

  test('has its documentation when it is looked at', () => {
    const { data, documentation: early } = fragment('[{ "|" }]', 'ecs-health-check');
    assert.equal(early, undefined);
    const text = documentation(data as DocsKey);
    assert.match(
      text!,
      /^A command with which ECS checks the health of a container\.\n\n```json\n"healthCheck": \{\n {2}"command"/,
    );
    assert.doesNotMatch(text!, /\$/);
    for (const { prefix, description } of ALL) assert.ok(documentation({ fragment: prefix })?.startsWith(description));
    assert.equal(documentation({ fragment: 'ecs-other' }), undefined);
  });
});
