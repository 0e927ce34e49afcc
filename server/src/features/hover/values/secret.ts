import { parseArn } from '../../../model/arn.ts';
import { parseSecretArn, type SecretArn } from '../../../model/secret-arn.ts';
import { hasPlaceholder } from '../../../syntax/placeholder.ts';
import { code, facts, type Markdown, md, plainWords, together } from '../../markdown.ts';
import { regionText } from './region.ts';

/** The suffix that Secrets Manager adds to a secret's ARN. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** Breaks a `valueFrom` down: which secret or parameter, and which part of it. */
export function valueFromText(text: string, home: string | undefined): Markdown | undefined {
  if (hasPlaceholder(text) || text === '') return undefined;
  const secret = parseSecretArn(text);
  if (!secret) {
    return /^[\w./-]+$/.test(text)
      ? md`${code(text)} — a parameter in Parameter Store, in the account and Region of the task`
      : undefined;
  }
  const account = parseArn(text)?.account;
  const place: readonly (readonly [string, Markdown | false | undefined])[] = [
    ['Region', regionText(secret.region, home)],
    ['Account', account ? plainWords(account) : undefined],
  ];
  if (secret.service === 'ssm') {
    const name = secret.name.includes('/') ? `/${secret.name}` : secret.name;
    return together([md`${code(name)} — a parameter in Parameter Store`, facts(place)]);
  }
  return together([
    md`${code(secret.name.replace(SUFFIX, ''))} — a secret in Secrets Manager`,
    facts([...selection(secret), ...place]),
  ]);
}

function selection({ name, selectors }: SecretArn): (readonly [string, Markdown | false | undefined])[] {
  const [key, stage, version] = selectors;
  const suffix = SUFFIX.exec(name)?.[0];
  return [
    ['The container gets', key ? md`the value of ${code(key)} in the secret’s JSON` : md`the whole secret as text`],
    [
      'Version',
      version
        ? md`the one with the id ${code(version)}`
        : stage
          ? md`the one labelled ${code(stage)}`
          : md`the current one`,
    ],
    ['Ending', suffix !== undefined && md`${code(suffix)} is part of the ARN; Secrets Manager adds it to the name`],
  ];
}
