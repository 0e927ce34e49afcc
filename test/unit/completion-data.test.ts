/** The tables behind completion agree with the schema, the docs and the rules. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { definition } from '../../server/src/features/completion/spot.ts';
import { COMMON_NUMBERS, COMMON_SYSTEM_CONTROLS } from '../../server/src/model/common-numbers.ts';
import { HEALTH_CHECK_COMMANDS, IMAGE_PORTS, ofImage } from '../../server/src/model/health-check-commands.ts';
import {
  DEPRECATED_MEMBERS,
  LAUNCH_TYPES_OF_MEMBER,
  LINUX_ONLY_MEMBERS,
  NETWORK_MODES_OF_MEMBER,
  RETIRED_MEMBERS,
} from '../../server/src/model/launch-type-members.ts';
import { MEMBER_FREQUENCY } from '../../server/src/model/member-frequency.ts';
import { DOCS } from '../../server/src/schema/docs.ts';
import { limits, memberOf, resolve } from '../../server/src/schema/schema.ts';

function schemaOf(id: string) {
  const [type, key] = id.split('.') as [string, string];
  return memberOf(definition(type), key);
}

test('every member in the tables is one of the API', () => {
  const ids = [
    ...Object.keys(LAUNCH_TYPES_OF_MEMBER),
    ...LINUX_ONLY_MEMBERS,
    ...Object.keys(NETWORK_MODES_OF_MEMBER),
    ...DEPRECATED_MEMBERS,
    ...RETIRED_MEMBERS,
    ...Object.keys(COMMON_NUMBERS),
    ...Object.entries(MEMBER_FREQUENCY).flatMap(([type, members]) =>
      Object.keys(members).map((key) => `${type}.${key}`),
    ),
  ];
  assert.deepEqual(
    ids.filter((id) => !schemaOf(id)),
    [],
  );
});

test('frequencies are shares of a hundred', () => {
  for (const members of Object.values(MEMBER_FREQUENCY)) {
    for (const share of Object.values(members)) assert.ok(Number.isInteger(share) && share >= 1 && share <= 100);
  }
});

describe('launch types', () => {
  for (const [id, types] of Object.entries(LAUNCH_TYPES_OF_MEMBER)) {
    test(`of ${id} are those that the docs name`, () => {
      const [type, key] = id.split('.') as [string, string];
      const said = DOCS[type]?.members[key]?.launchTypes ?? '';
      const [main] = said.split(';') as [string];
      const all = ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'] as const;
      const except = /^all except (\w+)/.exec(main)?.[1];
      const onFargateOnlyPart = /^all/.test(main) || /on Fargate without/.test(said);
      const named = except
        ? all.filter((one) => one !== except)
        : all.filter((one) => new RegExp(`\\b${one}\\b`).test(main));
      if (onFargateOnlyPart && !except) return;
      assert.deepEqual([...types].sort(), [...named].sort(), said);
    });
  }
});

test('common numbers are in the range that ECS takes', () => {
  for (const [id, numbers] of Object.entries(COMMON_NUMBERS)) {
    for (const { minimum, maximum } of limits(schemaOf(id)!)) {
      for (const number of numbers) {
        assert.ok(number >= (minimum ?? number) && number <= (maximum ?? number), `${id}: ${number}`);
      }
    }
    const { type, items } = resolve(schemaOf(id)!);
    assert.equal(type === 'array' ? items?.type : type, 'integer', id);
  }
});

test('kernel parameters with values are documented', () => {
  const known = DOCS.Names!.members.systemControlNamespace!.values!;
  assert.deepEqual(
    Object.keys(COMMON_SYSTEM_CONTROLS).filter((name) => !Object.hasOwn(known, name)),
    [],
  );
});

describe('health checks', () => {
  for (const [image, command] of Object.entries(HEALTH_CHECK_COMMANDS)) {
    test(`of ${image} pass our own rules`, () => {
      const text = JSON.stringify([{ name: 'a', image: `${image}:1`, essential: true, healthCheck: { command } }]);
      const codes = analyse(text, 'container-definitions.json').findings.map(({ rule }) => rule);
      assert.deepEqual(
        codes.filter((code) => /health|command/.test(code)),
        [],
      );
    });
  }

  test('are found by the last parts of the repository', () => {
    assert.equal(ofImage(IMAGE_PORTS, 'docker/library/postgres'), 5432);
    assert.equal(ofImage(IMAGE_PORTS, 'bitnami/Redis'), 6379);
    assert.equal(ofImage(IMAGE_PORTS, 'shop/agent'), undefined, 'only datadog/agent is known');
    assert.equal(ofImage(IMAGE_PORTS, 'constructor'), undefined);
  });
});

test('the schema that keeps VS Code from guessing says nothing and is in the package', () => {
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  assert.deepEqual(Object.keys(JSON.parse(read('schemas/any.schema.json')) as object), ['$schema', '$comment']);
  const { contributes } = JSON.parse(read('package.json')) as { contributes: { jsonValidation: { url: string }[] } };
  const packed = read('.vscodeignore').split('\n');
  for (const { url } of contributes.jsonValidation) assert.ok(packed.includes(`!${url.replace('./', '')}`), url);
});
