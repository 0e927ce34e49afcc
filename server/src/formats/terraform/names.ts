import type { Part } from '../../model/part.ts';
import { memberOf, REQUEST, resolve, type Schema, SERVICES } from '../../schema/schema.ts';

/**
 * Names of the API that Terraform does not spell by writing its words in small letters with underscores between.
 * Checked 2026-11-28 against internal/service/ecs/task_definition.go of the provider hashicorp/aws 4; what is younger against the
 * arguments that Pulumi takes from it (enable_fault_injection, track_latest, region) and modules for its release 6.41
 * (configure_at_launch, s3files_volume_configuration). Release 6 has no inference_accelerator any more.
 * Those of services were checked 2026-11-28 against the page of aws_ecs_service in the documentation of the provider's release 6.
 */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  volumes: 'volume',
  inferenceAccelerators: 'inference_accelerator',
  configuredAtLaunch: 'configure_at_launch',
  sizeInGiB: 'size_in_gib',
  host: 'host_path',
  serviceName: 'name',
  role: 'iam_role',
  loadBalancers: 'load_balancer',
  loadBalancerName: 'elb_name',
  placementStrategy: 'ordered_placement_strategy',
  awsvpcConfiguration: 'network_configuration',
  enableECSManagedTags: 'enable_ecs_managed_tags',
  maximumPercent: 'deployment_maximum_percent',
  minimumHealthyPercent: 'deployment_minimum_healthy_percent',
  lifecycleHooks: 'lifecycle_hook',
  services: 'service',
  clientAliases: 'client_alias',
  issuerCertificateAuthority: 'issuer_cert_authority',
  secretOptions: 'secret_option',
  volumeConfigurations: 'volume_configuration',
  managedEBSVolume: 'managed_ebs_volume',
  filesystemType: 'file_system_type',
};

/** The type in which a size has another name than in the type of ephemeral storage. */
const EBS_MEMBER = 'snapshotId';

/** The types whose members are arguments, by what a message is about. Made when a message first needs them. */
const ARGUMENT_TYPES: Partial<Record<Part['kind'], ReadonlySet<Schema>>> = {};

/** Whether a type's members are arguments of Terraform; in container definitions the names are those of the API. */
function hasArguments(schema: Schema, kind: Part['kind']): boolean {
  const { CreateServiceRequest, CreateTaskSetRequest } = SERVICES;
  ARGUMENT_TYPES[kind] ??=
    kind === 'task' ? typesOf(REQUEST) : typesOf(CreateTaskSetRequest, typesOf(CreateServiceRequest, typesOf(REQUEST)));
  return ARGUMENT_TYPES[kind].has(resolve(schema));
}

/**
 * Terraform's name of a member of a type in a message.
 * @param kind of what the message is about: the log configuration of Service Connect is a block, that of a container is not
 */
export function nameInText(name: string, schema: Schema, kind: Part['kind']): string {
  return hasArguments(schema, kind) ? keyOf(name, schema) : name;
}

/** Terraform's name of a member of a type that it writes as a block. */
export function keyOf(name: string, schema: Schema): string {
  if (name === 'sizeInGiB' && memberOf(resolve(schema), EBS_MEMBER)) return 'size_in_gb';
  if (Object.hasOwn(OTHER_NAMES, name)) return OTHER_NAMES[name]!;
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/**
 * Arguments and blocks of a service that the API has in `deploymentConfiguration`.
 * Source: the page of aws_ecs_service in the documentation of the provider hashicorp/aws, checked 2026-11-28.
 */
const OF_DEPLOYMENT: ReadonlySet<string> = new Set([
  'alarms',
  'deployment_circuit_breaker',
  'deployment_maximum_percent',
  'deployment_minimum_healthy_percent',
]);
const DEPLOYMENT = 'deploymentConfiguration';

/** The member in which the API has an argument of a service; undefined where it has it in the service itself too. */
export function homeOf(key: string, schema: Schema): string | undefined {
  return OF_DEPLOYMENT.has(key) && memberOf(schema, DEPLOYMENT) ? DEPLOYMENT : undefined;
}

/** The members of a type that {@link homeOf} gives. */
export function homesIn(schema: Schema): readonly string[] {
  return memberOf(schema, DEPLOYMENT) ? HOMES : NONE;
}

const HOMES = [DEPLOYMENT];
const NONE: readonly string[] = [];

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
