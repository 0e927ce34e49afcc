/** Applying fixes: fix-all reaches its end, keeps comments and good JSON, and no fix of any finding throws. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { editsOf, fixAll, safeFix } from '../../server/src/findings/fixes.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits, remove, rename, replace } from '../../server/src/syntax/edit.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { endOf, propertyOf } from '../../server/src/syntax/node.ts';
import { type JsonObject, layout, write } from '../unit/arbitraries.ts';
import { Documents, fault, type PublishedSchema, withFault } from '../unit/schema-documents.ts';
import { commentsOf } from '../unit/tree.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) => /\.json/.test(name));

function run(text: string) {
  return analyse(text, 'task-definition.json', 'asked');
}

function brokenParts(text: string): number {
  return parseJson(text).problems.filter(({ code }) => code === 'syntax').length;
}

function assertFixedWell(text: string): string {
  const once = fixAll(text, run);
  assert.equal(fixAll(once, run), once, `a second time changes the text again:\n${once}`);
  assert.equal(brokenParts(once), brokenParts(text), `breaks the JSON:\n${once}`);
  return once;
}

describe('fix-all', () => {
  assert.ok(EXAMPLES.length > 1);
  for (const name of EXAMPLES) {
    const text = readFileSync(join(ROOT, 'examples', name), 'utf8');
    test(`examples/${name}`, () => {
      const fixed = assertFixedWell(text);
      assert.deepEqual(commentsOf(parseJson(fixed)), commentsOf(parseJson(text)));
      assert.deepEqual(run(fixed).findings.filter(safeFix), [], 'nothing that is safe to fix is left');
      assert.ok(run(fixed).findings.length <= run(text).findings.length, 'and nothing is worse');
    });
    test(`examples/${name} with CRLF`, () => {
      const crlf = text.replaceAll('\n', '\r\n');
      assert.equal(assertFixedWell(crlf), fixAll(text, run).replaceAll('\n', '\r\n'));
    });
    test(`a broken examples/${name} is left alone`, () => {
      for (let end = 0; end < text.trimEnd().length; end += 53) {
        const half = text.slice(0, end);
        assert.equal(fixAll(half, run), half);
      }
    });
  }

  for (const [id, examples] of Object.entries(RULE_EXAMPLES)) {
    test(`examples of ${id}`, () => {
      for (const text of [...examples.bad, ...examples.good]) {
        const fixed = assertFixedWell(text);
        assert.deepEqual(commentsOf(parseJson(fixed)), commentsOf(parseJson(text)));
      }
    });
  }

  test('any document with a fault, in any layout', () => {
    const schema = JSON.parse(
      readFileSync(join(ROOT, 'schemas/task-definition.schema.json'), 'utf8'),
    ) as PublishedSchema;
    let changed = 0;
    fc.assert(
      fc.property(
        new Documents(schema).valid,
        fc.array(fault, { minLength: 1, maxLength: 4 }),
        layout,
        (task, faults, how) => {
          const text = write(faults.reduce<JsonObject>(withFault, task), how);
          if (assertFixedWell(text) !== text) changed++;
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(changed > 30, `only ${changed} documents were changed`);
  });

  test('of two fixes for one place only one is applied in a round', () => {
    const text = '{"a": {"b": 1}}';
    const document = parseJson(text);
    assert.ok(document.root?.kind === 'object');
    const property = propertyOf(document.root, 'a')!;
    const finding = (edits: Finding['fixes'][0]['edits']): Finding => ({
      rule: 'x',
      severity: 'error',
      message: '',
      node: property,
      offset: property.offset,
      length: endOf(property) - property.offset,
      related: [],
      fixes: [{ title: '', preferred: true, edits }],
    });
    const findings = [
      finding([rename(property, 'c')]),
      finding([remove(property)]),
      finding([replace(property.value!, 2)]),
    ];
    let round = 0;
    const fixed = fixAll(text, (current) => ({
      document: parseJson(current),
      findings: round++ === 0 ? findings : [],
    }));
    assert.equal(fixed, '{"c": {"b": 1}}');
  });

  test('fixes that undo each other come to an end', () => {
    let rounds = 0;
    const result = fixAll('{"a": 1}', (current) => {
      rounds++;
      const document = parseJson(current);
      assert.ok(document.root?.kind === 'object');
      const property = document.root.properties[0]!;
      const other = property.key.value === 'a' ? 'b' : 'a';
      const fixes = [{ title: '', preferred: true, edits: [rename(property, other)] }];
      return {
        document,
        findings: [
          { rule: 'x', severity: 'error', message: '', node: property, offset: 0, length: 1, related: [], fixes },
        ],
      };
    });
    assert.ok(rounds < 100);
    assert.deepEqual(brokenParts(result), 0);
  });
});

describe('each fix of each finding', () => {
  function applyEach(text: string): number {
    const { document, findings } = run(text);
    let applied = 0;
    for (const finding of findings) {
      for (const fix of finding.fixes) {
        for (const mode of ['plain', 'snippet'] as const) {
          const edits = editsOf(document, fix, mode);
          for (const { offset, length } of edits) assert.ok(offset >= 0 && offset + length <= text.length);
          const fixed = applyEdits(text, edits);
          if (mode === 'plain' && brokenParts(text) === 0) {
            assert.equal(brokenParts(fixed), 0, `"${fix.title}" of ${finding.rule} breaks:\n${text}\n→\n${fixed}`);
          }
        }
        applied++;
      }
    }
    return applied;
  }

  for (const name of EXAMPLES) {
    test(`in examples/${name} and its prefixes`, () => {
      const text = readFileSync(join(ROOT, 'examples', name), 'utf8');
      if (name !== 'taskdef-good.json') assert.ok(applyEach(text) > 5);
      for (let end = 0; end < text.length; end += 97) applyEach(text.slice(0, end));
    });
  }

  test('in documents with faults, in any layout', () => {
    const schema = JSON.parse(
      readFileSync(join(ROOT, 'schemas/task-definition.schema.json'), 'utf8'),
    ) as PublishedSchema;
    let applied = 0;
    fc.assert(
      fc.property(new Documents(schema).valid, fault, layout, (task, one, how) => {
        applied += applyEach(write(withFault(task, one), how));
      }),
      { numRuns: 200 },
    );
    assert.ok(applied > 200);
  });
});
