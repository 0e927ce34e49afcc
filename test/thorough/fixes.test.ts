/** What holds for every fix, whatever finding it is of: comments stay, and no error is traded for another. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { endOf } from '../../server/src/syntax/node.ts';

function read(text: string) {
  return analyse(text, 'task-definition.json', 'asked');
}

/** The fixes of a text by title, with the text after each. */
function fixes(text: string): { finding: Finding; title: string; after: string }[] {
  const { document, findings } = read(text);
  return findings.flatMap((finding) =>
    finding.fixes.map(({ title, edits }) => ({
      finding,
      title,
      after: applyEdits(text, toTextEdits(document, edits)),
    })),
  );
}

function afterFix(text: string, title: string | RegExp): string {
  const all = fixes(text);
  const found = all.find((fix) => (typeof title === 'string' ? fix.title === title : title.test(fix.title)));
  assert.ok(found, `offered: ${all.map((fix) => fix.title).join(', ')}`);
  return found.after;
}

function errors(text: string): string[] {
  return read(text)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

describe('fixes of the schema check keep comments', () => {
  const cases: readonly [what: string, text: string][] = [
    ['a member that ECS does not know', '"unknownThing": { // the reason\n "a": 1 }'],
    ['one that is misspelt', '"containerDefinition": [ /* the reason */ ]'],
    ['a list in place of an object', '"runtimePlatform": [ /* the reason */ ]'],
    ['a text that is empty', '"networkMode": /* the reason */ ""'],
    ['a number for a text', '"cpu": /* the reason */ 256'],
    ['a tag that is too much', '"tags": [{"key": "a", /* the reason */ "value": "b", "more": [ // the reason\n 1] }]'],
  ];
  for (const [what, member] of cases) {
    test(what, () => {
      const text = `{ "family": "web", ${member}, "containerDefinitions": [{"name": "a", "image": "b:1", "memory": 9}] }`;
      const count = parseJson(text).comments.length;
      assert.ok(count > 0);
      for (const { finding, title, after } of fixes(text)) {
        if (finding.rule === 'td-invalid-json') continue;
        assert.equal(parseJson(after).comments.length, count, `${finding.rule}: ${title}\n${after}`);
      }
    });
  }

  test('and are offered where no comment is inside', () => {
    const text = '{ "family": "web", /* why */ "unknownThing": {"a": 1}, "containerDefinitions": [] }';
    assert.ok(fixes(text).some(({ title }) => title === 'Remove "unknownThing"'));
  });
});

describe('"Remove all members that only ECS sets"', () => {
  const members = ['"revision": 3', '"status": "ACTIVE"', '"compatibilities": ["EC2"]', '"requiresAttributes": []'];
  const withComment = [
    '"compatibilities": [ /* x */ "EC2"]',
    '"revision": /* x */ 3',
    '"requiresAttributes": [\n // x\n ]',
  ];
  const text = (list: readonly string[]) =>
    `{\n  ${[...list, '"family": "web"', '"containerDefinitions": []'].join(',\n  ')}\n}\n`;
  const left = (source: string) => read(source).findings.filter(({ rule }) => rule === 'td-read-only-property').length;
  const all = (source: string) => fixes(source).filter(({ title }) => title.startsWith('Remove all '));

  for (let comments = 0; comments <= 3; comments++) {
    for (let plain = 0; plain <= 3; plain++) {
      const names = withComment.slice(0, comments).map((member) => member.slice(0, member.indexOf(':')));
      const free = members.filter((member) => !names.includes(member.slice(0, member.indexOf(':')))).slice(0, plain);
      const source = text([...withComment.slice(0, comments), ...free]);
      test(`with ${comments} that hold a comment and ${free.length} that hold none`, () => {
        const offers = all(source);
        // All of them are one finding.
        assert.equal(offers.length, free.length > 1 ? 1 : 0);
        for (const { finding, after, title } of offers) {
          assert.equal(left(after), comments > 0 ? 1 : 0, title);
          assert.ok(
            !after.includes(source.slice(finding.offset, endOf(finding))),
            'the finding it is offered for is gone',
          );
          assert.equal(parseJson(after).comments.length, comments);
          if (comments === 0) assert.ok(!title.includes('without comments'));
        }
      });
    }
  }
});

describe('no error is traded for another', () => {
  test('by any fix of any example of any rule', () => {
    // A volume that gets its name is one that nobody mounts, by nature.
    const known = new Set([
      'missing-property > volume-configured-at-launch-unmounted',
      // Which launch type it is decides what is refused.
      'td-requires-compatibilities-missing > windows-unsupported-field',
      'td-fault-injection-network-mode > external-network-mode',
      'td-requires-compatibilities-missing > log-driver-fargate',
      // The service in the same template needs subnets then, which no file can know.
      'network-host-mode > svc-network-configuration-required',
      // With the last placeholder gone, nothing shows that a pipeline fills in the rest.
      'fargate-cpu-memory-required > missing-property',
      'td-null-or-empty-value > missing-property',
    ]);
    const traded = new Set<string>();
    let done = 0;
    for (const text of new Set(Object.values(RULE_EXAMPLES).flatMap(({ bad }) => bad))) {
      const before = new Set(errors(text));
      for (const { finding, title, after } of fixes(text)) {
        done++;
        for (const rule of errors(after)) {
          const trade = `${finding.rule} > ${rule}`;
          if (!before.has(rule) && !known.has(trade)) traded.add(`${trade} (${title}):\n${text}\n→\n${after}`);
        }
      }
    }
    assert.ok(done > 1000, `${done} were tried`);
    assert.equal(traded.size, 0, [...traded].map((one) => one.split('\n')[0]).join('\n\n'));
  });

  const sizes = ['', '"memory": "512", ', '"memory": "${m}", ', '"memory": null, ', '"memory": "", '];
  const types = [
    '',
    '["EC2"]',
    '["EXTERNAL"]',
    '["FARGATE"]',
    '["EC2", "FARGATE"]',
    '["MANAGED_INSTANCES"]',
    '["${t}"]',
  ];
  for (const size of sizes) {
    for (const type of types) {
      const head = `"family": "web", ${size}${type && `"requiresCompatibilities": ${type}, `}`;
      for (const rest of ['"tags": [{"key": "a", "value": "b"}]', '"containerDefinitions": null']) {
        const text = `{ ${head}${rest} }`;
        test(`containers for ${text}`, () => {
          const offers = fixes(text).filter(
            ({ title }) => /"containerDefinitions"/.test(title) && !/^Remove/.test(title),
          );
          for (const { title, after } of offers) {
            const before = new Set(errors(text));
            // What a task on Fargate lacks besides is said before, too, or of the new container by nature.
            const fresh = errors(after).filter((rule) => !before.has(rule));
            assert.deepEqual(fresh, [], `${title}: ${after}`);
          }
        });
      }
    }
  }

  test('a container that is added has memory where the task has none', () => {
    const after = JSON.parse(
      afterFix('{ "family": "web", "requiresCompatibilities": ["EC2"] }', 'Add "containerDefinitions"'),
    );
    assert.equal(after.containerDefinitions[0].memory, 512);
    const sized = afterFix(
      '{ "family": "web", "memory": "256", "requiresCompatibilities": ["EC2"] }',
      'Add "containerDefinitions"',
    );
    assert.ok(!('memory' in JSON.parse(sized).containerDefinitions[0]));
  });

  test('a name that is added is free', () => {
    const text =
      '{ "family": "web", "containerDefinitions": [{"name": "container", "image": "a:1", "memory": 9}, {"image": "b:1", "memory": 9}] }';
    const after = JSON.parse(afterFix(text, 'Add "name"'));
    assert.equal(after.containerDefinitions[1].name, 'container-2');
  });

  for (const [reservation, memory] of [
    [2, 4],
    [0, 5],
    [5, 5],
    [1, 6],
    [3, 512],
    [-1, 2],
    [2, undefined],
  ] as const) {
    test(`memoryReservation ${reservation} with memory ${memory} is set to no more than memory`, () => {
      const hard = memory === undefined ? '' : `"memory": ${memory}, `;
      const text = `{ "family": "web", "containerDefinitions": [{"name": "a", "image": "b:1", ${hard}"memoryReservation": ${reservation}}] }`;
      assert.ok(afterFix(text, /^Set (?:memory and memoryReservation )?to 6$/));
      for (const { finding, after: result } of fixes(text).filter(({ title }) => title.startsWith('Set ')))
        if (read(text).document.text.slice(finding.offset, endOf(finding)) === String(reservation))
          assert.ok(!errors(result).includes('container-memory-reservation-over-memory'), result);
    });
  }
});
