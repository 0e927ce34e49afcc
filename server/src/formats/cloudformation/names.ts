import { memberOf, type Schema, SERVICES } from '../../schema/schema.ts';

/**
 * Names from the API that CloudFormation spells differently beyond the first letter.
 * Source: the resource specification of AWS::ECS::TaskDefinition in @aws-cdk/aws-service-spec 0.1.216, checked
 * 2026-11-28.
 */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  efsVolumeConfiguration: 'EFSVolumeConfiguration',
  fsxWindowsFileServerVolumeConfiguration: 'FSxWindowsFileServerVolumeConfiguration',
  iam: 'IAM',
  // Spelt this way only in the types of an EFS volume and of a proxy: FSx has `FileSystemId`.
  fileSystemId: 'FilesystemId',
  properties: 'ProxyConfigurationProperties',
  placementStrategy: 'PlacementStrategies',
};

/** A member that identifies the type in which the other spelling applies. */
const ONLY_IN: Readonly<Record<string, string>> = { fileSystemId: 'transitEncryption', properties: 'containerName' };

/**
 * Whether CloudFormation itself reads a key of a service.
 * Source: the resource specification of AWS::ECS::Service in @aws-cdk/aws-service-spec 0.1.216, checked 2026-11-28.
 */
export function isOwn(key: string, schema: Schema): boolean {
  return key === 'ForceNewDeployment' && schema === SERVICES.CreateServiceRequest;
}

/** CloudFormation's name for a member of a type. */
export function keyOf(name: string, schema: Schema): string {
  const other = Object.hasOwn(OTHER_KEYS, name) ? OTHER_KEYS[name] : undefined;
  const isOther = other && (!Object.hasOwn(ONLY_IN, name) || memberOf(schema, ONLY_IN[name]!));
  return isOther ? other : name.charAt(0).toUpperCase() + name.slice(1);
}

const NAMES = new WeakMap<Schema, ReadonlyMap<string, string>>();

/** The API's name for a member of a type; undefined if CloudFormation has no member of this name. */
export function nameOf(key: string, schema: Schema): string | undefined {
  let names = NAMES.get(schema);
  if (!names) {
    names = new Map(Object.keys(schema.properties ?? {}).map((name) => [keyOf(name, schema), name]));
    NAMES.set(schema, names);
  }
  return names.get(key);
}
