/** The published schema agrees with our check, and its texts are whole. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv, type ErrorObject } from 'ajv';
import fc from 'fast-check';
import { detect } from '../../server/src/formats/detect.ts';
import { READ_ONLY_PROPERTIES } from '../../server/src/model/facts.ts';
import { DOCS } from '../../server/src/schema/docs.ts';
import type { Schema } from '../../server/src/schema/schema.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { hasPlaceholder } from '../../server/src/syntax/placeholder.ts';
import { pointerOf } from '../../server/src/syntax/pointer.ts';
import type { JsonObject, JsonValue } from './arbitraries.ts';
import { check, ROOT, read } from './schema-checking.ts';
import { Documents, fault, type PublishedSchema, withFault } from './schema-documents.ts';

const PUBLISHED = read<PublishedSchema>('schemas/task-definition.schema.json');

/** With the limits of which we only warn, which the published schema leaves out. */
const WHOLE: PublishedSchema = {
  ...PUBLISHED,
  definitions: read<PublishedSchema['definitions']>('server/src/schema/schema.generated.json'),
};

const API = read<{ definitions: Record<string, Schema> }>('schemas/api.json').definitions;

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
