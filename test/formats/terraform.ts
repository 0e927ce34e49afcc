/** Task definitions and services as resources of Terraform, given by the names of the API. */
import { keyOf } from '../../server/src/formats/terraform/names.ts';
import { memberOf, REQUEST, resolve, type Schema, SERVICES } from '../../server/src/schema/schema.ts';
import type { Json } from '../../server/src/syntax/value.ts';

interface Data {
  readonly [key: string]: Json;
}

/** A resource of Terraform with this task definition, given by the names of the API. @param name of the resource */
export function terraformOf(task: Data, name = 'task'): string {
  return `resource "aws_ecs_task_definition" "${name}" {\n${membersOf(task, REQUEST, '  ')}}\n`;
}

/**
 * A resource with the arguments and blocks of a service.
 * @param task whether it refers to the resource that {@link terraformOf} writes
 */
export function serviceResource(service: Data, task: boolean): string {
  const { taskDefinition, ...others } = service;
  const reference = task ? '  task_definition = aws_ecs_task_definition.task.arn\n' : '';
  const all = task || taskDefinition === undefined ? others : service;
  return `resource "aws_ecs_service" "service" {\n${reference}${membersOf(all, SERVICES.CreateServiceRequest, '  ')}}\n`;
}

/** What the provider has beside the block `deployment_configuration`. */
const BESIDE = new Set(['maximumPercent', 'minimumHealthyPercent', 'deploymentCircuitBreaker', 'alarms']);

function deployment(data: Data, schema: Schema | undefined, indent: string): string {
  const split = (beside: boolean) =>
    Object.fromEntries(Object.entries(data).filter(([name]) => BESIDE.has(name) === beside));
  const inside = split(false);
  const block = Object.keys(inside).length > 0 ? blockOf('deployment_configuration', inside, schema, indent) : '';
  return membersOf(split(true), schema, indent) + block;
}

/** The arguments and blocks of a body, a line each. */
function membersOf(data: Data, schema: Schema | undefined, indent: string): string {
  const type = schema && resolve(schema);
  const lines = Object.entries(data).map(([name, value]): string => {
    const member = type && memberOf(type, name);
    if (name === 'deploymentConfiguration' && isData(value)) return deployment(value, member, indent);
    if (name === 'networkConfiguration' && isData(value)) return membersOf(value, member, indent);
    if (name === 'assignPublicIp' && typeof value === 'string' && /ABLED$/.test(value))
      return `${indent}assign_public_ip = ${value === 'ENABLED'}\n`;
    const key = type && memberOf(type, name) ? keyOf(name, type) : name;
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
