/** Task definitions as resources of Terraform whose containers are JSON in a text, given by the names of the API. */
import { keyOf } from '../../server/src/formats/terraform/names.ts';
import { memberOf, REQUEST, resolve, type Schema } from '../../server/src/schema/schema.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { terraformOf } from './terraform.ts';

interface Data {
  readonly [key: string]: Json;
}

/** A resource with its containers in quotes or in a heredoc. */
export function terraformWithText(task: Data, form: 'quotes' | 'heredoc'): string {
  const { containerDefinitions, ...others } = task;
  const resource = terraformOf(others);
  if (containerDefinitions === undefined) return resource;
  const text = JSON.stringify(containerDefinitions, null, 2);
  const written = form === 'quotes' ? JSON.stringify(text) : `<<EOF\n${text}\nEOF`;
  return `${resource.slice(0, resource.lastIndexOf('}'))}  container_definitions = ${written}\n}\n`;
}

/** A file in the JSON of Terraform. */
export function terraformJsonOf(task: Data): string {
  const resource = { aws_ecs_task_definition: { task: membersOf(task, REQUEST) } };
  return `${JSON.stringify({ resource }, null, 2)}\n`;
}

function membersOf(data: Data, schema: Schema | undefined): Data {
  const type = schema && resolve(schema);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]): [string, Json] => {
      const member = type && memberOf(type, name);
      const key = type && member ? keyOf(name, type) : name;
      if (name === 'containerDefinitions') return [key, JSON.stringify(value, null, 2)];
      if (key === 'host_path') return [key, isData(value) ? (value.sourcePath ?? null) : value];
      if (name === 'tags' || name === 'properties')
        return [key, Array.isArray(value) ? Object.fromEntries(value.map(entryOf)) : value];
      if (Array.isArray(value))
        return [
          key,
          value.map((item: Json) => (isData(item) ? membersOf(item, member && resolve(member).items) : item)),
        ];
      return [key, isData(value) ? membersOf(value, member) : value];
    }),
  );
}

function entryOf(item: Json): [string, Json] {
  const { key, name = key, value = null } = item as Data;
  return [String(name), value];
}

function isData(value: Json): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
