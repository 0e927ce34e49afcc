/** "Repair this file": the best fix of each finding, each change by itself, and what is left. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../server/src/analysis.ts';
import { Patch } from '../../server/src/findings/patch.ts';
import { repair } from '../../server/src/findings/repair.ts';
import { CATALOGUE } from '../../server/src/rules/catalogue.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits, type TextEdit } from '../../server/src/syntax/edit.ts';

const check = (text: string) => analyse(text, 'task-definition.jsonc', 'asked');
const run = (text: string) => repair(text, check);

/** Errors that stay, by the example and the rule: what no fix of ours may decide. */
const LEFT: Readonly<Record<string, string>> = {
  'td-single-container td-single-container': 'its name asks for a task definition, whose other members nobody knows',
  'log-firelens-fargate-s3-config log-firelens-router-unused': 'a comment stands in what would have to go',
  'fsx-count fsx-count': 'which of 24 file systems is not needed',
  'port-range-count port-range-count': 'which of 101 ranges belong together',
  'resource-gpu-sharing-strategy resource-gpu-sharing-strategy': 'whether the GPUs are counted or shared',
  'svc-cp-mixed-types svc-cp-mixed-types': 'which kind of providers is meant',
  'svc-fargate-compatibility svc-fargate-compatibility': 'whether the service or the task definition is wrong',
  'svc-fargate-log-driver svc-fargate-log-driver': 'where the logs are to go',
  'svc-bluegreen-lb-advanced svc-bluegreen-lb-advanced': 'the ARNs of a target group and of rules',
  'svc-codedeploy-lb svc-codedeploy-lb': 'which load balancer',
  'svc-lb-classic-fargate svc-lb-classic-fargate': 'which target group',
  'svc-task-definition-required svc-task-definition-required': 'which task definition',
  'svc-lb-network-none svc-lb-network-none': 'which network mode, or whether there is a load balancer',
};

describe('edits one after the other', () => {
  test('make the same text as their patch at once', () => {
    const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat(4), newText: fc.string({ maxLength: 4 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), edits, (text, list) => {
        const patch = new Patch();
        let now = text;
        list.forEach(({ at, length, newText }, step) => {
          const offset = at % (now.length + 1);
          const edit: TextEdit = { offset, length: Math.min(length, now.length - offset), newText };
          patch.add([edit], step);
          now = applyEdits(now, [edit]);
        });
        assert.equal(applyEdits(text, patch.hunks), now);
        for (const [i, hunk] of patch.hunks.entries()) {
          const next = patch.hunks[i + 1];
          assert.ok(!next || hunk.offset + hunk.length < next.offset, 'hunks stand apart');
        }
      }),
    );
  });
});

describe('a repair', () => {
  test('goes on where one answer uncovers a fault that has an answer, too', () => {
    const text = (condition: string, essential: boolean) =>
      `[{ "name": "web", "image": "example.com/web:1", "memory": 64, "dependsOn": [{ "containerName": "migrate", "condition": "${condition}" }] }, { "name": "migrate", "image": "example.com/m:1", "memory": 64, "essential": ${essential} }]`;
    assert.equal(run(text('COMPLETED', true)).text, text('COMPLETE', false));
    assert.equal(run(text('COMPLETED', false)).text, text('COMPLETE', false));
  });

  test('repairs what is not safe, and says why', () => {
    const text = `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "bridge",
  "cpu": "256",
  "memory": "4096",
  "containerDefinitions": [
    {
      "name": "web", // the front
      "image": "nginx:1.27",
      "privileged": true,
      "portMappings": [{ "containerPort": 80, "hostPort": 8080 }]
    }
  ]
}
`;
    const { text: repaired, repairs, left } = run(text);
    assert.deepEqual(
      left.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.match(repaired, /"networkMode": "awsvpc"/);
    assert.match(repaired, /\/\/ the front/);
    assert.equal(
      applyEdits(
        text,
        repairs.flatMap(({ hunks }) => hunks),
      ),
      repaired,
    );
    for (const { titles, reasons } of repairs) assert.ok(titles.length > 0 && reasons.length > 0);
  });

  test('leaves a good file alone', () => {
    const text =
      '{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }';
    assert.deepEqual(run(text).repairs, []);
    assert.equal(run(text).text, text);
  });

  test('leaves no error that has a fix, in any bad example', () => {
    const wrong: string[] = [];
    for (const { id } of CATALOGUE) {
      for (const text of RULE_EXAMPLES[id]?.bad ?? []) {
        if (text.length > 20_000) continue;
        const { left, repairs, text: repaired } = run(text);
        assert.equal(
          applyEdits(
            text,
            repairs.flatMap(({ hunks }) => hunks),
          ),
          repaired,
          id,
        );
        const errors = left.filter(({ severity, rule }) => severity === 'error' && !LEFT[`${id} ${rule}`]);
        if (errors.length > 0)
          wrong.push(`${id}: ${errors.map(({ rule, message }) => `${rule} ${message}`).join('; ')}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test('may be taken in part', () => {
    for (const { id } of CATALOGUE) {
      const text = RULE_EXAMPLES[id]?.bad[0];
      if (!text || text.length > 20_000) continue;
      const { repairs } = run(text);
      const broken = (taken: string) => check(taken).document.problems.filter(({ code }) => code === 'syntax').length;
      for (const one of repairs) assert.ok(broken(applyEdits(text, one.hunks)) <= broken(text), `${id}: ${one.titles}`);
    }
  });
});
