import { memberOf, type Schema, SERVICES } from '../../schema/schema.ts';

/**
 * Names of the API that CloudFormation spells differently by more than the first letter.
 * Source: the resource specification of AWS::ECS::TaskDefinition in @aws-cdk/aws-service-spec 0.1.216, checked 2026-11-28.
 */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  efsVolumeConfiguration: 'EFSVolumeConfiguration',
  fsxWindowsFileServerVolumeConfiguration: 'FSxWindowsFileServerVolumeConfiguration',
  iam: 'IAM',
  // In these only the type of an EFS volume, and of a proxy: FSx has `FileSystemId`.
  fileSystemId: 'FilesystemId',
  properties: 'ProxyConfigurationProperties',
  placementStrategy: 'PlacementStrategies',
};

/** A member that only the type has whose member is spelt in another way. */
const ONLY_IN: Readonly<Record<string, string>> = { fileSystemId: 'transitEncryption', properties: 'containerName' };

/**
 * Whether a key of a service is one that CloudFormation reads itself.
 * Source: the resource specification of AWS::ECS::Service in @aws-cdk/aws-service-spec 0.1.216, checked 2026-11-28.
 */
export function isOwn(key: string, schema: Schema): boolean {
  return key === 'ForceNewDeployment' && schema === SERVICES.CreateServiceRequest;
}

/** CloudFormation's name of a member of a type. */
export function keyOf(name: string, schema: Schema): string {
  const other = Object.hasOwn(OTHER_KEYS, name) ? OTHER_KEYS[name] : undefined;
  const isOther = other && (!Object.hasOwn(ONLY_IN, name) || memberOf(schema, ONLY_IN[name]!));
  return isOther ? other : name.charAt(0).toUpperCase() + name.slice(1);
}

const NAMES = new WeakMap<Schema, ReadonlyMap<string, string>>();

/** The API's name of a member of a type; undefined where CloudFormation has none of this name. */
export function nameOf(key: string, schema: Schema): string | undefined {
  let names = NAMES.get(schema);
  if (!names) {
    names = new Map(Object.keys(schema.properties ?? {}).map((name) => [keyOf(name, schema), name]));
    NAMES.set(schema, names);
  }
  return names.get(key);
}
