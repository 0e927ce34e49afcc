import { homeOf, keyOf } from '../../formats/terraform/names.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { DOCS } from '../../schema/docs.ts';
import { placeOfMember, schemaAt } from '../../schema/lookup.ts';
import { definition, resolve, type Schema, SERVICES, typeName } from '../../schema/schema.ts';
import { type ObjectNode, propertyOf } from '../../syntax/node.ts';
import { Ask, isStructure, type Json } from '../../syntax/value.ts';
import { typeInWords } from './keys.ts';
import { referencesFor } from './resources.ts';
import type { Suggestion } from './suggestion.ts';
import { itemLabel } from './values.ts';
import type { KeyPlace, ValuePlace } from './where.ts';

/** The members that most services have come first; the rest keeps the API's order. */
const USUAL: readonly string[] = [
  'serviceName',
  'service',
  'cluster',
  'taskDefinition',
  'desiredCount',
  'launchType',
  'networkConfiguration',
  'loadBalancers',
  'healthCheckGracePeriodSeconds',
  'deploymentConfiguration',
];

/** Members that exclude each other. */
const EXCLUSIVE: readonly (readonly string[])[] = [
  ['launchType', 'capacityProviderStrategy'],
  ['targetGroupArn', 'loadBalancerName'],
];

/** Members that only calls of the API have, or of which it is not known whether the other formats have them. */
const ONLY_IN_API: ReadonlySet<string> = new Set([
  'accessLogConfiguration',
  'clientToken',
  'containerConfigurations',
  'earlySuccessCriteria',
  'gatewayConnectors',
  'monitoring',
  'resetOnHealthyTask',
  'service',
  'thresholdConfiguration',
]);

/** Members to write along with those that ECS needs. */
const MORE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  NetworkConfiguration: ['awsvpcConfiguration'],
  AwsVpcConfiguration: ['securityGroups'],
  LoadBalancer: ['targetGroupArn', 'containerName', 'containerPort'],
  CapacityProviderStrategyItem: ['weight'],
  DeploymentConfiguration: ['deploymentCircuitBreaker'],
  PlacementConstraint: ['type'],
  PlacementStrategy: ['type', 'field'],
  ServiceConnectConfiguration: ['services'],
  ServiceConnectService: ['clientAliases'],
  ServiceRegistry: ['registryArn'],
  ServiceVolumeConfiguration: ['managedEBSVolume'],
  ServiceManagedEBSVolumeConfiguration: ['sizeInGiB', 'filesystemType'],
  Tag: ['key', 'value'],
};

/** What to write for a member where the type does not say. */
const PRESETS: Readonly<Record<string, string | number>> = {
  'AwsVpcConfiguration.securityGroups': 'sg-0123456789abcdef0',
  'AwsVpcConfiguration.subnets': 'subnet-0123456789abcdef0',
  'CapacityProviderStrategyItem.weight': 1,
  'CreateServiceRequest.desiredCount': 2,
  'CreateServiceRequest.healthCheckGracePeriodSeconds': 60,
  'DeploymentConfiguration.maximumPercent': 200,
  'DeploymentConfiguration.minimumHealthyPercent': 100,
  'LoadBalancer.containerPort': 8080,
  'PlacementStrategy.field': 'attribute:ecs.availability-zone',
  'ServiceConnectClientAlias.port': 80,
  'ServiceManagedEBSVolumeConfiguration.sizeInGiB': 20,
  'UpdateServiceRequest.desiredCount': 2,
  'UpdateServiceRequest.healthCheckGracePeriodSeconds': 60,
};

/** A place in a service. */
interface ServiceSpot {
  readonly service: ServiceDefinition;
  readonly type: string;
  readonly key: string;
  readonly owner: ObjectNode | undefined;
}

/** The members that an object of a service can still get. */
export function serviceKeys({ object, own }: KeyPlace, service: ServiceDefinition): Suggestion[] {
  const schema = schemaAt(service, object);
  const resolved = schema && resolve(schema);
  if (!schema || !resolved?.properties) return [];
  const type = typeName(schema);
  if (!type) return [];
  const { dialect } = service.part;
  const isTerraform = dialect.id === 'terraform';
  const required = (resolved.required ?? []).filter(
    (key) => !dialect.supplied.has(object === service.root ? key : `${type}.${key}`),
  );
  const present = new Set(object.properties.flatMap((property) => (property === own ? [] : [property.key.value])));
  const rank = (key: string) =>
    required.includes(key) ? -1 : object === service.root && USUAL.includes(key) ? USUAL.indexOf(key) : USUAL.length;
  const isOffered = (key: string) =>
    !present.has(key) &&
    (dialect.id === 'api' || !ONLY_IN_API.has(key)) &&
    !(isTerraform && type === 'DeploymentConfiguration' && isBeside(key, resolved)) &&
    !EXCLUSIVE.some((group) => group.includes(key) && group.some((other) => present.has(other)));
  const members = Object.entries(resolved.properties)
    .filter(([key]) => isOffered(key))
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([key, member]) => suggestion({ service, type, key, owner: object }, member, required.includes(key)));
  return isTerraform && object === service.root ? [...members, ...membersBeside(service)] : members;
}

function suggestion(spot: ServiceSpot, member: Schema, isRequired = false): Suggestion {
  const { type, key } = spot;
  return {
    label: key,
    value: skeletonOf(spot, member),
    detail: `${typeInWords(member)}${isRequired ? ', required' : ''}`,
    docs: { type, member: key },
    kind: 'member',
    continues: resolve(member).type === 'string' && scalarsOf(spot, member).length > 1,
  };
}

/** What Terraform has in the service itself, and the API in its deployment configuration. */
function membersBeside(service: ServiceDefinition): Suggestion[] {
  const type = 'DeploymentConfiguration';
  const schema = definition(type);
  const written = propertyOf(service.root, 'deploymentConfiguration')?.value;
  const there = new Set(written?.kind === 'object' ? written.properties.map(({ key }) => key.value) : []);
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    if (there.has(key) || !isBeside(key, schema)) return [];
    const found = suggestion({ service, type, key, owner: undefined }, member);
    return { ...found, label: keyOf(key, schema), value: withTerraformNames(found.value, member) };
  });
}

function isBeside(key: string, schema: Schema): boolean {
  return homeOf(keyOf(key, schema), SERVICES.CreateServiceRequest) !== undefined;
}

function withTerraformNames(value: Json, schema: Schema): Json {
  if (!isStructure(value) || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, Json]) => [keyOf(key, resolve(schema)), part]),
  );
}

/** The values of a member of a service, or of an item of its list. */
export function serviceValues({ property, list }: ValuePlace, service: ServiceDefinition): Suggestion[] {
  const place = property && placeOfMember(service, property);
  if (!property || !place?.type || !place.schema) return [];
  const { type, key } = place;
  const spot = { service, type, key, owner: property.parent };
  const isList = resolve(place.schema).type === 'array';
  if (list && (!isList || list.parent !== property)) return [];
  const schema = list ? resolve(place.schema).items! : place.schema;
  const kind = resolve(schema).type;
  if (kind !== 'object' && kind !== 'array') return scalarsOf(spot, schema);
  const form = { docs: { type, member: key }, kind: 'form' } as const;
  if (list && key === 'loadBalancers') {
    const targets = targetsOf(taskOf(spot.service));
    if (targets.length > 0)
      return targets.map(([containerName, containerPort]) => ({
        ...form,
        label: `${containerName}:${containerPort}`,
        value: { targetGroupArn: preset(spot, 'LoadBalancer', 'targetGroupArn'), containerName, containerPort },
      }));
  }
  return [
    {
      ...form,
      label: list ? itemLabel(typeName(schema) ?? 'item') : kind === 'array' ? '[ ]' : '{ }',
      value: skeletonOf(spot, schema),
    },
  ];
}

/** The task definition of a service: the one that it refers to, otherwise the only one beside it. */
function taskOf({ task, beside, part }: ServiceDefinition): TaskDefinition | undefined {
  const isNamed = propertyOf(part.root, 'taskDefinition') !== undefined;
  return task ?? (beside.length === 1 && !isNamed ? beside[0] : undefined);
}

/** The containers of a task definition with their ports. */
function targetsOf(task: TaskDefinition | undefined): [name: string, port: number][] {
  return (task?.containers.items ?? []).flatMap((container) => {
    const name = container.name.value;
    if (name === undefined) return [];
    return portsOf(task, name).map(({ port }): [string, number] => [name, port]);
  });
}

function portsOf(task: TaskDefinition | undefined, name?: string): { port: number; portName: string | undefined }[] {
  const containers = task?.containers.items.filter((one) => name === undefined || one.name.value === name) ?? [];
  return containers.flatMap((container) =>
    container.list('portMappings').items.flatMap((mapping) => {
      const port = mapping.number('containerPort').value;
      return port === undefined ? [] : [{ port, portName: mapping.string('name').value }];
    }),
  );
}

function scalarsOf(spot: ServiceSpot, schema: Schema): Suggestion[] {
  return [...referencesFor(spot.service, `${spot.type}.${spot.key}`), ...ownScalars(spot, schema)];
}

function ownScalars({ service, type, key, owner }: ServiceSpot, schema: Schema): Suggestion[] {
  const task = taskOf(service);
  const names = (all: readonly (string | undefined)[]): Suggestion[] =>
    [...new Set(all)].flatMap((name) => (name === undefined ? [] : { label: name, value: name, kind: 'name' }));
  switch (key) {
    case 'containerName':
      return names(task?.containers.items.map(({ name }) => name.value) ?? []);
    case 'containerPort': {
      const name = owner && propertyOf(owner, 'containerName')?.value;
      const ports = portsOf(task, name?.kind === 'string' ? name.value : undefined).map(({ port }) => port);
      return [...new Set(ports)].map((port) => ({ label: String(port), value: port, kind: 'value' }));
    }
    case 'portName':
      return names(portsOf(task).map(({ portName }) => portName));
    case 'capacityProvider':
      return [text('FARGATE'), text('FARGATE_SPOT')];
    case 'assignPublicIp':
      // Terraform has a boolean in its place.
      if (service.part.dialect.id !== 'terraform') break;
      return [
        { label: 'false', value: 'DISABLED', kind: 'value' },
        { label: 'true', value: 'ENABLED', kind: 'value' },
      ];
    default:
  }
  if (type === 'ServiceVolumeConfiguration' && key === 'name')
    return names(
      task?.volumes.items
        .filter((volume) => volume.boolean('configuredAtLaunch').value === true)
        .map((volume) => volume.string('name').value) ?? [],
    );
  const resolved = resolve(schema);
  if (resolved.type === 'boolean')
    return [true, false].map((value) => ({ label: String(value), value, kind: 'value' }));
  const known = resolved.enum ?? [];
  const documented = Object.keys(DOCS[type]?.members[key]?.values ?? {}).filter((value) => known.includes(value));
  return [...new Set([...documented, ...known])].map((value) => ({
    ...text(value),
    docs: { type, member: key, value },
  }));
}

function text(value: string): Suggestion {
  return { label: value, value, kind: 'value' };
}

/** What to write for a member: its structure with the members that it needs and the usual ones. */
function skeletonOf(spot: ServiceSpot, schema: Schema): Json {
  const resolved = resolve(schema);
  if (resolved.type === 'array') {
    const target = spot.key === 'loadBalancers' ? targetsOf(taskOf(spot.service))[0] : undefined;
    const item = resolved.items && skeletonOf(spot, resolved.items);
    if (target) return [{ ...(item as object), containerName: target[0], containerPort: target[1] }];
    return item === undefined ? [] : [item];
  }
  if (resolved.type === 'object') {
    const type = typeName(schema);
    const { required = [], properties = {} } = resolved;
    if (!type) return {};
    const isDeployment = type === 'DeploymentConfiguration' && spot.service.part.dialect.id === 'terraform';
    const more = isDeployment ? ['strategy'] : (MORE_MEMBERS[type] ?? []);
    const members = [...new Set([...required, ...more])];
    return Object.fromEntries(
      members.map((key) => [key, skeletonOf({ ...spot, type, key, owner: undefined }, properties[key]!)]),
    );
  }
  return preset(spot, spot.type, spot.key, schema);
}

function preset(spot: ServiceSpot, type: string, key: string, schema?: Schema): Json {
  const found = schema ? scalarsOf({ ...spot, type, key }, schema) : referencesFor(spot.service, `${type}.${key}`);
  if (found.length > 0 && found[0]!.kind === 'reference') return found.length === 1 ? found[0]!.value : new Ask('');
  if (key === 'assignPublicIp') return 'DISABLED';
  const own = PRESETS[`${type}.${key}`];
  if (own !== undefined) return new Ask(own);
  const resolved = schema && resolve(schema);
  if (resolved?.type === 'boolean') return new Ask(true);
  if (resolved?.type === 'integer' || resolved?.type === 'number')
    return new Ask((found[0]?.value as number | undefined) ?? resolved.minimum ?? 1);
  if (found.length === 1) return found[0]!.value;
  return new Ask('');
}
