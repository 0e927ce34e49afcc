/** Every example of every rule as a file of Terraform: the arguments and blocks of a resource, with the containers in `jsonencode`. */
import { describe, test } from 'node:test';
import { TERRAFORM } from '../../server/src/formats/terraform/dialect.ts';
import { keyOf } from '../../server/src/formats/terraform/names.ts';
import { memberOf, REQUEST, resolve, type Schema } from '../../server/src/schema/schema.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { EXAMPLES, sameInFormat, type Transcription } from '../formats/examples.ts';

const OFF = new Set(TERRAFORM.exceptions.map(({ rule }) => rule));

interface Data {
  readonly [key: string]: Json;
}

const TRANSCRIPTION: Transcription = {
  fileName: 'ecs.tf',
  write: (task) => `resource "aws_ecs_task_definition" "task" {\n${membersOf(task, REQUEST, '  ')}}\n`,
  differs: {
    'td-tag-duplicate-key': 'In a map the last of two keys counts.',
    'cfn-null-value': 'It is about templates of CloudFormation alone.',
    'td-single-container bad 1':
      'A resource says by its type what it is, so that a container in its place is not taken for one.',
    'td-read-only-property': 'An argument that the resource does not have is for Terraform to report.',
  },
};

/** The arguments and blocks of a body, a line each. */
function membersOf(data: Data, schema: Schema | undefined, indent: string): string {
  const type = schema && resolve(schema);
  const lines = Object.entries(data).map(([name, value]) => {
    const key = type && memberOf(type, name) ? keyOf(name, type) : name;
    const member = type && memberOf(type, name);
    if (name === 'containerDefinitions') return `${indent}${key} = jsonencode(${textOf(value, indent)})\n`;
    if (key === 'host_path')
      return `${indent}${key} = ${textOf(isData(value) ? (value.sourcePath ?? null) : value, indent)}\n`;
    if (name === 'tags' || name === 'properties') return `${indent}${key} = ${textOf(mapOf(value), indent)}\n`;
    const isFree = member && resolve(member).properties === undefined && resolve(member).type === 'object';
    if (Array.isArray(value) && value.length > 0 && value.every(isData))
      return value.map((item) => blockOf(key, item as Data, member && resolve(member).items, indent)).join('');
    if (isData(value) && !isFree) return blockOf(key, value, member, indent);
    return `${indent}${key} = ${textOf(value, indent)}\n`;
  });
  return lines.join('');
}

function blockOf(key: string, data: Data, schema: Schema | undefined, indent: string): string {
  return `${indent}${key} {\n${membersOf(data, schema, `${indent}  `)}${indent}}\n`;
}

/** A list of names and values as the map that Terraform has. */
function mapOf(list: Json): Json {
  if (!Array.isArray(list)) return list;
  return Object.fromEntries(list.map((item: Data) => [String(item.key ?? item.name), item.value ?? null]));
}

function isData(value: Json): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in several lines, as `terraform fmt` has it. */
function textOf(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (!value.some((item: Json) => typeof item === 'object'))
      return `[${value.map((item: Json) => textOf(item, inner)).join(', ')}]`;
    return `[\n${value.map((item: Json) => `${inner}${textOf(item, inner)},\n`).join('')}${indent}]`;
  }
  if (isData(value)) {
    const members = Object.entries(value).map(
      ([key, part]) => `${inner}${JSON.stringify(key)} = ${textOf(part, inner)}\n`,
    );
    return `{\n${members.join('')}${indent}}`;
  }
  return JSON.stringify(value);
}

describe('an example as a file of Terraform', () => {
  for (const example of EXAMPLES) {
    const { name, rule } = example;
    if (OFF.has(rule) || TRANSCRIPTION.differs[name] || TRANSCRIPTION.differs[rule]) continue;
    test(name, () => sameInFormat(example, TRANSCRIPTION));
  }
});
