import { arnParts } from '../model/arn.ts';
import { enumerate } from '../model/wording.ts';
import { withoutPlaceholders } from '../syntax/placeholder.ts';
import type { Grants } from './policy.ts';
import type { Scope } from './scope.ts';

const FOR_SECRETS = (users: readonly string[]) => `Reads from Secrets Manager: ${enumerate(users, 'and')}.`;
const FOR_PARAMETERS = (users: readonly string[]) => `Reads from Parameter Store: ${enumerate(users, 'and')}.`;

const SECRET_KEY =
  'If a secret is encrypted with your own key, add "kms:Decrypt" on that key. The file does not name the key.';
const PARAMETER_KEY =
  'If a parameter is a SecureString encrypted with your own key, add "kms:Decrypt" on that key. The file does not name the key.';

/**
 * Allows reading the secret or parameter that a value names. Source: Amazon ECS developer guide, task execution role,
 * permissions for secrets; IAM service authorization reference; checked 2026-11-28.
 * @param text the ARN or name; empty if the file does not say
 * @param user what reads it
 */
export function allowSecret(grants: Grants, scope: Scope, text: string, user: string): void {
  const [arn, , service] = arnParts(text);
  if (arn === 'arn' && service === 'secretsmanager')
    grants.allow('Secrets', ['secretsmanager:GetSecretValue'], [secretResource(text)], [user], FOR_SECRETS, [
      SECRET_KEY,
    ]);
  else if (arn === 'arn' && service === 'ssm')
    grants.allow('Parameters', ['ssm:GetParameters'], [text], [user], FOR_PARAMETERS, [PARAMETER_KEY]);
  else if (text !== '' && arn !== 'arn' && withoutPlaceholders(text) !== 'x'.repeat(text.length))
    // A name alone is a parameter in the task's own region.
    grants.allow(
      'Parameters',
      ['ssm:GetParameters'],
      [`arn:${scope.partition}:ssm:${scope.region}:${scope.account}:parameter/${text.replace(/^\//, '')}`],
      [user],
      FOR_PARAMETERS,
      [PARAMETER_KEY],
    );
  else
    grants.allow(
      'Secrets',
      ['secretsmanager:GetSecretValue'],
      [`arn:${scope.partition}:secretsmanager:${scope.region}:${scope.account}:secret:SECRET_NAME-??????`],
      [user],
      FOR_SECRETS,
      [
        `What ${user} reads is decided outside this file. If it is a parameter, allow "ssm:GetParameters" on it instead.`,
        SECRET_KEY,
      ],
    );
}

/**
 * The resource for IAM: without the JSON key and version, which policies do not know. Secrets Manager appends a hyphen
 * and six characters to the name; if they are missing, wildcards stand in for them.
 */
function secretResource(text: string): string {
  const parts = arnParts(text).slice(0, 7);
  const name = parts[6] ?? '';
  const complete = /-[A-Za-z0-9]{6}$/.test(name) || withoutPlaceholders(name).endsWith('x') !== name.endsWith('x');
  return complete ? parts.join(':') : `${parts.join(':')}-??????`;
}
