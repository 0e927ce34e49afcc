/**
 * Parses the ARNs that `valueFrom` accepts. Source: Amazon ECS developer guide, passing Secrets Manager secrets and
 * Parameter Store parameters through environment variables, checked 2026-11-24.
 */

/** The ARN of a secret or parameter, split into its parts. */
export interface SecretArn {
  readonly service: 'secretsmanager' | 'ssm';
  readonly region: string;
  /** The secret's name with its suffix, or the parameter's path. */
  readonly name: string;
  /** What follows a secret's name: JSON key, version stage and version ID. Complete only if all three are there. */
  readonly selectors: readonly string[];
}

/** Parses the ARN of a secret or parameter; undefined if the text is not one. */
export function parseSecretArn(text: string): SecretArn | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (arn !== 'arn' || !partition || !region || !account) return undefined;
  if (service === 'secretsmanager') {
    const [kind, name, ...selectors] = resource;
    return kind === 'secret' && name ? { service, region, name, selectors } : undefined;
  }
  if (service === 'ssm') {
    const name = /^parameter\/(.+)$/.exec(resource.join(':'))?.[1];
    return name ? { service, region, name, selectors: [] } : undefined;
  }
  return undefined;
}
