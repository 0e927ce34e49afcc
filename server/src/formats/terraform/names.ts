import { memberOf, REQUEST, resolve, type Schema } from '../../schema/schema.ts';

/**
 * Names of the API that Terraform does not spell by writing its words in small letters with underscores between.
 * Checked 2026-11-28 against internal/service/ecs/task_definition.go of the provider hashicorp/aws 4; what is younger against the
 * arguments that Pulumi takes from it (enable_fault_injection, track_latest, region) and modules for its release 6.41
 * (configure_at_launch, s3files_volume_configuration). Release 6 has no inference_accelerator any more.
 */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  volumes: 'volume',
  inferenceAccelerators: 'inference_accelerator',
  configuredAtLaunch: 'configure_at_launch',
  sizeInGiB: 'size_in_gib',
  host: 'host_path',
};

/** The types whose members are arguments of Terraform; in container definitions the names are those of the API. */
const ARGUMENT_TYPES: ReadonlySet<Schema> = typesOf(REQUEST);

/** Terraform's name of a member of a type. */
export function keyOf(name: string, schema: Schema): string {
  if (!ARGUMENT_TYPES.has(resolve(schema))) return name;
  if (Object.hasOwn(OTHER_NAMES, name)) return OTHER_NAMES[name]!;
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

const NAMES = new WeakMap<Schema, ReadonlyMap<string, string>>();

/** The API's name of an argument or block; undefined where it is Terraform's own. */
export function nameOf(key: string, schema: Schema): string | undefined {
  return known(schema, (name) => keyOf(name, schema)).get(key);
}

const SMALL_NAMES = new WeakMap<Schema, ReadonlyMap<string, string>>();

/**
 * The API's name of a member of a container, which the provider finds in any case.
 * Source: encoding/json of Go, which the provider decodes container definitions with, checked 2026-11-28.
 */
export function nameInContainer(key: string, schema: Schema): string | undefined {
  if (memberOf(schema, key)) return key;
  return known(schema, (name) => name.toLowerCase(), SMALL_NAMES).get(key.toLowerCase());
}

function known(schema: Schema, spell: (name: string) => string, cache = NAMES): ReadonlyMap<string, string> {
  let names = cache.get(schema);
  if (!names) {
    names = new Map(Object.keys(schema.properties ?? {}).map((name) => [spell(name), name]));
    cache.set(schema, names);
  }
  return names;
}

function typesOf(schema: Schema, found = new Set<Schema>()): Set<Schema> {
  const type = resolve(schema);
  if (found.has(type)) return found;
  found.add(type);
  for (const [name, member] of Object.entries(type.properties ?? {}))
    if (name !== 'containerDefinitions') typesOf(member, found);
  if (type.items) typesOf(type.items, found);
  return found;
}
