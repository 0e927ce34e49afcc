/**
 * Whatever we write for something that nobody has told is counted as to be filled in, and no rule judges it: fixes,
 * refactorings, snippets, completions, and the files of the wizards.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { serviceFile } from '../../client/src/new-service/service-file.ts';
import { taskFile } from '../../client/src/new-task/task-file.ts';
import { analyse } from '../../server/src/analysis.ts';
import { textAfter } from '../../server/src/features/code-actions/refactorings/new-problems.ts';
import { refactoringsAt } from '../../server/src/features/code-actions/refactorings/refactorings.ts';
import { toFillIn } from '../../server/src/features/to-fill-in.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits, type NodeEdit } from '../../server/src/syntax/edit.ts';
import { Ask, type Json, Words } from '../../server/src/syntax/value.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a text has of these, nobody has told us, so it must be counted. */
const UNKNOWN =
  /\b(?:REGION|ACCOUNT_ID|\d{12}|TASK_ROLE|TAG|IMAGE|REPOSITORY|REGISTRY|BUCKET|MY_[A-Z_]+)\b|example\.com|0123456789abcdef\w*|my-(?:service|team)|AbCdEf/;

/**
 * Presets that work as they are, so that nothing is left to do: paths and ports of the container's own, ordinary users,
 * names made from those in the file, the role that AWS's console makes, and the first of several values.
 */
const WORKS =
  /^(?:\/[\w./-]+|\d+(?::\d+)?|curl -f \S+ \|\| exit 1|[a-z]+(?:-\d+(?:-tcp)?)?|[A-Z_]+_SECRET|.*ecsTaskExecutionRole|attribute:\S+ == \S+|credentialspecdomainless:.*|stdout|true|false)$/;

/** The places to fill in of a value, each with the whole text that it is in. */
function asksOf(value: Json): { ask: Ask; whole: string }[] {
  if (value instanceof Ask) return [{ ask: value, whole: value.text }];
  if (value instanceof Words) {
    const whole = value.parts.map((part) => (part instanceof Ask ? part.text : part)).join('');
    return value.parts.flatMap((part) => (part instanceof Ask ? { ask: part, whole } : []));
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((part) => asksOf(part as Json))
    : [];
}

function counted(text: string, fileName = 'task-definition.json'): string[] {
  const { document } = analyse(text, fileName, 'asked');
  return toFillIn(document).map(({ word }) => word);
}

/** Stand-ins that edits write and that are not counted in the text after them. */
function uncounted(edits: readonly NodeEdit[], before: string, after: string): string[] {
  const words = counted(after);
  return (
    edits
      .flatMap((edit) => ('value' in edit ? asksOf(edit.value) : []))
      .filter(({ ask, whole }) => !before.includes(whole) && !(WORKS.test(ask.text) && !UNKNOWN.test(ask.text)))
      // A value that the file itself has elsewhere is told, not invented.
      .filter(({ ask }) => ask.choices.length === 0 && !before.includes(ask.text))
      .filter(({ whole }) => !words.some((word) => whole.includes(word)))
      .map(({ whole }) => whole)
  );
}

/** The findings of a text whose place has a word to fill in: nobody may judge it. */
function judged(text: string, ignored: readonly string[] = []): string[] {
  const { document, findings } = analyse(text, 'task-definition.json', 'asked');
  const words = toFillIn(document).map(({ word }) => word);
  return findings
    .filter(({ severity, rule }) => severity !== 'info' && !ignored.includes(rule))
    .filter(({ node }) => node?.kind === 'string' && words.some((word) => node.value.includes(word)))
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a stand-in that we write', () => {
  test('in a fix of a rule is counted, and judged by none', () => {
    let looked = 0;
    for (const text of new Set(Object.values(RULE_EXAMPLES).flatMap(({ bad, good }) => [...bad, ...good]))) {
      const { document, findings } = analyse(text, 'task-definition.json', 'asked');
      const before = judged(text);
      for (const { rule, fixes } of findings) {
        for (const fix of fixes) {
          if (!fix.edits.some((edit) => 'value' in edit && asksOf(edit.value).length > 0)) continue;
          looked++;
          const after = applyEdits(text, editsOf(document, fix));
          assert.deepEqual(uncounted(fix.edits, text, after), [], `${rule}: ${fix.title}\n${after}`);
          const more = judged(after).filter((one) => !before.includes(one));
          assert.deepEqual(more, [], `${rule}: ${fix.title}\n${after}`);
        }
      }
    }
    assert.ok(looked > 200, `${looked} fixes were looked at`);
  });

  test('in a refactoring is counted, and judged by none', () => {
    let looked = 0;
    for (const { bad, good } of Object.values(RULE_EXAMPLES)) {
      const text = good[0] ?? bad[0]!;
      const before = judged(text);
      for (const task of analyse(text, 'task-definition.json', 'asked').tasks) {
        const offsets = [...text.matchAll(/"(?:name|image|environment|family|value)"/g)].map(({ index }) => index);
        const found = new Map(
          offsets.flatMap((offset) => refactoringsAt(task, { offset, length: 0 }).map((one) => [one.title, one])),
        );
        for (const refactoring of found.values()) {
          const edits = refactoring.changes.flatMap((change) => change.edits);
          if (!edits.some((edit) => 'value' in edit && asksOf(edit.value).length > 0)) continue;
          looked++;
          const after = textAfter(task, refactoring);
          assert.deepEqual(uncounted(edits, text, after), [], `${refactoring.title}\n${after}`);
          const more = judged(after).filter((one) => !before.includes(one));
          assert.deepEqual(more, [], `${refactoring.title}\n${after}`);
        }
      }
    }
    assert.ok(looked > 200, `${looked} refactorings were looked at`);
  });

  test('in a snippet is counted, and judged by none', () => {
    const unknown = /\b(?:eu|us)-[a-z]+-\d\b|:\d+\.\d+\.\d+"|\bs3:::(?!BUCKET)/;
    for (const name of ['files', 'fragments']) {
      const file = readFileSync(join(ROOT, `snippets/${name}.json`), 'utf8');
      const all = Object.entries(JSON.parse(file) as Record<string, { body: string[] }>);
      assert.ok(all.length > 10);
      for (const [title, { body }] of all) {
        const presets = [...body.join('\n').matchAll(/\$\{\d+:([^}]*)\}/g)].map(([, preset]) => preset!);
        const text = body.join('\n').replaceAll(/\$\{\d+:([^}]*)\}/g, '$1');
        // AWS's own images have the versions that they have.
        assert.doesNotMatch(text.replaceAll(/public\.ecr\.aws\S+/g, ''), unknown, title);
        if (name === 'fragments') continue;
        const whole = text.replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}|\$0/g, '$1');
        const words = counted(whole);
        for (const preset of presets)
          if (UNKNOWN.test(preset))
            assert.ok(
              words.some((word) => preset.includes(word)),
              `${title}: ${preset}`,
            );
        assert.deepEqual(judged(whole), [], title);
      }
    }
  });

  test('in the files of the wizards is counted, and judged by none', () => {
    const size = { cpuUnits: 256, memoryMiB: 512, port: 8080, callsAws: true } as const;
    for (const launchType of ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'] as const) {
      const text = taskFile({ launchType, ...size, image: 'nginx:1.27' });
      assert.deepEqual(counted(text), ['111122223333', 'REGION']);
      assert.deepEqual(judged(text), []);
      // What the image says is known.
      const known = taskFile({ launchType, ...size, image: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/web:1' });
      assert.deepEqual(counted(known), []);
      const target = { containerName: 'web', containerPort: 80 };
      const service = serviceFile(
        { family: 'web', launchTypes: [launchType], hasOwnNetwork: true, targets: [target] },
        { serviceName: 'web', launchType, desiredCount: 1, target, isPublic: false },
      );
      assert.deepEqual(judged(service), []);
      const words = counted(service, 'service-definition.json');
      for (const word of ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1', 'sg-0123456789abcdef0'])
        assert.ok(words.includes(word), `${word} in ${words}`);
      // No load balancer of AWS reaches a machine elsewhere.
      assert.equal(words.includes('REGION'), launchType !== 'EXTERNAL');
    }
  });
});
