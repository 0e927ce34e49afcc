/** Task definitions made up from the published schema, and single faults put into them. */
import fc from 'fast-check';
import type { Schema } from '../../server/src/schema/schema.ts';
import './arbitraries.ts';
import type { JsonObject, JsonValue } from './arbitraries.ts';

/** The schema as it is published, with the definitions that its references lead to. */
export interface PublishedSchema extends Schema {
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Texts of the forms that some members want; where a member has a form of its own, one of these has to fit it. */
const TEXTS = [
  'web',
  'my-service_2',
  '512',
  '.25 vCPU',
  '1 GB',
  '/data',
  'C:\\data',
  'example.com',
  '10.0.0.1',
  '8000-8010',
  'ro',
  'noexec',
  'net.core.somaxconn',
  'no-new-privileges',
  'fs-0123456789abcdef0',
  'fsap-0123456789abcdef0',
  'arn:aws:s3:::bucket/web.env',
  'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0',
  'arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf',
  'arn:aws:iam::111122223333:role/web',
  'credentialspec:arn:aws:s3:::bucket/web.json',
];

/** Makes values that a schema allows. */
export class Documents {
  constructor(private readonly published: PublishedSchema) {}

  /** Task definitions that the schema allows. */
  get valid(): fc.Arbitrary<JsonObject> {
    return this.value(this.published) as fc.Arbitrary<JsonObject>;
  }

  /** The definition behind a reference, with what stands beside it. */
  private parts(schema: Schema): Schema[] {
    const parts = [schema, ...(schema.allOf ?? []).flatMap((part) => this.parts(part))];
    if (schema.$ref) parts.push(...this.parts(this.published.definitions[schema.$ref.replace('#/definitions/', '')]!));
    return parts;
  }

  private value(schema: Schema): fc.Arbitrary<JsonValue> {
    const parts = this.parts(schema);
    const all = <K extends keyof Schema>(keyword: K) =>
      parts.map((part) => part[keyword]).filter((value): value is NonNullable<Schema[K]> => value !== undefined);
    const enums = all('enum');
    if (enums.length > 0) return fc.constantFrom(...enums[0]!.filter((value) => enums.every((e) => e.includes(value))));
    switch (all('type')[0]) {
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.integer({ min: Math.max(-9, ...all('minimum')), max: Math.min(200, ...all('maximum')) });
      case 'string':
        return this.text(all('pattern'), Math.max(1, ...all('minLength')), Math.min(100, ...all('maxLength')));
      case 'array': {
        const items = this.value({ allOf: all('items') });
        const minLength = Math.max(0, ...all('minItems'));
        return fc.array(items, { minLength, maxLength: Math.min(3, ...all('maxItems')) });
      }
      default: {
        const free = all('additionalProperties').find((value) => value !== false);
        if (free) return fc.dictionary(fc.constantFrom('a', 'b', 'image', 'x.y'), this.value(free), { maxKeys: 2 });
        return this.object(all('properties')[0]!, all('required').flat());
      }
    }
  }

  private object(properties: Readonly<Record<string, Schema>>, required: readonly string[]): fc.Arbitrary<JsonObject> {
    const optional = Object.keys(properties).filter((key) => !required.includes(key));
    return fc
      .subarray(optional, { maxLength: Math.min(4, optional.length) })
      .chain((chosen) =>
        fc.record(Object.fromEntries([...required, ...chosen].map((key) => [key, this.value(properties[key]!)]))),
      ) as fc.Arbitrary<JsonObject>;
  }

  private text(patterns: readonly string[], minLength: number, maxLength: number): fc.Arbitrary<string> {
    const fits = (text: string) =>
      text.length >= minLength && text.length <= maxLength && patterns.every((p) => new RegExp(p, 'u').test(text));
    const known = TEXTS.filter(fits);
    if (known.length === 0) throw new Error(`No text for ${patterns.join(' and ')}: add one to TEXTS`);
    if (patterns.length > 0) return fc.constantFrom(...known);
    return fc.oneof(fc.constantFrom(...known), fc.string({ minLength, maxLength }).filter(fits));
  }
}

/** One fault: where in a document, counted over all of its places, and what. */
export const fault = fc.record({
  place: fc.nat(10_000),
  put: fc.oneof(
    fc.constantFrom<JsonValue>(
      null,
      '',
      true,
      0,
      -1,
      1.5,
      100_000,
      'x'.repeat(300),
      '5',
      'TRUE',
      'a b',
      '${x}',
      [],
      {},
    ),
    fc.constantFrom<JsonValue>(
      ['a'],
      [1],
      [[]],
      [{}],
      { a: 1 },
      { name: '' },
      Array(60).fill('web'),
      'fargate',
      'AWSVPC',
    ),
  ),
  kind: fc.constantFrom('replace', 'remove', 'add', 'rename'),
  key: fc.constantFrom(
    'colour',
    'nmae',
    'contianerDefinitions',
    'Image',
    'port_mappings',
    'healthcheck',
    'revision',
    'tags',
    'image',
  ),
});

/** The document with one fault in it. */
export function withFault(document: JsonObject, { place, put, kind, key }: Fault): JsonObject {
  const copy = structuredClone(document);
  const places: (() => void)[] = [];
  const visit = (value: JsonValue) => {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value) && kind === 'add') places.push(() => Object.assign(value, { [key]: put }));
    for (const name of Object.keys(value)) {
      const record = value as JsonObject;
      if (kind === 'replace') places.push(() => Object.assign(record, { [name]: put }));
      if (!Array.isArray(value)) {
        if (kind === 'remove') places.push(() => delete record[name]);
        if (kind === 'rename')
          places.push(() => {
            record[name[0]!.toUpperCase() + name.slice(1)] = record[name]!;
            delete record[name];
          });
      }
      visit(record[name]!);
    }
  };
  visit(copy);
  places[place % places.length]?.();
  return copy;
}

type Fault = typeof fault extends fc.Arbitrary<infer T> ? T : never;
