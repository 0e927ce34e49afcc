/** The schemas for editors and validators that do not run our server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { analyse } from '../../server/src/analysis.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { hasPlaceholder } from '../../server/src/syntax/placeholder.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Published {
  readonly $schema: string;
  readonly $id: string;
}

function read(name: string): Published {
  return JSON.parse(readFileSync(join(ROOT, `schemas/${name}.schema.json`), 'utf8')) as Published;
}

/** As strict as the public catalogue of schemas, which adds the keywords that editors know. */
function validatorOf(schema: object) {
  const ajv = new Ajv({ strict: true, allErrors: true });
  for (const keyword of ['markdownDescription', 'markdownEnumDescriptions', 'enumDescriptions', 'defaultSnippets'])
    ajv.addKeyword(keyword);
  return ajv.compile(schema);
}

/** Whether a value has what deploy tools drop or fill in, of which a schema knows nothing. */
function isForTools(value: unknown): boolean {
  if (typeof value === 'string') return value === '' || hasPlaceholder(value);
  return value === null || (typeof value === 'object' && Object.values(value).some(isForTools));
}

for (const name of ['task-definition', 'service-definition', 'taskdef-settings']) {
  describe(`the schema of ${name}`, () => {
    const schema = read(name);

    test('passes a strict validator of draft 7', () => {
      assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
      validatorOf(schema);
    });

    test('has the address under which it is published', () => {
      assert.equal(schema.$id, `https://raw.githubusercontent.com/taskdef/taskdef/main/schemas/${name}.schema.json`);
    });
  });
}

describe('a task definition', () => {
  const isValid = validatorOf(read('task-definition'));
  const task = (container: object, members: object = {}) => ({
    family: 'shop',
    containerDefinitions: [{ name: 'app', image: 'nginx:1.29', ...container }],
    ...members,
  });

  test('is refused for what ECS refuses', () => {
    assert.ok(isValid(task({})), JSON.stringify(isValid.errors));
    for (const wrong of [
      task({ name: 'a b' }),
      task({ cpu: '256' }),
      task({ healthCheck: { command: ['CMD', 'true'], retries: 11 } }),
      task({ essental: true }),
      { family: 'shop' },
    ])
      assert.ok(!isValid(wrong), JSON.stringify(wrong));
  });

  test('is not refused for what we only warn of, as a schema knows no severities', () => {
    for (const odd of [task({ cpu: 300_000 }), task({ memory: 4 }), task({ startTimeout: 1 })]) {
      const { findings } = analyse(JSON.stringify(odd), 'task-definition.json');
      assert.ok(findings.some(({ severity }) => severity === 'warning'));
      assert.ok(isValid(odd), JSON.stringify(isValid.errors));
    }
  });

  test('is refused only where we find an error, too', () => {
    const texts = Object.values(RULE_EXAMPLES).flatMap(({ good }) => good);
    let checked = 0;
    for (const text of texts) {
      const { findings, detection, services } = analyse(text, 'task-definition.json', 'asked');
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        continue;
      }
      if (!detection.accepted || services.length > 0 || Array.isArray(value) || isForTools(value)) continue;
      if (findings.some(({ severity }) => severity === 'error') || !Object.hasOwn(value as object, 'family')) continue;
      checked++;
      assert.ok(isValid(value), `${text}\n${JSON.stringify(isValid.errors)}`);
    }
    assert.ok(checked > 100, `${checked} texts`);
  });
});
