/** What is one decision for a file is said once, and a file that a pipeline completes is not blamed for what is missing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

const CONTAINER = '{ "name": "web", "image": "example.com/web:1", "memory": 128 }';

function findings(text: string, rule: string, file = 'task-definition.json') {
  return analyse(text, file, 'asked').findings.filter((finding) => finding.rule === rule);
}

describe('findings that are one decision', () => {
  const text = `{ "family": "web", "ipcMode": null, "pidMode": null, "containerDefinitions": [${CONTAINER}, null], "revision": 1, "status": "ACTIVE" }`;

  test('are one, with the other places and a fix for all of them', () => {
    const [first, ...others] = findings(text, 'td-null-or-empty-value');
    assert.deepEqual(others, []);
    assert.equal(first!.severity, 'warning');
    assert.match(first!.message, /\(and 2 more\)$/);
    assert.equal(first!.related.length, 2);
    assert.deepEqual(
      first!.fixes.map(({ title, preferred }) => [title, preferred]),
      [['Remove all empty values', true]],
    );
    const fixed = applyEdits(text, editsOf(analyse(text, 'a.json', 'asked').document, first!.fixes[0]!));
    assert.equal(
      fixed,
      `{ "family": "web", "containerDefinitions": [${CONTAINER}], "revision": 1, "status": "ACTIVE" }`,
    );
  });

  test('are one for each severity', () => {
    const mixed = `{ "family": "web", "taskRoleArn": "", "executionRoleArn": "", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "user": "", "links": [] }] }`;
    assert.deepEqual(
      findings(mixed, 'td-null-or-empty-value').map(({ severity, related }) => [severity, related.length]),
      [
        ['warning', 1],
        ['info', 1],
      ],
    );
  });

  test('leave out of the fix what would lose a comment', () => {
    const commented = `{ "family": "web", "containerDefinitions": [${CONTAINER}], "revision": 1, "status": "ACTIVE", "requiresAttributes": [{ /* why */ }] }`;
    const [first, ...others] = findings(commented, 'td-read-only-property');
    assert.deepEqual(
      others.map(({ fixes }) => fixes.length),
      [0],
    );
    assert.equal(first!.related.length, 1);
  });

  test('do not come back where a comment switches off one of them', () => {
    const text = `{\n  "family": "web",\n  // taskdef-disable-next-line td-read-only-property\n  "revision": 1,\n  "status": "ACTIVE",\n  "containerDefinitions": [${CONTAINER}]\n}`;
    assert.deepEqual(
      findings(text, 'td-read-only-property').map(({ message }) => message),
      ['Only ECS sets "status": remove it'],
    );
  });
});

describe('hints and notes that are one decision', () => {
  const task = (members: object, containers: object[]) =>
    JSON.stringify({
      family: 'web',
      ...members,
      containerDefinitions: containers.map((members, i) => ({
        name: `c${i}`,
        image: 'example.com/web:1',
        memory: 128,
        ...members,
      })),
    });
  const three = [{}, {}, {}];
  const cases: readonly (readonly [rule: string, text: string, others: number])[] = [
    ['linux-capabilities-drop-all', task({}, three), 2],
    ['security-readonly-root', task({}, three), 2],
    ['security-non-root', task({}, three), 2],
    ['td-read-only-property', task({ revision: 1, status: 'ACTIVE', compatibilities: ['EC2'] }, [{}]), 2],
    ['td-null-or-empty-value', task({ pidMode: null, ipcMode: null }, [{ user: null }]), 2],
    ['td-null-or-empty-value', task({}, [{ links: [], user: '' }, { dnsServers: [] }]), 2],
    [
      'port-static-host-port-bridge',
      task(
        { networkMode: 'bridge' },
        [80, 81, 82].map((port) => ({ portMappings: [{ containerPort: port, hostPort: port }] })),
      ),
      2,
    ],
  ];
  for (const [rule, text, others] of cases) {
    test(`${rule}: ${text.slice(0, 60)}`, () => {
      const found = findings(text, rule);
      assert.equal(found.length, 1, found.map(({ message }) => message).join('; '));
      assert.equal(found[0]!.related.length, others);
      assert.equal(found[0]!.fixes.length, 1);
      const fixed = applyEdits(
        text,
        editsOf(analyse(text, 'task-definition.json', 'asked').document, found[0]!.fixes[0]!),
      );
      assert.deepEqual(findings(fixed, rule), [], fixed);
    });
  }
});

describe('what is missing', () => {
  const cases: [text: string, file: string, severity: string][] = [
    ['{ "family": "web" }', 'task-definition.json', 'error'],
    ['{ "family": "web" }', '/project/.aws/task-definition.json', 'warning'],
    ['{ "family": "web" }', 'file:///project/.github/task-definition.json', 'warning'],
    ['{ "family": "web" }', 'task-definition-staging.json', 'warning'],
    ['{ "family": "web", "taskRoleArn": "${role}" }', 'task-definition.json', 'warning'],
    ['{ "family": "web", "revision": 3 }', 'task-definition.json', 'warning'],
    ['{ "family": "web", "cpu": "" }', 'task-definition.json', 'warning'],
    ['{ "family": "web", "containerDefinitions": [{ "name": "web", "memory": 128 }] }', 'taskdef.json', 'error'],
    [
      '{ "family": "web", "containerDefinitions": [{ "name": "web", "memory": 128 }, { "name": "b", "image": "<IMAGE1_NAME>" }] }',
      'taskdef.json',
      'warning',
    ],
    [
      '{ "family": "web", "containerDefinitions": [{ "name": "web", "memory": 128, "environment": [{ "name": "A", "value": "" }], "command": ["sh", "-c", "echo $A", ""] }] }',
      'taskdef.json',
      'error',
    ],
    [
      '{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "", "memory": 128 }] }',
      'taskdef.json',
      'warning',
    ],
    ['[{ "name": "web", "memory": 128 }]', 'container-definitions.json', 'error'],
  ];
  for (const [text, file, severity] of cases) {
    test(`${text} in ${file}`, () => {
      assert.deepEqual(
        findings(text, 'missing-property', file).map((finding) => finding.severity),
        [severity],
      );
    });
  }

  test('is judged again where a value is edited into a placeholder', () => {
    const before = findings('[{ "name": "web", "user": "me" }]', 'missing-property', 'container-definitions.json');
    const after = findings('[{ "name": "web", "user": "${me}" }]', 'missing-property', 'container-definitions.json');
    assert.deepEqual([before[0]!.severity, after[0]!.severity], ['error', 'warning']);
  });
});

test('a tag that a pipeline writes over is a note', () => {
  const text = (image: string) =>
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "${image}", "memory": 128 }] }`;
  const severity = (file: string) => findings(text('example.com/web:latest'), 'image-latest-tag', file)[0]!.severity;
  assert.equal(severity('task-definition.json'), 'warning');
  assert.equal(severity('/project/.aws/task-definition.json'), 'info');
  assert.equal(severity('/project/.github/workflows/task-definition.json'), 'info');
});

test('an empty list of tags is an error only where no tool drops it', () => {
  const text = (tag: string) =>
    `{ "family": "web", "tags": [], "containerDefinitions": [{ "name": "web", "image": "example.com/web:${tag}", "memory": 128 }] }`;
  const severity = (file: string, tag = '1') => findings(text(tag), 'td-tags-empty', file)[0]!.severity;
  assert.equal(severity('task-definition.json'), 'error');
  assert.equal(severity('/project/.aws/task-definition.json'), 'warning');
  assert.equal(severity('/project/ecs-task-def.json'), 'warning');
  for (const tag of [
    '{{ must_env `TAG` }}',
    '{{must_env `TAG`}}',
    '{{ env `TAG` `latest` }}',
    '{{- ssm `/web/tag` }}',
  ]) {
    assert.equal(severity('task-definition.json', tag), 'warning', tag);
  }
  // What describe-task-definition printed goes through a tool that leaves out what ECS alone writes.
  const described = text('1').replace('{ "family"', '{ "revision": 3, "family"');
  assert.equal(findings(described, 'td-tags-empty', 'task-definition.json')[0]!.severity, 'warning');
  // Jinja and Ansible: they only fill in what is missing.
  for (const tag of ['{{ env }}', '{{ tag }}', '{{ env.TAG }}', '{{ ssm_tag }}']) {
    assert.equal(severity('task-definition.json', tag), 'error', tag);
  }
});
