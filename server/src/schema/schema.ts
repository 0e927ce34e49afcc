import type { Refuser } from '../model/refusal.ts';
import generated from './schema.generated.json';

/** Why a statement in the schema holds. */
export interface Reason {
  readonly because: string;
  readonly source: string;
  readonly checked: string;
  readonly severity?: 'warning';
  /** Who refuses a violation; by default ECS, when the task definition is registered. */
  readonly refusedBy?: Refuser;
}

/** The part of JSON Schema that our schema uses; a test rejects any other keyword. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly allOf?: readonly Schema[];
  readonly 'x-because'?: Reason;
  readonly 'x-required'?: Readonly<Record<string, Reason>>;
}

const DEFINITIONS = generated as unknown as Readonly<Record<string, Schema>>;
const PREFIX = '#/definitions/';

/** The schema of RegisterTaskDefinition's input. */
export const REQUEST: Schema = DEFINITIONS.RegisterTaskDefinitionRequest!;
/** The schemas of a service, as CreateService and UpdateService accept it, and of a task set. */
export const SERVICES = {
  CreateServiceRequest: DEFINITIONS.CreateServiceRequest!,
  UpdateServiceRequest: DEFINITIONS.UpdateServiceRequest!,
  CreateTaskSetRequest: DEFINITIONS.CreateTaskSetRequest!,
} as const;
/** The schema of one item of `containerDefinitions`. */
export const CONTAINER: Schema = DEFINITIONS.ContainerDefinition!;

/** The names of the API's types. */
export const TYPES: readonly string[] = Object.keys(DEFINITIONS);

/** The type of the API with this name. */
export function definition(name: string): Schema {
  const found = Object.hasOwn(DEFINITIONS, name) ? DEFINITIONS[name] : undefined;
  if (!found) throw new Error(`The API has no type ${name}.`);
  return found;
}

/** The definition that a schema refers to, or the schema itself if it is not a reference. */
export function resolve(schema: Schema): Schema {
  const name = typeName(schema);
  return name ? DEFINITIONS[name]! : schema;
}

/** The API type that a schema refers to, such as `HealthCheck`. Undefined for plain types. */
export function typeName(schema: Schema): string | undefined {
  const ref = schema.$ref ?? schema.allOf?.find((part) => part.$ref)?.$ref;
  return ref?.slice(PREFIX.length);
}

/** The limits that our overlay adds to a member. */
export function limits(schema: Schema): readonly Schema[] {
  return schema.allOf?.filter((part) => !part.$ref) ?? [];
}

/** The schema of a member; undefined if the type has no member of that name. */
export function memberOf(schema: Schema, key: string): Schema | undefined {
  return schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
}
