/** After an edit, a rule about containers is asked only about those for which its answer may be another one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ParseError, parse } from 'jsonc-parser';
import { analyse } from '../../server/src/analysis.ts';
import { editedContainers } from '../../server/src/model/edited-containers.ts';
import type { Container } from '../../server/src/model/task.ts';
import { TaskDefinition } from '../../server/src/model/task.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { TASK_RULES } from '../../server/src/rules/index.generated.ts';
import type { ContainerRule, NamedRule } from '../../server/src/rules/rule.ts';
import { againRules, type RuleRun, runEachRule } from '../../server/src/rules/run.ts';
import { patchJson } from '../../server/src/syntax/json/patch.ts';
import { patchMembers } from '../../server/src/syntax/json/patch-members.ts';
import { readsOf } from '../../server/src/syntax/reads.ts';

const TEXT = `{
  "family": "web",
  "containerDefinitions": [
    { "name": "a", "image": "example.com/a:1", "memory": 64 },
    { "image": "example.com/b:1", "memory": 64 },
    { "name": "c", "image": "example.com/c:1", "memory": 64 }
  ]
}`;

/** Asks a rule about a text and again after an edit; returns the images of the containers it is asked about each time. */
function askedAbout(check: ContainerRule['check'], [from, to]: readonly [string, string], text = TEXT) {
  const asked: string[] = [];
  const example = TASK_RULES.find((rule) => rule.of === 'container') as ContainerRule & NamedRule;
  const counting: ContainerRule['check'] = (container, report) => {
    asked.push(container.text('image')!.value.slice('example.com/'.length));
    check(container, report);
  };
  const rule: NamedRule = { ...example, check: counting };
  const [before] = analyse(text, 'task-definition.json', 'open', true).tasks;
  const runs = runEachRule(before!, [rule]);
  const first = asked.splice(0).join(' ');
  const change = { offset: text.indexOf(from), length: from.length, text: to };
  const edited = text.replace(from, to);
  const { document } = before!;
  const patch = patchJson(document, change, edited) ?? patchMembers(document, change, edited)!;
  const concerned = editedContainers(before!, patch.node, patch.changed);
  const kept = new Map(before!.containers.items.map((one) => [one.node, one]));
  for (const node of concerned ?? kept.keys()) kept.delete(node as Container['node']);
  const after = new TaskDefinition(patch.document, before!.part, '', undefined, kept);
  const [again] = againRules(after, runs, readsOf(patch.changed), concerned);
  return { first, again: asked.join(' '), messages: messagesOf(again!), before: messagesOf(runs[0]!) };
}

function messagesOf({ findings }: RuleRun): string[] {
  return findings.map(({ message }) => message);
}

describe('a rule about containers', () => {
  const check: ContainerRule['check'] = (container, report) => {
    const memory = container.number('memory');
    if (memory.state === 'known') report({ at: memory.node, message: `${memory.value}` });
  };

  test('is asked about the edited one alone', () => {
    assert.deepEqual(askedAbout(check, ['c:1", "memory": 64', 'c:1", "memory": 65']), {
      first: 'a:1 b:1 c:1',
      again: 'c:1',
      before: ['64', '64', '64'],
      messages: ['64', '64', '65'],
    });
  });

  test('is asked about a new one and the one that it touches, and keeps the order of the containers', () => {
    const added = ['{ "name": "c"', '{ "image": "example.com/x:1", "memory": 1 }, { "name": "c"'] as const;
    const { again, messages } = askedAbout(check, added);
    assert.deepEqual([again, messages], ['x:1 c:1', ['64', '64', '1', '64']]);
  });

  test('forgets one that is gone', () => {
    const { again, messages } = askedAbout(check, ['{ "name": "a", "image": "example.com/a:1", "memory": 64 },', '']);
    assert.deepEqual([again, messages], ['', ['64', '64']]);
  });

  test('is not asked at all about a member that it does not read', () => {
    const { again, messages } = askedAbout(check, ['"name": "c"', '"name": "cc"']);
    assert.deepEqual([again, messages.length], ['', 3]);
  });

  test('is asked about all where a member at the top has changed', () => {
    const family: ContainerRule['check'] = ({ task, label }, report) =>
      report({ at: label, message: task.text('family')!.value });
    const { again, messages } = askedAbout(family, ['"family": "web"', '"family": "api"']);
    assert.deepEqual([again, messages], ['a:1 b:1 c:1', ['api', 'api', 'api']]);
  });

  test('is asked about all where a member that belongs at the top comes into a container', () => {
    const role: ContainerRule['check'] = ({ task, label }, report) => {
      if (task.string('executionRoleArn').state === 'absent') report({ at: label, message: 'no role' });
    };
    const arn = 'arn:aws:iam::111122223333:role/r';
    const { again, messages } = askedAbout(role, ['"name": "c"', `"name": "c", "executionRoleArn": "${arn}"`]);
    assert.deepEqual([again, messages], ['a:1 b:1 c:1', []]);
  });

  test('is asked again about each for which it has looked at the others', () => {
    const alone: ContainerRule['check'] = (container, report) => {
      // Only the first two look around.
      if (container.text('name')?.value === 'c') return;
      const others = container.task.containers.items.filter((other) => other !== container);
      report({ at: container.label, message: `${others.map((other) => other.number('memory').value)}` });
    };
    const { again, messages } = askedAbout(alone, ['b:1", "memory": 64', 'b:1", "memory": 65']);
    assert.deepEqual([again, messages], ['a:1 b:1', ['65,64', '64,64']]);
  });

  test('is asked again about one that it calls by its position, where one before it is gone', () => {
    const title: ContainerRule['check'] = (container, report) =>
      report({ at: container.label, message: container.title });
    const { again, messages, before } = askedAbout(title, [
      '{ "name": "a", "image": "example.com/a:1", "memory": 64 },',
      '',
    ]);
    assert.deepEqual(before, ['"a"', 'number 2', '"c"']);
    assert.deepEqual([again, messages], ['b:1', ['number 1', '"c"']]);
  });

  test('is asked again about one for which it has read the whole text', () => {
    const size: ContainerRule['check'] = ({ task, label }, report) =>
      report({ at: label, message: `${task.document.text.length}` });
    const { again, messages } = askedAbout(size, ['"name": "c"', '"name": "cc"']);
    assert.deepEqual([again, messages[0]], ['a:1 b:1 c:1', `${TEXT.length + 1}`]);
  });
});

test('what is wrong with the task is told once, however many containers there are', () => {
  let tried = 0;
  for (const text of Object.values(RULE_EXAMPLES).flatMap(({ good, bad }) => [...bad, ...good])) {
    const task = parsed(text);
    if (!Array.isArray(task?.containerDefinitions)) continue;
    tried++;
    const copies = task.containerDefinitions.map((container) => ({ ...(container as object), name: 'another' }));
    const several = JSON.stringify(
      { ...task, containerDefinitions: [...task.containerDefinitions, ...copies] },
      null,
      2,
    );
    const told = analyse(several, 'task-definition.json').findings.map(
      ({ rule, offset, length, message }) => `${rule} at ${offset}, ${length}: ${message}`,
    );
    const twice = told.filter((one, i) => told.indexOf(one) !== i);
    assert.deepEqual(twice, [], several);
  }
  assert.ok(tried > 500, `${tried} were tried`);
});

/** A text as data, without its comments; undefined if it is a template or broken. */
function parsed(text: string): { readonly containerDefinitions?: readonly unknown[] } | undefined {
  const errors: ParseError[] = [];
  const data: unknown = parse(text, errors);
  return errors.length === 0 ? (data as { readonly containerDefinitions?: readonly unknown[] }) : undefined;
}
