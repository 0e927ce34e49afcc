import { keyOf } from '../../server/src/formats/cloudformation/names.ts';
import { memberOf, REQUEST, resolve, type Schema } from '../../server/src/schema/schema.ts';
import type { Json } from '../../server/src/syntax/value.ts';

/** A template with one task definition, given by the names of the API. */
export function templateOf(task: { readonly [key: string]: Json }): { [key: string]: Json } {
  return { Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: spelt(task, REQUEST) } } };
}

/** A value with the names of CloudFormation. */
export function spelt(value: Json, schema: Schema | undefined): Json {
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
