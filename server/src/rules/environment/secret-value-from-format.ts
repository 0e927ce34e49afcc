import { asWritten } from '../../model/as-written.ts';
import { homeOf } from '../../model/home.ts';
import { parseSecretArn } from '../../model/secret-arn.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { cut } from '../../model/wording.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask, type Json } from '../../syntax/value.ts';
import { type SecretStore, secretReferences, secretStores } from '../parts/secret-references.ts';
import { regionStub } from '../parts/stubs.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'valueFrom is neither the ARN of a secret nor the name of a parameter',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, specifying-sensitive-data; the rejection in aws/containers-roadmap issue 859',
    checked: '2026-11-28',
  },
  concept: 'secrets',
  why: 'ECS accepts the ARN of a Secrets Manager secret (`…:secret:name`), the ARN of a parameter (`…:parameter/name`), or the bare name of a parameter in the same region, which contains no colon.',
  rejection: 'The Systems Manager parameter name specified for secret … is invalid.',
  check(container, report) {
    const { task } = container;
    let stores: SecretStore[] | undefined;
    for (const { valueFrom, secret } of secretReferences(container)) {
      const reference = valueFrom.value;
      const fault = faultOf(reference);
      if (!fault) continue;
      const known = secret.string('name').value;
      const repaired = fault.repair?.(reference, task);
      const name = nameIn(reference) ?? known ?? 'NAME';
      stores ??= secretStores(task);
      report({
        at: valueFrom.node,
        message: fault.message,
        ...(known ? { rejection: `The Systems Manager parameter name specified for secret ${known} is invalid.` } : {}),
        fixes:
          repaired === undefined
            ? stores.map((store) => ({
                title: `Write an ARN of ${store.name}`,
                edits: [replace(valueFrom.node, store.arn(name))],
              }))
            : [
                {
                  title: typeof repaired === 'string' ? `Write "${cut(repaired, 60)}"` : 'Write what is missing',
                  preferred: repaired === reference.trim(),
                  edits: [replace(valueFrom.node, repaired)],
                },
              ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [
        { "name": "DB_PASSWORD", "valueFrom": "secretsmanager:db" } // rotated each month
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:db-password" }]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret/web-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "/web//a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter//web/a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1::parameter/web/a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:1111:secret:web-AbCdEf:key::" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm::111122223333:parameter/web/a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": " arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf:key::\\n" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "web a" }] }]`,
  ],
  good: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [
      { "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/a-AbCdEf" },
      { "name": "B", "valueFrom": "arn:aws-cn:ssm:cn-north-1:111122223333:parameter/web/b" },
      { "name": "C", "valueFrom": "/web/c.d_e-f" },
      { "name": "D", "valueFrom": "\${secret_arn}:password::" },
      { "name": "E", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf:password::" }
    ]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "secrets": [
        { "name": "DB_PASSWORD", "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:db-AbCdEf" } // rotated each month
      ]
    }
  ]
}`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/db-password" }]
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "/web/a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/web/a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1:ACCOUNT_ID:parameter/web/a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:ACCOUNT_ID:secret:web-AbCdEf:key::" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:REGION:111122223333:parameter/web/a" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web-AbCdEf:key::" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "secrets": [{ "name": "A", "valueFrom": "arn:aws:secretsmanager:REGION:111122223333:secret:web-a-AbCdEf" }] }]`,
  ],
};

type Repair = (reference: string, task: TaskDefinition) => Json | undefined;

interface Fault {
  readonly message: string;
  readonly repair?: Repair;
}

const AROUND: Fault = {
  message: 'ECS treats the spaces or line breaks around valueFrom as part of the name: remove them',
  repair: repairOf(({ length }) => length > 0),
};
const SLASHES: Fault = {
  message: 'A parameter name cannot have two slashes in a row: remove one',
  repair: (reference) => reference.replaceAll(/\/{2,}/g, '/'),
};
const NO_REGION: Fault = { message: 'This ARN has no region: add it', repair: withPlace };
const NO_ACCOUNT: Fault = { message: 'This ARN has no account: add its 12 digits', repair: withPlace };
const WRONG_ACCOUNT: Fault = {
  message: 'The account in this ARN does not have 12 digits: correct it',
  repair: withPlace,
};
const NO_KIND: Fault = {
  message: 'This ARN names no secret: it has to continue with ":secret:NAME" or ":parameter/NAME"',
  repair: withKind,
};
const BLANKS: Fault = { message: 'This ARN contains spaces, which the name of a secret cannot have: remove them' };
const BARE: Fault = {
  message: 'A parameter name can contain only letters, digits, ".", "-", "_" and "/": use an ARN for anything else',
};

/** What is wrong with a reference. The schema check reports an ARN of another service. */
function faultOf(reference: string): Fault | undefined {
  if (reference !== reference.trim()) return AROUND;
  if (!reference.startsWith('arn:')) {
    if (!/^[\w./-]+$/.test(reference)) return BARE;
    return reference.includes('//') ? SLASHES : undefined;
  }
  const [, , service, region, account, ...resource] = reference.split(':');
  if (service !== 'secretsmanager' && service !== 'ssm') return undefined;
  if (account === undefined || resource.length === 0) return NO_KIND;
  if (!/^(?:secret:[^/:]|parameter\/.)/.test(resource.join(':').replace(/^secret:\//, 'secret:x'))) return NO_KIND;
  if ((service === 'ssm') !== (resource[0] !== 'secret')) return NO_KIND;
  if (region === '') return NO_REGION;
  if (account === '') return NO_ACCOUNT;
  if (/^\d+$/.test(account) && account.length !== 12) return WRONG_ACCOUNT;
  if (service === 'ssm' && reference.includes('//')) return SLASHES;
  if (/\s/.test(reference)) return BLANKS;
  return parseSecretArn(reference) ? undefined : NO_KIND;
}

/** Trims the text, if what remains is a usable reference. */
function repairOf(isEnough: (text: string) => boolean): Repair {
  return (reference) => {
    const text = reference.trim();
    return isEnough(text) && !faultOf(text) ? text : undefined;
  };
}

/** The ARN with its region and account; whichever of them is not known is left to fill in. */
function withPlace(reference: string, task: TaskDefinition): Json {
  const parts = reference.split(':');
  const region = regionStub(task);
  const { account } = homeOf(task);
  let isGuess = false;
  if (parts[3] === '') {
    parts[3] = region instanceof Ask ? region.text : region;
    isGuess = region instanceof Ask;
  }
  if (!/^\d{12}$/.test(parts[4] ?? '')) {
    parts[4] = account ?? 'ACCOUNT_ID';
    isGuess ||= account === undefined;
  }
  const whole = parts.join(':');
  return isGuess ? new Ask(whole) : asWritten(task, whole);
}

/** The ARN with its resource type, if only that is missing or has the wrong character after it. */
function withKind(reference: string): string | undefined {
  const match =
    /^(arn:[^:]*:(secretsmanager|ssm):[a-z0-9-]+:\d{12}):(?:secret|parameter)?[:/]*([\w/+=.@-]+(?::.*)?)$/.exec(
      reference,
    );
  if (!match) return undefined;
  const [, place, service, name] = match;
  if (/^(?:secret|parameter):?$/.test(name!)) return undefined;
  const whole = `${place}:${service === 'ssm' ? 'parameter/' : 'secret:'}${name}`;
  return faultOf(whole) ? undefined : whole;
}

/** The secret's name in a reference, for a fix that keeps it. */
function nameIn(reference: string): string | undefined {
  const words = reference
    .trim()
    .replace(/^(?:(?:aws|ssm|secretsmanager|secret|parameter|resolve):)+/i, '')
    .replace(/^\/+/, '')
    .replaceAll(/\s+/g, '-')
    .replaceAll(/\/{2,}/g, '/');
  return /^[\w./-]+$/.test(words) && !reference.startsWith('arn:') ? words : undefined;
}
