/**
 * Generates the JSON schemas of a task definition and of a service from three sources:
 * - schemas/api.json: structure only, generated here from the types of @aws-sdk/client-ecs;
 * - schemas/overlay.json: what the types cannot say, each statement with its reason, written by hand;
 * - schemas/docs/*.json: a text for each member, written by hand.
 * Writes schemas/task-definition.schema.json and schemas/service-definition.schema.json for any editor, and for our
 * server the same schemas without texts, and the texts by themselves.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator, type Schema } from 'ts-json-schema-generator';
import type { Refuser } from '../src/model/refusal.ts';
import { memberSentence, type TypeDocs } from '../src/schema/docs.ts';
import { jsonLines } from './lines.ts';
import { type Output, writeOutputs } from './outputs.ts';
import { schemaErrors } from './schema-errors.ts';

const root = join(import.meta.dirname, '../..');
const schemas = join(root, 'schemas');
const models = join(root, 'node_modules/@aws-sdk/client-ecs/dist-types/models');
const REQUEST = 'RegisterTaskDefinitionRequest';
const SERVICE = 'CreateServiceRequest';
/** Has the members of CreateServiceRequest but for a few; statements about those apply here as well. */
const UPDATE = 'UpdateServiceRequest';
/** Shares most of its members with CreateServiceRequest, and what is said about them. */
const TASK_SET = 'CreateTaskSetRequest';

/**
 * The members that accept fractions. The SDK uses one type for both, and every other number in this API is an integer.
 * Source: the members of type Double in the API reference of CreateService, checked 2026-11-28.
 */
const FRACTIONS = new Set(['canaryPercent', 'stepPercent']);

type Definition = {
  type?: string;
  properties?: Record<string, Definition>;
  required?: string[];
  items?: Definition;
  enum?: string[];
  $ref?: string;
  additionalProperties?: boolean | Definition;
  [keyword: string]: unknown;
};
type Definitions = Record<string, Definition>;

/** One statement that the overlay makes about a member. */
interface Statement {
  because: string;
  source: string;
  checked: string;
  severity?: 'error' | 'warning';
  refusedBy?: Refuser;
  items?: Definition;
  [keyword: string]: unknown;
}
interface TypeOverlay {
  required?: Record<string, Statement>;
  members?: Record<string, Statement | Statement[]>;
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** The structure of the API, read from the SDK's types. */
function apiDefinitions(): Definitions {
  return sortKeys({
    ...definitionsOf(UPDATE),
    ...definitionsOf(TASK_SET),
    ...definitionsOf(SERVICE),
    ...definitionsOf(REQUEST),
  });
}

function definitionsOf(type: string): Definitions {
  const schema = createGenerator({
    path: join(models, 'models_1.d.ts'),
    tsconfig: join(root, 'server/tools/sdk.tsconfig.json'),
    type,
    expose: 'all',
    jsDoc: 'none',
    skipTypeCheck: true,
  }).createSchema(type) as Schema & { definitions: Definitions };
  const required = requiredMembers();
  const definitions: Definitions = {};
  for (const [name, definition] of Object.entries(schema.definitions)) {
    if (name.includes('.') || name.startsWith('Record<') || isFree(name)) continue;
    definitions[name] = simplify(definition, schema.definitions);
    const needed = required.get(name);
    // A share, which may be a fraction.
    if (name === 'Scale') definitions[name].properties!.value = { type: 'number' };
    if (needed && needed.length > 0 && definitions[name].properties) definitions[name].required = needed;
  }
  return definitions;
}

/** Whether a type accepts any JSON. */
function isFree(name: string): boolean {
  return name === 'DocumentType';
}

/**
 * Members that the SDK declares without a question mark. The type generator loses this, because each may be
 * `undefined`.
 */
function requiredMembers(): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const file of readdirSync(models).filter((name) => name.startsWith('models_'))) {
    const text = readFileSync(join(models, file), 'utf8');
    for (const [, name, body] of text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)) {
      result.set(
        name!,
        [...body!.matchAll(/^ {4}(\w+): /gm)].map((match) => match[1]!),
      );
    }
  }
  return result;
}

function simplify(definition: Definition, all: Definitions): Definition {
  if (definition.$ref) {
    const name = decodeURIComponent(definition.$ref.replace('#/definitions/', ''));
    if (name.startsWith('Record<')) return { type: 'object', additionalProperties: { type: 'string' } };
    return isFree(name) ? {} : { $ref: `#/definitions/${name}` };
  }
  if (definition.anyOf) return union(definition.anyOf as Definition[], all);
  const result: Definition = {};
  if (definition.type) result.type = definition.type === 'number' ? 'integer' : definition.type;
  if (definition.enum) result.enum = definition.enum;
  // The generator turns a closed list with one value into a constant.
  if (typeof definition.const === 'string') result.enum = [definition.const];
  if (definition.items) result.items = simplify(definition.items, all);
  if (definition.properties) {
    result.properties = Object.fromEntries(
      Object.entries(definition.properties).map(([key, value]) => [
        key,
        FRACTIONS.has(key) ? { type: 'number' } : simplify(value, all),
      ]),
    );
    result.additionalProperties = false;
  }
  return result;
}

/**
 * Merges a union of objects, of which the API accepts exactly one: the result has the members of all that the SDK
 * knows.
 */
function union(members: Definition[], all: Definitions): Definition {
  const properties: Record<string, Definition> = {};
  for (const member of members) {
    const target = member.$ref ? all[decodeURIComponent(member.$ref.replace('#/definitions/', ''))] : member;
    for (const [key, value] of Object.entries(target?.properties ?? {})) {
      if (!key.startsWith('$') && !('not' in value)) properties[key] = simplify(value, all);
    }
  }
  return { type: 'object', properties, additionalProperties: false };
}

function sortKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b)));
}

/** Applies the overlay to the structure. Throws if a statement is about something that the API does not have. */
function applyOverlay(definitions: Definitions, overlay: Record<string, TypeOverlay>): void {
  for (const [type, { required, members }] of Object.entries(overlay)) {
    const definition = definitions[type];
    if (!definition?.properties) throw new Error(`overlay.json: the API has no type ${type}`);
    for (const [member, statement] of Object.entries(required ?? {})) {
      if (!definition.properties[member]) throw new Error(`overlay.json: ${type} has no member ${member}`);
      // The AWS CLI itself notices if something that the API requires is missing, before it sends the request.
      const refusedBy = definition.required?.includes(member) ? ('cli' as const) : undefined;
      definition.required = [...new Set([...(definition.required ?? []), member])];
      const stated = reason({ ...(refusedBy && statement.severity === 'error' ? { refusedBy } : {}), ...statement });
      definition['x-required'] = { ...(definition['x-required'] as object), [member]: stated };
    }
    for (const [member, statements] of Object.entries(members ?? {})) {
      const property = definition.properties[member];
      if (!property) throw new Error(`overlay.json: ${type} has no member ${member}`);
      const list = (Array.isArray(statements) ? statements : [statements]).map(limit);
      // Kept as separate statements, since each is checked with its own severity.
      definition.properties[member] = { ...property, allOf: list };
    }
  }
}

function limit(statement: Statement): Definition {
  const { because, source, checked, severity, refusedBy, ...keywords } = statement;
  return { ...keywords, 'x-because': reason(statement) } as Definition;
}

function reason({ because, source, checked, severity, refusedBy }: Statement): object {
  return {
    because,
    source,
    checked,
    ...(severity === 'warning' ? { severity } : {}),
    ...(refusedBy ? { refusedBy } : {}),
  };
}

function readDocs(): Record<string, TypeDocs> {
  const folder = join(schemas, 'docs');
  const docs: Record<string, TypeDocs> = {};
  const ajv = new Ajv({ allErrors: true });
  const isDocs = ajv.compile(json<object>(join(schemas, 'docs.schema.json')));
  for (const file of readdirSync(folder).sort()) {
    const content = json<TypeDocs & { type: string }>(join(folder, file));
    if (!isDocs(content)) throw new Error(`schemas/docs/${file}: ${schemaErrors(isDocs.errors)}`);
    const { type, ...rest } = content;
    docs[type] = rest;
  }
  for (const type of [UPDATE, TASK_SET]) {
    const members = { ...inherited(type, docs[SERVICE]!.members), ...docs[type]!.members };
    docs[type] = { ...docs[type]!, members };
  }
  return docs;
}

/** What is said about the members of a new service, limited to those that another type also has. */
function inherited<T>(type: string, members: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([key]) => api[type]?.properties?.[key]));
}

/** The given definitions and everything they refer to. */
function reachable(definitions: Definitions, ...types: readonly string[]): Definitions {
  const found = new Set<string>();
  const visit = (type: string): void => {
    if (found.has(type)) return;
    found.add(type);
    for (const [, name] of JSON.stringify(definitions[type]).matchAll(/"#\/definitions\/(\w+)"/g)) visit(name!);
  };
  for (const type of types) visit(type);
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => found.has(name)));
}

/** Adds descriptions for editors that use the schema without our server. */
function describe(definitions: Definitions, docs: Record<string, TypeDocs>): void {
  for (const [type, definition] of Object.entries(definitions)) {
    if (docs[type]?.summary) definition.description = plain(docs[type].summary);
    for (const [member, property] of Object.entries(definition.properties ?? {})) {
      const text = docs[type]?.members[member];
      if (!text) continue;
      const target: Definition = property.$ref
        ? { allOf: [{ $ref: property.$ref }, ...((property.allOf as Definition[]) ?? [])] }
        : property;
      target.description = plain(memberSentence(text));
      target.markdownDescription = memberSentence(text);
      definition.properties![member] = target;
    }
  }
}

function plain(markdown: string): string {
  return markdown.replaceAll(/[`*]/g, '');
}

const api = apiDefinitions();
const outputs: Output[] = [
  {
    path: 'schemas/api.json',
    text: `${JSON.stringify({ source: `@aws-sdk/client-ecs ${json<{ version: string }>(join(root, 'node_modules/@aws-sdk/client-ecs/package.json')).version}`, definitions: api }, null, 2)}\n`,
  },
];
const definitions: Definitions = structuredClone(api);
const docs = readDocs();
const overlay = json<Record<string, TypeOverlay>>(join(schemas, 'overlay.json'));
const ofService = overlay[SERVICE]?.members ?? {};
applyOverlay(definitions, {
  ...overlay,
  [UPDATE]: { members: inherited(UPDATE, ofService) },
  [TASK_SET]: { ...overlay[TASK_SET], members: { ...inherited(TASK_SET, ofService), ...overlay[TASK_SET]?.members } },
});
outputs.push({ path: 'server/src/schema/schema.generated.json', text: jsonLines(definitions, 1) });
describe(definitions, docs);
const published = (name: string, title: string, root: string, ...others: readonly string[]): Output => {
  const path = `schemas/${name}.schema.json`;
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `https://raw.githubusercontent.com/taskdef/taskdef/main/${path}`,
    title,
    $ref: `#/definitions/${root}`,
    definitions: reachable(definitions, root, ...others),
  };
  return { path, text: `${JSON.stringify(schema, standard, 2)}\n` };
};

/**
 * The schema for other validators, which know no severities: only what is certain is in it. Our own keywords go, as
 * strict validators refuse them; the reason for a limit becomes a comment.
 */
function standard(key: string, value: unknown): unknown {
  if (key === 'x-because' || key === 'x-required') return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { allOf, required, ...rest } = value as Definition & { allOf?: Definition[] };
  const stated = rest['x-required'] as Record<string, { severity?: string }> | undefined;
  const needed = required?.filter((member) => stated?.[member]?.severity !== 'warning') ?? [];
  const certain = allOf?.filter((limit) => (limit['x-because'] as Statement | undefined)?.severity !== 'warning') ?? [];
  const reason = rest['x-because'] as Statement | undefined;
  return {
    ...rest,
    ...(rest.pattern && !rest.type && !reason ? { type: 'string' } : {}),
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(certain.length > 0 ? { allOf: certain } : {}),
    ...(reason ? { $comment: `${reason.because} (${reason.source})` } : {}),
  };
}

outputs.push(published('task-definition', 'Amazon ECS task definition', REQUEST));
outputs.push(published('service-definition', 'Amazon ECS service', SERVICE, UPDATE, TASK_SET));
outputs.push({ path: 'server/src/schema/docs.generated.json', text: jsonLines(docs, 1) });
writeOutputs(outputs);
