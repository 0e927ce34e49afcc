/**
 * Every rule against its own examples: the rule reports the bad ones, is silent on the good ones,
 * and each of its fixes removes the finding, adds none, keeps comments, and leaves the rest of the text alone.
 * RULE=topic or RULE=id limits the run.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { apart } from '../../server/src/findings/joined.ts';
import type { Fix } from '../../server/src/findings/report.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { RULES, TASK_RULES } from '../../server/src/rules/index.generated.ts';
import type { NamedRule, Rule } from '../../server/src/rules/rule.ts';
import { runRules, surviveFailures } from '../../server/src/rules/run.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

const only = process.env.RULE;
const rules = RULES.filter((rule) => !only || rule.topic === only || rule.id === only);

/** What each rule says by itself, as another may tell the same fault. */
function run(text: string) {
  const analysis = analyse(text, 'task-definition.json', 'asked');
  return { ...analysis, findings: apart(analysis.findings) };
}

function of(rule: Pick<NamedRule, 'id'>, findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.rule === rule.id);
}

/** How often each finding occurs. The message is left out: a number in it may change with the fix. */
function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** Advice about the task and its containers, which are none until a fix makes them so. */
const OF_A_NEW_TASK: Readonly<Record<string, readonly string[]>> = {
  'td-single-container': ['td-requires-compatibilities-missing', 'td-tags-missing'],
  'tf-containers-not-a-list': [
    'td-requires-compatibilities-missing',
    'linux-capabilities-drop-all',
    'log-missing',
    'security-non-root',
    'security-readonly-root',
    'image-dockerhub-rate-limit',
    'network-mode-not-awsvpc',
  ],
};

function comments(text: string): string[] {
  const { document } = run(text);
  return document.comments.map(({ offset, length }) => text.slice(offset, offset + length));
}

function checkFix(rule: Pick<NamedRule, 'id'>, text: string, finding: Finding, fix: Fix): void {
  const before = run(text);
  const edits = editsOf(before.document, fix);
  assert.ok(edits.length > 0, `"${fix.title}" changes nothing`);
  const fixed = applyEdits(text, edits);
  const after = run(fixed);
  assert.equal(
    after.document.problems.filter((problem) => problem.code === 'syntax').length,
    before.document.problems.filter((problem) => problem.code === 'syntax').length,
    `"${fix.title}" breaks the JSON:\n${fixed}`,
  );
  assert.ok(
    of(rule, after.findings).length < of(rule, before.findings).length,
    `"${fix.title}" leaves the finding "${finding.message}":\n${fixed}`,
  );
  const old = count(before.findings);
  for (const [id, n] of count(after.findings)) {
    if (OF_A_NEW_TASK[rule.id]?.includes(id)) continue;
    assert.ok(
      n <= (old.get(id) ?? 0),
      `"${fix.title}" adds ${id}:\n${after.findings.map((f) => `${f.rule}: ${f.message}`).join('\n')}\n${fixed}`,
    );
  }
  assert.deepEqual(comments(fixed), comments(text), `"${fix.title}" loses a comment`);
}

for (const rule of rules) {
  describe(rule.id, () => {
    test('is described', () => {
      assert.ok(rule.title && !rule.title.endsWith('.'), 'a title without a full stop');
      assert.ok(rule.why.length > 30, 'a reason');
      assert.match(rule.source.checked, /^20\d\d-\d\d-\d\d$/);
      assert.ok(rule.source.from.length > 5, 'a source');
      for (const text of [rule.title, rule.why, rule.source.from])
        assert.ok(!text.includes('TODO'), `"${text}" is still to be written`);
      assert.ok(
        RULE_EXAMPLES[rule.id]!.bad.length > 0 && RULE_EXAMPLES[rule.id]!.good.length > 0,
        'bad and good examples',
      );
    });
    RULE_EXAMPLES[rule.id]!.bad.forEach((text, i) => {
      test(`reports bad example ${i + 1}`, () => {
        const analysis = run(text);
        const findings = of(rule, analysis.findings);
        assert.ok(
          findings.length > 0,
          `silent on:\n${text}\nfound: ${analysis.findings.map((f) => f.rule).join(', ')}`,
        );
        for (const finding of findings) {
          assert.ok(
            finding.message.length <= 110,
            `message of ${finding.message.length} characters: ${finding.message}`,
          );
          assert.ok(!/[.!]$/.test(finding.message), `no full stop: ${finding.message}`);
          assert.ok(finding.length > 0 && finding.offset + finding.length <= text.length, 'underlines something');
          assert.equal(new Set(finding.fixes.map((fix) => fix.title)).size, finding.fixes.length, 'fix titles differ');
          for (const fix of finding.fixes) checkFix(rule, text, finding, fix);
        }
        const fix = findings[0]!.fixes[0];
        if (!fix) return;
        const expected = RULE_EXAMPLES[rule.id]!.fixed?.[i];
        assert.ok(expected !== undefined, 'a rule with fixes shows the fixed text in examples.fixed');
        assert.equal(applyEdits(text, editsOf(analysis.document, fix)), expected);
      });
    });
    RULE_EXAMPLES[rule.id]!.good.forEach((text, i) => {
      test(`is silent on good example ${i + 1}`, () => {
        const analysis = run(text);
        const syntax = analysis.document.problems.filter((problem) => problem.code === 'syntax');
        if (analysis.document.templates.length === 0) assert.deepEqual(syntax, [], 'the example is JSON');
        assert.deepEqual(
          of(rule, analysis.findings).map((finding) => finding.message),
          [],
        );
      });
    });
  });
}

describe('a rule that throws', () => {
  test('leaves the others in peace, and is told', () => {
    const [task] = analyse('{ "family": "web", "containerDefinitions": [] }', 'task-definition.json').tasks;
    const example = TASK_RULES.find((rule) => rule.of === undefined)!;
    const rule = (id: string, check: Rule['check']): NamedRule => ({ ...example, id, check });
    const broken = rule('broken', (task, report) => {
      report({ at: task.label, message: 'half of it' });
      throw new Error('of ours');
    });
    const whole = rule('whole', (task, report) => report({ at: task.label, message: 'found' }));
    const told: unknown[] = [];
    surviveFailures((...failure) => told.push(failure));
    try {
      assert.deepEqual(
        runRules(task!, [broken, whole]).map((finding) => finding.rule),
        ['whole'],
      );
      assert.deepEqual(told, [['broken', new Error('of ours')]]);
    } finally {
      surviveFailures((_, error) => {
        throw error;
      });
    }
  });
});
