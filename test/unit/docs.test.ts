/** Every member and every closed value of the API has a text of ours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOCS } from '../../server/src/schema/docs.ts';
import definitions from '../../server/src/schema/schema.generated.json' with { type: 'json' };
import { limits, resolve, type Schema } from '../../server/src/schema/schema.ts';

const members = Object.entries(definitions as unknown as Record<string, Schema>).flatMap(([type, { properties }]) =>
  Object.entries(properties ?? {}).map(([key, schema]) => ({ type, key, schema })),
);

/** The closed values of a member or of its items, with those that our overlay closes. */
function valuesOf(schema: Schema): string[] {
  const whole = [schema, resolve(schema), ...limits(schema)];
  const items = whole.flatMap((part) => (part.items ? [part.items, resolve(part.items)] : []));
  return [...new Set([...whole, ...items].flatMap((part) => part.enum ?? []))];
}

test('the schema has members and closed values', () => {
  assert.ok(members.length > 150, `${members.length} members`);
  assert.ok(members.some(({ key, schema }) => key === 'networkMode' && valuesOf(schema).includes('awsvpc')));
});

test('every member has a text', () => {
  const without = members.filter(({ type, key }) => !DOCS[type]?.members[key]?.text);
  assert.deepEqual(
    without.map(({ type, key }) => `${type}.${key}`),
    [],
  );
});

test('every closed value has a text', () => {
  const without = members.flatMap(({ type, key, schema }) =>
    valuesOf(schema)
      .filter((value) => !DOCS[type]?.members[key]?.values?.[value])
      .map((value) => `${type}.${key}: ${value}`),
  );
  assert.deepEqual(without, []);
});
