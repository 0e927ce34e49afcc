/** The schema check: limits, suggestions, safe fixes, and what is not judged. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/src/findings/finding.ts';
import { nearest } from '../../server/src/schema/nearest.ts';
import { check, findingsOf, read } from './schema-checking.ts';

describe('the overlay', () => {
  interface Statement {
    because?: string;
    source?: string;
    checked?: string;
    severity?: string;
  }
  const overlay =
    read<Record<string, { required?: Record<string, Statement>; members?: Record<string, Statement | Statement[]> }>>(
      'schemas/overlay.json',
    );
  for (const [type, { required = {}, members = {} }] of Object.entries(overlay)) {
    test(`says of ${type} why, from where, and when that was checked`, () => {
      for (const [member, statements] of [...Object.entries(required), ...Object.entries(members)]) {
        for (const { because, source, checked, severity } of [statements].flat()) {
          const place = `${type}.${member}`;
          assert.match(because ?? '', /^[A-Z0-9`].{20,}\.$/s, `${place}: because is a sentence`);
          assert.ok(source && source.length > 5, `${place}: source`);
          assert.match(checked ?? '', /^20\d\d-\d\d-\d\d$/, `${place}: checked`);
          assert.ok(severity === undefined || severity === 'error' || severity === 'warning', `${place}: severity`);
        }
      }
    });
  }
});

describe('did you mean', () => {
  const names = ['containerDefinitions', 'networkMode', 'memory', 'memoryReservation', 'cpu', 'image'];
  test('finds the near, the nearest first, and nothing far', () => {
    assert.deepEqual(nearest('contianerDefinitions', names), ['containerDefinitions']);
    assert.deepEqual(nearest('NETWORKMODE', names), ['networkMode']);
    assert.deepEqual(nearest('memry', names), ['memory']);
    assert.deepEqual(nearest('CAP_SYS_TIME', ['SYS_TIME', 'KILL']), ['SYS_TIME']);
    assert.deepEqual(nearest('RLIMIT_NOFILE', ['nofile', 'cpu']), ['nofile']);
    assert.deepEqual(nearest('memoryx', ['memoryxyz', 'memoryx1', 'memory']), ['memoryx1', 'memory', 'memoryxyz']);
    for (const word of ['colour', 'x', '', 'ip', 'net']) assert.deepEqual(nearest(word, names), [], word);
  });

  function one(task: unknown, rule: string): Finding {
    const found = check(task).filter((finding) => finding.rule === rule);
    assert.equal(found.length, 1, `one ${rule}`);
    return found[0]!;
  }
  const whole = (task: object) => ({ family: 'web', containerDefinitions: [{ name: 'web', image: 'x:1' }], ...task });

  test('a misspelt member', () => {
    const finding = one(whole({ netwrokMode: 'awsvpc' }), 'unknown-property');
    assert.match(finding.message, /"netwrokMode".*"networkMode"/);
    assert.equal(finding.severity, 'error');
    assert.deepEqual(
      finding.fixes.map(({ title }) => title),
      ['Rename to "networkMode"', 'Remove "netwrokMode"'],
    );
    assert.ok(!finding.fixes.some(({ preferred }) => preferred), 'a guess is not safe');
  });
  test('a misspelt member is not missing besides', () => {
    const findings = check({ family: 'web', containerDefinitons: [] });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['unknown-property'],
    );
  });
  test('a member whose right name is there already is not renamed', () => {
    const finding = one(whole({ networkMode: 'awsvpc', netwrokMode: 'awsvpc' }), 'unknown-property');
    assert.deepEqual(
      finding.fixes.map(({ title }) => title),
      ['Remove "netwrokMode"'],
    );
  });
  test('a member in the wrong place', () => {
    const finding = one(whole({ image: 'x' }), 'unknown-property');
    assert.match(finding.message, /container/);
    assert.equal(finding.severity, 'error');
  });
  test('the spelling of CloudFormation, Terraform and of lower case', () => {
    for (const [key, right, rule] of [
      ['NetworkMode', 'networkMode', 'td-cfn-casing'],
      ['network_mode', 'networkMode', 'td-cfn-casing'],
      ['network-mode', 'networkMode', 'td-cfn-casing'],
      ['networkmode', 'networkMode', 'unknown-property'],
    ] as const) {
      const finding = one(whole({ [key]: 'awsvpc' }), rule);
      assert.ok(finding.message.includes(`"${right}"`), finding.message);
      assert.equal(finding.fixes[0]?.title, `Rename to "${right}"`);
    }
  });
  test('a value in another case is safe to write, a near one is a guess', () => {
    const cased = one(whole({ requiresCompatibilities: ['fargate'] }), 'unknown-value');
    assert.deepEqual(
      cased.fixes.map(({ title, preferred }) => [title, preferred]),
      [['Write "FARGATE"', true]],
    );
    const near = one(whole({ networkMode: 'awsvcp' }), 'unknown-value');
    assert.equal(near.fixes[0]?.title, 'Write "awsvpc"');
    assert.ok(!near.fixes[0]?.preferred);
  });
  test('a value that is near to nothing: all that there are', () => {
    const finding = one(whole({ pidMode: 'zzz' }), 'unknown-value');
    assert.deepEqual(
      finding.fixes.map(({ title }) => title),
      ['Write "host"', 'Write "task"'],
    );
  });
});

describe('limits, at their edges', () => {
  const container = { name: 'w', image: 'x' };
  const times = (n: number) => Array.from({ length: n }, (_, i) => i);
  const edges: readonly [name: string, task: (n: number) => object, good: readonly number[], bad: readonly number[]][] =
    [
      [
        'containers',
        (n) => ({ containerDefinitions: times(n).map((i) => ({ ...container, name: `w${i}` })) }),
        [1, 10],
        [0, 11],
      ],
      ['tags', (n) => ({ tags: times(n).map((i) => ({ key: `k${i}` })) }), [0, 50], [51]],
      ['letters of the family', (n) => ({ family: 'f'.repeat(n) }), [1, 255], [256]],
      [
        'a port',
        (n) => ({ containerDefinitions: [{ ...container, portMappings: [{ containerPort: n }] }] }),
        [1, 65535],
        [0, 65536],
      ],
      [
        'an interval',
        (n) => ({ containerDefinitions: [{ ...container, healthCheck: { command: ['NONE'], interval: n } }] }),
        [5, 300],
        [4, 301],
      ],
    ];
  for (const [name, task, good, bad] of edges) {
    test(name, () => {
      const rules = (n: number) =>
        check({ family: 'web', containerDefinitions: [container], ...task(n) }).map(({ rule }) => rule);
      for (const n of good) assert.deepEqual(rules(n), [], `${n} is good`);
      for (const n of bad) assert.deepEqual(rules(n), ['out-of-range'], `${n} is not`);
    });
  }
});

describe('what we do not judge', () => {
  const silent: readonly [name: string, task: object][] = [
    ['null', { networkMode: null, volumes: null, cpu: null }],
    ['an empty text', { pidMode: '', cpu: '', taskRoleArn: '' }],
    ['placeholders', { networkMode: '${mode}', cpu: '{{ cpu }}', pidMode: '<PID_MODE>', tags: '$TAGS' }],
    ['members that describe-task-definition prints', { revision: 3, status: 'ACTIVE', compatibilities: ['EC2'] }],
    ['a name with a placeholder', { '${extra}': 1 }],
    [
      'free maps',
      { containerDefinitions: [{ name: 'w', image: 'x', dockerLabels: { Image: 'x', '': 'y', networkmode: '' } }] },
    ],
    [
      'what a skeleton leaves behind',
      { containerDefinitions: [{ name: 'w', image: 'x', healthCheck: {}, secrets: [{ name: '', valueFrom: '' }] }] },
    ],
  ];
  for (const [name, task] of silent) {
    test(name, () => {
      const findings = check({ family: 'web', containerDefinitions: [{ name: 'w', image: 'x' }], ...task });
      if (name.startsWith('what a skeleton')) {
        assert.deepEqual(
          findings.map(({ rule }) => rule),
          ['missing-property'],
          'only the health check without a command',
        );
      } else
        assert.deepEqual(
          findings.map(({ message }) => message),
          [],
        );
    });
  }

  test('unquoted placeholders and what stands around them', () => {
    const findings = findingsOf(
      '{"family": "web", "cpu": ${cpu}, "containerDefinitions": [{"name": "w", ${rest}}, {{ more }}]}',
    );
    assert.deepEqual(
      findings.map(({ message }) => message),
      [],
    );
  });
});

describe('safe fixes of types', () => {
  for (const [member, wrong, right] of [
    ['cpu', 256, '256'],
    ['memory', 512, '512'],
    ['enableFaultInjection', 'true', true],
  ] as const) {
    test(`${member}: ${JSON.stringify(wrong)}`, () => {
      const [finding] = check({ family: 'web', containerDefinitions: [{ name: 'w', image: 'x' }], [member]: wrong });
      assert.equal(finding?.rule, 'wrong-type');
      assert.equal(finding.fixes[0]?.preferred, true);
      const [edit] = finding.fixes[0].edits;
      assert.ok(edit?.kind === 'replace');
      assert.deepEqual(edit.value, right);
    });
  }
});
