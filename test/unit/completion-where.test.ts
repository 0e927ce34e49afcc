/** Completion in text that is being typed: the right place is found, and what is taken leaves JSON behind. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SourceDocument } from '../../server/src/syntax/document.ts';
import { cursorAt } from '../../server/src/syntax/json/cursor.ts';
import { JSON_LANGUAGE, parseJson } from '../../server/src/syntax/json/json.ts';
import { SAMPLE_TEXTS } from '../sample-texts.ts';
import { offer, offerAt, offersIn } from './completing.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

describe('a half-typed key', () => {
  const cases: readonly [name: string, before: string, label: string, after: string][] = [
    ['in an empty file of the right name', '{ | }', 'family', '{ "family": "my-service" }'],
    ['behind a quote that was closed by the editor', '{ "|" }', 'family', '{ "family": "my-service" }'],
    ['behind a quote that nobody closed', '{ "|', 'family', '{ "family": "my-service"'],
    ['behind a quote before the bracket', '{ "| }', 'family', '{ "family": "my-service" }'],
    ['in the middle of a word', '{ "fam|" }', 'family', '{ "family": "my-service" }'],
    ['with the rest of the word behind the cursor', '{ "fa|mly" }', 'family', '{ "family": "my-service" }'],
    ['without quotes', '{ fam| }', 'family', '{ "family": "my-service" }'],
    ['before another member', '{ "fam|" "cpu": "256" }', 'family', '{ "family": "my-service", "cpu": "256" }'],
    [
      'on a line of its own',
      '{\n  "fam|\n  "cpu": "256"\n}',
      'family',
      '{\n  "family": "my-service",\n  "cpu": "256"\n}',
    ],
    ['after a comma', '{ "cpu": "256", | }', 'family', '{ "cpu": "256", "family": "my-service" }'],
    [
      'after a member without a comma',
      '{\n  "cpu": "256"\n  "fam|"\n}',
      'family',
      '{\n  "cpu": "256",\n  "family": "my-service"\n}',
    ],
    [
      'after a comment',
      '{\n  "cpu": "256" // "small"\n  "fam|"\n}',
      'family',
      '{\n  "cpu": "256", // "small"\n  "family": "my-service"\n}',
    ],
    [
      'between two commas',
      '{ "cpu": "256", |, "memory": "512" }',
      'family',
      '{ "cpu": "256", "family": "my-service", "memory": "512" }',
    ],
    ['of a member that has a value', '{ "fam|": "web", "cpu": "256" }', 'family', '{ "family": "web", "cpu": "256" }'],
    ['right before another', '{ "|"cpu": "256" }', 'family', '{ "family": "my-service", "cpu": "256" }'],
    ['that is complete', '{ "family|": "web" }', 'family', '{ "family": "web" }'],
    [
      'with escapes before it',
      '{ "tags": [{ "key": "a\\"{" }], "|" }',
      'family',
      '{ "tags": [{ "key": "a\\"{" }], "family": "my-service" }',
    ],
    ['behind a placeholder', '{ "cpu": ${cpu}, "|" }', 'family', '{ "cpu": ${cpu}, "family": "my-service" }'],
    ['behind a byte order mark', '\uFEFF{ "|" }', 'family', '\uFEFF{ "family": "my-service" }'],
  ];
  for (const [name, before, label, after] of cases) {
    test(name, () => assert.equal(offer(before).taking(label), after));
  }

  test('keeps Windows line ends', () => {
    assert.equal(
      offer('{\r\n  "volumes|"\r\n}').taking('volumes'),
      '{\r\n  "volumes": [\r\n    {\r\n      "name": "data"\r\n    }\r\n  ]\r\n}'
        .replaceAll('\r\n  ', '\r\n')
        .replace('\r\n"volumes"', '\r\n  "volumes"'),
    );
  });
});

describe('a half-typed value', () => {
  const cases: readonly [name: string, before: string, label: string, after: string][] = [
    ['right behind the colon', '{ "networkMode":| }', 'awsvpc', '{ "networkMode": "awsvpc" }'],
    ['behind colon and space', '{ "networkMode": | }', 'awsvpc', '{ "networkMode": "awsvpc" }'],
    ['at the end of the text', '{ "networkMode": |', 'awsvpc', '{ "networkMode": "awsvpc"'],
    ['in quotes', '{ "networkMode": "|" }', 'awsvpc', '{ "networkMode": "awsvpc" }'],
    ['behind one quote', '{ "networkMode": "|\n}', 'awsvpc', '{ "networkMode": "awsvpc"\n}'],
    [
      'behind one quote before a comma',
      '{ "networkMode": "|, "cpu": "256" }',
      'awsvpc',
      '{ "networkMode": "awsvpc", "cpu": "256" }',
    ],
    ['in a word', '{ "networkMode": "aws|x" }', 'awsvpc', '{ "networkMode": "awsvpc" }'],
    ['without quotes', '{ "networkMode": aws| }', 'awsvpc', '{ "networkMode": "awsvpc" }'],
    [
      'before the next member, without a comma',
      '{\n  "networkMode": |\n  "cpu": "256"\n}',
      'awsvpc',
      '{\n  "networkMode": "awsvpc",\n  "cpu": "256"\n}',
    ],
    [
      'in quotes before the next member, without a comma',
      '{\n  "networkMode": "|"\n  "cpu": "256"\n}',
      'awsvpc',
      '{\n  "networkMode": "awsvpc",\n  "cpu": "256"\n}',
    ],
    [
      'of a number that was begun with a quote',
      '[{ "name": "a", "image": "b", "startTimeout": "|" }]',
      '60',
      '[{ "name": "a", "image": "b", "startTimeout": 60 }]',
    ],
    ['in an empty list', '{ "requiresCompatibilities": [|] }', 'FARGATE', '{ "requiresCompatibilities": ["FARGATE"] }'],
    ['in a list that is open', '{ "requiresCompatibilities": [|', 'FARGATE', '{ "requiresCompatibilities": ["FARGATE"'],
    [
      'in a list behind a quote',
      '{ "requiresCompatibilities": ["|] }',
      'FARGATE',
      '{ "requiresCompatibilities": ["FARGATE"] }',
    ],
    [
      'behind an item',
      '{ "requiresCompatibilities": ["EC2", |] }',
      'FARGATE',
      '{ "requiresCompatibilities": ["EC2", "FARGATE"] }',
    ],
    [
      'before an item',
      '{ "requiresCompatibilities": [| "EC2"] }',
      'FARGATE',
      '{ "requiresCompatibilities": ["FARGATE", "EC2"] }',
    ],
  ];
  for (const [name, before, label, after] of cases) {
    test(name, () => assert.equal(offer(before).taking(label), after));
  }
});

describe('nothing is offered', () => {
  const cases: readonly [name: string, marked: string][] = [
    ['in a line comment', '{\n  // "networkMode": "|"\n}'],
    ['at the end of a line comment', '{\n  // cpu|\n}'],
    ['in a block comment', '{ /* "|" */ }'],
    ['in a placeholder', '{ "family": ${na|me} }'],
    ['behind a complete member', '{ "cpu": "256" | }'],
    ['before a value that is there', '{ "networkMode": | "host" }'],
    ['outside of the object', '{ "family": "a" }\n|'],
    ['for a text that only the user knows', '{ "family": "|" }'],
    ['in a free map', '[{ "name": "a", "image": "b", "dockerLabels": { "|" } }]'],
    ['in a member that ECS does not know', '{ "family": "a", "containerDefinitions": [], "other": { "|" } }'],
  ];
  for (const [name, marked] of cases) {
    test(name, () => assert.deepEqual(offer(marked).labels, []));
  }

  test('in a file that is something else', () => {
    assert.deepEqual(offer('{ "dependencies": {}, "|" }', 'package.json').labels, []);
    assert.deepEqual(offer('{ "openapi": "3.1.0", "|" }').labels, []);
    assert.deepEqual(offer('{ "commandLine": "run", "|" }').labels, [], 'a name of ours, a content of others');
  });
});

describe('every shape of file', () => {
  test('a bare list of containers', () => {
    const bare = '[{ "name": "a", "image": "b", "essential": true, "|" }]';
    assert.ok(offer(bare, 'containers.json').labels.includes('portMappings'));
    assert.ok(offer('[{ "na|" }]', 'container-definitions.json').labels.includes('name'));
    assert.ok(offer('[{ "name": "a", "image": "b", "cpu": 1 }, |]').labels.includes('container definition'));
  });

  test('what describe-task-definition prints', () => {
    const { labels } = offer('{ "taskDefinition": { "family": "a", "|" } }', 'output.json');
    assert.ok(labels.includes('networkMode'));
    assert.ok(!labels.includes('revision'), 'members that only the output has');
    assert.deepEqual(offer('{ "taskDefinition": { "family": "a" }, "|" }', 'output.json').labels, []);
  });
});

test('taking a key anywhere in a document leaves JSON', () => {
  const text = readFileSync(join(EXAMPLES, 'taskdef-good.json'), 'utf8');
  let taken = 0;
  for (const { index } of text.matchAll(/[{,](?=\s*")/g)) {
    const typed = `${text.slice(0, index + 1)} ""${text.slice(index + 1)}`;
    const { labels, taking } = offerAt(typed, index + 3);
    for (const label of labels) {
      const after = taking(label);
      assert.deepEqual(parseJson(after).problems, [], `${label} at ${index}:\n${after}`);
      taken++;
    }
  }
  assert.ok(taken > 200, `${taken} taken`);
});

test('no offset of any beginning of a document is too much', () => {
  const text = readFileSync(join(EXAMPLES, 'task-definition.jsonc'), 'utf8');
  let offered = 0;
  for (let end = 0; end <= text.length; end += 40) {
    const offers = offersIn(text.slice(0, end));
    for (let offset = Math.max(0, end - 40); offset <= end; offset++) offered += offers(offset).labels.length;
  }
  assert.ok(offered > 100);
});

test('in valid JSON a place is the same whether or not what is before its object is read', () => {
  for (const text of SAMPLE_TEXTS.filter((_, i) => i % 25 === 0)) {
    const document = JSON_LANGUAGE.read(text);
    // Without a tree all of the text is read.
    const bare = new SourceDocument(JSON_LANGUAGE, text, {
      root: undefined,
      problems: document.problems,
      templates: document.templates,
      comments: document.comments,
    });
    for (let offset = 0; offset <= text.length; offset++)
      assert.deepEqual(cursorAt(document, offset), cursorAt(bare, offset), `at ${offset} in\n${text}`);
  }
});
