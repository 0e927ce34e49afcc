/** The schema: what it is made of, and that our check of it agrees with another one's. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv, type ErrorObject } from 'ajv';
import fc from 'fast-check';
import type { Finding } from '../../server/src/findings/finding.ts';
import { detect } from '../../server/src/formats/detect.ts';
import { requestPart } from '../../server/src/formats/request.ts';
import { READ_ONLY_PROPERTIES } from '../../server/src/model/facts.ts';
import { TaskDefinition } from '../../server/src/model/task.ts';
import { checkSchema } from '../../server/src/schema/check.ts';
import { DOCS } from '../../server/src/schema/docs.ts';
import { nearest } from '../../server/src/schema/nearest.ts';
import type { Schema } from '../../server/src/schema/schema.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { hasPlaceholder } from '../../server/src/syntax/placeholder.ts';
import { pointerOf } from '../../server/src/syntax/pointer.ts';
import type { JsonObject, JsonValue } from './arbitraries.ts';
import { Documents, fault, type PublishedSchema, withFault } from './schema-documents.ts';

const ROOT = join(import.meta.dirname, '../..');

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
}

const PUBLISHED = read<PublishedSchema>('schemas/task-definition.schema.json');
/** With the limits of which we only warn, which the published schema leaves out. */
const WHOLE: PublishedSchema = {
  ...PUBLISHED,
  definitions: read<PublishedSchema['definitions']>('server/src/schema/schema.generated.json'),
};
const API = read<{ definitions: Record<string, Schema> }>('schemas/api.json').definitions;

function findingsOf(text: string): Finding[] {
  const document = parseJson(text);
  assert.ok(document.root?.kind === 'object');
  return checkSchema(new TaskDefinition(document, requestPart(document.root)));
}

function check(task: unknown): Finding[] {
  return findingsOf(JSON.stringify(task));
}

describe('agreement with ajv', () => {
  const validate = new Ajv({ strict: false, allErrors: true, unicode: false, verbose: true }).compile(WHOLE);

  const KINDS: Readonly<Record<string, string>> = {
    type: 'wrong-type',
    enum: 'unknown-value',
    pattern: 'wrong-format',
    additionalProperties: 'unknown-property',
    required: 'missing-property',
    minimum: 'out-of-range',
    maximum: 'out-of-range',
    minLength: 'out-of-range',
    maxLength: 'out-of-range',
    minItems: 'out-of-range',
    maxItems: 'out-of-range',
  };

  /** A fault as both name it: where, of what kind, and for a missing member which. */
  interface Fault {
    readonly at: string;
    readonly kind: string;
    readonly key: string;
  }

  function isObject(value: unknown): value is JsonObject {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  function isEmpty(value: unknown): boolean {
    return value === null || value === '';
  }

  /** What deploy tools drop, and what is decided later: ajv judges it, we do not. */
  function isLeft({ keyword, data, params, instancePath }: ErrorObject): boolean {
    if (isEmpty(data) || (typeof data === 'string' && hasPlaceholder(data))) return true;
    if (keyword === 'required')
      return isObject(data) && Object.keys(data).length > 0 && Object.values(data).every(isEmpty);
    if (keyword !== 'additionalProperties') return false;
    const key = String(params.additionalProperty);
    return hasPlaceholder(key) || (instancePath === '' && READ_ONLY_PROPERTIES.has(key));
  }

  function theirs(task: JsonValue): Fault[] {
    validate(task);
    return (validate.errors ?? []).flatMap((error) => {
      const kind = KINDS[error.keyword];
      assert.ok(kind, `ajv knows ${error.keyword}`);
      if (isLeft(error)) return [];
      const key = String(error.params.missingProperty ?? '');
      const extra = error.params.additionalProperty as string | undefined;
      const at = extra === undefined ? error.instancePath : `${error.instancePath}/${escapeStep(extra)}`;
      return [{ at, kind, key }];
    });
  }

  function escapeStep(key: string): string {
    return key.replaceAll('~', '~0').replaceAll('/', '~1');
  }

  function ours(task: JsonValue): Fault[] {
    return check(task).flatMap((finding) => {
      assert.ok(finding.node);
      const at = pointerOf(finding.node);
      const kind = finding.rule === 'td-cfn-casing' ? 'unknown-property' : finding.rule;
      return [{ at, kind, key: kind === 'missing-property' ? /"(\w+)"/.exec(finding.message)![1]! : '' }];
    });
  }

  function above(pointer: string): string {
    return pointer.slice(0, pointer.lastIndexOf('/'));
  }

  /** Whether one of the faults is at a place; a missing member is reported at its owner or at the owner's name. */
  function same(a: Fault, b: Fault): boolean {
    if (a.kind !== b.kind || a.key !== b.key) return false;
    return a.at === b.at || (a.kind === 'missing-property' && (above(a.at) === b.at || above(b.at) === a.at));
  }

  /** Where one of both sees a fault and the other does not, in words. */
  function differences(task: JsonValue): string[] {
    const mine = ours(task);
    const other = theirs(task);
    const say = (who: string, fault: Fault) => `${who}: ${fault.at} ${fault.kind} ${fault.key}`;
    const extra = mine.filter((fault) => {
      if (other.some((b) => same(fault, b))) return false;
      // An object of another shape is one fault with us, and its members are several with ajv.
      if (fault.kind === 'wrong-type' && other.some((b) => b.at === fault.at || above(b.at) === fault.at)) return false;
      // An empty member counts as missing with us.
      if (fault.kind === 'missing-property') return !isEmpty(valueAt(task, fault.at));
      return true;
    });
    const missed = other.filter((fault) => {
      if (mine.some((b) => same(fault, b))) return false;
      // Of several faults of one value we say the first.
      if (mine.some((b) => b.at === fault.at)) return false;
      // Items of the wrong shape are one finding, and so is what they lack.
      const shapes = mine.filter((b) => b.kind === 'wrong-type');
      if (
        shapes.some((b) => b.at === above(fault.at) || (fault.kind === 'wrong-type' && above(b.at) === above(fault.at)))
      )
        return false;
      // A member under a misspelt name is not missing besides.
      return !(
        fault.kind === 'missing-property' && mine.some((b) => b.kind === 'unknown-property' && above(b.at) === fault.at)
      );
    });
    return [...extra.map((fault) => say('only ours', fault)), ...missed.map((fault) => say('only ajv', fault))];
  }

  function valueAt(task: JsonValue, pointer: string): unknown {
    let value: unknown = task;
    for (const step of pointer.split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      value = value && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
    }
    return value;
  }

  const documents = new Documents(WHOLE);

  test('nothing is wrong with documents that the schema allows', () => {
    fc.assert(
      fc.property(documents.valid, (task) => {
        assert.deepEqual(ours(task), []);
        assert.deepEqual(theirs(task), []);
      }),
      { numRuns: 200 },
    );
  });

  test('of one fault in them both say the same', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(documents.valid, fault, (task, one) => {
        const broken = withFault(task, one);
        assert.deepEqual(differences(broken), [], JSON.stringify(broken));
        for (const { kind } of ours(broken)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: 3000 },
    );
    // Else the faults are too tame for this test to mean anything.
    for (const kind of new Set(Object.values(KINDS))) assert.ok((seen.get(kind) ?? 0) > 5, `${kind} was hardly tried`);
  });

  test('of real files both say the same', (t) => {
    const corpus = process.env.TASKDEF_CORPUS ?? join(ROOT, '../shared/corpus');
    // Files of other people are not in the repository.
    if (!existsSync(corpus)) return t.skip(`no real files at ${corpus}; TASKDEF_CORPUS names a folder with some`);
    let files = 0;
    for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      let task: JsonValue;
      try {
        task = JSON.parse(readFileSync(path, 'utf8')) as JsonValue;
      } catch {
        continue;
      }
      const found = detect(entry.name, parseJson(JSON.stringify(task)));
      const [part] = found.accepted ? found.parts : [];
      if (part?.kind !== 'task' || part.taskLevel !== 'here' || part.wrapper) continue;
      assert.deepEqual(differences(task), [], path);
      files++;
    }
    return assert.ok(files > 50, `only ${files} files were read`);
  });
});

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

describe('the published schema', () => {
  /** The names of the members of the interface, so that the code is what decides. */
  const code = readFileSync(join(ROOT, 'server/src/schema/schema.ts'), 'utf8');
  const known = [.../interface Schema \{([^}]*)\}/.exec(code)![1]!.matchAll(/readonly '?([\w$-]+)'?\?/g)].map(
    ([, name]) => name!,
  );

  function* schemasIn(schema: Schema, path: string): Generator<[path: string, schema: Schema]> {
    yield [path, schema];
    for (const [key, member] of Object.entries(schema.properties ?? {})) yield* schemasIn(member, `${path}.${key}`);
    for (const part of schema.allOf ?? []) yield* schemasIn(part, path);
    if (schema.items) yield* schemasIn(schema.items, `${path}[]`);
    if (schema.additionalProperties) yield* schemasIn(schema.additionalProperties, `${path}{}`);
  }
  const all = Object.entries(PUBLISHED.definitions).flatMap(([name, schema]) => [...schemasIn(schema, name)]);

  test('uses no keyword that our check does not know', () => {
    assert.ok(known.length > 10 && known.includes('minItems'));
    const texts = ['description', 'markdownDescription', '$comment'];
    const unknown = all.flatMap(([path, schema]) =>
      Object.keys(schema)
        .filter((keyword) => !known.includes(keyword) && !texts.includes(keyword))
        .map((keyword) => `${path}: ${keyword}`),
    );
    assert.deepEqual(unknown, []);
  });

  test('has nothing beside a reference, which draft 7 would not read', () => {
    const beside = all.filter(([, schema]) => schema.$ref && Object.keys(schema).length > 1);
    assert.deepEqual(
      beside.map(([path]) => path),
      [],
    );
  });

  test('refers only to definitions that are there, and its patterns are regular expressions', () => {
    for (const [path, { $ref, pattern }] of all) {
      if ($ref) assert.ok(PUBLISHED.definitions[$ref.replace('#/definitions/', '')], `${path}: ${$ref}`);
      if (pattern) new RegExp(pattern, 'u');
    }
  });

  test('has every member and every closed value of the API', () => {
    const definitions = {
      ...read<PublishedSchema>('schemas/service-definition.schema.json').definitions,
      ...PUBLISHED.definitions,
    };
    for (const [type, { properties = {}, enum: values }] of Object.entries(API)) {
      const published = definitions[type];
      assert.ok(published, type);
      assert.deepEqual(Object.keys(published.properties ?? {}).sort(), Object.keys(properties).sort(), type);
      assert.deepEqual(published.enum, values, type);
    }
  });
});

describe('our texts', () => {
  function valuesOf(schema: Schema): readonly string[] {
    const target = schema.$ref ? API[schema.$ref.replace('#/definitions/', '')]! : schema;
    return target.enum ?? (target.items ? valuesOf(target.items) : []);
  }
  const types = Object.entries(API).filter(([, { properties }]) => properties);

  test('there is one for every member of the API', () => {
    const missing = types.flatMap(([type, { properties }]) =>
      Object.keys(properties!)
        .filter((member) => !DOCS[type]?.members[member]?.text)
        .map((member) => `${type}.${member}`),
    );
    assert.deepEqual(missing, []);
  });

  test('there is one for every closed value of the API', () => {
    const missing = types.flatMap(([type, { properties }]) =>
      Object.entries(properties!).flatMap(([member, schema]) =>
        valuesOf(schema)
          .filter((value) => !DOCS[type]?.members[member]?.values?.[value])
          .map((value) => `${type}.${member}: ${value}`),
      ),
    );
    assert.deepEqual(missing, []);
  });

  test('there is none for what the API does not have', () => {
    const extra = Object.entries(DOCS).flatMap(([type, { members }]) =>
      Object.keys(members)
        // `Names` has texts for names that the API leaves open, such as those of limits.
        .filter((member) => type !== 'Names' && !API[type]?.properties?.[member])
        .map((member) => `${type}.${member}`),
    );
    assert.deepEqual(extra, []);
  });
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
