/** Closed lists of values: all of the API are in the schema, those of one value included, and the check knows each of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import * as sdk from '@aws-sdk/client-ecs';
import { analyse } from '../../server/src/analysis.ts';
import type { Schema } from '../../server/src/schema/schema.ts';

const { definitions } = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/api.json'), 'utf8')) as {
  definitions: Readonly<Record<string, Schema>>;
};

/** The values of a list as the SDK has them when it runs; undefined for what is no list. */
function valuesOf(name: string): string[] | undefined {
  const found: unknown = (sdk as Readonly<Record<string, unknown>>)[name];
  if (typeof found !== 'object' || found === null) return undefined;
  const values = Object.values(found);
  return values.every((value) => typeof value === 'string') ? values : undefined;
}

/** A member whose values are a closed list: where it stands in a task definition, and the list. */
interface Place {
  readonly path: readonly string[];
  readonly list: string;
}

/** Every member with a closed list, by the way to it from the task definition. */
function* places(type: string, path: readonly string[]): Generator<Place> {
  for (const [key, member] of Object.entries(definitions[type]!.properties ?? {})) {
    const isList = member.type === 'array';
    const name = (isList ? member.items : member)?.$ref?.replace('#/definitions/', '');
    if (!name) continue;
    const here = [...path, isList ? `${key}[]` : key];
    if (definitions[name]!.enum) yield { path: here, list: name };
    else yield* places(name, here);
  }
}

/** The least object in which the value stands at the place. */
function textWith(path: readonly string[], value: string): string {
  const built = path.reduceRight<unknown>((inner, step) => {
    const key = step.replace('[]', '');
    return { [key]: key === step ? inner : [inner] };
  }, value);
  return JSON.stringify(built);
}

function unknownValues(text: string): string[] {
  const { findings } = analyse(text, 'task-definition.json', 'asked');
  return findings.filter(({ rule }) => rule === 'unknown-value').map(({ severity }) => severity);
}

describe('a closed list of the API', () => {
  const lists = Object.entries(definitions).filter(([name, schema]) => schema.enum || valuesOf(name));

  test('is in the schema with all its values', () => {
    assert.ok(lists.length > 20, `${lists.length} lists`);
    for (const [name, { enum: values = [] }] of lists)
      assert.deepEqual([...values].sort(), valuesOf(name)?.sort(), name);
  });

  test('may have one value', () => {
    const single = lists.filter(([, { enum: values }]) => values?.length === 1).map(([name]) => name);
    assert.deepEqual(single, [
      'EBSResourceType',
      'EnvironmentFileType',
      'ProxyConfigurationType',
      'ScaleUnit',
      'TaskDefinitionPlacementConstraintType',
    ]);
  });

  for (const { path, list } of places('RegisterTaskDefinitionRequest', [])) {
    test(`is checked: ${path.join('.')}`, () => {
      for (const value of definitions[list]!.enum!) assert.deepEqual(unknownValues(textWith(path, value)), [], value);
      const found = unknownValues(textWith(path, 'no-such-value'));
      // ECS reads another protocol as tcp.
      assert.deepEqual(found, [path.at(-1) === 'protocol' ? 'warning' : 'error']);
    });
  }
});
