/** Advice that agrees with itself and says what to do. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, reanalyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { fixAll } from '../../server/src/findings/fixes.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { RULES } from '../../server/src/rules/index.generated.ts';
import { limits, REQUEST, resolve, type Schema } from '../../server/src/schema/schema.ts';

const URI = 'file:///task-definition.json';
const EMPTY = 'td-null-or-empty-value';

function findings(text: string): readonly Finding[] {
  return analyse(text, URI, 'asked').findings;
}

function messages(task: object, rule: string): string[] {
  return findings(JSON.stringify(task)).flatMap((one) => (one.rule === rule ? [one.message] : []));
}

function web(container: object = {}, more: object = {}): object {
  return {
    family: 'web',
    ...more,
    containerDefinitions: [{ name: 'web', image: 'example.com/web:1', memory: 9, ...container }],
  };
}

describe('a container that is not there', () => {
  const container = {
    name: 'web',
    image: 'example.com/web:1',
    memory: 9,
    dependsOn: [{ containerName: 'envoy', condition: 'START' }],
    links: ['redis'],
    volumesFrom: [{ sourceContainer: 'store' }],
    logConfiguration: { logDriver: 'awsfirelens', options: { Name: 'stdout' } },
  };
  const rules = [
    'container-links-unknown',
    'dependson-container-unknown',
    'log-firelens-router-required',
    'volumes-from-unknown',
  ];
  const severities = (task: object) =>
    findings(JSON.stringify(task)).flatMap(({ rule, severity }) => (rules.includes(rule) ? [severity] : []));

  test('is an error in a task definition, and a warning in a list that may be joined with others', () => {
    assert.deepEqual(severities(web(container)), Array(4).fill('error'));
    assert.deepEqual(severities([container]), Array(4).fill('warning'));
  });
});

describe('what is empty', () => {
  test('is left alone where it is a part of something that is no task definition', () => {
    const join = { 'Fn::Join': ['', ['a', 'b']] };
    const task = web({ image: join, environment: [{ name: 'X', value: { 'Fn::Sub': ['', {}] } }], unknown: [''] });
    assert.deepEqual(messages(task, EMPTY), []);
  });

  test('is removed where it is null, which the AWS CLI refuses, even if another finding asks for it', () => {
    const text = JSON.stringify(web({ logConfiguration: null }));
    assert.ok(findings(text).some(({ rule }) => rule === 'log-missing'));
    assert.doesNotMatch(
      fixAll(text, (now) => analyse(now, URI)),
      /null/,
    );
  });

  test('is removed without asking only where nothing is to be filled in', () => {
    const volumes = [
      { name: 'a', efsVolumeConfiguration: { fileSystemId: '' } },
      { name: 'b', efsVolumeConfiguration: {} },
    ];
    const found = findings(JSON.stringify(web({}, { volumes }))).filter(({ rule }) => rule === EMPTY);
    assert.deepEqual(
      found.map(({ message, fixes }) => [/only empty values/.test(message), fixes[0]?.preferred === true]),
      [
        [true, false],
        [false, true],
      ],
    );
  });

  test('is not to be removed where another finding asks for it', () => {
    const onFargate = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256' };
    const fargate = web({}, { ...onFargate, memory: '' });
    assert.deepEqual(messages(fargate, EMPTY), []);
    assert.deepEqual(messages(fargate, 'fargate-cpu-memory-required'), [
      'Fargate requires memory on the task: give it a value',
    ]);
    assert.deepEqual(messages(web({ logConfiguration: { logDriver: 'awslogs', options: {} } }), EMPTY), []);
    assert.equal(messages(web({ logConfiguration: { logDriver: 'journald', options: {} } }), EMPTY).length, 1);
    assert.equal(messages(web({}, { memory: '' }), EMPTY).length, 1);
    assert.equal(messages(web({ user: '' }), EMPTY).length, 1, 'good practice has no say in it');
  });

  test('the same after each letter', () => {
    const text = (driver: string) =>
      JSON.stringify(web({ logConfiguration: { logDriver: driver, options: {} } }), null, 2);
    let analysis = analyse(text('awslog'), URI, 'open', true);
    const isTold = () => analysis.findings.some(({ rule }) => rule === EMPTY);
    assert.ok(isTold());
    const at = text('awslog').indexOf('awslog"') + 'awslog'.length;
    analysis = reanalyse(analysis, [{ change: { offset: at, length: 0, text: 's' }, text: text('awslogs') }], URI)!;
    assert.ok(!isTold(), 'the options are needed now');
    analysis = reanalyse(analysis, [{ change: { offset: at, length: 1, text: '' }, text: text('awslog') }], URI)!;
    assert.ok(isTold(), 'and now no more');
  });

  test('is not called so where somebody has begun to write', () => {
    assert.deepEqual(messages(web({ dependsOn: [{ containerName: '', condition: '' }] }), EMPTY), [
      '"dependsOn" contains only empty values: fill them in, or remove it',
    ]);
    assert.deepEqual(messages(web({ linuxParameters: { devices: [] } }), EMPTY), [
      '"linuxParameters" contains only empty values: fill them in, or remove it',
    ]);
    const two = [{ containerName: '', condition: '' }, { containerName: 'web', condition: 'START' }, {}];
    assert.deepEqual(messages(web({ dependsOn: two }), EMPTY), [
      'This item contains only empty values: fill them in, or remove it',
      'This item is empty and has no effect: remove it',
    ]);
    assert.deepEqual(messages(web({ dependsOn: [] }), EMPTY), ['"dependsOn" is empty and has no effect: remove it']);
  });

  test('is not to be removed where the schema needs it', () => {
    const seen = new Set<Schema>();
    let done = 0;
    const visit = (schema: Schema, wrap: (value: unknown) => object): void => {
      const { required = [], properties = {}, items } = resolve(schema);
      for (const key of required) {
        done++;
        const task = wrap({ other: 1, [key]: '' });
        const told = messages(task, EMPTY).filter((message) => message.startsWith(`"${key}"`));
        assert.deepEqual(told, [], JSON.stringify(task));
      }
      if (items) visit(items, (value) => wrap([value]));
      for (const [key, member] of Object.entries(properties)) {
        if (seen.has(member)) continue;
        seen.add(member);
        visit(member, (value) => wrap({ other: 1, [key]: value }));
      }
    };
    visit(REQUEST, (value) => value as object);
    assert.ok(done > 30, `${done} were tried`);
  });

  test('is not called missing', () => {
    const task = web({ image: '', dependsOn: [{ containerName: '', condition: 'START' }] }, { family: null });
    const told = findings(JSON.stringify(task)).filter(({ rule }) => rule === 'missing-property');
    assert.deepEqual(
      told.map(({ message }) => message),
      [
        '"family" is empty: give it a value',
        '"image" is empty: give it a value, unless your pipeline sets it',
        '"containerName" is empty: give it a value',
      ],
    );
    assert.deepEqual(
      told.map(({ fixes }) => fixes[0]?.title),
      ['Give "family" a value', 'Give "image" a value', 'Give "containerName" a value'],
    );
    assert.deepEqual(messages(web({ dependsOn: [{ condition: 'START' }] }), 'missing-property'), [
      '"containerName" is missing: add it',
    ]);
  });
});

describe('a form that ECS does not take', () => {
  test('comes with one that it takes', () => {
    assert.deepEqual(messages(web({}, { cpu: '10ecs-24' }), 'wrong-format'), [
      'ECS does not accept "10ecs-24" for "cpu": write CPU units, for example "256", or "1 vCPU"',
    ]);
    assert.deepEqual(messages(web({ name: 'my app' }), 'wrong-format'), [
      '"name" "my app" contains characters that ECS does not accept: write "my-app"',
    ]);
    const tag = { key: 'a', value: '#' };
    assert.match(messages(web({}, { tags: [tag] }), 'wrong-format')[0]!, /use letters/);
  });

  test('for every member that has a form', () => {
    const seen = new Set<Schema>();
    let done = 0;
    const visit = (schema: Schema, wrap: (value: unknown) => object): void => {
      const { properties = {}, items } = resolve(schema);
      const patterns = limits(schema).flatMap((limit) => limit.pattern ?? limit.items?.pattern ?? []);
      const isList = limits(schema).some((limit) => limit.items?.pattern);
      if (patterns.length > 0) {
        const wrong = ['!\n:@=', 'arn:=:x:y@', 'aws:#', '/:a:b,c'].find((text) =>
          patterns.some((pattern) => !new RegExp(pattern, 'u').test(text)),
        );
        assert.ok(wrong !== undefined, patterns.join(' '));
        const told = messages(wrap(isList ? [wrong] : wrong), 'wrong-format');
        assert.ok(told.length > 0, patterns.join(' '));
        for (const message of told) assert.match(message, /: (?:write|use) /);
        done++;
      }
      if (items) visit(items, (value) => wrap([value]));
      for (const [key, member] of Object.entries(properties)) {
        if (seen.has(member)) continue;
        seen.add(member);
        visit(member, (value) => wrap({ [key]: value }));
      }
    };
    visit(REQUEST, (value) => value as object);
    assert.ok(done > 20, `${done} were tried`);
  });
});

describe('words', () => {
  test('a size that Fargate has not', () => {
    const task = web({}, { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '4096' });
    const [finding] = findings(JSON.stringify(task)).filter(({ rule }) => rule === 'fargate-cpu-memory-combination');
    assert.equal(finding?.message, 'memory "4096" does not fit cpu "256" on Fargate: use "512", "1024" or "2048"');
    assert.doesNotMatch(finding?.related[0]?.message ?? '', /512/);
  });

  test('a fix says which container gets what', () => {
    const text = JSON.stringify({
      family: 'web',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '512',
      memory: '1024',
      containerDefinitions: [
        { name: 'web', image: 'a:1', cpu: 1024 },
        { name: 'api', image: 'b:1', cpu: 512 },
      ],
    });
    const titles = findings(text).flatMap(({ fixes }) => fixes.map(({ title }) => title));
    assert.ok(titles.includes('Set cpu of "web" to 341, of "api" to 170'), titles.join('\n'));
  });

  test('what AWS says has no stand-ins, and the names of the file where it names something', () => {
    for (const { id, rejection } of RULES) assert.doesNotMatch(rejection ?? '', /'x'|\[x\]|\bX\b| \+ '/, id);
    const quotes = (rule: string) =>
      findings(RULE_EXAMPLES[rule]!.bad[0]!).flatMap((one) => (one.rule === rule ? [one.rejection] : []));
    for (const rule of [
      'mount-source-volume-unknown',
      'volumes-from-unknown',
      'td-proxy-container-unknown',
      'volume-configured-at-launch-unmounted',
    ]) {
      assert.ok(quotes(rule).length > 0, rule);
      for (const quote of quotes(rule)) assert.ok(quote && !quote.includes('…'), `${rule}: ${quote}`);
    }
    const missing = (size: object) =>
      findings(JSON.stringify(web({}, { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', ...size }))).find(
        ({ rule }) => rule === 'fargate-cpu-memory-required',
      )?.rejection;
    assert.match(missing({ cpu: '256' })!, /'memory'/);
    assert.match(missing({ memory: '512' })!, /'cpu'/);
  });
});
