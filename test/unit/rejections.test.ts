/** Who quotes how AWS refuses to register a task definition is sure of it: an error, or it says who else refuses. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { RULES } from '../../server/src/rules/index.generated.ts';

describe('a rule that quotes a rejection reports errors', () => {
  const quoting = RULES.filter(({ rejection, refusedBy }) => rejection && !refusedBy);
  assert.ok(quoting.length > 50, `${quoting.length} rules`);
  for (const rule of quoting) {
    test(rule.id, () => {
      assert.equal(rule.severity, 'error');
      for (const text of RULE_EXAMPLES[rule.id]!.bad) {
        const { findings, tasks } = analyse(text, 'task-definition.json', 'asked');
        // A bare list may be joined with others before it is registered.
        if (tasks[0]?.isBareList) continue;
        for (const finding of findings) {
          if (finding.rule !== rule.id || finding.rejection === '') continue;
          assert.equal(finding.severity, 'error', finding.message);
        }
      }
    });
  }
});
