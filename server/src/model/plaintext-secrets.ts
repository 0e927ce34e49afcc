/**
 * Distinguishes plaintext secrets from values that merely look like them. The name and the value are judged together: a
 * name such as MODEL_MAX_TOKENS or SECRET_NAME does not hold a secret, while a URL containing a password may have an
 * innocent name.
 * Key forms: the issuers' own documentation, checked 2026-11-24.
 */

/** Formats that identify a secret on their own. */
const KEY_FORMS: readonly [form: RegExp, what: string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS access key'],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22})/, 'a GitHub token'],
  [/\bglpat-[\w-]{20}/, 'a GitLab token'],
  [/\bxox[abeprs]-[\w-]{10}/, 'a Slack token'],
  [/\b(?:sk|rk)_live_\w{10}/, 'a Stripe key'],
  [/\bsk-[\w-]{20}/, 'an API key'],
  [/\bAIza[\w-]{35}/, 'a Google API key'],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/, 'a SendGrid key'],
  [/\bnpm_[A-Za-z0-9]{36}/, 'an npm token'],
];

/** Matches a fragment of every format above, so that most values need only this one test. */
const PART_OF_KEY = /-----BEGIN|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox|_live_|sk-|AIza|SG\.|npm_/;

const SIGNED_TOKEN = /^eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}$/;

/** Passwords inside a URL, a connection string or a piece of JSON; the first group is the password. */
const EMBEDDED: readonly RegExp[] = [
  /:\/\/[^\s:/?#@]*:([^\s/@]+)@/,
  /(?:^|[;?&,.\s])(?:password|passwd|pwd|accountkey|sharedaccesskey)=([^;&,\s"']+)/i,
  /^\s*\{[\s\S]*?"[^"]*(?:password|passwd|secret|api_?key)"\s*:\s*"([^"]+)"/i,
];

/** A character that each of these patterns needs: a quick test that rules out most values. */
const PART_OF_EMBEDDED = /[:=]/;

/** Words that end the names of secrets, each with the minimum length of a value that counts as one. */
const SECRET_WORDS: readonly [word: RegExp, shortest: number][] = [
  [/(?:password|passwd|passphrase)$|^(?:pass|pwd)$/, 1],
  [/^(?:secret|credentials?)$|(?:api|secret|access|private|signing|encryption|master)key$/, 6],
  // Names without separators: DBPASS, PGPWD, JWTSECRET, BOTTOKEN. "compass" and "bypass" do not match.
  [
    /^(?:my)?(?:admin|app|db|database|ftp|mail|mongo|mysql|pg|postgres|rds|redis|root|smtp|sql|ssh|user)(?:pass|pwd)$/,
    1,
  ],
  [/^(?:api|app|auth|client|consumer|cookie|jwt|oauth|session|signing|webhook)secret$/, 6],
  [/^token$|^(?:access|api|auth|bearer|bot|deploy|github|gitlab|jwt|refresh|session|slack)token$/, 8],
];

/** Words before "key" that make it a secret key; a cache key or a public key is not secret. */
const SECRET_KEYS = new Set(
  (
    'access account admin api app application auth cookie deploy encryption hmac integration jwt license master ' +
    'private role secret server service session signing ssh storage webhook write'
  ).split(' '),
);

/** Suffixes that tell secrets of one kind apart and say nothing about the kind. */
const VARIANT = /^(?:\d+|v\d+|value|base|base64|b64|dev|development|test|staging|stage|prod|production|live|old|new)$/;

/** Words that mark a name as a switch, a limit or something public. */
const NOT_SECRET = new Set(
  (
    'allow allows anon check disable disabled empty enable enabled has hide is max min no num pub public publishable ' +
    'require required requires show skip use validate verify without'
  ).split(' '),
);

/**
 * What kind of plaintext secret a variable holds, such as "a password" or "a GitHub token"; undefined if there is no
 * sign of one.
 */
export function plaintextSecret(name: string, value: string): string | undefined {
  if (PART_OF_KEY.test(value)) {
    for (const [form, what] of KEY_FORMS) {
      const match = form.exec(value);
      if (match && !isValueStandIn(match[0])) return what;
    }
  }
  if (PART_OF_EMBEDDED.test(value)) {
    for (const form of EMBEDDED) {
      const password = form.exec(value)?.[1];
      if (password !== undefined && !isValueStandIn(password)) return 'a password';
    }
  }
  const words = wordsOf(name);
  const what = SIGNED_TOKEN.test(value)
    ? 'a signed token'
    : namesSecret(words, value.length) && !/^(?:old_?)?pwd$/i.test(name)
      ? 'a secret'
      : undefined;
  if (!what || words.some((word) => NOT_SECRET.has(word)) || isValueStandIn(value) || isReference(value))
    return undefined;
  return what;
}

function namesSecret(words: readonly string[], length: number): boolean {
  const last = words.findLastIndex((word) => !VARIANT.test(word));
  const word = words[last];
  if (word === undefined) return false;
  if (word === 'key') return length >= 6 && last > 0 && SECRET_KEYS.has(words[last - 1]!);
  return SECRET_WORDS.some(([form, shortest]) => form.test(word) && length >= shortest);
}

/** The words of a name in lower case: `MB__SERVER__API_KEY`, `spring.datasource.password`, `dbPassword`. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const STAND_IN = new RegExp(
  [
    '^(?:true|false|yes|no|on|off|[01]|none|null|nil|undefined|string|empty)$',
    '^(?:[*.#-]+|[*x.#-]{3,})$',
    '(?:^|[^a-z])(?:here|todo|tbd|fixme|dummy|example|placeholder|redacted|replaced?|insert|your|secret[_-]?name|(?:change|set|fill)[_-]?(?:me|it|this|in))(?:$|[^a-z])',
  ].join('|'),
  'i',
);

/**
 * Whether a text stands in for a value to be filled in later, or is just a switch: `DB_PASSWORD_HERE`, `changeme`,
 * `true`.
 */
export function isValueStandIn(value: string): boolean {
  const text = value.trim();
  return STAND_IN.test(text) || /EXAMPLE/.test(text) || /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text);
}

/**
 * Whether a value tells where to find the secret rather than being one: a path, a URL, an ARN, a name in a secret
 * store.
 */
function isReference(value: string): boolean {
  return (
    /^(?:(?:~|\.{0,2})\/[\w./-]*$|[A-Za-z]:\\|\{?\w+:\/\/|(?:arn|ssm|secretsmanager):)/i.test(value) ||
    STORE_NAME.test(value)
  );
}

/** Such as `prod/database/password`. Lower case only, as Base64-encoded keys also contain capitals. */
const STORE_NAME = /^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+$/;
