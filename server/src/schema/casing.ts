/**
 * Names that CloudFormation spells differently beyond the first letter. Checked 2026-11-24 against cfn-lint's registry
 * schema.
 */
const CLOUDFORMATION: Readonly<Record<string, string>> = {
  EFSVolumeConfiguration: 'efsVolumeConfiguration',
  FSxWindowsFileServerVolumeConfiguration: 'fsxWindowsFileServerVolumeConfiguration',
  S3FilesVolumeConfiguration: 's3filesVolumeConfiguration',
  FilesystemId: 'fileSystemId',
  IAM: 'iam',
  ProxyConfigurationProperties: 'properties',
};

/**
 * The API's spelling of a member written in CloudFormation's style (`Cpu`), in Terraform's (`port_mappings`) or with
 * dashes; undefined if the name is right, or wrong in some other way.
 */
export function apiSpelling(key: string, known: Readonly<Record<string, unknown>>): string | undefined {
  if (Object.hasOwn(known, key)) return undefined;
  const candidates = [
    Object.hasOwn(CLOUDFORMATION, key) ? CLOUDFORMATION[key] : undefined,
    key[0]?.toLowerCase() + key.slice(1),
    camelCase(key),
  ];
  return candidates.find(
    (candidate) => candidate !== undefined && candidate !== key && Object.hasOwn(known, candidate),
  );
}

function camelCase(key: string): string {
  return key.toLowerCase().replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
}
