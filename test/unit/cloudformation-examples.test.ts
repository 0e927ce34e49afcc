/** Every example of every rule as a CloudFormation template in JSON. */
import { describe, test } from 'node:test';
import { CLOUDFORMATION } from '../../server/src/formats/cloudformation/dialect.ts';
import { keyOf } from '../../server/src/formats/cloudformation/names.ts';
import { memberOf, REQUEST, resolve, type Schema } from '../../server/src/schema/schema.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { EXAMPLES, sameInFormat, type Transcription } from '../formats/examples.ts';

const OFF = new Set(CLOUDFORMATION.exceptions.map(({ rule }) => rule));

const TRANSCRIPTION: Transcription = {
  fileName: 'template.json',
  write: (task) => {
    const resource = { Type: 'AWS::ECS::TaskDefinition', Properties: spelt(task, REQUEST) };
    return `${JSON.stringify({ Resources: { Task: resource } }, null, 2)}\n`;
  },
  differs: {
    'td-single-container bad 1':
      'A resource says by its type what it is, so that a container in its place is not taken for one.',
    'cfn-null-value': 'It is about templates alone.',
  },
};

function spelt(value: Json, schema: Schema | undefined): Json {
  if (typeof value !== 'object' || value === null) return value;
  const type = schema && resolve(schema);
  if (Array.isArray(value)) return value.map((item: Json) => spelt(item, type?.items));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const member = type && memberOf(type, name);
      return [
        member ? keyOf(name, type) : name,
        spelt(part as Json, member || type?.additionalProperties || undefined),
      ];
    }),
  );
}

describe('an example as a CloudFormation template', () => {
  for (const example of EXAMPLES) {
    const { name, rule } = example;
    if (OFF.has(rule) || TRANSCRIPTION.differs[name] || TRANSCRIPTION.differs[rule]) continue;
    test(name, () => sameInFormat(example, TRANSCRIPTION));
  }
});
