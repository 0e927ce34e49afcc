import { parseArn } from '../../model/arn.ts';
import { parseSecretArn, type SecretArn } from '../../model/secret-arn.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { code, facts } from '../markdown.ts';
import { elsewhere } from './region.ts';

/** Secrets Manager's own ending of a secret's ARN. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** A `valueFrom` in its parts: which secret or parameter, and what of it. */
export function valueFromText(text: string, home: string | undefined): string | undefined {
  if (hasPlaceholder(text) || text === '') return undefined;
  const secret = parseSecretArn(text);
  if (!secret) {
    return /^[\w./-]+$/.test(text)
      ? `${code(text)} — a parameter of Parameter Store, in the account and Region of the task`
      : undefined;
  }
  const place: readonly (readonly [string, string | false | undefined])[] = [
    ['Region', `${secret.region}${elsewhere(secret.region, home)}`],
    ['Account', parseArn(text)?.account],
  ];
  if (secret.service === 'ssm') {
    const name = secret.name.includes('/') ? `/${secret.name}` : secret.name;
    return [`${code(name)} — a parameter of Parameter Store`, facts(place)].join('\n\n');
  }
  return [
    `${code(secret.name.replace(SUFFIX, ''))} — a secret of Secrets Manager`,
    facts([...selection(secret), ...place]),
  ].join('\n\n');
}

function selection({ name, selectors }: SecretArn): (readonly [string, string | false | undefined])[] {
  const [key, stage, version] = selectors;
  const suffix = SUFFIX.exec(name)?.[0];
  return [
    ['The container gets', key ? `the value of ${code(key)} in the secret’s JSON` : 'the whole secret as text'],
    [
      'Version',
      version ? `the one with the id ${code(version)}` : stage ? `the one labelled ${code(stage)}` : 'the current one',
    ],
    ['Ending', suffix && `${code(suffix)} is part of the ARN; Secrets Manager adds it to the name`],
  ];
}
