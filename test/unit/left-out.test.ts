/** Constraints without a rule of their own: where a row says that something else reports it, an input shows that it does. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { catalogueEntry } from '../../server/src/rules/catalogue.ts';

interface Row {
  readonly id: string;
  readonly reason: string;
  readonly reportedAs?: string;
  readonly severity?: string;
  /** Members of the task, of its container or of a service in place of the base's own; `null` leaves one out. */
  readonly input?: { readonly task?: object; readonly container?: object; readonly service?: object };
}

const ROWS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../server/src/rules/left-out.json'), 'utf8'),
) as readonly Row[];

/** A good task definition, or a good service, with other members put in. `{ "times": 3, "of": … }` is a list or text of three. */
function textOf({ task = {}, container = {}, service }: NonNullable<Row['input']>): string {
  const members = { name: 'web', image: 'nginx:1.27', memory: 128, ...container };
  const whole = service
    ? { serviceName: 'web', taskDefinition: 'web', desiredCount: 1, ...service }
    : { family: 'web', containerDefinitions: [members], ...task };
  return JSON.stringify(whole, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('times' in value && 'of' in value) {
      const all = Array<unknown>(Number(value.times)).fill(value.of);
      return typeof value.of === 'string' ? all.join('') : all;
    }
    return Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
  });
}

/** What is said of a text beyond good practice: by the schema, or by a rule. */
function findingsIn(text: string, isMeant: (rule: string) => boolean): string[] {
  const { findings } = analyse(text, 'task-definition.json', 'asked');
  return findings.filter(({ rule }) => isMeant(rule)).map((finding: Finding) => `${finding.severity} ${finding.rule}`);
}

function isOfSchema(rule: string): boolean {
  return catalogueEntry(rule)!.rule === undefined;
}

describe('a constraint that is left out', () => {
  test('is named once, and is no rule', () => {
    assert.equal(new Set(ROWS.map(({ id }) => id)).size, ROWS.length);
    assert.deepEqual(
      ROWS.filter(({ id }) => catalogueEntry(id)),
      [],
    );
  });

  test('has an input where the schema says it', () => {
    const said = ROWS.filter(({ reason }) => /^The schema|[Rr]eport/.test(reason));
    assert.ok(said.length > 90, `${said.length} rows`);
    const without = said.filter(({ input, reportedAs }) => !input && !reportedAs).map(({ id }) => id);
    // Something near it is reported, and the constraint itself is not.
    assert.deepEqual(without, ['image-placeholder', 'linux-tmpfs-fargate', 'security-writable-mount']);
  });

  test('is not in the base of the inputs', () => {
    assert.deepEqual(findingsIn(textOf({}), isOfSchema), []);
    assert.deepEqual(findingsIn(textOf({ service: {} }), isOfSchema), []);
  });

  for (const { id, reason, reportedAs, severity, input } of ROWS) {
    if (!input) continue;
    test(`is reported as ${reportedAs}: ${id}`, () => {
      assert.ok(reportedAs && catalogueEntry(reportedAs));
      assert.equal(reason.includes('as a warning'), isOfSchema(reportedAs) && severity === 'warning');
      const isMeant = isOfSchema(reportedAs) ? isOfSchema : (rule: string) => rule === reportedAs;
      // One fault, one finding.
      assert.deepEqual(findingsIn(textOf(input), isMeant), [`${severity} ${reportedAs}`]);
    });
  }
});
