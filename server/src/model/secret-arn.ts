/**
 * Reads the ARNs that `valueFrom` takes. Source: Amazon ECS developer guide, passing Secrets Manager secrets and
 * Parameter Store parameters through environment variables, checked 2026-11-24.
 */

/** The ARN of a secret or a parameter in its parts. */
export interface SecretArn {
  readonly service: 'secretsmanager' | 'ssm';
  readonly region: string;
  /** The secret's name with its suffix, or the parameter's path. */
  readonly name: string;
  /** What follows the name of a secret: JSON key, version stage, version id; whole only with all three. */
  readonly selectors: readonly string[];
}

/** The parts of an ARN of a secret or parameter; undefined where the text is no such ARN. */
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
